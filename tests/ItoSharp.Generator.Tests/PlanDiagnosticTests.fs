/// Every fault of a plan or sampler: the right id, on the user's own token, and no other error beside it.
module ItoSharp.Generator.Tests.PlanDiagnosticTests

open System
open System.IO
open Xunit
open FsCheck
open FsCheck.FSharp
open Microsoft.CodeAnalysis
open Microsoft.CodeAnalysis.CSharp
open ItoSharp.Symbolics
open ItoSharp.Generator
open ItoSharp.Generator.Models
open ItoSharp.Generator.Parsing
open ItoSharp.Generator.Tests.Host

let private multistep properties =
    $"[ExponentialMultistep({properties})] public sealed partial class P;"

let private estimated properties estimate =
    $"[ExponentialMultistep({properties})] [DerivativeEstimate({estimate})] public sealed partial class P;"

let private tableau order (text: string) =
    $"[ExponentialRungeKutta(Order = {order}, Tableau = \"{text}\")] public sealed partial class P;"

let private phi properties (text: string) =
    $"[ExponentialRungeKutta(Clock = Clock.Lambda, {properties}Tableau = \"{text}\")] public sealed partial class P;"

let private direct properties (text: string) =
    $"[RungeKutta({properties}Tableau = \"{text}\")] public sealed partial record P(double Tau = 1);"

let private euler = "0 |\\n---\\n| 1"
let private heun = "0 |\\n1 | 1\\n---\\n| 1/2 1/2"
let private midpoint = "0 |\\n1/2 | 1/2 phi1\\n---\\n| 0 phi1"

let private flow attribute =
    $"{attribute} public sealed partial class S;"

