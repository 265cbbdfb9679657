/// Small runs of the hand-written programs, and comparisons of results by their bits.
module ItoSharp.Tests.Ensembles.Runs

open System
open System.Collections.Generic
open ItoSharp
open ItoSharp.Tests.Models.Ensembles
open Xunit

/// Geometric Brownian motion over one unit of time.
let gbmSingle steps =
    Ensemble<float32>(GbmProgram<float32>(), steps, 1.0)

let gbmDouble steps =
    Ensemble<float>(GbmProgram<float>(), steps, 1.0)

/// mu, sigma, strike of a call on S = 100.
let gbmArguments = [| 0.05; 0.3; 105.0 |]

let runGbm (ensemble: Ensemble<_>) paths (options: EnsembleOptions) =
    ensemble.Run(ReadOnlySpan gbmArguments, EnsembleStart.At(ReadOnlySpan [| 100.0 |]), paths, 42UL, options)

let ouSingle steps =
    Ensemble<float32>(OuProgram<float32>(), steps, 2.0)

let ouDouble steps =
    Ensemble<float>(OuProgram<float>(), steps, 2.0)

/// theta, sigma, amplitude, barrier.
let ouArguments = [| 1.5; 0.8; 0.4; 0.9 |]

let runOu (ensemble: Ensemble<_>) paths (options: EnsembleOptions) =
    ensemble.Run(ReadOnlySpan ouArguments, EnsembleStart.At(ReadOnlySpan [| 0.1 |]), paths, 7UL, options)

let terminalOu (ensemble: Ensemble<_>) paths (options: EnsembleOptions) =
    ensemble.Terminal(ReadOnlySpan ouArguments, EnsembleStart.At(ReadOnlySpan [| 0.1 |]), paths, 7UL, options)

let every n steps : IReadOnlyList<int> = [| for step in 0..n..steps -> step |]

let histogram column low high bins : IReadOnlyList<HistogramRange> = [| HistogramRange(column, low, high, bins) |]

/// Everything that statistics hold is in their bytes.
let sameBits (expected: EnsembleStatistics) (actual: EnsembleStatistics) =
    let expected, actual = expected.ToBytes(), actual.ToBytes()
    Assert.True(expected.AsSpan().SequenceEqual(actual.AsSpan()), "the statistics differ")

/// Four standard errors: a false failure in 1 of 16,000 checks.
let close (what: string) expected (estimate: float) (standardError: float) =
    Assert.True(
        abs (estimate - expected) <= 4.0 * standardError,
        $"{what}: {estimate} is {abs (estimate - expected) / standardError} standard errors of {standardError} from {expected}"
    )
