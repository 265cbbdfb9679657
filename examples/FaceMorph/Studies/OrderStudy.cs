using FaceMorph.Algebra;
using FaceMorph.Morphs;
using FaceMorph.Prior;
using FaceMorph.Samplers;
using ItoSharp;

namespace FaceMorph.Studies;

/// <summary>The error of one plan at several step counts, and its order as the slope of a straight line through their logarithms.</summary>
internal sealed record PlanCurve(string Key, string Name, PlanFacts Facts, double[] Errors, double Order, double StandardError)
{
    /// <summary>The order between the last two step counts.</summary>
    public double LastDoubling => Math.Log2(Errors[^2] / Errors[^1]);
}

/// <summary>All shipped plans on the probability-flow ODE of the face prior.</summary>
internal sealed record OrderStudy(IReadOnlyList<PlanCurve> Curves)
{
    /// <summary>The rows that are sampled: the unguided starts of the first pairs.</summary>
    public const int Morphs = 16;

    /// <summary>The steps of the reference, taken by <see cref="DeisRhoAB2"/>.</summary>
    public const int ReferenceSteps = 8192;

    /// <summary>The step counts.</summary>
    public static int[] Steps { get; } = [64, 128, 256, 512, 1024];

    /// <summary>Measures all plans; stochastic ones with their noise switched off.</summary>
    public static OrderStudy Run(MorphModel model, MorphBatch all, Action<double> progress)
    {
        var (denoiser, process) = (model.Denoiser, model.Process);
        const double From = 1;
        const double To = MorphModel.CleanTime;
        (string Key, string Name, PlanFacts Facts, Func<Schedule, FieldSampler<VpLinear, double>> On)[] plans =
        [
            ("ddim", "DDIM", Ddim.Facts, s => new DdimSampler(denoiser, process, s, From, To)),
            ("dpmSolverPP2M", "DPM-Solver++ 2M", DpmSolverPP2M.Facts, s => new FaceSampler(denoiser, process, s, From, To)),
            (
                "sdeDpmSolverPP2M",
                "SDE-DPM-Solver++ 2M, tau = 0",
                SdeDpmSolverPP2M.Facts,
                s => new SdeDpmSampler(denoiser, process, s, From, To, new SdeDpmSolverPP2M(Tau: 0))
            ),
            (
                "saSolverP2C2",
                "SA-Solver P2C2, tau = 0",
                SaSolverP2C2.Facts,
                s => new SaSampler(denoiser, process, s, From, To, new SaSolverP2C2(Tau: 0))
            ),
            ("rhoRkHeun", "rhoRK-Heun", RhoRkHeun.Facts, s => new HeunSampler(denoiser, process, s, From, To)),
            ("uniPC2", "UniPC-2", UniPC2.Facts, s => new UniPCSampler(denoiser, process, s, From, To)),
            ("deisRhoAB2", "DEIS rhoAB-2", DeisRhoAB2.Facts, s => new DeisSampler(denoiser, process, s, From, To)),
        ];
        double[] start = all.Noise[..(Morphs * FacePrior.Dimension)];
        var options = MorphModel.Options with { RowsPerCall = Morphs / 2, Condition = all.Condition[..(Morphs * FacePrior.Condition)] };
        double[] Sampled(FieldSampler<VpLinear, double> sampler)
        {
            var samples = new double[start.Length];
            sampler.Sample(start, samples, options);
            return samples;
        }

        var reference = Sampled(plans[^1].On(UniformLambda.Steps(ReferenceSteps)));
        var curves = new List<PlanCurve>();
        foreach (var plan in plans)
        {
            var errors = Steps.Select(steps => Distance(Sampled(plan.On(UniformLambda.Steps(steps))), reference)).ToArray();
            var (slope, error) = Slope(errors);
            curves.Add(new PlanCurve(plan.Key, plan.Name, plan.Facts, errors, slope, error));
            progress(curves.Count / (double)plans.Length);
        }

        return new OrderStudy(curves);
    }

    private static double Distance(double[] samples, double[] reference) =>
        Math.Sqrt(Dense.SquaredDistance(samples, reference) / samples.Length);

    // Least squares of log(error) on log(1 / steps).
    private static (double Slope, double StandardError) Slope(double[] errors)
    {
        double[] x = [.. Steps.Select(steps => -Math.Log(steps))];
        double[] y = [.. errors.Select(error => Math.Log(error))];
        double meanX = x.Average();
        double meanY = y.Average();
        double spread = x.Sum(value => (value - meanX) * (value - meanX));
        double slope = x.Zip(y).Sum(point => (point.First - meanX) * (point.Second - meanY)) / spread;
        double left = x.Zip(y).Sum(point => Math.Pow(point.Second - meanY - slope * (point.First - meanX), 2));
        return (slope, Math.Sqrt(left / (x.Length - 2) / spread));
    }
}
