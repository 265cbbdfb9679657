namespace ItoSharp.Tests.Models;

/// <summary>A corrector in data form on a mean-reverting process.</summary>
[Sampler<IrSde, UniPC2>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class RevertingUniPC2;

/// <summary>Two nodes in noise form.</summary>
[Sampler<IrSde, DpmSolver2M>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class RevertingDpmSolver2M;

/// <summary>Stages in noise form.</summary>
[Sampler<IrSde, RhoRkHeun>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class RevertingHeun;

/// <summary>Noise in data form.</summary>
[Sampler<IrSde, SdeDpmSolverPP2M>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class RevertingSde2M;
