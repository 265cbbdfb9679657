namespace ItoSharp.Tests.Models;

/// <summary>DDIM and DEIS.</summary>
internal static class DeisZoo
{
    /// <summary>In the order of the catalogue.</summary>
    public static IReadOnlyList<ZooEntry> All { get; } =
    [
        new(
            Ddim.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDdim(model, process, schedule, start, end, solver as Ddim),
            (s, x, l, o) => ((ZooDdim)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDdim)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDdim)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisTAB1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisTAB1(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisTAB1)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDeisTAB1)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDeisTAB1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisTAB2.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisTAB2(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisTAB2)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDeisTAB2)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDeisTAB2)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisTAB3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisTAB3(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisTAB3)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDeisTAB3)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDeisTAB3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisTAB1LeftSums.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisTAB1LeftSums(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisTAB1LeftSums)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDeisTAB1LeftSums)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDeisTAB1LeftSums)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisTAB2LeftSums.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisTAB2LeftSums(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisTAB2LeftSums)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDeisTAB2LeftSums)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDeisTAB2LeftSums)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisTAB3LeftSums.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisTAB3LeftSums(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisTAB3LeftSums)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDeisTAB3LeftSums)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDeisTAB3LeftSums)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisRhoAB1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisRhoAB1(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisRhoAB1)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDeisRhoAB1)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDeisRhoAB1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisRhoAB2.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisRhoAB2(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisRhoAB2)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDeisRhoAB2)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDeisRhoAB2)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisRhoAB3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisRhoAB3(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisRhoAB3)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDeisRhoAB3)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDeisRhoAB3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisLambdaAB1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisLambdaAB1(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisLambdaAB1)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDeisLambdaAB1)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDeisLambdaAB1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            DeisLambdaAB2.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooDeisLambdaAB2(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooDeisLambdaAB2)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDeisLambdaAB2)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDeisLambdaAB2)s).GradientAdjointDeis(x, l, null, o)
        ),
    ];
}
