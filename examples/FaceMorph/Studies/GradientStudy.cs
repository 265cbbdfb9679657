using System.Diagnostics;
using FaceMorph.Algebra;
using FaceMorph.Morphs;
using FaceMorph.Prior;
using ItoSharp;

namespace FaceMorph.Studies;

/// <summary>The mean of a quantity over morphs and its standard deviation.</summary>
internal readonly record struct Spread(double Mean, double Deviation)
{
    /// <summary>Of some values.</summary>
    public static Spread Of(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        return new Spread(mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Count));
    }
}

/// <summary>One method against the exact adjoint: direction and size of its gradients, what it keeps, how long it takes.</summary>
internal sealed record GradientRow(
    string Key,
    string Name,
    Spread NoiseCosine,
    Spread NoiseRatio,
    Spread ConditionCosine,
    Spread ConditionRatio,
    long BytesPerMorph,
    double MillisecondsPerMorph,
    int Evaluations,
    int PullBacks,
    IReadOnlyList<string> Warnings
);

/// <summary>All gradient methods at the same points, the unguided starts of some pairs.</summary>
internal sealed record GradientStudy(IReadOnlyList<GradientRow> Rows, double DifferenceError)
{
    /// <summary>The morphs that are compared.</summary>
    public const int Morphs = 64;

    private const int Repetitions = 3;

    // Ten states a morph: four checkpoints of a state and a past prediction, and the tape of one step.
    private const long CheckpointBytes = 10L * sizeof(double) * FacePrior.Dimension * Morphs;

    // Beside the methods that guide: states solved back instead of kept, the paper's own grid for the adjoint, and the exact
    // gradients that keep few states or none.
    private static IReadOnlyList<GradientMethod> Methods { get; } =
    [
        .. GradientMethod.All,
        new("exactCheckpointed", "exact, 4 checkpoints", GradientWay.Exact(CheckpointBytes)),
        new("exactDdim", "exact, of DDIM", GradientWay.Exact(), OneStep: true),
        new("reversibleDdim", "reversible DDIM (McCallum-Foster)", GradientWay.Reversible(), OneStep: true),
        new("reversibleHeun", "reversible Heun", GradientWay.Reversible(ReversibleScheme.Heun), OneStep: true),
        new(
            "adjointDeis2MDataRecomputed",
            "AdjointDEIS-2M, data, states recomputed",
            GradientWay.AdjointDeis(
                new AdjointDeisOptions
                {
                    Order = 2,
                    Form = Prediction.Data,
                    States = AdjointStates.Recomputed,
                }
            )
        ),
        new(
            "adjointDeis1NoiseUniformTime",
            "AdjointDEIS-1, noise, adjoint uniform in t",
            GradientWay.AdjointDeis(
                new AdjointDeisOptions
                {
                    Order = 1,
                    Form = Prediction.Noise,
                    Schedule = UniformTime.Steps(MorphModel.Steps),
                }
            )
        ),
    ];

    /// <summary>Measures them on one thread.</summary>
    public static GradientStudy Run(MorphModel model, MorphBatch all, Func<int, Loss<double>> lossOf, Action<double> progress)
    {
        var start = new MorphBatch(all.Noise[..(Morphs * FacePrior.Dimension)], all.Condition[..(Morphs * FacePrior.Condition)]);
        var loss = lossOf(Morphs);
        var options = MorphModel.Options with { Threads = 1 };
        var exact = GradientMethod.All[^1].Of(model, start, loss, options);
        var rows = new List<GradientRow>();
        foreach (var method in Methods)
        {
            var times = new double[Repetitions];
            Gradient<VpLinear, double> gradient = exact;
            for (int i = 0; i < Repetitions; i++)
            {
                var watch = Stopwatch.StartNew();
                gradient = method.Of(model, start, loss, options);
                times[i] = watch.Elapsed.TotalMilliseconds / Morphs;
            }

            rows.Add(Compare(method, gradient, exact, times.Order().ElementAt(Repetitions / 2)));
            progress(rows.Count / (double)Methods.Count);
        }

        return new GradientStudy(rows, AgainstDifferences(model, start, loss, exact));
    }

    private static GradientRow Compare(
        GradientMethod method,
        Gradient<VpLinear, double> gradient,
        Gradient<VpLinear, double> exact,
        double milliseconds
    )
    {
        var (noiseCosine, noiseRatio) = Rowwise(gradient.Start, exact.Start, FacePrior.Dimension);
        var (conditionCosine, conditionRatio) = Rowwise(gradient.Condition, exact.Condition, FacePrior.Condition);
        return new GradientRow(
            method.Key,
            method.Name,
            noiseCosine,
            noiseRatio,
            conditionCosine,
            conditionRatio,
            gradient.StoredBytes / Morphs,
            milliseconds,
            gradient.ModelCalls.Evaluations,
            gradient.ModelCalls.PullBacks,
            gradient.Warnings
        );
    }

    private static (Spread Cosine, Spread Ratio) Rowwise(double[] gradient, double[] exact, int width)
    {
        var cosines = new double[Morphs];
        var ratios = new double[Morphs];
        for (int row = 0; row < Morphs; row++)
        {
            var g = gradient.AsSpan(row * width, width);
            var e = exact.AsSpan(row * width, width);
            cosines[row] = Dense.Dot(g, e) / (Dense.Norm(g) * Dense.Norm(e));
            ratios[row] = Dense.Norm(g) / Dense.Norm(e);
        }

        return (Spread.Of(cosines), Spread.Of(ratios));
    }

    // The exact adjoint's own test: the slope of the loss along a random direction of (x_T, z), by central differences.
    private static double AgainstDifferences(MorphModel model, MorphBatch start, Loss<double> loss, Gradient<VpLinear, double> exact)
    {
        const double Step = 1e-4;
        var random = new Random(17);
        double[] noise = [.. start.Noise.Select(_ => Faces.Alteration.Normal(random))];
        double[] condition = [.. start.Condition.Select(_ => Faces.Alteration.Normal(random))];
        double At(double step)
        {
            var moved = start.Copy();
            Dense.AddScaled(moved.Noise, step, noise);
            Dense.AddScaled(moved.Condition, step, condition);
            var samples = model.Decode(moved);
            return loss(samples, new double[samples.Length]);
        }

        double slope = Dense.Dot(exact.Start, noise) + Dense.Dot(exact.Condition, condition);
        double difference = (8 * (At(Step) - At(-Step)) - (At(2 * Step) - At(-2 * Step))) / (12 * Step);
        return Math.Abs(difference - slope) / Math.Abs(slope);
    }
}
