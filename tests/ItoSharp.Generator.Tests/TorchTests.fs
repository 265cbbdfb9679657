/// The tensor form is emitted where the consumer references TorchSharp, compiles without a warning, and nowhere else exists.
module ItoSharp.Generator.Tests.TorchTests

open System
open System.IO
open Microsoft.CodeAnalysis
open Xunit
open ItoSharp.Generator
open ItoSharp.Generator.Tests.Host

/// The stand-in has TorchSharp's signatures; the tests of ItoSharp.Torch.Tests run what is emitted.
let private torch =
    MetadataReference.CreateFromFile typeof<TorchSharp.torch.Tensor>.Assembly.Location :> MetadataReference

let private samplers =
    "namespace Shop;
[Sampler<VpLinear, DpmSolverPP2M>(Gradients = Gradients.Exact | Gradients.AdjointDeis)] public sealed partial class Ode;
[Sampler<VpLinear, SaSolverP2C2>(Gradients = Gradients.Exact)] public sealed partial class Sde;
[Sampler<VpLinear, RhoRkHeun>] public sealed partial class Heun;
[Sampler<IrSde, SdeDpmSolverPP2M>(Gradients = Gradients.AdjointDeis, Precision = Precision.Double)] public sealed partial class Restorer;
public partial class Outer { [Sampler<VpLinear, Ddim>] internal sealed partial class Inner; }"

let private runWith (references: MetadataReference list) (sources: string list) =
    sources
    |> List.mapi (fun i text -> tree $"Source{i}.cs" text)
    |> compilationOf references
    |> runOn

let private ofTorch (name: string) =
    name.EndsWith(".Torch.g.cs", StringComparison.Ordinal)

let private text (outcome: Outcome) (name: string) =
    outcome.Files |> List.find (fun (file, _) -> file = name) |> snd

[<Fact>]
let ``a consumer without TorchSharp gets nothing of it, and the rest is the same`` () =
    let without = runWith [] [ samplers ]
    let with' = runWith [ torch ] [ samplers ]
    Assert.DoesNotContain(without.Files, fun (name, _) -> ofTorch name)
    Assert.All(without.Files, fun (_, text) -> Assert.DoesNotContain("torch", text, StringComparison.OrdinalIgnoreCase))

    Assert.Equal<(string * string) list>(
        without.Files,
        with'.Files |> List.filter (fun (name, _) -> not (ofTorch name))
    )

    Assert.Equal<string list>(
        [
            "ItoSharp.Generated.Torch.g.cs"
            "Shop.Heun.Torch.g.cs"
            "Shop.Ode.Torch.g.cs"
            "Shop.Outer.Inner.Torch.g.cs"
            "Shop.Restorer.Torch.g.cs"
            "Shop.Sde.Torch.g.cs"
        ],
        with'.Files |> List.map fst |> List.filter ofTorch |> List.sort
    )

[<Fact>]
let ``what is emitted compiles without a warning`` () =
    let outcome = runWith [ torch ] [ samplers ]
    Assert.Empty outcome.Reported
    Assert.True(outcome.Compiled.IsEmpty, show outcome.Compiled)

[<Fact>]
let ``steps are chains of operations in place, from the same kernels as the CPU form`` () =
    let outcome = runWith [ torch ] [ samplers ]
    let ode = text outcome "Shop.Ode.Torch.g.cs"

    for line in
        [
            "m0.copy_(y).mul_(km).add_(x, alpha: kx);"
            "x.mul_(a).add_(m0, alpha: c0).add_(m1, alpha: c1);"
            "m1Bar.add_(xBar, alpha: c1);"
            "yBar.copy_(m0Bar).mul_(km);"
        ] do
        Assert.Contains(line, ode)

    Assert.Contains(
        "x.mul_(a).add_(m0, alpha: c0).add_(z, alpha: nu).add_(mu, alpha: cmu);",
        text outcome "Shop.Restorer.Torch.g.cs"
    )

    let heun = text outcome "Shop.Heun.Torch.g.cs"
    Assert.Contains("u.copy_(x).mul_(a).add_(m0, alpha: c0);", heun)
    Assert.DoesNotContain("PullBack", heun)

[<Fact>]
let ``gradients are emitted where they are declared`` () =
    let outcome = runWith [ torch ] [ samplers ]

    for name, exact, adjoint in
        [
            "Ode", true, true
            "Sde", true, false
            "Heun", false, false
            "Restorer", false, true
        ] do
        let emitted = text outcome $"Shop.{name}.Torch.g.cs"
        Assert.Equal(exact, emitted.Contains " Gradient(")
        Assert.Equal(adjoint, emitted.Contains " GradientAdjointDeis(")

