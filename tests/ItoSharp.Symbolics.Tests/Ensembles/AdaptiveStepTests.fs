/// Which methods may take steps by tolerance, on which equations; and the error that they are told by.
module ItoSharp.Symbolics.Tests.Ensembles.AdaptiveStepTests

open System
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Systems.Equations
open ItoSharp.Symbolics.Tests.Tableaux
open ItoSharp.Symbolics.Tests.Tableaux.Stochastic
open Xunit

let private r p q = Expr.rational p q
let private drift = [ -x + r 1 2 * y * t; Expr.sin x - r 1 2 * y ]

let private with' name noises =
    declare name [ "x"; "y" ] [] drift noises

let private still = with' "Still" []

let private additive =
    with' "Additive" [ noise "A" [ Expr.one + t; zero ]; noise "B" [ r 1 2; r 1 5 ] ]

let private diagonal =
    with' "Diagonal" [ noise "A" [ r 1 2 * x; zero ]; noise "B" [ zero; r 2 5 * y ] ]

let private commutative =
    with' "Commutative" [ noise "A" [ r 1 2 * x; r 1 2 * y ]; noise "B" [ r -2 5 * y; r 2 5 * x ] ]

let private general =
    with' "General" [ noise "A" [ r 1 2 * x; r 3 10 * x ]; noise "B" [ r 2 5 * y; r 1 5 * x ] ]

let private tableau = EnsembleSolver.Stochastic

let private taylor calculus doubles tamed =
    EnsembleSolver.Taylor {
        Name = "T"
        Calculus = calculus
        HasDoubleIntegrals = doubles
        IsTamed = tamed
    }

let private shipped name =
    let _, order, embedded, _, text =
        CorpusTests.shipped |> List.find (fun (n, _, _, _, _) -> n = name)

    EnsembleSolver.RungeKutta(name, CorpusTests.read text), order, embedded

let private ask equation solver order embedded =
    EnsembleStep.derive equation solver None order (StepLengths.Tolerated embedded) []

let private accepted equation solver =
    match ask equation solver 0 0 with
    | Ok derived -> derived.Adaptive.Value
    | Error fault -> failwith fault.Message

let private refused equation solver (parts: string list) =
    match ask equation solver 4 0 with
    | Ok _ -> failwith "It was accepted."
    | Error fault ->
        Assert.Equal("steps", fault.Rule)

        for part in parts do
            Assert.Contains(part, fault.Message)

[<Fact>]
let ``Methods of strong order 1 take steps on halved noise`` () =
    let cases = [
        additive, tableau PublishedTableaux.sra1
        additive, tableau PublishedTableaux.sra3
        diagonal, tableau PublishedTableaux.milstein
        diagonal, tableau PublishedTableaux.sriw1
        diagonal, taylor Calculus.Ito true false
        diagonal, taylor Calculus.Ito true true
        commutative, tableau PublishedTableaux.commutativeMilstein
        commutative, tableau PublishedTableaux.heun
    ]

    for equation, solver in cases do
        let adaptive = accepted equation solver
        Assert.True(adaptive.FirstStep.IsNone)

[<Fact>]
let ``Methods below strong order 1 are refused, with the class, the order and what fits`` () =
    refused diagonal (tableau PublishedTableaux.eulerMaruyama) [ "diagonal"; "strong order 0.5"; "Sriw1" ]

    refused commutative (tableau PublishedTableaux.eulerMaruyama) [
        "commutative"
        "strong order 0.5"
        "CommutativeMilstein"
    ]

    refused general (tableau PublishedTableaux.heun) [ "general"; "strong order 0.5"; "Levy areas"; "Stepping.Fixed" ]
    refused diagonal (taylor Calculus.Ito false true) [ "strong order 0.5"; "ItoMilstein" ]
    // A weak method's increments are no path's.
    refused general (tableau PublishedTableaux.ri6) [ "General"; "Stepping.Fixed" ]
    refused additive (tableau PublishedTableaux.ri6) [ "Sra1" ]

[<Fact>]
let ``Methods that take Euler's step are refused: they see no error`` () =
    refused additive (tableau PublishedTableaux.eulerMaruyama) [ "Euler's"; "Sra1" ]
    // Its second stage is at the end of the step: only of noise that knows no time it learns nothing.
    let timeless =
        with' "Timeless" [ noise "A" [ Expr.one; zero ]; noise "B" [ r 1 2; r 1 5 ] ]

    refused timeless (tableau PublishedTableaux.milstein) [ "Euler's"; "Sra1" ]
    refused additive (taylor Calculus.Ito true false) [ "Euler's"; "Sra1" ]

