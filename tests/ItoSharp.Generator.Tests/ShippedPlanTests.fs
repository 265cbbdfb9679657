/// Plans that come as text: the library's own through both readers, and those of other assemblies.
module ItoSharp.Generator.Tests.ShippedPlanTests

open System
open System.IO
open Xunit
open Microsoft.CodeAnalysis
open Microsoft.CodeAnalysis.CSharp
open ItoSharp.Symbolics
open ItoSharp.Generator
open ItoSharp.Generator.Models
open ItoSharp.Generator.Parsing
open ItoSharp.Generator.Tests.Host
open ItoSharp.Generator.Tests.PlanCases

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
