namespace ItoSharp.Tests.Models;

/// <summary>A shipped plan on VP-linear, as tests of all plans at once need it.</summary>
/// <param name="Facts">What was proven.</param>
/// <param name="Quiet">The values with which it injects no noise; null: its defaults.</param>
/// <param name="IsAlwaysNoisy">Whether no values switch its noise off.</param>
/// <param name="Make">A sampler with the plan's values (null: its defaults).</param>
/// <param name="Exact">Its exact gradient.</param>
/// <param name="AdjointDeis">Its AdjointDEIS gradient; null where that is not defined.</param>
public sealed record ZooEntry(
    PlanFacts Facts,
    object? Quiet,
    bool IsAlwaysNoisy,
    Func<IModel<double>, VpLinear, Schedule, double, double, object?, FieldSampler<VpLinear, double>> Make,
    Func<FieldSampler<VpLinear, double>, double[], Loss<double>, SampleOptions, Gradient<VpLinear, double>> Exact,
    Func<FieldSampler<VpLinear, double>, double[], Loss<double>, SampleOptions, Gradient<VpLinear, double>>? AdjointDeis
);

/// <summary>Every shipped plan.</summary>
public static class Zoo
{
    /// <summary>By name.</summary>
    public static IReadOnlyList<ZooEntry> All { get; } =
    [
        new(
            Ddim.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDdim(model, process, schedule, start, end, solver as Ddim),
            (s, x, l, o) => ((ZooDdim)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDdim)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisTAB1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisTAB1(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisTAB1)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDeisTAB1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisTAB2.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisTAB2(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisTAB2)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDeisTAB2)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisTAB3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisTAB3(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisTAB3)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDeisTAB3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisTAB1LeftSums.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisTAB1LeftSums(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisTAB1LeftSums)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDeisTAB1LeftSums)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisTAB2LeftSums.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisTAB2LeftSums(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisTAB2LeftSums)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDeisTAB2LeftSums)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisTAB3LeftSums.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisTAB3LeftSums(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisTAB3LeftSums)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDeisTAB3LeftSums)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisRhoAB1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisRhoAB1(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisRhoAB1)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDeisRhoAB1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisRhoAB2.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisRhoAB2(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisRhoAB2)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDeisRhoAB2)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisRhoAB3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisRhoAB3(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisRhoAB3)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDeisRhoAB3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisLambdaAB1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisLambdaAB1(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisLambdaAB1)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDeisLambdaAB1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisLambdaAB2.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisLambdaAB2(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisLambdaAB2)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDeisLambdaAB2)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolver2M.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDpmSolver2M(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDpmSolver2M)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDpmSolver2M)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolver3M.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDpmSolver3M(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDpmSolver3M)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDpmSolver3M)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolver3MPublished.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDpmSolver3MPublished(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDpmSolver3MPublished)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDpmSolver3MPublished)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolverPP2M.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDpmSolverPP2M(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDpmSolverPP2M)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDpmSolverPP2M)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolverPP2MTaylor.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDpmSolverPP2MTaylor(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDpmSolverPP2MTaylor)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDpmSolverPP2MTaylor)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolverPP3M.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDpmSolverPP3M(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDpmSolverPP3M)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDpmSolverPP3M)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolverPP3MPublished.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDpmSolverPP3MPublished(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDpmSolverPP3MPublished)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDpmSolverPP3MPublished)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SdeDpmSolver1.Facts,
            new SdeDpmSolver1(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSdeDpmSolver1(model, process, schedule, start, end, solver as SdeDpmSolver1),
            (s, x, l, o) => ((ZooSdeDpmSolver1)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooSdeDpmSolver1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SdeDpmSolverPP1.Facts,
            new SdeDpmSolverPP1(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSdeDpmSolverPP1(model, process, schedule, start, end, solver as SdeDpmSolverPP1),
            (s, x, l, o) => ((ZooSdeDpmSolverPP1)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooSdeDpmSolverPP1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SdeDpmSolverPP2M.Facts,
            new SdeDpmSolverPP2M(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSdeDpmSolverPP2M(model, process, schedule, start, end, solver as SdeDpmSolverPP2M),
            (s, x, l, o) => ((ZooSdeDpmSolverPP2M)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooSdeDpmSolverPP2M)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SdeDpmSolverPP2MTaylor.Facts,
            new SdeDpmSolverPP2MTaylor(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSdeDpmSolverPP2MTaylor(model, process, schedule, start, end, solver as SdeDpmSolverPP2MTaylor),
            (s, x, l, o) => ((ZooSdeDpmSolverPP2MTaylor)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooSdeDpmSolverPP2MTaylor)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SdeDpmSolverPP3M.Facts,
            new SdeDpmSolverPP3M(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSdeDpmSolverPP3M(model, process, schedule, start, end, solver as SdeDpmSolverPP3M),
            (s, x, l, o) => ((ZooSdeDpmSolverPP3M)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooSdeDpmSolverPP3M)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SdeDpmSolverPP3MKDiffusion.Facts,
            new SdeDpmSolverPP3MKDiffusion(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSdeDpmSolverPP3MKDiffusion(model, process, schedule, start, end, solver as SdeDpmSolverPP3MKDiffusion),
            (s, x, l, o) => ((ZooSdeDpmSolverPP3MKDiffusion)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooSdeDpmSolverPP3MKDiffusion)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SdeDpmSolverPP3MDiffusers.Facts,
            new SdeDpmSolverPP3MDiffusers(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSdeDpmSolverPP3MDiffusers(model, process, schedule, start, end, solver as SdeDpmSolverPP3MDiffusers),
            (s, x, l, o) => ((ZooSdeDpmSolverPP3MDiffusers)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooSdeDpmSolverPP3MDiffusers)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            UniPC1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooUniPC1(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooUniPC1)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooUniPC1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            UniPC1Bh1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooUniPC1Bh1(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooUniPC1Bh1)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooUniPC1Bh1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            UniPC2.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooUniPC2(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooUniPC2)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooUniPC2)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            UniPC2Bh1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooUniPC2Bh1(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooUniPC2Bh1)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooUniPC2Bh1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            UniPC2VaryCoefficients.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooUniPC2VaryCoefficients(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooUniPC2VaryCoefficients)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooUniPC2VaryCoefficients)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            UniPC3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooUniPC3(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooUniPC3)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooUniPC3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            UniPC3Bh1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooUniPC3Bh1(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooUniPC3Bh1)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooUniPC3Bh1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SaSolver.Facts,
            new SaSolver(0),
            false,
            (model, process, schedule, start, end, solver) => new ZooSaSolver(model, process, schedule, start, end, solver as SaSolver),
            (s, x, l, o) => ((ZooSaSolver)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooSaSolver)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SaSolverP2C2.Facts,
            new SaSolverP2C2(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSaSolverP2C2(model, process, schedule, start, end, solver as SaSolverP2C2),
            (s, x, l, o) => ((ZooSaSolverP2C2)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooSaSolverP2C2)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SaSolverP2C3.Facts,
            new SaSolverP2C3(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSaSolverP2C3(model, process, schedule, start, end, solver as SaSolverP2C3),
            (s, x, l, o) => ((ZooSaSolverP2C3)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooSaSolverP2C3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SaSolverP3C4.Facts,
            new SaSolverP3C4(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSaSolverP3C4(model, process, schedule, start, end, solver as SaSolverP3C4),
            (s, x, l, o) => ((ZooSaSolverP3C4)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooSaSolverP3C4)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErSde1.Facts,
            null,
            true,
            (model, process, schedule, start, end, solver) => new ZooErSde1(model, process, schedule, start, end, solver as ErSde1),
            (s, x, l, o) => ((ZooErSde1)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooErSde1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErSde2.Facts,
            null,
            true,
            (model, process, schedule, start, end, solver) => new ZooErSde2(model, process, schedule, start, end, solver as ErSde2),
            (s, x, l, o) => ((ZooErSde2)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooErSde2)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErSde3.Facts,
            null,
            true,
            (model, process, schedule, start, end, solver) => new ZooErSde3(model, process, schedule, start, end, solver as ErSde3),
            (s, x, l, o) => ((ZooErSde3)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooErSde3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErSde2LeftSums.Facts,
            null,
            true,
            (model, process, schedule, start, end, solver) =>
                new ZooErSde2LeftSums(model, process, schedule, start, end, solver as ErSde2LeftSums),
            (s, x, l, o) => ((ZooErSde2LeftSums)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooErSde2LeftSums)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErSde3LeftSums.Facts,
            null,
            true,
            (model, process, schedule, start, end, solver) =>
                new ZooErSde3LeftSums(model, process, schedule, start, end, solver as ErSde3LeftSums),
            (s, x, l, o) => ((ZooErSde3LeftSums)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooErSde3LeftSums)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErSde3Published.Facts,
            null,
            true,
            (model, process, schedule, start, end, solver) =>
                new ZooErSde3Published(model, process, schedule, start, end, solver as ErSde3Published),
            (s, x, l, o) => ((ZooErSde3Published)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooErSde3Published)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErOde2.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooErOde2(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooErOde2)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooErOde2)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErOde3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooErOde3(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooErOde3)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooErOde3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErOde3Published.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooErOde3Published(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooErOde3Published)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooErOde3Published)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            Ghvb1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooGhvb1(model, process, schedule, start, end, solver as Ghvb1),
            (s, x, l, o) => ((ZooGhvb1)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooGhvb1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            Ghvb2.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooGhvb2(model, process, schedule, start, end, solver as Ghvb2),
            (s, x, l, o) => ((ZooGhvb2)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooGhvb2)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            Ghvb3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooGhvb3(model, process, schedule, start, end, solver as Ghvb3),
            (s, x, l, o) => ((ZooGhvb3)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooGhvb3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            Ghvb4.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooGhvb4(model, process, schedule, start, end, solver as Ghvb4),
            (s, x, l, o) => ((ZooGhvb4)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooGhvb4)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            IpndmV3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooIpndmV3(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooIpndmV3)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooIpndmV3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            IpndmV4.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooIpndmV4(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooIpndmV4)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooIpndmV4)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            Ipndm4.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooIpndm4(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooIpndm4)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooIpndm4)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            RhoRkHeun.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooRhoRkHeun(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooRhoRkHeun)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooRhoRkHeun)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            EdmStochastic.Facts,
            new EdmStochastic(SChurn: 0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooEdmStochastic(model, process, schedule, start, end, solver as EdmStochastic),
            (s, x, l, o) => ((ZooEdmStochastic)s).Gradient(x, l, o),
            null
        ),
        new(
            DiffVcMaximumLikelihood.Facts,
            null,
            true,
            (model, process, schedule, start, end, solver) =>
                new ZooDiffVcMaximumLikelihood(model, process, schedule, start, end, solver as DiffVcMaximumLikelihood),
            (s, x, l, o) => ((ZooDiffVcMaximumLikelihood)s).Gradient(x, l, o),
            (s, x, l, o) => ((ZooDiffVcMaximumLikelihood)s).GradientAdjointDeis(x, l, null, o)
        ),
        .. RungeKuttaZoo.All,
    ];
}
