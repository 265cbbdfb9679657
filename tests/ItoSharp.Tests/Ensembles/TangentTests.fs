/// Tangents of ensembles: those of the exact gradient, along any direction, with no states kept.
module ItoSharp.Tests.Ensembles.TangentTests

open System
open System.Collections.Generic
open FsCheck
open FsCheck.FSharp
open ItoSharp
open ItoSharp.Tests.Models.Differentiated
open ItoSharp.Tests.Models.Ensembles
open ItoSharp.Tests.Models.Undone
open Xunit

/// An ensemble in double, with arguments and a start.
type private Case = {
    Name: string
    Ensemble: Ensemble<float>
    Arguments: float[]
    Start: float[]
}

let private cases steps until = [
    {
        Name = "share"
        Ensemble = GbmDouble(Gbm(), steps, until).Ensemble
        Arguments = [| 0.05; 0.2; 100.0; 0.03 |]
        Start = [| 100.0 |]
    }
    {
        // 2 Kappa Theta is below Xi^2: paths reach the bound, and derivatives there are switched off.
        Name = "Heston, truncated"
        Ensemble = HestonDouble(Heston(), steps, until).Ensemble
        Arguments = [| 0.01; 2.0; 0.04; 0.45; -0.7; 100.0 |]
        Start = [| 100.0; 0.02 |]
    }
    {
        Name = "every function"
        Ensemble = EverythingHeun(Everything(), steps, until).Ensemble
        Arguments = [| 0.3; 1.7; 0.8 |]
        Start = [| 0.4; -0.3 |]
    }
    {
        Name = "every function, weak"
        Ensemble = EverythingWeak(Everything(), steps, until).Ensemble
        Arguments = [| 0.3; 1.7; 0.8 |]
        Start = [| 0.4; -0.3 |]
    }
    {
        Name = "coupled"
        Ensemble = WhirlCoupled(Whirl(), steps, until).Ensemble
        Arguments = [| 0.5; 1.1; 0.9 |]
        Start = [| 0.4; -0.3 |]
    }
    {
        Name = "correlated, time integrals"
        Ensemble = DriftingSra1(Drifting(), steps, until).Ensemble
        Arguments = [| 0.8; 1.3; 0.6; 0.9 |]
        Start = [| 0.4; -0.3 |]
    }
    {
        Name = "no noise"
        Ensemble = PendulumRk4(Pendulum(), steps, until).Ensemble
        Arguments = [| 0.1; 0.7; 2.0; 1.2 |]
        Start = [| 0.4; -0.3 |]
    }
]

let private named (names: string list) : IReadOnlyList<EnsembleDirection> = [|
    for name in names -> EnsembleDirection name
|]

let private options =
    EnsembleOptions(Threads = 1, ObservationSteps = [| 0; 7; 33 |])

let private tangents (c: Case) paths seed (along: IReadOnlyList<EnsembleDirection>) =
    c.Ensemble.Tangents(ReadOnlySpan c.Arguments, EnsembleStart.At(ReadOnlySpan c.Start), paths, seed, along, options)

let private gradient (c: Case) paths seed (gradients: EnsembleGradientOptions) =
    c.Ensemble.Gradient(
        ReadOnlySpan c.Arguments,
        EnsembleStart.At(ReadOnlySpan c.Start),
        paths,
        seed,
        options,
        gradients
    )

let private kept = EnsembleGradientOptions(Memory = Nullable(64L <<< 20))

let private shapeOf (c: Case) =
    (GradientTests.programOf c.Ensemble).Shape

/// Names of all inputs: of the start, then of the run.
let private inputs (c: Case) =
    let shape = shapeOf c
    List.ofSeq shape.Components, List.ofSeq shape.Arguments @ [ "from"; "until" ]

[<Fact>]
let ``Tangents along every input are the exact gradient`` () =
    for c in cases 70 1.0 do
        let start, given = inputs c
        let g = gradient c 9L 5UL kept
        let t = tangents c 9L 5UL (named (start @ given))
        Assert.Equal<string>(g.Names, t.Names)

        for name in g.Names do
            Assert.Equal(
                BitConverter.DoubleToInt64Bits g.[name].Value.Mean,
                BitConverter.DoubleToInt64Bits t.[name].Value.Mean
            )

            let check input (exact: GradientEstimate) (found: GradientEstimate) =
                Assert.True(
                    abs (exact.Mean - found.Mean) <= 1e-10 * max 1.0 (abs exact.Mean),
                    $"{c.Name}: {name} by {input} is {found.Mean:R} for {exact.Mean:R}"
                )

                Assert.True(
                    abs (exact.StandardError - found.StandardError)
                    <= 1e-8 * max 1.0 exact.StandardError
                )

            for s in start do
                check s g.[name].ByStart.[s] t.[name].ByStart.[s]

            for a in given do
                check a g.[name].By.[a] t.[name].By.[a]

