namespace ItoSharp.Tests.Models;

/// <summary>A shipped plan on VP-linear, as tests of all plans at once need it.</summary>
/// <param name="Facts">What was proven.</param>
/// <param name="Quiet">The values with which it injects no noise; null: its defaults.</param>
/// <param name="IsAlwaysNoisy">Whether no values switch its noise off.</param>
/// <param name="Make">A sampler with the plan's values (null: its defaults).</param>
/// <param name="Exact">Its exact gradient.</param>
/// <param name="By">Its gradient in a way of the call's choice.</param>
/// <param name="AdjointDeis">Its AdjointDEIS gradient; null where that is not defined.</param>
public sealed record ZooEntry(
    PlanFacts Facts,
    object? Quiet,
    bool IsAlwaysNoisy,
    Func<IModel<double>, VpLinear, Schedule, double, double, object?, FieldSampler<VpLinear, double>> Make,
    Func<FieldSampler<VpLinear, double>, double[], Loss<double>, SampleOptions, Gradient<VpLinear, double>> Exact,
    Func<FieldSampler<VpLinear, double>, double[], Loss<double>, GradientWay, SampleOptions, Gradient<VpLinear, double>> By,
    Func<FieldSampler<VpLinear, double>, double[], Loss<double>, SampleOptions, Gradient<VpLinear, double>>? AdjointDeis
);

/// <summary>Every shipped plan.</summary>
public static class Zoo
{
    /// <summary>By name.</summary>
    public static IReadOnlyList<ZooEntry> All { get; } =
    [.. DeisZoo.All, .. DpmSolverZoo.All, .. PredictorCorrectorZoo.All, .. ErSdeZoo.All, .. SinglePlansZoo.All, .. RungeKuttaZoo.All];
}