[<Fact>]
let ``Without noise embedded weights are needed, and splittings keep equal steps`` () =
    refused still (tableau PublishedTableaux.sriw1) [ "embedded"; "Tsit5" ]
    let rk4, _, _ = shipped "ClassicalRk4"
    refused still rk4 [ "ClassicalRk4"; "embedded weights"; "DormandPrince54" ]

    let kinetic =
        declare "Kinetic" [ "x"; "v" ] [] [ v; -x - v ] [ noise "W" [ zero; Expr.one ] ]

    refused kinetic (EnsembleSolver.Splitting("Baoab", [ SplittingPart.A Rational.One; SplittingPart.O Rational.One ])) [
        "stationary law"
        "Sra1"
    ]

[<Fact>]
let ``The error of an embedded pair is the difference of its weights, by the greatest component`` () =
    let point =
        Map.ofList [
            "x", 0.7
            "y", -0.4
            "t", 0.3
            "h", 0.05
            "relativeTolerance", 0.01
            "absoluteTolerance", 0.002
        ]

    for name in [ "BogackiShampine"; "DormandPrince54"; "Tsit5"; "CashKarp54" ] do
        let solver, order, embedded = shipped name

        match ask still solver order embedded with
        | Error fault -> failwith fault.Message
        | Ok derived ->
            let program = derived.Program

            let values =
                (point, program.Constants @ program.Local)
                ||> List.fold (fun values (name, e) -> values.Add(name, Evaluate.at values e))

            // The same step by hand.
            let tableau =
                match solver with
                | EnsembleSolver.RungeKutta(_, tableau) -> tableau
                | _ -> failwith "no tableau"

            let number c =
                Evaluate.at Map.empty (Coefficient.toExpr c)

            let slopes = ResizeArray<float list>()

            let sum (weights: Coefficient list) i =
                Seq.zip weights slopes
                |> Seq.sumBy (fun (w, k) -> 0.05 * number w * List.item i k)

            for s in 0 .. tableau.Stages - 1 do
                let at =
                    Map.ofList [
                        "x", 0.7 + sum tableau.A.[s] 0
                        "y", -0.4 + sum tableau.A.[s] 1
                        "t", 0.3 + 0.05 * number tableau.C.[s]
                    ]

                slopes.Add(drift |> List.map (Evaluate.at at))

            let start = [ 0.7; -0.4 ]
            let next = List.mapi (fun i x -> x + sum tableau.B i) start

            let error =
                List.mapi
                    (fun i x ->
                        abs (sum tableau.B i - sum tableau.Embedded.Value i)
                        / (0.002 + 0.01 * max (abs x) (abs (List.item i next))))
                    start
                |> List.max

            let found = Evaluate.at values program.Error.Value
            Assert.True(abs (found - error) <= 1e-9 * error + 1e-13, $"{name}: {found}, {error}")
            Assert.Equal(min order embedded + 1, derived.Adaptive.Value.Exponent)

            for e, expected in List.zip program.Next next do
                Assert.Equal(expected, Evaluate.at values e, 1e-14)

[<Fact>]
let ``The controller shrinks what fails and gives up nothing on what is not finite`` () =
    for exponent in [ 2; 3; 5; 8 ] do
        let controller = StepController.create exponent "error" "memory" "logError"

        let at error formula =
            let values = Map.ofList [ "error", error; "memory", 0.0 ]
            let values = values.Add("logError", Evaluate.at values (snd controller.Lets.Head))
            Evaluate.at values formula

        for error in [ 0.0; 1e-20; 1e-6; 0.5; 1.0; 2.0; 1e3; 1e300; infinity; nan ] do
            let shrinkage = at error controller.Shrinkage
            let growth = at error controller.Growth
            Assert.InRange(growth, 0.2, 10.0)
            Assert.True(shrinkage >= 0.2, $"{error}: {shrinkage}")
            // A rejected step becomes shorter.
            Assert.True(not (error > 1.0) || shrinkage <= 0.9, $"{error}: {shrinkage}")
            Assert.True(not (Double.IsNaN error) || shrinkage = 0.2, $"{shrinkage}")

        // To leading order the next error is safety^exponent of what is tolerated.
        Assert.Equal(0.9 * 4.0 ** (-1.0 / float exponent), at 4.0 controller.Shrinkage, 1e-12)
