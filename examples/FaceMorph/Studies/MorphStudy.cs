using FaceMorph.Faces;
using FaceMorph.Morphs;
using FaceMorph.Verification;

namespace FaceMorph.Studies;

/// <summary>One way to morph all pairs, and how both verifiers take its images.</summary>
internal sealed record MorphRow(string Key, string Name, double[][] Images, MorphScore Loss, MorphScore Unseen, Guided? Guided);

/// <summary>A condition that the run must meet, and whether it does.</summary>
internal sealed record Bar(string Statement, bool Holds);

/// <summary>All that a run has measured: what the page shows and result.json holds.</summary>
internal sealed record MorphStudy(
    int Seed,
    FaceSplit Split,
    Verifier Loss,
    Verifier Unseen,
    MorphModel Model,
    IReadOnlyList<MorphRow> Rows,
    Share Reconstructed,
    GradientStudy Gradients,
    OrderStudy Orders
)
{
    private const double GainOnLoss = 30;
    private const double GainOnUnseen = 10;
    private const double OwnProbes = 0.95;

    /// <summary>The seconds of the whole run.</summary>
    public required double Seconds { get; init; }

    /// <summary>The morphs without guidance.</summary>
    public MorphRow NoGuidance => Rows.Single(row => row.Key == "noGuidance");

    /// <summary>What must hold.</summary>
    public IEnumerable<Bar> Bars
    {
        get
        {
            foreach (var verifier in new[] { Loss, Unseen })
            {
                yield return new Bar(
                    FormattableString.Invariant(
                        $"the {verifier.Embedding.Name} embedding accepts {100 * verifier.OwnAccepted:f1}% of each image's own probes (at least 95%)"
                    ),
                    verifier.OwnAccepted >= OwnProbes
                );
            }

            foreach (var row in Rows.Where(row => row.Guided is not null))
            {
                double loss = row.Loss.Parents.Percent - NoGuidance.Loss.Parents.Percent;
                double unseen = row.Unseen.Parents.Percent - NoGuidance.Unseen.Parents.Percent;
                yield return new Bar(
                    FormattableString.Invariant(
                        $"{row.Name}: {loss:+0.0;-0.0} points over no guidance on the loss embedding (at least 30), {unseen:+0.0;-0.0} on the unseen one (at least 10)"
                    ),
                    loss >= GainOnLoss && unseen >= GainOnUnseen
                );
            }
        }
    }
}