/// Id, underlined text, source.
let cases: (string * string * string) list = [
    "ITO0201", "P", "[ExponentialMultistep] public partial class P;"
    "ITO0201", "P", "[ExponentialMultistep] public sealed class P;"
    "ITO0201", "P", "[ExponentialMultistep] public sealed partial class P<T>;"
    "ITO0201", "P", "public class Outer { [ExponentialMultistep] public sealed partial class P; }"
    "ITO0202", "\"0 | 1\"", tableau 1 "0 | 1"
    "ITO0202", "\"0 |\\nx | 1\\n---\\n| 1/2 1/2\"", tableau 2 "0 |\\nx | 1\\n---\\n| 1/2 1/2"
    "ITO0202", "\"0 |\\n1 | 1\\n---\\n| 1\"", tableau 2 "0 |\\n1 | 1\\n---\\n| 1"
    "ITO0202", "\"0 | 1\\n---\\n| 1\"", tableau 1 "0 | 1\\n---\\n| 1"
    "ITO0203", "\"0 |\\n1/2 | 1\\n---\\n| 0 1\"", tableau 2 "0 |\\n1/2 | 1\\n---\\n| 0 1"
    "ITO0203", "\"0 |\\n1 | 1\\n---\\n| 1/2 1\"", tableau 1 "0 |\\n1 | 1\\n---\\n| 1/2 1"
    "ITO0203", "\"0 |\\n2 | 2\\n---\\n| 1 0\"", tableau 1 "0 |\\n2 | 2\\n---\\n| 1 0"
    "ITO0204", "3", tableau 3 "0 |\\n1 | 1\\n---\\n| 1/2 1/2"
    "ITO0204", "3", multistep "Order = 3, History = 2"
    "ITO0202", "\"0 |\\n---\\n| 1\"", phi "" euler
    "ITO0202", "\"0 |\\n---\\n| phi12\"", phi "" "0 |\\n---\\n| phi12"
    "ITO0202", "\"0 |\\n---\\n| phi1\"", direct "" "0 |\\n---\\n| phi1"
    "ITO0203", "\"0 |\\n1/2 | 1/2 phi1 - phi2\\n---\\n| 0 phi1\"", phi "" "0 |\\n1/2 | 1/2 phi1 - phi2\\n---\\n| 0 phi1"
    "ITO0203", "\"0 |\\n---\\n| phi1 + phi2\"", phi "" "0 |\\n---\\n| phi1 + phi2"
    "ITO0203", "\"0 |\\n---\\n| 1/2\"", direct "" "0 |\\n---\\n| 1/2"
    "ITO0204", "3", phi "Order = 3, " midpoint
    "ITO0204", "3", phi "Order = 3, Predict = Prediction.Data, " midpoint
    "ITO0204", "3", direct "Order = 3, " heun
    "ITO0206",
    "Clock.Time",
    $"[ExponentialRungeKutta(Clock = Clock.Time, Tableau = \"{euler}\")] public sealed partial class P;"
    "ITO0206",
    "(Clock)9",
    $"[ExponentialRungeKutta(Clock = (Clock)9, Tableau = \"{euler}\")] public sealed partial class P;"
    "ITO0206", "Prediction.Flow", phi "Predict = Prediction.Flow, " midpoint
    "ITO0206",
    "Prediction.Data",
    $"[ExponentialRungeKutta(Predict = Prediction.Data, Tableau = \"{heun}\")] public sealed partial class P;"
    "ITO0206", "Clock.Rho", direct "Clock = Clock.Rho, " heun
    "ITO0206", "Stochasticity.Tau", direct "Noise = Stochasticity.Tau, " heun
    "ITO0206", "(Stochasticity)9", direct "Noise = (Stochasticity)9, " heun
    "ITO0206",
    "Stochasticity.Eta",
    $"[RungeKutta(Noise = Stochasticity.Eta, Tableau = \"{euler}\")] public sealed partial record P(double Eta = 1);"
    "ITO0206", "Stochasticity.Scale", direct "Noise = Stochasticity.Scale, " euler
    "ITO0206",
    "true",
    $"[RungeKutta(Noise = Stochasticity.Tau, Churn = true, Tableau = \"{euler}\")] public sealed partial record P(double Tau = 1, double Churn = 0.1);"
    "ITO0208",
    "Stochasticity.Tau",
    $"[RungeKutta(Noise = Stochasticity.Tau, Tableau = \"{euler}\")] public sealed partial class P;"
    "ITO0209", "1", phi "Order = 1, " midpoint
    "ITO0207", "typeof(DpmSolver2S)", multistep "History = 2, Start = typeof(DpmSolver2S)"
    "ITO0207",
    "typeof(DpmSolverPP2S)",
    multistep "Predict = Prediction.Noise, History = 2, Start = typeof(DpmSolverPP2S)"
    "ITO0207", "typeof(EulerMaruyama)", multistep "History = 2, Start = typeof(EulerMaruyama)"
    "ITO0207",
    "typeof(DpmSolverPP2S)",
    "[ExponentialMultistep(History = 2, Noise = Stochasticity.Tau, Start = typeof(DpmSolverPP2S))] public sealed partial record P(double Tau = 1);"
    "ITO0206",
    "ExponentialMultistep",
    $"[RungeKutta(Tableau = \"{euler}\")] [ExponentialMultistep] public sealed partial class P;"
    "ITO0304", "DpmSolver2S", flow "[Sampler<RectifiedFlow, DpmSolver2S>]"
    "ITO0204", "-1", multistep "Order = -1"
    "ITO0205", "0", multistep "History = 0"
    "ITO0205", "5", multistep "History = 5"
    "ITO0205", "1", multistep "Corrector = 1"
    "ITO0205", "DerivativeEstimate(2)", estimated "History = 2" "2"
    "ITO0205", "DerivativeEstimate(2, Nodes = 2)", estimated "History = 3" "2, Nodes = 2"
    "ITO0205", "DerivativeEstimate(2, Factor = \"half\")", estimated "History = 3" "2, Factor = \"half\""
    "ITO0206",
    "DerivativeEstimate(2, Offset = \"1\")",
    estimated "Predict = Prediction.Noise, History = 3" "2, Offset = \"1\""
    "ITO0206",
    "DerivativeEstimate(1)",
    "[ExponentialRungeKutta(Tableau = \"0 |\\n1 | 1\\n---\\n| 1/2 1/2\"), DerivativeEstimate(1)] public sealed partial class P;"
    "ITO0206", "DerivativeEstimate(2)", "[DerivativeEstimate(2)] public sealed partial class P;"
    "ITO0208",
    "true",
    "[ExponentialMultistep(Churn = true)] public sealed partial record P(double Churn) { const double ChurnNoise = 1.003; double N => ChurnNoise; }"
    "ITO0206", "Clock.Time", multistep "Clock = Clock.Time"
    "ITO0206", "DifferenceWeight.Uniform", multistep "History = 2, Weight = DifferenceWeight.Uniform"
    "ITO0206", "DifferenceWeight.Truncated", multistep "History = 2, Weight = DifferenceWeight.Truncated"
    "ITO0206", "true", "[ExponentialMultistep(HeavyBall = true)] public sealed partial record P(double Damping = 1);"
    "ITO0206",
    "true",
    "[ExponentialMultistep(History = 2, Churn = true)] public sealed partial record P(double Churn = 0);"
    "ITO0206",
    "Stochasticity.Scale",
    "[ExponentialMultistep(Noise = Stochasticity.Scale)] public sealed partial class P { double NoiseScale(double rho) => rho; }"
    "ITO0206",
    "Stochasticity.Posterior",
    "[ExponentialMultistep(History = 2, Noise = Stochasticity.Posterior)] public sealed partial record P(double PosteriorVariance);"
    "ITO0208", "Stochasticity.Scale", multistep "Clock = Clock.Rho, Noise = Stochasticity.Scale"
    "ITO0208", "Stochasticity.Posterior", multistep "Noise = Stochasticity.Posterior"
    "ITO0208", "true", multistep "Churn = true"
    "ITO0208",
    "true",
    multistep "Predict = Prediction.Noise, Clock = Clock.Rho, Weight = DifferenceWeight.Uniform, HeavyBall = true"
    "ITO0206", "Prediction.Velocity", multistep "Predict = Prediction.Velocity"
    "ITO0206", "(Prediction)77", multistep "Predict = (Prediction)77"
    "ITO0206",
    "DifferenceWeight.HalfStep",
    multistep "Predict = Prediction.Noise, Clock = Clock.Rho, History = 2, Weight = DifferenceWeight.HalfStep"
    "ITO0206",
    "Stochasticity.Eta",
    "[ExponentialMultistep(Predict = Prediction.Noise, Noise = Stochasticity.Eta)] public sealed partial record P(double Eta = 1);"
    "ITO0206",
    "Stochasticity.Tau",
    "[ExponentialMultistep(Predict = Prediction.Noise, Clock = Clock.Rho, Noise = Stochasticity.Tau)] public sealed partial record P(double Tau = 1);"
    "ITO0207", "typeof(Ddim)", multistep "History = 1, Start = typeof(Ddim)"
    "ITO0207", "typeof(DeisRhoAB2)", multistep "History = 2, Start = typeof(DeisRhoAB2)"
    "ITO0207", "typeof(RhoRkHeun)", multistep "History = 2, Start = typeof(RhoRkHeun)"
    "ITO0207",
    "typeof(RhoOne)",
    "[ExponentialMultistep(Predict = Prediction.Noise, Clock = Clock.Rho)] public sealed partial class RhoOne; [ExponentialMultistep(Predict = Prediction.Noise, History = 2, Noise = Stochasticity.Tau, Start = typeof(RhoOne))] public sealed partial record P(double Tau = 1);"
    "ITO0207", "typeof(string)", multistep "History = 2, Start = typeof(string)"
    "ITO0207", "typeof(P)", multistep "History = 2, Start = typeof(P)"
    "ITO0208", "Stochasticity.Tau", multistep "Noise = Stochasticity.Tau"
    "ITO0208",
    "Stochasticity.Eta",
    "[ExponentialMultistep(Noise = Stochasticity.Eta)] public sealed partial record P(int Eta = 1);"
    "ITO0209", "1", multistep "Order = 1, History = 2"
    "ITO0301", "S", "[Sampler<VpLinear, Ddim>] public sealed class S;"
    "ITO0301", "S", "[Sampler<VpLinear, Ddim>] public partial class S;"
    "ITO0301", "S", "public class B; [Sampler<VpLinear, Ddim>] public sealed partial class S : B;"
    "ITO0301", "S", "[Sampler<VpLinear, Ddim>] public sealed partial record S;"
    "ITO0302", "string", flow "[Sampler<string, Ddim>]"
    "ITO0303", "VpLinear", flow "[Sampler<VpLinear, VpLinear>]"
    "ITO0310", "9", flow "[Sampler<VpLinear, Ddim>(Memory = 9)]"
    "ITO0310", "-1", flow "[Sampler<VpLinear, Ddim>(Memory = -1)]"
    "ITO0310", "2", flow "[Sampler<VpLinear, RhoRkHeun>(Memory = 2)]"
    "ITO0304", "DeisRhoAB2", flow "[Sampler<RectifiedFlow, DeisRhoAB2>]"
    "ITO0304",
    "RhoRkHeun",
    "[Process(MaxTime = 1)] public sealed partial record Own { double Alpha(double t) => 1 - t; double Sigma(double t) => t; } [Sampler<Own, RhoRkHeun>] public sealed partial class S;"
]

