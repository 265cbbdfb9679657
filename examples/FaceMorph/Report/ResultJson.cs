using System.Text.Json;
using System.Text.Json.Nodes;
using FaceMorph.Morphs;
using FaceMorph.Prior;
using FaceMorph.Studies;
using FaceMorph.Verification;

namespace FaceMorph.Report;

/// <summary>The numbers of the page for machines.</summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The whole result; <c>mmpmr.ROW.EMBEDDING</c> is the MMPMR against the parents in percent.</summary>
    public static string Of(MorphStudy study) =>
        new JsonObject
        {
            ["seed"] = study.Seed,
            ["seconds"] = Math.Round(study.Seconds, 2),
            ["pairs"] = study.Split.Pairs.Length,
            ["solverSteps"] = MorphModel.Steps,
            ["adamSteps"] = Guidance.AdamSteps,
            ["barsHold"] = study.Bars.All(bar => bar.Holds),
            ["bars"] = List(study.Bars, bar => new JsonObject { ["statement"] = bar.Statement, ["holds"] = bar.Holds }),
            ["mmpmr"] = PerRow(study, score => score.Parents.Percent),
            ["mmpmrStandardError"] = PerRow(study, score => score.Parents.StandardError),
            ["mmpmrProbes"] = PerRow(study, score => score.Probes.Percent),
            ["mmpmrProbesStandardError"] = PerRow(study, score => score.Probes.StandardError),
            ["embeddings"] = new JsonObject { ["loss"] = Verification(study.Loss), ["unseen"] = Verification(study.Unseen) },
            ["prior"] = PriorFacts(study),
            ["lossCurves"] = new JsonObject(
                study.Rows.Where(row => row.Guided is not null).Select(row => Pair(row.Key, Numbers(row.Guided!.Losses)))
            ),
            ["guidanceSeconds"] = new JsonObject(
                study.Rows.Where(row => row.Guided is not null).Select(row => Pair(row.Key, Math.Round(row.Guided!.Seconds, 2)))
            ),
            ["gradients"] = Gradients(study.Gradients),
            ["orders"] = Orders(study.Orders),
        }.ToJsonString(Indented);

    private static JsonObject PerRow(MorphStudy study, Func<MorphScore, double> value) =>
        new(
            study.Rows.Select(row =>
                Pair(row.Key, new JsonObject { ["loss"] = Math.Round(value(row.Loss), 3), ["unseen"] = Math.Round(value(row.Unseen), 3) })
            )
        );

    private static JsonObject Verification(Verifier verifier) =>
        new()
        {
            ["threshold"] = verifier.Threshold,
            ["ownProbesAccepted"] = verifier.OwnAccepted,
            ["ownProbesAcceptedByKind"] = new JsonObject(Faces.Probes.Names.Select((name, i) => Pair(name, verifier.OwnAcceptedOf(i)))),
            ["comparisonsOfDifferentImages"] = verifier.Impostors.Length,
        };

    private static JsonObject PriorFacts(MorphStudy study)
    {
        var prior = study.Model.Prior;
        return new JsonObject
        {
            ["dimension"] = FacePrior.Dimension,
            ["condition"] = FacePrior.Condition,
            ["components"] = prior.Residual.Weights.Length,
            ["rank"] = prior.Residual.Factors[0].Length,
            ["varianceKept"] = prior.Axes.Kept,
            ["heldOutVarianceKept"] = prior.Axes.KeptOf(study.Split.HeldOut),
            ["parentsStillAcceptedAfterEncodingPercent"] = study.Reconstructed.Percent,
        };
    }

    private static JsonObject Gradients(GradientStudy study) =>
        new()
        {
            ["morphs"] = GradientStudy.Morphs,
            ["exactAgainstDifferences"] = study.DifferenceError,
            ["methods"] = new JsonObject(
                study.Rows.Select(row =>
                    Pair(
                        row.Key,
                        new JsonObject
                        {
                            ["noiseCosine"] = row.NoiseCosine.Mean,
                            ["noiseNormRatio"] = row.NoiseRatio.Mean,
                            ["conditionCosine"] = row.ConditionCosine.Mean,
                            ["conditionNormRatio"] = row.ConditionRatio.Mean,
                            ["bytesPerMorph"] = row.BytesPerMorph,
                            ["millisecondsPerMorph"] = Math.Round(row.MillisecondsPerMorph, 4),
                            ["evaluations"] = row.Evaluations,
                            ["pullBacks"] = row.PullBacks,
                            ["warnings"] = List(row.Warnings, text => JsonValue.Create(text)),
                        }
                    )
                )
            ),
        };

    private static JsonObject Orders(OrderStudy study) =>
        new()
        {
            ["steps"] = List(OrderStudy.Steps, steps => JsonValue.Create(steps)),
            ["referenceSteps"] = OrderStudy.ReferenceSteps,
            ["plans"] = new JsonObject(
                study.Curves.Select(curve =>
                    Pair(
                        curve.Key,
                        new JsonObject
                        {
                            ["errors"] = Numbers(curve.Errors),
                            ["order"] = curve.Order,
                            ["orderStandardError"] = curve.StandardError,
                            ["orderOfLastDoubling"] = curve.LastDoubling,
                            ["provenOrder"] = curve.Facts.Order,
                            ["provenOrderWithStarter"] = curve.Facts.GlobalOrder,
                        }
                    )
                )
            ),
        };

    private static KeyValuePair<string, JsonNode?> Pair(string key, JsonNode? value) => new(key, value);

    private static JsonArray Numbers(IEnumerable<double> values) => List(values, value => JsonValue.Create(value));

    private static JsonArray List<T>(IEnumerable<T> values, Func<T, JsonNode?> node) => new([.. values.Select(node)]);
}
