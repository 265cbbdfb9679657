namespace ItoSharp;

/// <summary>The gradients by the numbers of a sampler, which are not tensors: process parameters, times, weights, levels.</summary>
internal readonly record struct NumberGradients<TProcess>(
    GradientPart<TProcess> Process,
    GradientPart<double[]> Times,
    GradientPart<StepCoefficients> Coefficients,
    GradientPart<double[]> Levels
)
    where TProcess : class
{
    /// <summary>None of them, with the reason that <paramref name="why"/> gives for each.</summary>
    public static NumberGradients<TProcess> None(Func<string, string> why) =>
        new(
            new(null, why("the process's parameters")),
            new(null, why("the nodes' times")),
            new(null, why("the steps' weights")),
            new(null, why("the noise levels"))
        );
}
