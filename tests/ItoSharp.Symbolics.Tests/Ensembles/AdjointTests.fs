/// Reverses of steps on random equations: against tangents to round-off, against differences, with every kind of method.
module ItoSharp.Symbolics.Tests.Ensembles.AdjointTests

open System
open Xunit
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Systems.Equations
open ItoSharp.Symbolics.Tests.Systems.RandomSystems
open ItoSharp.Symbolics.Tests.Tableaux.Stochastic

let private taylor calculus doubles tamed =
    EnsembleSolver.Taylor {
        Name = "T"
        Calculus = calculus
        HasDoubleIntegrals = doubles
        IsTamed = tamed
    }

let private solvers = [
    yield!
        [
            PublishedTableaux.eulerMaruyama
            PublishedTableaux.eulerHeun
            PublishedTableaux.heun
            PublishedTableaux.milstein
            PublishedTableaux.commutativeMilstein
            PublishedTableaux.sriw1
            PublishedTableaux.sra1
            PublishedTableaux.ri6
            PublishedTableaux.rs2
        ]
        |> List.map EnsembleSolver.Stochastic
    taylor Calculus.Ito false false
    taylor Calculus.Ito false true
    taylor Calculus.Ito true false
    taylor Calculus.Ito true true
    taylor Calculus.Stratonovich true false
]

/// Values of lets on top of others.
let private extend (values: Map<string, float>) (lets: (string * Expr) list) =
    (values, lets)
    ||> List.fold (fun values (name, e) -> values.Add(name, Evaluate.withLookup (fun v -> Map.find v values) e))

let private value (values: Map<string, float>) e =
    Evaluate.withLookup (fun v -> Map.find v values) e

/// A step with numbers for all that it reads, from a seed.
let private prepared (program: StepProgram) (at: Map<string, float>) seed =
    let random = Random(int seed)
    let normal () = 2.0 * random.NextDouble() - 1.0

    let known =
        (at.Add(program.Names.Step, 0.04), program.Names.Normals)
        ||> List.fold (fun known name -> known.Add(name, normal ()))

    extend (extend known program.Constants) program.Timed, normal

/// The reverse against tangents and, where the step is smooth, differences.
let judge (program: StepProgram) (at: Map<string, float>) seed smooth =
    let known, random = prepared program at seed
    let inputs = program.Components @ program.UsedConstants @ program.UsedTimed
    let directions = inputs |> List.map (fun input -> input, random ())
    let adjoint = StepAdjoint.ofStep program
    let seeds = adjoint.Seeds |> List.map (fun s -> s, random ())

    // Forwards.
    let code, tangents =
        Tangent.forward
            program.Local
            program.Next
            (directions |> List.map (fun (input, _) -> input, Var("along " + input)))

    let moving =
        (extend known program.Local, directions)
        ||> List.fold (fun known (input, d) -> known.Add("along " + input, d))

    let moving = extend moving code
    let forward = List.map2 (fun (_, s) e -> s * value moving e) seeds tangents

    // Backwards.
    let turned =
        (known, seeds) ||> List.fold (fun known (name, s) -> known.Add(name, s))

    let turned = extend turned adjoint.Lets
    let cotangents = adjoint.State @ adjoint.Constants @ adjoint.Timed
    let given = Map.ofList directions

    let backward =
        cotangents |> List.map (fun (input, e) -> given.[input] * value turned e)

    let scale = Seq.sumBy abs forward + Seq.sumBy abs backward
    let gap = abs (List.sum forward - List.sum backward)
    Assert.True(gap <= 1e-12 * scale, $"{List.sum forward:R} forwards, {List.sum backward:R} backwards")

    if smooth then
        let moved e =
            let values =
                (known, directions)
                ||> List.fold (fun known (input, d) -> known.Add(input, known.[input] + e * d))

            let values = extend values program.Local

            List.map2 (fun (_, s) next -> s * value values next) seeds program.Next
            |> List.sum

        let central e = (moved e - moved -e) / (2.0 * e)
        let a, b, c = central 4e-3, central 2e-3, central 1e-3
        let first, second = (4.0 * b - a) / 3.0, (4.0 * c - b) / 3.0
        let difference = (16.0 * second - first) / 15.0
        let found = List.sum backward
        Assert.True(abs (difference - found) <= 1e-8 * max 1.0 scale, $"{found:R}, differences say {difference:R}")

[<Fact>]
let ``Reverses of every method on random equations`` () =
    let judged = Collections.Generic.HashSet<int>()
    let mutable count = 0

    check 25 (fun (RandomSystem(d, at)) ->
        solvers
        |> List.iteri (fun i solver ->
            match EnsembleStep.derive d solver None 0 StepLengths.Equal [] with
            | Ok derived ->
                judged.Add i |> ignore
                count <- count + 1
                judge derived.Program at count true
            | Error _ -> ()))

    // A fixed additive equation, of which there are few at random.
    let additive =
        declare "Additive" [ "x"; "y" ] [ positive "p" ] [
            Expr.sin (Var "y") - Var "x" * t
            Var "p" * Var "x" * Var "y"
        ] [ noise "A" [ n 1; Var "p" ]; noise "B" [ t; n 2 ] ]

    let at = Map.ofList [ "x", 0.3; "y", -0.4; "t", 0.2; "p", 0.7 ]

    solvers
    |> List.iteri (fun i solver ->
        match EnsembleStep.derive additive solver None 0 StepLengths.Equal [] with
        | Ok derived ->
            judged.Add i |> ignore
            judge derived.Program at i true
        | Error _ -> ())

    Assert.Equal(solvers.Length, judged.Count)

