using System.Diagnostics;
using FaceMorph.Prior;
using ItoSharp;

namespace FaceMorph.Morphs;

/// <summary>A way to differentiate the loss through the sampler.</summary>
/// <param name="Key">Its name in result.json.</param>
/// <param name="Name">Its name in tables.</param>
/// <param name="Way">The way of the call.</param>
/// <param name="OneStep">Whether it goes through the one-step sampler, whose runs are reversible.</param>
internal sealed record GradientMethod(string Key, string Name, GradientWay Way, bool OneStep = false)
{
    /// <summary>The methods that guide.</summary>
    public static IReadOnlyList<GradientMethod> All { get; } =
    [
        new("adjointDeis1Noise", "AdjointDEIS-1, noise", GradientWay.AdjointDeis(1, Prediction.Noise)),
        new("adjointDeis1Data", "AdjointDEIS-1, data", GradientWay.AdjointDeis(1, Prediction.Data)),
        new("adjointDeis2MNoise", "AdjointDEIS-2M, noise", GradientWay.AdjointDeis(2, Prediction.Noise)),
        new("adjointDeis2MData", "AdjointDEIS-2M, data", GradientWay.AdjointDeis(2, Prediction.Data)),
        new("exact", "exact discrete adjoint", GradientWay.Exact()),
    ];

    /// <summary>The gradient of a loss with respect to the noise and z.</summary>
    public Gradient<VpLinear, double> Of(MorphModel model, MorphBatch batch, Loss<double> loss, SampleOptions<double> options)
    {
        var conditioned = options with { Condition = batch.Condition };
        return OneStep
            ? model.ReversibleDecoder.Gradient(batch.Noise, loss, Way, conditioned)
            : model.Decoder.Gradient(batch.Noise, loss, Way, conditioned);
    }
}

/// <summary>Guided morphs: where they ended, and the mean loss of a morph before every Adam step and after the last.</summary>
internal sealed record Guided(GradientMethod Method, double[] Samples, double[] Losses, double Seconds);

/// <summary>Adam on the noise and z of all pairs at once.</summary>
internal sealed class Guidance(MorphModel model, Loss<double> loss)
{
    /// <summary>The Adam steps of every run.</summary>
    public const int AdamSteps = 60;

    /// <summary>
    /// The step size of Adam, for the noise and for z. Larger ones reach a lower loss, by changes that only the loss embedding
    /// honours: 0.03 gains some points there and loses as many on the unseen one (seeds 1 to 3).
    /// </summary>
    public const double Rate = 0.005;

    /// <summary>Optimises from a start.</summary>
    public Guided Run(GradientMethod method, MorphBatch start, Action<double> progress)
    {
        var watch = Stopwatch.StartNew();
        var batch = start.Copy();
        var noise = new Adam(batch.Noise, FacePrior.Dimension, Rate);
        var condition = new Adam(batch.Condition, FacePrior.Condition, Rate);
        int rows = batch.Noise.Length / FacePrior.Dimension;
        var losses = new double[AdamSteps + 1];
        for (int step = 0; step < AdamSteps; step++)
        {
            var gradient = method.Of(model, batch, loss, MorphModel.Options);
            losses[step] = gradient.Loss / rows;
            noise.Step(gradient.Start);
            condition.Step(gradient.Condition);
            progress((step + 1.0) / AdamSteps);
        }

        var samples = model.Decode(batch);
        losses[AdamSteps] = loss(samples, new double[samples.Length]) / rows;
        return new Guided(method, samples, losses, watch.Elapsed.TotalSeconds);
    }
}
