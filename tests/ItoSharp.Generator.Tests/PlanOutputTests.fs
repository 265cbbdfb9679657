/// What is emitted of plans and samplers, whatever is declared, wherever, in whichever culture.
module ItoSharp.Generator.Tests.PlanOutputTests

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open ItoSharp.Generator.Tests.Host
open ItoSharp.Generator.Tests.PlanCases

[<Fact>]
let ``random plan attributes never make the generator throw`` () =
    let value =
        Gen.elements [
            "0"
            "1"
            "2"
            "3"
            "4"
            "5"
            "-1"
            "99"
            "int.MaxValue"
            "Clock.Rho"
            "Clock.Lambda"
            "Prediction.Noise"
            "Prediction.Data"
            "Prediction.Flow"
            "(Prediction)9"
            "Stochasticity.Tau"
            "Stochasticity.Eta"
            "null"
            "DifferenceWeight.HalfStep"
            "DifferenceWeight.HalfExponential"
            "typeof(Ddim)"
            "typeof(RhoRkHeun)"
            "typeof(P)"
            "typeof(int[])"
            "\"0 |\\n1 | 1\\n---\\n| 1/2 1/2\""
            "\"|||\\n---\\n-\""
            "\"\""
            "\"1e999 | \\n---\\n| 1\""
            "\"0 |\\n1/2 | 1/2 phi1\\n---\\n| 0 phi1\""
            "\"0 |\\n---\\n| - phi\""
            "Clock.Time"
            "typeof(DpmSolver3S)"
            "undefined"
        ]

    let property =
        Gen.elements [
            "Order"
            "History"
            "Corrector"
            "Predict"
            "Clock"
            "Noise"
            "Weight"
            "Start"
            "Tableau"
            "Unknown"
        ]

    let source =
        gen {
            let! count = Gen.choose (0, 4)
            let! names = Gen.listOfLength count property
            let! values = Gen.listOfLength count value

            let! attribute =
                Gen.elements [ "ExponentialMultistep"; "ExponentialRungeKutta"; "RungeKutta" ]

            let! kind =
                Gen.elements [
                    "sealed partial class P"
                    "sealed partial record P(double Tau = 1, double Eta = 1)"
                    "static partial class P"
                ]

            let arguments = String.Join(", ", List.map2 (fun n v -> n + " = " + v) names values)

            return
                $"[{attribute}({arguments})] public {kind};\n[Sampler<VpLinear, P>(Gradients = (Gradients)3)] public sealed partial class S;"
        }

    let config =
        Config.QuickThrowOnFailure
            .WithMaxTest(150)
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(7UL, 1UL); Size = None })

    Check.One(
        config,
        Prop.forAll (Arb.fromGen source) (fun text ->
            let outcome = run [ text ]

            isNull outcome.Result.Exception
            && not (outcome.Reported |> List.exists (fun d -> d.Id = "ITO0099" || d.Id = "CS8785")))
    )

[<Fact>]
let ``the emitted sampler is the same in every culture and every time`` () =
    let source =
        multistep "Order = 3, History = 2, Corrector = 3"
        + " [Sampler<VpLinear, P>(Gradients = Gradients.Exact | Gradients.AdjointDeis, StartTime = 0.75)] public sealed partial class S;"

    let files () = (run [ source ]).Files
    let invariant = files ()
    let before = Globalization.CultureInfo.CurrentCulture

    try
        for culture in [ "de-DE"; "fi-FI"; "tr-TR" ] do
            Globalization.CultureInfo.CurrentCulture <- Globalization.CultureInfo culture
            Assert.Equal<(string * string) list>(invariant, files ())
    finally
        Globalization.CultureInfo.CurrentCulture <- before

[<Fact>]
let ``names that generated files use may mean something else to the user`` () =
    let declarations =
        "[Process] public sealed partial record P(double A = 1) { double Drift(double t) => -A * t; double Diffusion(double t) => 1; } "
        + "[Sampler<P, UniPC2>(Gradients = (Gradients)3)] public sealed partial class S;"

    let taken =
        "public class Math; public class Special; public class Unsafe; public class Vector512; public class MethodImpl; public class GeneratedCode;"

    for source in
        [
            "namespace Acme { " + taken + " " + declarations + " }"
            "namespace Special.Deep { public class X; } " + declarations
        ] do
        let outcome = run [ source ]
        Assert.True(outcome.Reported.IsEmpty && outcome.Compiled.IsEmpty, show outcome.Reported + show outcome.Compiled)