[<Fact>]
let ``Reverses of Runge-Kutta methods and splittings`` () =
    let c p q = Coefficient.Of(Rational.Of(p, q))
    let o = c 0 1

    let rk4 = {
        C = [ o; c 1 2; c 1 2; c 1 1 ]
        A = [ [ o; o; o; o ]; [ c 1 2; o; o; o ]; [ o; c 1 2; o; o ]; [ o; o; c 1 1; o ] ]
        B = [ c 1 6; c 1 3; c 1 3; c 1 6 ]
        Embedded = None
    }

    let ode =
        declare "Ode" [ "x"; "y" ] [ positive "p" ] [ Expr.sin (Var "y") * Expr.exp t; Var "p" * Var "x" * Var "y" ] []

    let kinetic =
        declare "Kinetic" [ "q"; "v" ] [ positive "p"; positive "g" ] [
            Var "v"
            -(Var "p") * Expr.sin (Var "q") - Var "g" * Var "v"
        ] [ noise "A" [ zero; Expr.sqrt (n 2 * Var "g") ] ]

    let half = Rational.Of(1, 2)

    let baoab =
        EnsembleSolver.Splitting(
            "Baoab",
            [
                SplittingPart.B half
                SplittingPart.A half
                SplittingPart.O Rational.One
                SplittingPart.A half
                SplittingPart.B half
            ]
        )

    let at =
        Map.ofList [ "x", 0.3; "y", -0.4; "q", 0.5; "v", 0.6; "t", 0.2; "p", 0.7; "g", 0.9 ]

    for equation, solver, order in [ ode, EnsembleSolver.RungeKutta("Rk4", rk4), 4; kinetic, baoab, 0 ] do
        match EnsembleStep.derive equation solver None order StepLengths.Equal [] with
        | Ok derived ->
            for seed in 1..20 do
                judge derived.Program at seed true
        | Error fault -> failwith fault.Message

let private root boundary = {
    declare "Root" [ "v" ] [ positive "k"; positive "s" ] [ Var "k" * (n 1 - Var "v") ] [
        noise "A" [ Var "s" * Expr.sqrt (Var "v") ]
    ] with
        Domains = [
            {
                Component = "v"
                Min = Some 0.0
                Max = None
                Boundary = boundary
            }
        ]
}

let private cotangents (d: SdeDeclaration) solver (v: float) =
    match EnsembleStep.derive d solver None 0 StepLengths.Equal [] with
    | Ok derived ->
        let p = derived.Program
        let at = Map.ofList [ "v", v; "k", 2.0; "s", 0.5; "t", 0.0 ]
        let known, _ = prepared p at 3
        let adjoint = StepAdjoint.ofStep p
        let turned = extend (known.Add(adjoint.Seeds.Head, 1.0)) adjoint.Lets

        (adjoint.State |> List.map (fun (_, e) -> value turned e)),
        (adjoint.Constants |> List.map (fun (_, e) -> value turned e))
    | Error fault -> failwith fault.Message

[<Fact>]
let ``Bounds cut cotangents where they hold, and leave no infinity`` () =
    let euler = EnsembleSolver.Stochastic PublishedTableaux.eulerMaruyama

    for boundary, v in
        [
            Boundary.FullTruncation, -0.1
            Boundary.FullTruncation, 0.0
            Boundary.Absorption, 0.0
        ] do
        let state, constants = cotangents (root boundary) euler v
        Assert.All(state @ constants, (fun x -> Assert.True(Double.IsFinite x, $"{boundary} at {v}: {x}")))
        // Below the bound neither drift nor noise moves with the state; an absorbed path has come to rest there.
        Assert.Equal<float list>([ 1.0 ], state)

[<Fact>]
let ``Choices give each branch its own cotangent`` () =
    let x, y = Var "x", Var "y"

    let e =
        Expr.choose (Condition.Less(x, y)) (x * Expr.sqrt y) (Expr.abs x + Expr.log y)

    let reverse = Adjoint.reverse [] [ "s", e ] [ "x"; "y" ]

    let at (a: float) (b: float) =
        let known = extend (Map.ofList [ "x", a; "y", b; "s", 3.0 ]) reverse.Lets
        reverse.Cotangents |> List.map (fun (_, e) -> value known e)

    Assert.Equal<float list>([ 6.0; 0.75 ], at 1.0 4.0)
    Assert.Equal<float list>([ 3.0; 1.5 ], at 4.0 2.0)
    // The branch that is not taken has no derivative here, and none is read.
    Assert.Equal<float list>([ 3.0; -1.5 ], at 4.0 -2.0)
