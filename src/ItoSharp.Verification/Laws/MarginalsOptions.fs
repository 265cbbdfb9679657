namespace ItoSharp.Verification

open System
open System.Collections.Generic

/// <summary>How laws of samples are verified.</summary>
[<AllowNullLiteral>]
type MarginalsOptions() =
    inherit VerificationOptions()

    /// <summary>The order at which the law on Gaussian data must converge; null: the proven order, and at most 2 with noise.</summary>
    member val ExpectedOrder = Nullable<float>() with get, set

    /// <summary>The grids on which the law on Gaussian data converges; default: the built-in ones.</summary>
    member val Grids = GridFamily.BuiltIn with get, set

    /// <summary>Samples drawn on the mixture; default: 20000. Their test sees deviations of the distribution function of a few percent.</summary>
    member val Samples = 20000 with get, set

    /// <summary>Steps of the runs on the mixture: enough that the method's own error is well below what the samples show; default: 256.</summary>
    member val Steps = 256 with get, set

    /// <summary>
    /// The most steps of a grid on Gaussian data: where the order does not show on 12 to 192 steps, a finer one is added up to this. The work
    /// grows with its third power. Default: 384.
    /// </summary>
    member val MaxSteps = 384 with get, set

    member internal o.Check() =
        ArgumentOutOfRangeException.ThrowIfLessThan(o.Samples, 100, "Samples")
        ArgumentOutOfRangeException.ThrowIfLessThan(o.Steps, 2, "Steps")
