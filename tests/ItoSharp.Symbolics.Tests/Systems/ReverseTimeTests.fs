module ItoSharp.Symbolics.Tests.Systems.ReverseTimeTests

open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Systems.Equations
open ItoSharp.Symbolics.Tests.Systems.RandomSystems
open Xunit

/// A log-density, not even normalised: the identity holds for every positive function.
let private logDensity state =
    state
    |> List.mapi (fun i x ->
        Expr.rational -1 2 * Var x * Var x
        + Expr.rational 1 (i + 2) * Expr.sin (Var x + Var(List.head state)))
    |> Expr.sum

let private scoreOf state =
    state |> List.map (fun x -> Differentiate.wrt x (logDensity state))

[<Fact>]
let ``the reverse drift gives the flux of the density back`` () =
    check 150 (fun (RandomSystem(d, at)) ->
        let x, time = Oracle.stateOf d at, at.["t"]

        let p x =
            exp (Oracle.scalar d at time x (logDensity d.State))

        let score = scoreOf d.State
        let reverse = Oracle.vector d at time x (ReverseTime.drift d score)
        let flow = Oracle.vector d at time x (ReverseTime.probabilityFlow d score)
        let f i = Oracle.generator d at (Var d.State.[i])

        let a x i j =
            Oracle.columns d at time x |> Array.sumBy (fun h -> h.[i] * h.[j])

        // p f' = p f - sum_j d(a_ij p)/dx_j, and half of it for the flow.
        [ 0 .. x.Length - 1 ]
        |> List.forall (fun i ->
            let spread =
                Seq.sum (
                    seq {
                        for j in 0 .. x.Length - 1 ->
                            Oracle.difference (fun s ->
                                let x = Oracle.moved x j s
                                a x i j * p x)
                    }
                )

            Oracle.close 1e-6 (reverse.[i] * p x) (f i * p x - spread)
            && Oracle.close 1e-6 (flow.[i] * p x) (f i * p x - 0.5 * spread))
        |> Prop.label (SdeText.write d))

[<Fact>]
let ``the divergence of known equations`` () =
    Assert.Equal<Expr list>([ n 2 * Var "Sigma" * Var "Sigma" * x ], ReverseTime.divergence gbm)
    Assert.Equal<Expr list>([ zero ], ReverseTime.divergence ou)
    let s, v, xi, rho = Var "S", Var "V", Var "Xi", Var "Rho"

    Assert.Equal<Expr list>(
        [ n 2 * s * v + rho * s * xi; rho * v * xi + xi * xi ],
        ReverseTime.divergence heston |> List.map (Expand.expand >> Simplify.simplify)
    )

[<Fact>]
let ``a stationary reversible process runs backwards as it runs forwards`` () =
    let scale = Var "Sigma" * Var "Sigma"
    let score = n 2 * Var "Rate" * (Var "Level" - x) / scale
    let back = ReverseTime.drift ou [ score ] |> List.head
    // In dt < 0 the drift has the opposite sign.
    Assert.True(Expand.isZero (back + ou.Drift.Head))
    Assert.True(Expand.isZero (ReverseTime.probabilityFlow ou [ score ]).Head)

[<Fact>]
let ``reversed in a time that grows`` () =
    let d = {
        lorenz with
            MaxTime = Some 2.0
            MinTime = 0.5
    }

    let score = [ -x * t; -y; -z ]
    let r = ReverseTime.reversed d score 2.0
    Assert.Equal(Calculus.Ito, r.Interpretation)
    Assert.Equal(0.0, r.MinTime)
    Assert.Equal(Some 1.5, r.MaxTime)
    Assert.Empty(SdeDerivation.faults r)

    let at time =
        Map.ofList [ "x", 0.3; "y", 0.4; "z", -0.2; "Alpha", 0.7; "t", time ]

    for before, after in List.zip (ReverseTime.drift d score) r.Drift do
        Assert.Equal(-(Evaluate.at (at 1.4) before), Evaluate.at (at 0.6) after, 12)

    Assert.Equal(0.7 * cos 1.4, Evaluate.at (at 0.6) r.Noises.[1].Components.[1], 12)

    Assert.Throws<System.ArgumentException>(fun () -> ReverseTime.reversed d score 0.5 |> ignore)
    |> ignore

    Assert.Throws<System.ArgumentException>(fun () -> ReverseTime.drift d [ x ] |> ignore)
    |> ignore
