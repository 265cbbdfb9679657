/// Every fault of a plan or sampler: the right id, on the user's own token, and no other error beside it.
module ItoSharp.Generator.Tests.PlanDiagnosticTests

open System
open Xunit
open Microsoft.CodeAnalysis
open ItoSharp.Generator.Tests.Host
open ItoSharp.Generator.Tests.PlanCases

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
    // What a build without analyzers runs into.
    Assert.Contains("throw new", text)
    Assert.Contains("see error ITO0204: Solver plan 'P': order 3 is claimed", text)

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
