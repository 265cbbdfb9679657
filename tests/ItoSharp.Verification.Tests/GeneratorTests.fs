/// The generators for FsCheck.
module ItoSharp.Verification.Tests.GeneratorTests

open System
open FsCheck
open FsCheck.FSharp
open Xunit
open ItoSharp
open ItoSharp.Verification
open ItoSharp.Verification.Generators
open ItoSharp.Tests.Models
open ItoSharp.Verification.Tests.Subjects

let private check count (arbitrary: Arbitrary<'a>) (property: 'a -> unit) =
    let config =
        Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(11UL, 3UL); Size = None })

    Check.One(config, Prop.forAll arbitrary property)

[<Theory>]
[<InlineData(1)>]
[<InlineData(2)>]
[<InlineData(3)>]
[<InlineData(4)>]
let ``tableaux have the asked order by exact conditions and by their errors`` (order: int) =
    check 60 (Arbitraries.TableauOfOrder order) (fun tableau ->
        Assert.True(tableau.Order >= order, tableau.Text)
        // One step of a non-autonomous nonlinear equation, y' = y cos t + t with y(0) = 1: the error falls like h^(p + 1).
        let f = Func<float, float, float>(fun t y -> y * cos t + t)

        let exact h =
            let mutable y, n = 1.0, 400

            for k in 0 .. n - 1 do
                let t, d = h * float k / float n, h / float n
                let k1 = f.Invoke(t, y)
                let k2 = f.Invoke(t + d / 2.0, y + d / 2.0 * k1)
                let k3 = f.Invoke(t + d / 2.0, y + d / 2.0 * k2)
                let k4 = f.Invoke(t + d, y + d * k3)
                y <- y + d / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)

            y

        let error h =
            abs (tableau.Step(f, 0.0, 1.0, h) - exact h)

        let size = tableau.Weights |> Seq.sumBy (fun w -> abs w.Value)
        let h = 1.0 / 64.0
        Assert.True(error h < 500.0 * (1.0 + size) ** 3.0 * h ** float (order + 1), tableau.Text))

[<Fact>]
let ``a consistent tableau is seldom of high order, and a changed weight loses it`` () =
    let tableau =
        (Arbitraries.TableauOfOrder 4).Generator
        |> Gen.sampleWithSeed (Rnd(3UL, 5UL)) 5 1
        |> Array.head

    Assert.Equal(4, tableau.Order)
    let weights = tableau.Weights |> Array.ofSeq
    weights.[0] <- weights.[0] + Fraction.Of(1, 100)
    Assert.Equal(0, ExplicitTableau(tableau.Matrix, weights).Order)

    Assert.Throws<ArgumentOutOfRangeException>(fun () -> Arbitraries.TableauOfOrder 5 |> ignore)
    |> ignore

[<Fact>]
let ``processes are valid over their times`` () =
    check 60 (Arbitraries.Process()) (fun p ->
        let times = [ for k in 1..9 -> p.MinTime + 0.1 * float k * (p.MaxTime - p.MinTime) ]

        for t in times do
            let point = p.At t
            Assert.True(point.Alpha > 0.0 && point.Sigma > 0.0 && Double.IsFinite point.Lambda, sprintf "%O at %g" p t)
            Assert.Equal(t, p.TimeOfLambda point.Lambda, 1e-6 * (p.MaxTime - p.MinTime))

        let lambdas = times |> List.map p.Lambda
        Assert.Equal<float list>(List.sortDescending lambdas, lambdas))

[<Fact>]
let ``grids lie on processes, and samplers on grids`` () =
    check
        40
        (Arb.fromGen (Gen.zip (Arbitraries.VpLinear()).Generator (Arbitraries.Schedule()).Generator))
        (fun (p, schedule) ->
            let grid = SampleGrid.Build(p, schedule, Nullable(), Nullable())
            Assert.Equal(schedule.StepCount, grid.StepCount))

    check 20 (Arbitraries.GridFamily()) (fun family ->
        let places = [ for k in 0..50 -> family.Place.Invoke(float k / 50.0) ]
        Assert.Equal<float list>(List.sort places, places)
        Assert.Equal(0.0, places.Head, 1e-12)
        Assert.Equal(1.0, List.last places, 1e-12))

[<Fact>]
let ``a right plan has its order on random problems`` () =
    check 8 (Arbitraries.OrderProblem()) (fun problem ->
        let options = brief ()
        options.Problems <- [| problem |]
        options.Grids <- [| GridFamily.Lambda |]
        options.Start <- OrderStart.Exact
        passes (Verify.Order(dpm2M, options)))

[<Fact>]
let ``instances can be registered all at once`` () =
    let config =
        Config.QuickThrowOnFailure.WithArbitrary([ typeof<Arbitraries> ]).WithQuietOnSuccess(true).WithMaxTest(20)

    Check.One(config, fun (p: VpLinear) (t: ExplicitTableau) -> p.BetaMax >= 6.0 && t.Order >= 1)