[<Fact>]
let ``every fault is reported where it was written, alone`` () =
    let problems = [
        for id, text, source in cases do
            let outcome = run [ source ]

            match outcome.Reported with
            | [ single ] when single.Id = id ->
                let found = underlined outcome single

                if found <> text then
                    yield $"{id}: underlined '{found}' instead of '{text}' in {source}"
            | other -> yield $"{id}: reported {show other} in {source}"

            // A type that is not partial cannot be stubbed; everything else must compile but for our own words.
            let own =
                outcome.Compiled |> List.filter (fun d -> d.Severity = DiagnosticSeverity.Error)

            if id <> "ITO0201" && id <> "ITO0301" && not own.IsEmpty then
                yield $"{id}: the compiler adds {show own} in {source}"
    ]

    Assert.True(problems.IsEmpty, String.Join("\n", problems))

[<Fact>]
let ``a refused order names the tree, both sides and their difference`` () =
    let message source =
        ((run [ source ]).Reported |> List.exactlyOne).GetMessage()

    // The weights' functions: sum b_i(z) c_i is 1/2 + z/4 where 1/2 + z/6 is needed.
    Assert.Contains(
        "the condition of the bicoloured tree L[N[N]] fails: the weights give 1/4 where 1/gamma = 1/6 (residual 1/12); the proven order is 2",
        message (phi "Order = 3, " midpoint)
    )

    Assert.Contains(
        "the entries of stage 2 sum to 1/2 phi1 - phi2, where c phi1 = 1/2 phi1 must stand (residual -phi2)",
        message (phi "" "0 |\\n1/2 | 1/2 phi1 - phi2\\n---\\n| 0 phi1")
    )

    Assert.Contains(
        "one stage (Euler-Maruyama, strong and weak order 1), not 2",
        message (direct "Noise = Stochasticity.Tau, " heun)
    )