[<Fact>]
let ``every differentiation passes allow_unused, and no step reads back`` () =
    let outcome = runWith [ torch ] [ samplers ]
    let shared = text outcome "ItoSharp.Generated.Torch.g.cs"
    let calls = shared.Split("torch.autograd.grad(").Length - 1
    Assert.Equal(2, calls)
    Assert.Equal(calls, shared.Split("allow_unused: true").Length - 1)

    for name, emitted in outcome.Files do
        if ofTorch name then
            for form in
                [
                    ".item"
                    ".grad()"
                    "zero_grad"
                    "inference_mode"
                    "randn_like"
                    ".backward("
                ] do
                Assert.DoesNotContain(form, emitted)

            Assert.DoesNotContain("\r", emitted)
            Assert.All(emitted.Split('\n'), fun line -> Assert.Equal(line.TrimEnd(), line))

[<Fact>]
let ``names of the consumer do not get in the way`` () =
    let names =
        "namespace Shop { public class torch; public class Tensor; public class TorchOps; namespace TorchSharp { public class Other; } }"

    let usings = "global using TorchSharp; global using static TorchSharp.torch;"
    let outcome = runWith [ torch ] [ samplers; names; usings ]
    Assert.True(outcome.Compiled.IsEmpty, show outcome.Compiled)

[<Fact>]
let ``a sampler cannot be called Torch where it has such a form`` () =
    let source = "[Sampler<VpLinear, Ddim>] public sealed partial class Torch;"
    Assert.Empty((runWith [] [ source ]).Reported)
    let fault = (runWith [ torch ] [ source ]).Reported |> List.exactlyOne

    Assert.Contains(
        "named like one of its generated members",
        fault.GetMessage Globalization.CultureInfo.InvariantCulture
    )

[<Fact>]
let ``a sampler whose plan is at fault has no tensor form`` () =
    let outcome =
        runWith [ torch ] [
            "[ExponentialMultistep(Order = 3, History = 2)] public sealed partial class Wrong;"
            "[Sampler<VpLinear, Wrong>] public sealed partial class Faulty;"
        ]

    Assert.NotEmpty outcome.Reported
    Assert.DoesNotContain(outcome.Files, fun (name, _) -> ofTorch name)

[<Fact>]
let ``an assembly may see the internals of another one with samplers`` () =
    let first =
        runWith [ torch ] [
            samplers
            "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Second\")]"
        ]

    use image = new MemoryStream()
    Assert.True((first.Compilation.Emit image).Success)

    let second =
        [
            tree "Source.cs" "[Sampler<VpLinear, Ddim>] public sealed partial class Own;"
        ]
        |> compilationOf [ torch; MetadataReference.CreateFromImage(image.ToArray()) ]
        |> fun c -> runOn (c.WithAssemblyName "Second")

    Assert.True(second.Compiled.IsEmpty, show second.Compiled)

[<Fact>]
let ``an edit elsewhere prints nothing again`` () =
    let input =
        [ tree "Source0.cs" samplers; tree "Source1.cs" "class C { int X => 1; }" ]
        |> compilationOf [ torch ]

    let first = driver().RunGenerators input
    let old = input.SyntaxTrees |> Seq.find (fun t -> t.FilePath = "Source1.cs")

    let result =
        (first.RunGenerators(input.ReplaceSyntaxTree(old, tree old.FilePath "class C { int X => 2; }")))
            .GetRunResult()
            .Results.[0]

    for KeyValue(_, steps) in result.TrackedOutputSteps do
        for s in steps do
            for struct (_, reason) in s.Outputs do
                Assert.Equal(IncrementalStepRunReason.Cached, reason)

[<Fact>]
let ``a reference to TorchSharp adds files and prints no other again`` () =
    let input = [ tree "Source0.cs" samplers ] |> compilationOf []
    let first = driver().RunGenerators input

    let result =
        (first.RunGenerators(input.AddReferences torch)).GetRunResult().Results.[0]

    for s in result.TrackedSteps.[TrackingNames.SamplerModel] do
        for struct (_, reason) in s.Outputs do
            Assert.True(
                (reason = IncrementalStepRunReason.Cached
                 || reason = IncrementalStepRunReason.Unchanged),
                string reason
            )

    Assert.Contains(result.GeneratedSources, fun source -> source.HintName = "ItoSharp.Generated.Torch.g.cs")
