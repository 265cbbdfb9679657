/// Random numbers that are easy to read in a counterexample.
module internal ItoSharp.Verification.Generators.Numbers

open FsCheck
open FsCheck.FSharp

/// A number between two, in a thousand places.
let between (low: float) (high: float) : Gen<float> =
    Gen.choose (0, 1000) |> Gen.map (fun n -> low + (high - low) * float n / 1000.0)

/// A fraction between -2 and 2 with a small denominator.
let fraction: Gen<Fraction> =
    gen {
        let! denominator = Gen.choose (1, 12)
        let! numerator = Gen.choose (-2 * denominator, 2 * denominator)
        return Fraction.Of(numerator, denominator)
    }

/// A fraction strictly between 0 and 1.
let inner: Gen<Fraction> =
    gen {
        let! denominator = Gen.choose (2, 12)
        let! numerator = Gen.choose (1, denominator - 1)
        return Fraction.Of(numerator, denominator)
    }

/// A seed of the library's own streams.
let seed: Gen<uint64> = Gen.choose (1, 1_000_000) |> Gen.map uint64
