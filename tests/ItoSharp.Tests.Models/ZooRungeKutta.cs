using ItoSharp.Tests.Models.Stages;

namespace ItoSharp.Tests.Models;

/// <summary>The shipped Runge-Kutta plans.</summary>
internal static class RungeKuttaZoo
{
    /// <summary>In the order of the catalogue.</summary>
    public static IReadOnlyList<ZooEntry> All { get; } =
    [
        new(
            DpmSolver1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new VpDpmSolver1(model, process, schedule, start, end),
            (s, x, l, o) => ((VpDpmSolver1)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((VpDpmSolver1)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((VpDpmSolver1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolver2S.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new VpDpmSolver2S(model, process, schedule, start, end),
            (s, x, l, o) => ((VpDpmSolver2S)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((VpDpmSolver2S)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((VpDpmSolver2S)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolver2STaylor.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new VpDpmSolver2STaylor(model, process, schedule, start, end),
            (s, x, l, o) => ((VpDpmSolver2STaylor)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((VpDpmSolver2STaylor)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((VpDpmSolver2STaylor)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolver3S.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new VpDpmSolver3S(model, process, schedule, start, end),
            (s, x, l, o) => ((VpDpmSolver3S)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((VpDpmSolver3S)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((VpDpmSolver3S)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DpmSolverPP2S.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new VpDpmSolverPP2S(model, process, schedule, start, end),
            (s, x, l, o) => ((VpDpmSolverPP2S)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((VpDpmSolverPP2S)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((VpDpmSolverPP2S)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            RhoRkKutta3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new VpRhoRkKutta3(model, process, schedule, start, end),
            (s, x, l, o) => ((VpRhoRkKutta3)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((VpRhoRkKutta3)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((VpRhoRkKutta3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            RhoRkRalston3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new VpRhoRkRalston3(model, process, schedule, start, end),
            (s, x, l, o) => ((VpRhoRkRalston3)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((VpRhoRkRalston3)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((VpRhoRkRalston3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            RhoRkHeun3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new VpRhoRkHeun3(model, process, schedule, start, end),
            (s, x, l, o) => ((VpRhoRkHeun3)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((VpRhoRkHeun3)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((VpRhoRkHeun3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            RhoRkSsp3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new VpRhoRkSsp3(model, process, schedule, start, end),
            (s, x, l, o) => ((VpRhoRkSsp3)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((VpRhoRkSsp3)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((VpRhoRkSsp3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            RhoRkVanDerHouwen3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new VpRhoRkVanDerHouwen3(model, process, schedule, start, end),
            (s, x, l, o) => ((VpRhoRkVanDerHouwen3)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((VpRhoRkVanDerHouwen3)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((VpRhoRkVanDerHouwen3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            RhoRk4.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new VpRhoRk4(model, process, schedule, start, end),
            (s, x, l, o) => ((VpRhoRk4)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((VpRhoRk4)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((VpRhoRk4)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            Euler.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new VpEuler(model, process, schedule, start, end),
            (s, x, l, o) => ((VpEuler)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((VpEuler)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((VpEuler)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            EulerLambda.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new VpEulerLambda(model, process, schedule, start, end),
            (s, x, l, o) => ((VpEulerLambda)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((VpEulerLambda)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((VpEulerLambda)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            EulerMaruyama.Facts,
            new EulerMaruyama(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new VpEulerMaruyama(model, process, schedule, start, end, solver as EulerMaruyama),
            (s, x, l, o) => ((VpEulerMaruyama)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((VpEulerMaruyama)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((VpEulerMaruyama)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            EulerMaruyamaLambda.Facts,
            new EulerMaruyamaLambda(0),
            false,
            (model, process, schedule, start, end, solver) =>
                new VpEulerMaruyamaLambda(model, process, schedule, start, end, solver as EulerMaruyamaLambda),
            (s, x, l, o) => ((VpEulerMaruyamaLambda)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((VpEulerMaruyamaLambda)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((VpEulerMaruyamaLambda)s).GradientAdjointDeis(x, l, null, o)
        ),
    ];
}
