namespace ItoSharp.Tests.Models;

/// <summary>The multistep DPM-Solvers, of ordinary and of stochastic equations.</summary>
internal static class DpmSolverZoo
{
    /// <summary>In the order of the catalogue.</summary>
    public static IReadOnlyList<ZooEntry> All { get; } =
    [
        new(
            DpmSolver2M.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDpmSolver2M(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDpmSolver2M)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDpmSolver2M)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDpmSolver2M)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolver3M.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDpmSolver3M(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDpmSolver3M)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDpmSolver3M)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDpmSolver3M)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolver3MPublished.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDpmSolver3MPublished(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDpmSolver3MPublished)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDpmSolver3MPublished)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDpmSolver3MPublished)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolverPP2M.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDpmSolverPP2M(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDpmSolverPP2M)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDpmSolverPP2M)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDpmSolverPP2M)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolverPP2MTaylor.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDpmSolverPP2MTaylor(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDpmSolverPP2MTaylor)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDpmSolverPP2MTaylor)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDpmSolverPP2MTaylor)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolverPP3M.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDpmSolverPP3M(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDpmSolverPP3M)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDpmSolverPP3M)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDpmSolverPP3M)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolverPP3MPublished.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDpmSolverPP3MPublished(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDpmSolverPP3MPublished)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDpmSolverPP3MPublished)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDpmSolverPP3MPublished)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SdeDpmSolver1.Facts,
            new SdeDpmSolver1(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSdeDpmSolver1(model, process, schedule, start, end, solver as SdeDpmSolver1),
            (s, x, l, o) => ((ZooSdeDpmSolver1)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooSdeDpmSolver1)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooSdeDpmSolver1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SdeDpmSolverPP1.Facts,
            new SdeDpmSolverPP1(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSdeDpmSolverPP1(model, process, schedule, start, end, solver as SdeDpmSolverPP1),
            (s, x, l, o) => ((ZooSdeDpmSolverPP1)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooSdeDpmSolverPP1)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooSdeDpmSolverPP1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SdeDpmSolverPP2M.Facts,
            new SdeDpmSolverPP2M(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSdeDpmSolverPP2M(model, process, schedule, start, end, solver as SdeDpmSolverPP2M),
            (s, x, l, o) => ((ZooSdeDpmSolverPP2M)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooSdeDpmSolverPP2M)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooSdeDpmSolverPP2M)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SdeDpmSolverPP2MTaylor.Facts,
            new SdeDpmSolverPP2MTaylor(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSdeDpmSolverPP2MTaylor(model, process, schedule, start, end, solver as SdeDpmSolverPP2MTaylor),
            (s, x, l, o) => ((ZooSdeDpmSolverPP2MTaylor)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooSdeDpmSolverPP2MTaylor)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooSdeDpmSolverPP2MTaylor)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SdeDpmSolverPP3M.Facts,
            new SdeDpmSolverPP3M(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSdeDpmSolverPP3M(model, process, schedule, start, end, solver as SdeDpmSolverPP3M),
            (s, x, l, o) => ((ZooSdeDpmSolverPP3M)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooSdeDpmSolverPP3M)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooSdeDpmSolverPP3M)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SdeDpmSolverPP3MKDiffusion.Facts,
            new SdeDpmSolverPP3MKDiffusion(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSdeDpmSolverPP3MKDiffusion(model, process, schedule, start, end, solver as SdeDpmSolverPP3MKDiffusion),
            (s, x, l, o) => ((ZooSdeDpmSolverPP3MKDiffusion)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooSdeDpmSolverPP3MKDiffusion)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooSdeDpmSolverPP3MKDiffusion)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            SdeDpmSolverPP3MDiffusers.Facts,
            new SdeDpmSolverPP3MDiffusers(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooSdeDpmSolverPP3MDiffusers(model, process, schedule, start, end, solver as SdeDpmSolverPP3MDiffusers),
            (s, x, l, o) => ((ZooSdeDpmSolverPP3MDiffusers)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooSdeDpmSolverPP3MDiffusers)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooSdeDpmSolverPP3MDiffusers)s).GradientAdjointDeis(x, l, null, o)
        ),
    ];
}
