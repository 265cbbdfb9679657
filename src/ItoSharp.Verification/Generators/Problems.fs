/// Random problems for orders: nonlinear, non-autonomous, coupled, in either direction.
module internal ItoSharp.Verification.Generators.Problems

open System
open System.Collections.Generic
open ItoSharp
open ItoSharp.Verification
open FsCheck
open FsCheck.FSharp

let private mixture =
    gen {
        let! count = Gen.choose (1, 3)
        let! means = Gen.listOfLength count (Numbers.between -1.5 1.5)
        let! variances = Gen.listOfLength count (Numbers.between 0.15 1.2)

        let! kind =
            Gen.elements [ Prediction.Data; Prediction.Noise; Prediction.Velocity; Prediction.Score ]

        let law =
            GaussianMixture(
                List.map2 (fun m v -> GaussianComponent(1.0 / float count, [| m |], [| v |])) means variances
                |> Array.ofList
            )

        return
            OrderProblem(
                $"random mixture of {count}, {kind}",
                1,
                Func<_, _>(fun p -> GaussianMixtureModel<float>(law, p, kind))
            )
    }

let private guided =
    gen {
        let! theta = Numbers.between -1.0 1.0
        let! condition = Numbers.between -1.0 1.0

        return
            OrderProblem(
                FormattableString.Invariant $"guided by {condition:G4}, theta {theta:G4}",
                1,
                Func<_, _>(fun p -> GuidedScalarModel(p, theta)),
                Condition = ([| condition |] :> IReadOnlyList<float>)
            )
    }

let private coupled =
    gen {
        let! theta = Gen.listOfLength 3 (Numbers.between -1.5 1.5)

        return OrderProblem("coupled", 3, Func<_, _>(fun p -> CoupledModel(p, Array.ofList theta)))
    }

let any: Gen<OrderProblem> =
    gen {
        let! problem = Gen.oneof [ mixture; guided; coupled ]
        let! reversed = Gen.frequency [ 3, Gen.constant false; 1, Gen.constant true ]
        let! noisy = Numbers.between -2.5 -1.5
        let! clean = Numbers.between 1.0 2.0
        problem.Reversed <- reversed
        problem.NoisyLambda <- noisy
        problem.CleanLambda <- clean
        return problem
    }
