module ItoSharp.Symbolics.Tests.Systems.OperatorTests

open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Systems.Equations
open ItoSharp.Symbolics.Tests.Systems.RandomSystems
open Xunit

/// Values of named factors too.
let private withFactors lets (at: Map<string, float>) =
    (at, lets)
    ||> List.fold (fun acc (name, e) -> Map.add name (Evaluate.at acc e) acc)

let private label (d: SdeDeclaration) = Prop.label (SdeText.write d)

[<Fact>]
let ``the generator is the rate of the mean of an observable`` () =
    check 120 (fun (RandomSystem(d, at)) (Observable phi) ->
        let phi = phi d.State

        Oracle.close 1e-6 (Evaluate.at at (ItoOperators.generator d phi)) (Oracle.generator d at phi)
        |> label d)

[<Fact>]
let ``Milstein terms are derivatives along the independent noises`` () =
    check 150 (fun (RandomSystem(d, at)) ->
        let independent = CorrelationMatrix.independent d
        let values = withFactors independent.Factors at
        let x, time = Oracle.stateOf d at, at.["t"]

        let index name =
            d.Noises |> List.findIndex (fun g -> g.Name = name)

        ItoOperators.milstein independent.Equation
        |> List.forall (fun term ->
            let j, k = index term.First, index term.Second
            let h m x = (Oracle.columns d at time x).[m]
            let found = Oracle.vector d values time x term.Components
            Array.forall2 (Oracle.close 1e-7) found (Oracle.along (h k) x (h j x)))
        |> label d)

[<Fact>]
let ``Milstein terms of Heston`` () =
    let s, v, xi = Var "S", Var "V", Var "Xi"
    let bare = { heston with Correlations = [] }

    let term first second =
        (ItoOperators.milstein bare
         |> List.find (fun m -> m.First = first && m.Second = second))
            .Components

    Assert.Equal<Expr list>([ s * v; zero ], term "Price" "Price")
    Assert.Equal<Expr list>([ Expr.rational 1 2 * s * xi; zero ], term "Variance" "Price")
    Assert.Equal<Expr list>([ zero; zero ], term "Price" "Variance")
    Assert.Equal<Expr list>([ zero; Expr.rational 1 2 * xi * xi ], term "Variance" "Variance")

[<Fact>]
let ``the diffusion is g r g' and symmetric`` () =
    check 150 (fun (RandomSystem(d, at)) ->
        let x, time = Oracle.stateOf d at, at.["t"]
        let h = Oracle.columns d at time x
        let a = ItoOperators.diffusion d

        [ 0 .. x.Length - 1 ]
        |> List.forall (fun i ->
            [ 0 .. x.Length - 1 ]
            |> List.forall (fun j ->
                let expected = h |> Array.sumBy (fun column -> column.[i] * column.[j])
                a.[i].[j] = a.[j].[i] && Oracle.close 1e-9 (Evaluate.at at a.[i].[j]) expected))
        |> label d)

[<Fact>]
let ``Jacobians and rates by time agree with differences`` () =
    check 150 (fun (RandomSystem(d, at)) ->
        let x, time = Oracle.stateOf d at, at.["t"]
        let f time x = Oracle.vector d at time x d.Drift
        let jacobian = VectorFields.jacobian d.State d.Drift
        let rates = ItoOperators.timeDerivative d d.Drift

        [ 0 .. x.Length - 1 ]
        |> List.forall (fun i ->
            let rate = Oracle.difference (fun s -> (f (time + s) x).[i])

            Oracle.close 1e-7 (Evaluate.at at rates.[i]) rate
            && [ 0 .. x.Length - 1 ]
               |> List.forall (fun j ->
                   let slope = Oracle.difference (fun s -> (f time (Oracle.moved x j s)).[i])
                   Oracle.close 1e-7 (Evaluate.at at jacobian.[i].[j]) slope))
        |> label d)

[<Fact>]
let ``the derivative along a noise agrees with differences`` () =
    check 100 (fun (RandomSystem(d, at)) (Observable phi) ->
        let phi = phi d.State
        let x, time = Oracle.stateOf d at, at.["t"]

        d.Noises
        |> List.forall (fun g ->
            let u = Oracle.vector d at time x g.Components

            Oracle.close
                1e-7
                (Evaluate.at at (ItoOperators.alongNoise d g phi))
                (Oracle.difference (fun s -> Oracle.scalar d at time (Array.map2 (fun xi ui -> xi + s * ui) x u) phi)))
        |> label d)

[<Fact>]
let ``the factor of a pair is written out`` () =
    let f = CorrelationMatrix.factor heston
    let rho = Var "Rho"
    Assert.Empty f.Lets
    Assert.Equal<Expr list list>([ [ n 1; zero ]; [ rho; Expr.sqrt (n 1 - rho * rho) ] ], f.Entries)
    Assert.Equal<Expr list>([ n 1; n 1 - rho * rho ], f.Pivots)

[<Fact>]
let ``longer factors are named, and multiply to the matrix`` () =
    let f = CorrelationMatrix.factor triple
    Assert.NotEmpty f.Lets
    let at = withFactors f.Lets (Map.ofList [ "P", 0.3; "Q", -0.5; "R", 0.2 ])
    let value = Evaluate.at at

    let expected = [ [ 1.0; 0.3; -0.5 ]; [ 0.3; 1.0; 0.2 ]; [ -0.5; 0.2; 1.0 ] ]

    for i in 0..2 do
        for j in 0..2 do
            let found =
                List.map2 (fun a b -> value a * value b) f.Entries.[i] f.Entries.[j] |> List.sum

            Assert.Equal(expected.[i].[j], found, 12)

    for p in f.Pivots do
        Assert.True(value p > 0.0)

    // Correlations that contradict each other show in a pivot.
    let bad = withFactors f.Lets (Map.ofList [ "P", 0.9; "Q", -0.9; "R", 0.9 ])
    Assert.True(Evaluate.at bad f.Pivots.[2] < 0.0)

[<Fact>]
let ``a correlation in time is differentiated`` () =
    let timed = {
        triple with
            Correlations = [
                correlation "A" "B" (Expr.rational 1 2 * Expr.sin t)
                correlation "B" "C" (Var "R")
                correlation "A" "C" (Var "Q")
            ]
    }

    let independent = CorrelationMatrix.independent timed
    Assert.Empty independent.Factors

    let at =
        Map.ofList [ "x", 0.4; "y", 0.3; "z", -0.8; "t", 0.6; "P", 0.0; "Q", 0.3; "R", -0.4 ]

    let x = Oracle.stateOf timed at

    for m, g in List.indexed independent.Equation.Noises do
        let rates = ItoOperators.timeDerivative timed g.Components

        for i in 0..2 do
            let expected =
                Oracle.difference (fun s -> (Oracle.columns timed at (0.6 + s) x).[m].[i])

            Assert.Equal(expected, Evaluate.at at rates.[i], 8)