/// w' (J d) = (J' w)' d, with the left side from tangents and the right one from the reverse.
[<Fact>]
let ``The product of weights, derivatives and a direction is the same from both sides`` () =
    let number = Gen.choose (-1000, 1000) |> Gen.map (fun n -> float n / 500.0)

    let problem =
        gen {
            let! index = Gen.choose (0, 6)
            let! steps = Gen.choose (34, 90)
            let! seed = Gen.choose (0, 1000000)
            let! direction = Gen.listOfLength 16 number
            let! weights = Gen.listOfLength 8 number
            return index, steps, uint64 seed, direction, weights
        }

    let property (index, steps, seed, direction: float list, weights: float list) =
        let c = (cases steps 0.7).[index]
        let start, given = inputs c

        let rates =
            List.zip (start @ given) (direction |> List.take (start.Length + given.Length))

        let along =
            EnsembleDirection("all", [| for name, rate in rates -> struct (name, rate) |])

        let t = tangents c 3L seed [| along |]

        let parts = [
            for observable in (shapeOf c).Observables do
                for step in [ 7; 33; steps ] do
                    observable, step
        ]

        let weighted =
            List.zip parts weights.[.. parts.Length - 1]
            |> List.map (fun ((observable, step), w) -> GradientWeight(observable, w, Nullable step))

        let g =
            (gradient c 3L seed (EnsembleGradientOptions(Memory = kept.Memory, Weights = Array.ofList weighted)))
                .[EnsembleGradient.Weighted]

        let left =
            weighted
            |> List.sumBy (fun w -> w.Weight * t.At(w.Observable, w.Step.Value).By.["all"].Mean)

        let terms = [
            for name, rate in rates do
                let by =
                    if List.contains name start then
                        g.ByStart.[name]
                    else
                        g.By.[name]

                by.Mean * rate
        ]

        let size = terms |> List.sumBy abs |> max 1.0
        abs (left - List.sum terms) <= 1e-12 * size

    Check.One(Config.QuickThrowOnFailure.WithMaxTest 60, Prop.forAll (Arb.fromGen problem) property)

[<Theory>]
[<InlineData(false)>]
[<InlineData(true)>]
let ``Neither widths nor threads change a bit of tangents`` antithetic =
    let at width threads =
        let options =
            EnsembleOptions(
                Threads = threads,
                Lanes = Nullable width,
                Antithetic = antithetic,
                ObservationSteps = [| 0; 17; 32 |]
            )

        HestonSingle(Heston(), 70, 1.0)
            .Tangents(Heston.State(100.0, 0.09), 4096L + 122L, 1UL, 100.0, named [ "Kappa"; "V"; "until" ], options)
            .Gradient

    let expected = at LaneWidth.Scalar 1

    for width in [ LaneWidth.Vector128; LaneWidth.Vector256; LaneWidth.Vector512 ] do
        GradientTests.sameBits expected (at width 2)

[<Fact>]
let ``Tangents pass over paths that a stop froze`` () =
    let paths = GbmEnded(Gbm(), 40, 1.0)
    let options = EnsembleOptions(Threads = 1)
    let g = paths.Gradient(Gbm.State 100.0, 9L, 3UL, 100.0, 100.0, 0.53, options)

    let t =
        paths.Tangents(Gbm.State 100.0, 9L, 3UL, 100.0, 100.0, 0.53, named [ "Sigma"; "S" ], options)

    Assert.Equal(g.Square.By.Sigma.Mean, t.Square.By.Sigma.Mean, 7)
    Assert.Equal(g.Square.ByStart.S.Mean, t.Square.ByStart.S.Mean, 9)

[<Fact>]
let ``Tangents keep no states`` () =
    let memory steps =
        (GbmSingle(Gbm(), steps, 1.0)
            .Tangents(Gbm.State 100.0, 100L, 3UL, 100.0, named [ "Sigma"; "Mu" ], EnsembleOptions(Threads = 1)))
            .Gradient.Memory

    let all = [ for steps in [ 64; 512; 4096 ] -> memory steps ]

    for m in all do
        Assert.Equal(m.BytesPerThread, m.MeasuredBytesPerThread)

    Assert.Equal(1, all |> List.map _.Bytes |> List.distinct |> List.length)

[<Fact>]
let ``What is no direction is named`` () =
    let c = (cases 40 1.0).Head
    let t = tangents c 3L 1UL (named [ "Sigma" ])

    let error =
        Assert.Throws<ArgumentException>(fun () -> t.["Call"].By.["Mu"] |> ignore)

    Assert.Contains("those that were are Sigma", error.Message)

    let refused (along: IReadOnlyList<EnsembleDirection>) =
        Assert.Throws<ArgumentException>(fun () -> tangents c 3L 1UL along |> ignore).Message

    Assert.Contains("'Vol' is nothing that a run is given; those are S, Mu, Sigma", refused (named [ "Vol" ]))
    Assert.Contains("'Mu' comes twice", refused (named [ "Mu"; "Mu" ]))
    Assert.Contains("at least one", refused (named []))

    let byHand = Ensemble<float>(GbmProgram<float>(), 10, 1.0)

    let error =
        Assert.Throws<InvalidOperationException>(fun () ->
            byHand.Tangents(
                ReadOnlySpan Runs.gbmArguments,
                EnsembleStart.At(ReadOnlySpan [| 100.0 |]),
                3L,
                1UL,
                named [ "mu" ]
            )
            |> ignore)

    Assert.Contains("Gradients.Exact", error.Message)
