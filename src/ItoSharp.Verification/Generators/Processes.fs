/// The shipped processes with random parameters: wide ranges in which every formula is valid.
module internal ItoSharp.Verification.Generators.Processes

open ItoSharp
open FsCheck
open FsCheck.FSharp

let vpLinear: Gen<VpLinear> =
    gen {
        let! low = Numbers.between 0.05 1.0
        let! high = Numbers.between 6.0 25.0
        return VpLinear(low, high)
    }

let subVp: Gen<SubVp> =
    gen {
        let! low = Numbers.between 0.05 1.0
        let! high = Numbers.between 6.0 25.0
        return SubVp(low, high)
    }

let vpCosine: Gen<VpCosine> =
    Numbers.between 0.002 0.1 |> Gen.map (fun offset -> VpCosine offset)

let varianceExploding: Gen<VarianceExploding> =
    gen {
        let! low = Numbers.between 0.005 0.05
        let! high = Numbers.between 5.0 80.0
        return VarianceExploding(low, high)
    }

let any: Gen<IProcess> =
    Gen.oneof [
        vpLinear |> Gen.map (fun p -> p :> IProcess)
        subVp |> Gen.map (fun p -> p :> IProcess)
        vpCosine |> Gen.map (fun p -> p :> IProcess)
        varianceExploding |> Gen.map (fun p -> p :> IProcess)
        Gen.constant (RectifiedFlow() :> IProcess)
        Gen.constant (Trigonometric() :> IProcess)
    ]
