namespace ItoSharp.Verification

open System
open ItoSharp
open System.Collections.Generic

/// <summary>The diffusion matrix of dx = a dt + G(t, x) dW: what <c>Verify.NoiseClass</c> probes.</summary>
type IDiffusion =
    /// <summary>The length d of the state.</summary>
    abstract StateDimension: int

    /// <summary>The number m of noises.</summary>
    abstract NoiseCount: int

    /// <summary>Writes G.</summary>
    /// <param name="time">The time.</param>
    /// <param name="state">d entries.</param>
    /// <param name="matrix">d x m, row by row: the factor of noise j in state i at i m + j; filled.</param>
    abstract Evaluate: time: float * state: ReadOnlySpan<float> * matrix: Span<float> -> unit

/// <summary>Writes the diffusion matrix, d x m, row by row.</summary>
/// <param name="time">The time.</param>
/// <param name="state">d entries.</param>
/// <param name="matrix">The factor of noise j in state i at i m + j; filled.</param>
type DiffusionFunction = delegate of time: float * state: ReadOnlySpan<float> * matrix: Span<float> -> unit

/// <summary>A diffusion made of a function.</summary>
/// <param name="stateDimension">The length d of the state.</param>
/// <param name="noiseCount">The number m of noises.</param>
/// <param name="evaluate">Writes the matrix.</param>
[<Sealed>]
type FunctionDiffusion(stateDimension: int, noiseCount: int, evaluate: DiffusionFunction) =
    do
        ArgumentOutOfRangeException.ThrowIfLessThan(stateDimension, 1, nameof stateDimension)
        ArgumentOutOfRangeException.ThrowIfLessThan(noiseCount, 1, nameof noiseCount)
        ArgumentNullException.ThrowIfNull(evaluate, nameof evaluate)

    interface IDiffusion with
        member _.StateDimension = stateDimension
        member _.NoiseCount = noiseCount
        member _.Evaluate(time, state, matrix) = evaluate.Invoke(time, state, matrix)

/// <summary>How a noise class is verified.</summary>
[<AllowNullLiteral>]
type NoiseClassOptions() =
    inherit VerificationOptions()

    /// <summary>The random states and times at which the matrix is probed; default: 64.</summary>
    member val Probes = 64 with get, set

    /// <summary>The smallest states probed, one entry a coordinate or one for all; default: -1. Stay inside the domain: 0 is too low for a square root.</summary>
    member val Low: IReadOnlyList<float> = [| -1.0 |] :> IReadOnlyList<float> with get, set

    /// <summary>The largest states probed, likewise; default: 1.</summary>
    member val High: IReadOnlyList<float> = [| 1.0 |] :> IReadOnlyList<float> with get, set

    /// <summary>The first time probed; default: 0.</summary>
    member val StartTime = 0.0 with get, set

    /// <summary>The last time probed; default: 1.</summary>
    member val EndTime = 1.0 with get, set

    /// <summary>What counts as zero, relative to the size of the terms that should cancel; default: 1e-6, of extrapolated differences.</summary>
    member val Tolerance = 1e-6 with get, set

/// <summary>What a verification of a noise class found.</summary>
[<Sealed>]
type NoiseClassResult
    internal (subject, passed, verdict, findings, explanation, finest: NoiseClass, claimed: NoiseClass) =
    inherit
        VerificationResult("NoiseClass", subject, passed, verdict, findings, List<ConvergenceCurve>(), 0.0, explanation)

    /// <summary>The finest class that holds at every probe.</summary>
    member _.Finest = finest

    /// <summary>The class that was claimed.</summary>
    member _.Claimed = claimed
