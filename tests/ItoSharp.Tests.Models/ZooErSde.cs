namespace ItoSharp.Tests.Models;

/// <summary>ER-SDE and its ordinary form.</summary>
internal static class ErSdeZoo
{
    /// <summary>In the order of the catalogue.</summary>
    public static IReadOnlyList<ZooEntry> All { get; } =
    [
        new(
            ErSde1.Facts,
            null,
            true,
            (model, process, schedule, start, end, solver) => new ZooErSde1(model, process, schedule, start, end, solver as ErSde1),
            (s, x, l, o) => ((ZooErSde1)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooErSde1)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooErSde1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErSde2.Facts,
            null,
            true,
            (model, process, schedule, start, end, solver) => new ZooErSde2(model, process, schedule, start, end, solver as ErSde2),
            (s, x, l, o) => ((ZooErSde2)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooErSde2)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooErSde2)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErSde3.Facts,
            null,
            true,
            (model, process, schedule, start, end, solver) => new ZooErSde3(model, process, schedule, start, end, solver as ErSde3),
            (s, x, l, o) => ((ZooErSde3)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooErSde3)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooErSde3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErSde2LeftSums.Facts,
            null,
            true,
            (model, process, schedule, start, end, solver) =>
                new ZooErSde2LeftSums(model, process, schedule, start, end, solver as ErSde2LeftSums),
            (s, x, l, o) => ((ZooErSde2LeftSums)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooErSde2LeftSums)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooErSde2LeftSums)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErSde3LeftSums.Facts,
            null,
            true,
            (model, process, schedule, start, end, solver) =>
                new ZooErSde3LeftSums(model, process, schedule, start, end, solver as ErSde3LeftSums),
            (s, x, l, o) => ((ZooErSde3LeftSums)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooErSde3LeftSums)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooErSde3LeftSums)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErSde3Published.Facts,
            null,
            true,
            (model, process, schedule, start, end, solver) =>
                new ZooErSde3Published(model, process, schedule, start, end, solver as ErSde3Published),
            (s, x, l, o) => ((ZooErSde3Published)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooErSde3Published)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooErSde3Published)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErOde2.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooErOde2(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooErOde2)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooErOde2)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooErOde2)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErOde3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooErOde3(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooErOde3)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooErOde3)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooErOde3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            ErOde3Published.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooErOde3Published(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooErOde3Published)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooErOde3Published)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooErOde3Published)s).GradientAdjointDeis(x, l, null, o)
        ),
    ];
}
