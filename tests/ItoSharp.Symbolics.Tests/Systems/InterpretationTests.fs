module ItoSharp.Symbolics.Tests.Systems.InterpretationTests

open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Systems.Equations
open ItoSharp.Symbolics.Tests.Systems.RandomSystems
open Xunit

let private flip (d: SdeDeclaration) = {
    d with
        Interpretation =
            (match d.Interpretation with
             | Calculus.Ito -> Calculus.Stratonovich
             | Calculus.Stratonovich -> Calculus.Ito)
}

[<Fact>]
let ``the corrections of known equations`` () =
    let half = Expr.rational 1 2
    let sigma = Var "Sigma"
    Assert.Equal<Expr list>([ half * sigma * sigma * x ], Interpretations.correction gbm)
    Assert.Equal<Expr list>([ zero ], Interpretations.correction ou)
    let s, v, rho, xi = Var "S", Var "V", Var "Rho", Var "Xi"

    Assert.Equal<Expr list>(
        [ half * s * v + Expr.rational 1 4 * rho * xi * s; Expr.rational 1 4 * xi * xi ]
        |> List.map Simplify.simplify,
        Interpretations.correction heston
        |> List.map (Expand.expand >> Simplify.simplify)
    )

[<Fact>]
let ``a mixing diagonal has no correction`` () =

    // The transposed Jacobian gives (0.7, 1.3) at the state (0.7, 1.3): this geometry tells the two apart.
    let value = Evaluate.at (Map.ofList [ "x", 0.7; "y", 1.3 ])

    let transposed i =
        Seq.sum (
            seq {
                for g in mixing.Noises do
                    let j = VectorFields.jacobian mixing.State g.Components

                    for k in 0..1 do
                        value j.[k].[i] * value g.Components.[k]
            }
        )

    Assert.Equal(0.7, transposed 0)
    Assert.Equal(1.3, transposed 1)

[<Fact>]
let ``there and back is the same drift`` () =
    check 300 (fun (RandomSystem(d, _)) ->
        let back =
            match d.Interpretation with
            | Calculus.Ito -> Interpretations.toIto (Interpretations.toStratonovich d)
            | Calculus.Stratonovich -> Interpretations.toStratonovich (Interpretations.toIto d)

        // c (a + b) may come back as c a + c b.
        let plain = List.map (fun e -> Expr.sum [ e; zero ])

        (plain back.Drift = plain d.Drift
         && back.Interpretation = d.Interpretation
         && back.Noises = d.Noises)
        |> Prop.label (SdeText.write d))

[<Fact>]
let ``the Ito drift is the mean rate of the state`` () =
    check 150 (fun (RandomSystem(d, at)) ->
        let x = Oracle.stateOf d at
        let drift = Oracle.vector d at at.["t"] x (Interpretations.toIto d).Drift

        List.zip d.State (List.ofArray drift)
        |> List.forall (fun (name, f) -> Oracle.close 1e-6 f (Oracle.generator d at (Var name)))
        |> Prop.label (SdeText.write d))

[<Fact>]
let ``the correction is the sum of derivatives along the noises`` () =
    check 200 (fun (RandomSystem(d, at)) ->
        let x, time = Oracle.stateOf d at, at.["t"]
        let found = Oracle.vector d at time x (Interpretations.correction d)

        let expected =
            [| 0 .. d.Noises.Length - 1 |]
            |> Array.map (fun m ->
                let h x = (Oracle.columns d at time x).[m]
                Oracle.along h x (h x))
            |> Array.fold (Array.map2 (+)) (Array.zeroCreate x.Length)

        (Interpretations.correction d = Interpretations.correction (flip d)
         && Array.forall2 (fun f e -> Oracle.close 1e-7 f (0.5 * e)) found expected)
        |> Prop.label (SdeText.write d))
