namespace ItoSharp.Tests.Models;

/// <summary>Heavy balls, iPNDM, and the plans that stand alone.</summary>
internal static class SinglePlansZoo
{
    /// <summary>In the order of the catalogue.</summary>
    public static IReadOnlyList<ZooEntry> All { get; } =
    [
        new(
            Ghvb1.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooGhvb1(model, process, schedule, start, end, solver as Ghvb1),
            (s, x, l, o) => ((ZooGhvb1)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooGhvb1)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooGhvb1)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            Ghvb2.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooGhvb2(model, process, schedule, start, end, solver as Ghvb2),
            (s, x, l, o) => ((ZooGhvb2)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooGhvb2)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooGhvb2)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            Ghvb3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooGhvb3(model, process, schedule, start, end, solver as Ghvb3),
            (s, x, l, o) => ((ZooGhvb3)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooGhvb3)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooGhvb3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            Ghvb4.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooGhvb4(model, process, schedule, start, end, solver as Ghvb4),
            (s, x, l, o) => ((ZooGhvb4)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooGhvb4)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooGhvb4)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            IpndmV3.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooIpndmV3(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooIpndmV3)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooIpndmV3)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooIpndmV3)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            IpndmV4.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooIpndmV4(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooIpndmV4)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooIpndmV4)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooIpndmV4)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            Ipndm4.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooIpndm4(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooIpndm4)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooIpndm4)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooIpndm4)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            RhoRkHeun.Facts,
            null,
            false,
            (model, process, schedule, start, end, solver) => new ZooRhoRkHeun(model, process, schedule, start, end),
            (s, x, l, o) => ((ZooRhoRkHeun)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooRhoRkHeun)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooRhoRkHeun)s).GradientAdjointDeis(x, l, null, o)
        ),
        new(
            EdmStochastic.Facts,
            new EdmStochastic(SChurn: 0),
            false,
            (model, process, schedule, start, end, solver) =>
                new ZooEdmStochastic(model, process, schedule, start, end, solver as EdmStochastic),
            (s, x, l, o) => ((ZooEdmStochastic)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooEdmStochastic)s).Gradient(x, l, w, o),
            null
        ),
        new(
            DiffVcMaximumLikelihood.Facts,
            null,
            true,
            (model, process, schedule, start, end, solver) =>
                new ZooDiffVcMaximumLikelihood(model, process, schedule, start, end, solver as DiffVcMaximumLikelihood),
            (s, x, l, o) => ((ZooDiffVcMaximumLikelihood)s).Gradient(x, l, o),
            (s, x, l, w, o) => ((ZooDiffVcMaximumLikelihood)s).Gradient(x, l, w, o),
            (s, x, l, o) => ((ZooDiffVcMaximumLikelihood)s).GradientAdjointDeis(x, l, null, o)
        ),
    ];
}
