namespace ItoSharp.Tests.Models;

/// <summary>UniPC and SA-Solver.</summary>
internal static class PredictorCorrectorZoo
{
    /// <summary>In the order of the catalogue.</summary>
    public static IReadOnlyList<ZooEntry> All { get; } =
    [
        new(
            UniPC1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooUniPC1(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooUniPC1)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooUniPC1)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooUniPC1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            UniPC1Bh1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooUniPC1Bh1(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooUniPC1Bh1)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooUniPC1Bh1)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooUniPC1Bh1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            UniPC2.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooUniPC2(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooUniPC2)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooUniPC2)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooUniPC2)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            UniPC2Bh1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooUniPC2Bh1(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooUniPC2Bh1)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooUniPC2Bh1)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooUniPC2Bh1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            UniPC2VaryCoefficients.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooUniPC2VaryCoefficients(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooUniPC2VaryCoefficients)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooUniPC2VaryCoefficients)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooUniPC2VaryCoefficients)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            UniPC3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooUniPC3(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooUniPC3)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooUniPC3)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooUniPC3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            UniPC3Bh1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooUniPC3Bh1(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooUniPC3Bh1)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooUniPC3Bh1)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooUniPC3Bh1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SaSolver.Facts,
            new SaSolver(0),
            false,
            (model, process, schedule, start, end, solver) => new ZooSaSolver(model, process, schedule, start, end, solver as SaSolver),
            (s, x, l, o) => ((ZooSaSolver)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooSaSolver)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooSaSolver)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SaSolverP2C2.Facts,
            new SaSolverP2C2(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSaSolverP2C2(model, process, schedule, start, end, solver as SaSolverP2C2),
            (s, x, l, o) => ((ZooSaSolverP2C2)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooSaSolverP2C2)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooSaSolverP2C2)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SaSolverP2C3.Facts,
            new SaSolverP2C3(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSaSolverP2C3(model, process, schedule, start, end, solver as SaSolverP2C3),
            (s, x, l, o) => ((ZooSaSolverP2C3)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooSaSolverP2C3)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooSaSolverP2C3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SaSolverP3C4.Facts,
            new SaSolverP3C4(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSaSolverP3C4(model, process, schedule, start, end, solver as SaSolverP3C4),
            (s, x, l, o) => ((ZooSaSolverP3C4)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooSaSolverP3C4)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooSaSolverP3C4)s).GradientAdjointDeis(x, l, null, o)
        ),
    ];
}