[<Fact>]
let ``a sampler of a faulty plan is a stub that says so`` () =
    let outcome =
        run [
            multistep "Order = 3, History = 2"
            + " [Sampler<VpLinear, P>(Gradients = Gradients.Exact | Gradients.AdjointDeis)] public sealed partial class S;"
        ]

    Assert.Equal<string list>([ "ITO0204" ], outcome.Reported |> List.map (fun d -> d.Id))
    Assert.True(outcome.Compiled.IsEmpty, show outcome.Compiled)
    let _, text = outcome.Files |> List.find (fun (name, _) -> name = "S.Sampler.g.cs")
    Assert.Contains("throw new", text)

let private folder =
    Path.Combine(DocumentationTests.root, "src", "ItoSharp", "Solvers")

let private models (outcome: Outcome) = [
    for s in outcome.Result.TrackedSteps.[TrackingNames.PlanModel] do
        for struct (value, _) in s.Outputs -> value :?> PlanModel
]

[<Fact>]
let ``every shipped plan is the same through both readers and a few lines long`` () =
    let sources = Directory.GetFiles(folder, "*.cs")
    Assert.True(sources.Length >= 8)

    let parsed =
        run [
            for path in sources ->
                File.ReadAllText(path).Replace("namespace ItoSharp;", "using ItoSharp;\n\nnamespace Parsed;")
        ]

    Assert.True(parsed.Reported.IsEmpty && parsed.Compiled.IsEmpty, show parsed.Reported + show parsed.Compiled)

    for model in models parsed do
        Assert.True((File.ReadAllLines(Path.Combine(folder, model.Type.Name + ".cs"))).Length < 60)

        let faults = ResizeArray<struct (string * string * string)>()
        let symbol = parsed.Compilation.GetTypeByMetadataName("ItoSharp." + model.Type.Name)
        let compiled = PlanAttributes.Read(symbol, faults)
        Assert.Empty faults
        Assert.Equal(model.Declaration, compiled)

