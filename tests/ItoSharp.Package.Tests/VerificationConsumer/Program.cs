using ItoSharp;
using ItoSharp.Verification;

var sampler = Declared.Sampler(new VpLinear(), OwnSampler.Facts, (m, p, s, a, b) => new OwnSampler(m, p, s, a, b));
OrderOptions options = new() { Problems = [OrderProblem.Guided], Grids = [GridFamily.Lambda] };
VerificationResult result = Verify.Order(sampler, options);
Console.WriteLine(result.Verdict);
result.EnsurePassed();

/// <summary>A sampler that this project declares.</summary>
[Sampler<VpLinear, DpmSolverPP2M>(Precision = Precision.Double)]
public sealed partial class OwnSampler;
