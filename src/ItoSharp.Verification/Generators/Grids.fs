/// Random grids.
module internal ItoSharp.Verification.Generators.Grids

open ItoSharp
open ItoSharp.Verification
open FsCheck
open FsCheck.FSharp

let family: Gen<GridFamily> =
    Gen.oneof [
        Gen.elements [ GridFamily.Lambda; GridFamily.Time; GridFamily.Geometric ]
        Numbers.seed |> Gen.map GridFamily.Random
    ]

/// Schedules between the times of a sampler whose log-SNR is finite at both.
let schedule: Gen<Schedule> =
    gen {
        let! steps = Gen.choose (1, 24)
        let! exponent = Numbers.between 1.0 9.0

        return!
            Gen.elements [
                UniformLambda.Steps steps :> Schedule
                UniformTime.Steps steps
                Karras.Steps(steps, exponent)
            ]
    }