[<Fact>]
let ``every shipped plan is proven to have the order it claims`` () =
    for path in Directory.GetFiles(folder, "*.cs") do
        let name = Path.GetFileNameWithoutExtension path
        let symbol = (compilation []).GetTypeByMetadataName("ItoSharp." + name)
        let plan = PlanAttributes.Read(symbol, ResizeArray())
        // The one shipped to reproduce a published defect has no order to claim.
        Assert.Equal((name, name = "SdeDpmSolverPP3MDiffusers"), (name, plan.Order = 0))
        Assert.Equal(plan.Order, PlanProofs.order plan)
        Assert.Empty(PlanProofs.faults plan)

[<Fact>]
let ``a plan of another assembly with an unknown format is refused, naming both versions`` () =
    let other =
        run [
            "[ExponentialMultistep, CompiledDeclaration(7, \"(plan)\")] public sealed class Foreign;"
        ]

    use image = new MemoryStream()
    Assert.True((other.Compilation.Emit image).Success)

    let reference =
        MetadataReference.CreateFromImage(image.ToArray()) :> MetadataReference

    let outcome =
        runOn (compilationOf [ reference ] [ tree "S.cs" (flow "[Sampler<VpLinear, Foreign>]") ])

    let fault = Assert.Single outcome.Reported
    Assert.Equal("ITO0010", fault.Id)
    Assert.Contains("7", fault.GetMessage())
    Assert.Contains("1", fault.GetMessage())

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
let ``a starter is judged through its whole chain`` () =
    let chain (inner: string) (outer: string) =
        run [
            $"[ExponentialMultistep({inner})] public sealed partial class A; [ExponentialMultistep({outer})] {{0}}"
                .Replace("{0}", "public sealed partial record P(double Tau = 1);")
        ]

    for inner, outer in
        [
            "Predict = Prediction.Noise, History = 2, Start = typeof(RhoRkHeun)", "History = 3, Start = typeof(A)"
            "Predict = Prediction.Noise, History = 3, Start = typeof(DeisRhoAB1)",
            "Predict = Prediction.Noise, History = 4, Noise = Stochasticity.Tau, Start = typeof(A)"
        ] do
        let outcome = chain inner outer
        Assert.Equal<string list>([ "ITO0207" ], outcome.Reported |> List.map (fun d -> d.Id))
        Assert.Equal("typeof(A)", underlined outcome outcome.Reported.Head)

    let broken = chain "History = 0" "History = 3, Start = typeof(A)"
    Assert.Equal<string list>([ "ITO0205"; "ITO0207" ], broken.Reported |> List.map (fun d -> d.Id) |> List.sort)

[<Fact>]
let ``two plan attributes on one type are refused and nothing else suffers`` () =
    let outcome =
        run [
            "[ExponentialMultistep] [ExponentialRungeKutta(Tableau = \"0 |\\n---\\n| 1\")] public sealed partial class P; "
            + "[Sampler<VpLinear, Ddim>] public sealed partial class S;"
        ]

    Assert.Equal<string list>([ "ITO0206" ], outcome.Reported |> List.map (fun d -> d.Id))
    Assert.True(outcome.Compiled.IsEmpty, show outcome.Compiled)
    Assert.Contains(outcome.Files, fun (name, _) -> name = "S.Sampler.g.cs")

