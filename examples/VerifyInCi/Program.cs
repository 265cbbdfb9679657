using System.Diagnostics;
using ItoSharp;
using ItoSharp.Verification;
using VerifyInCi;

// What a CI runs: verifies the project's own declarations, writes a page to out/, and fails the build by its exit code.
var clock = Stopwatch.StartNew();
var progress = new Progress();
LateCosine process = new();

var shipped = Declared.SingleSampler(process, ShippedSampler.Facts, (m, p, s, a, b) => new ShippedSampler(m, p, s, a, b));
var twin = Declared
    .Sampler(process, ShippedSamplerTwin.Facts, (m, p, s, a, b) => new ShippedSamplerTwin(m, p, s, a, b))
    .WithGradient((s, start, loss, options) => s.Gradient(start, loss, options))
    .WithAdjointDeis((s, start, loss, adjoint, options) => s.GradientAdjointDeis(start, loss, adjoint, options))
    .WithCoefficients((s, table) => s.With(table));
var noisy = Declared
    .Sampler(process, NoisySampler.Facts, (m, p, s, a, b) => new NoisySampler(m, p, s, a, b, new NoisyTwoNodes(Tau: 0.8)))
    .WithGradient((s, start, loss, options) => s.Gradient(start, loss, options))
    .WithCoefficients((s, table) => s.With(table));
var wrong = Declared.Sampler(process, WrongSampler.Facts, (m, p, s, a, b) => new WrongSampler(m, p, s, a, b));

// Heston's model: the noises of price and variance do not commute.
var heston = new FunctionDiffusion(
    2,
    2,
    (_, x, g) =>
    {
        double root = Math.Sqrt(x[1]);
        g[0] = root * x[0];
        g[1] = 0;
        g[2] = -0.7 * 0.3 * root;
        g[3] = Math.Sqrt(1 - 0.7 * 0.7) * 0.3 * root;
    }
);
NoiseClassOptions positive = new()
{
    Low = [0.2],
    High = [2],
    Progress = progress,
};

VerificationResult[] results =
[
    Verify.Order(twin, new OrderOptions { Progress = progress }),
    Verify.Order(
        shipped,
        new OrderOptions
        {
            Progress = progress,
            Start = OrderStart.Shipped,
            Problems = [OrderProblem.Mixture],
        }
    ),
    Verify.Order(noisy, new OrderOptions { Progress = progress }),
    Verify
        .Order(
            wrong,
            new OrderOptions
            {
                Progress = progress,
                ExpectedOrder = 3,
                ExpectedGlobalOrder = 3,
            }
        )
        .MustBeCaught("its second derivative lacks a factor of two"),
    Verify.Gradients(twin, new GradientOptions { Progress = progress }),
    Verify.Gradients(noisy, new GradientOptions { Progress = progress, Model = p => new Denoiser(p) }),
    Verify.PullBack("Denoiser", new Denoiser(process), process),
    Verify.Marginals(noisy, new MarginalsOptions { Progress = progress, Samples = 20_000 }),
    Verify.Reproducibility(shipped, new ReproducibilityOptions { Progress = progress }),
    Verify.Reproducibility(noisy, new ReproducibilityOptions { Progress = progress, Model = p => new Denoiser(p) }),
    Verify.NoiseClass("Heston", heston, NoiseClass.General, positive),
    Verify.NoiseClass("Heston as diagonal", heston, NoiseClass.Diagonal, positive).MustBeCaught("one of its noises drives two states"),
];

string page = Path.Combine("out", "verification.html");
VerificationReport.Write(page, "LateCosine samplers", results);
progress.Clear();
foreach (VerificationResult result in results)
{
    Console.WriteLine(result.Verdict);
}

int failed = results.Count(result => !result.Passed);
Console.WriteLine(
    FormattableString.Invariant(
        $"{results.Length - failed} of {results.Length} as they should be, in {clock.Elapsed.TotalSeconds:F0} s; see {page}"
    )
);
return failed == 0 ? 0 : 1;
