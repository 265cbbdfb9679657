namespace ItoSharp.Tests.Models

open System
open FsCheck
open FsCheck.FSharp
open ItoSharp

/// A random mixture with everything needed to ask and to check it.
type MixtureProblem = {
    Components: GaussianComponent list
    Map: double[,] option
    Batch: int
    Time: double
    X: double[]
    Z: double[]
    Cotangent: double[]
} with

    member this.Law =
        GaussianMixture(
            List.toArray this.Components,
            (match this.Map with
             | Some map -> map
             | None -> null)
        )

    /// Weight, mean given z, covariance.
    member this.DenseComponents(z: double[]) = [
        for c in this.Components do
            let d = c.Mean.Length

            let shift =
                match this.Map with
                | Some map -> Dense.apply map z
                | None -> Array.zeroCreate d

            let diagonal = Array2D.init d d (fun i j -> if i = j then c.Diagonal[i] else 0.0)

            let covariance =
                match c.Factor with
                | null -> diagonal
                | factor -> Dense.add diagonal (Dense.multiply factor (Dense.transpose factor))

            c.Weight, Array.map2 (+) c.Mean shift, covariance
    ]

module MixtureProblem =
    let make (seed: int) dimension count rank conditions batch time =
        let random = Random seed

        let normal () =
            sqrt (-2.0 * log (1.0 - random.NextDouble()))
            * cos (2.0 * Math.PI * random.NextDouble())

        let raw = List.init count (fun _ -> 0.1 + random.NextDouble())
        let total = List.sum raw

        {
            Components = [
                for weight in raw ->
                    // Some components without the low-rank part: ranks may differ.
                    let own = if rank > 0 && random.Next 4 = 0 then 0 else rank

                    GaussianComponent(
                        weight / total,
                        Array.init dimension (fun _ -> normal ()),
                        Array.init dimension (fun _ -> 0.05 + random.NextDouble()),
                        if own = 0 then
                            null
                        else
                            Array2D.init dimension own (fun _ _ -> 0.5 * normal ())
                    )
            ]
            Map =
                if conditions = 0 then
                    None
                else
                    Some(Array2D.init dimension conditions (fun _ _ -> normal ()))
            Batch = batch
            Time = time
            X = Array.init (batch * dimension) (fun _ -> 1.5 * normal ())
            Z = Array.init (batch * conditions) (fun _ -> normal ())
            Cotangent = Array.init (batch * dimension) (fun _ -> normal ())
        }

    let generator =
        gen {
            let! seed = Gen.choose (0, 1000000)
            let! dimension = Gen.choose (1, 20)
            let! count = Gen.choose (1, 5)
            let! rank = Gen.choose (0, 7)
            let! conditions = Gen.choose (0, 3)
            let! batch = Gen.choose (1, 6)
            let! time = Gen.choose (5, 95)
            return make seed dimension count rank conditions batch (double time / 100.0)
        }

    /// The same problems on every run.
    let forAll count (check: MixtureProblem -> unit) =
        let config =
            Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20261122UL, 1234567UL)

        Check.One(
            config,
            Prop.forAll (Arb.fromGen generator) (fun problem ->
                check problem
                true)
        )