[<Fact>]
let ``a sampler of a plan without its level or shape adds no error of its own`` () =
    let sampler =
        " [Sampler<VpLinear, P>(Gradients = Gradients.Exact)] public sealed partial class S;"

    for id, plan in
        [
            "ITO0208", multistep "Noise = Stochasticity.Tau"
            "ITO0201", "[ExponentialMultistep] public sealed class P;"
        ] do
        let outcome = run [ plan + sampler ]
        Assert.Equal<string list>([ id ], outcome.Reported |> List.map (fun d -> d.Id))
        Assert.True(outcome.Compiled.IsEmpty, show outcome.Compiled)

[<Fact>]
let ``a foreign plan that is refused here is refused on the sampler's token`` () =
    let text =
        PlanText.write {
            Name = "Foreign"
            Order = 0
            Churn = false
            Method =
                PlanMethod.Multistep {
                    Form = PlanForm.Data
                    Clock = PlanClock.Lambda
                    History = 9
                    Corrector = 0
                    Weight = PlanWeight.Exact
                    Noise = PlanNoise.Deterministic
                    Momentum = false
                    LeftSums = 0
                    Estimates = []
                    Start = None
                }
        }

    let literal = SymbolDisplay.FormatLiteral(text, true)

    let other =
        run [
            $"[ExponentialMultistep, CompiledDeclaration(1, {literal})] public sealed class Foreign;"
        ]

    use image = new MemoryStream()
    Assert.True((other.Compilation.Emit image).Success)

    let reference =
        MetadataReference.CreateFromImage(image.ToArray()) :> MetadataReference

    let outcome =
        runOn (compilationOf [ reference ] [ tree "S.cs" (flow "[Sampler<VpLinear, Foreign>]") ])

    let fault = Assert.Single outcome.Reported
    Assert.Equal("ITO0303", fault.Id)
    Assert.Contains("History is 9", fault.GetMessage())

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

[<Fact>]
let ``a sampler of a process that cannot be generated adds no error of its own`` () =
    let sampler = " [Sampler<P, Ddim>] public sealed partial class S;"

    let outcome =
        run [
            "[Process] public sealed record P { double Drift(double t) => -1; double Diffusion(double t) => 1; }"
            + sampler
        ]

    Assert.Equal<string list>([ "ITO0001" ], outcome.Reported |> List.map (fun d -> d.Id))
    Assert.True(outcome.Compiled.IsEmpty, show outcome.Compiled)

    for name in [ "Gradient"; "Kernels" ] do
        let named =
            run [
                $"[Sampler<VpLinear, Ddim>(Gradients = Gradients.Exact)] public sealed partial class {name};"
            ]

        Assert.Equal<string list>([ "ITO0301" ], named.Reported |> List.map (fun d -> d.Id))
        Assert.True(named.Compiled.IsEmpty, show named.Compiled)

[<Fact>]
let ``a rate without integral from 0 is refused`` () =
    for drift, diffusion, token in
        [
            "-0.5 / t", "1", "Drift"
            "-1 / (t * t)", "1", "Drift"
            "0", "1 / t", "Diffusion"
            "0", "1 / Math.Sqrt(t)", "Diffusion"
        ] do
        let outcome =
            run [
                $"[Process] public sealed partial record P {{ double Drift(double t) => {drift}; double Diffusion(double t) => {diffusion}; }}"
            ]

        let fault = Assert.Single outcome.Reported
        Assert.Equal(token, underlined outcome fault)
        Assert.Contains("does not exist", fault.GetMessage())

    // Integrable, if barely.
    let fine =
        run [
            "[Process] public sealed partial record P { double Drift(double t) => -0.5 / Math.Sqrt(t); double Diffusion(double t) => 1; }"
        ]

    Assert.True(fine.Reported.IsEmpty, show fine.Reported)
