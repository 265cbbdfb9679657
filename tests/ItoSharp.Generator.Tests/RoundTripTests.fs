/// A declaration read from source and the same one read from the compiled attribute are the same declaration.
module ItoSharp.Generator.Tests.RoundTripTests

open System
open System.IO
open Microsoft.CodeAnalysis
open Xunit
open FsCheck
open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Generator
open ItoSharp.Generator.Models
open ItoSharp.Generator.Parsing
open ItoSharp.Generator.Tests.Host

let private shipped = [
    "VpLinear"
    "VpCosine"
    "VarianceExploding"
    "Edm"
    "RectifiedFlow"
    "IrSde"
    "Ouve"
    "SubVp"
    "Trigonometric"
    "VeLinear"
    "FastDiffusion"
    "FastDiffusionEdm"
    "DiffVc"
]

let private models (outcome: Outcome) = [
    for s in outcome.Result.TrackedSteps.[TrackingNames.ProcessModel] do
        for struct (value, _) in s.Outputs -> value :?> ProcessModel
]

let private place = Nullable<LocationInfo>()

let private readFrom (compilation: Compilation) (name: string) =
    let mutable fault: DiagnosticInfo = null
    let symbol = compilation.GetTypeByMetadataName name
    let read = CompiledDeclarationReader.Process(symbol, place, &fault)
    read, fault

[<Fact>]
let ``every shipped process is the same through both readers`` () =
    let folder = Path.Combine(DocumentationTests.root, "src", "ItoSharp", "Processes")

    for name in shipped do
        let source = File.ReadAllText(Path.Combine(folder, name + ".cs"))
        Assert.True(source.Split('\n').Length < 60, name)
        // In a namespace of its own: the compilation also references the compiled one.
        let outcome =
            run [
                source.Replace("namespace ItoSharp;", "using ItoSharp;\n\nnamespace Parsed;")
            ]

        Assert.True(
            outcome.Reported.IsEmpty && outcome.Compiled.IsEmpty,
            name + show outcome.Reported + show outcome.Compiled
        )

        let parsed = (List.exactlyOne (models outcome)).Declaration
        let compiled, fault = readFrom outcome.Compilation ("ItoSharp." + name)
        Assert.Null fault
        Assert.Equal(parsed, compiled)
        let own, _ = readFrom outcome.Compilation ("Parsed." + name)
        Assert.Equal(parsed, own)

/// A type of another assembly with that attribute.
let private foreign (attribute: string) =
    let other =
        run [ $"[CompiledDeclaration({attribute})] public sealed class Foreign;" ]

    use image = new MemoryStream()
    Assert.True((other.Compilation.Emit image).Success)

    let reference =
        MetadataReference.CreateFromImage(image.ToArray()) :> MetadataReference

    readFrom (compilationOf [ reference ] []) "Foreign"

[<Fact>]
let ``an unknown format is an error that names both versions`` () =
    let read, fault = foreign "7, \"(process 7)\""
    Assert.Null(box read)
    Assert.Equal("ITO0010", fault.Descriptor.Id)
    let message = fault.ToDiagnostic().GetMessage()
    Assert.Contains("format 7", message)
    Assert.Contains("format 1", message)

[<Fact>]
let ``a text that is none is an error`` () =
    for text in [ ""; "not a declaration"; "(process 1"; "(process 1 \\\"X\\\")" ] do
        let read, fault = foreign $"1, \"{text}\""
        Assert.Null(box read)
        Assert.Equal("ITO0011", fault.Descriptor.Id)

/// A process of another project, with its compiled declaration replaced.
let private foreignProcess (text: string) =
    let source =
        $"[Process] public sealed partial record Foreign {{ public const double Third = 1.0 / 3; double Drift(double t) => -1; double Diffusion(double t) => 1; }}"

    let other = run [ source ]

    let generated =
        other.Compilation.SyntaxTrees
        |> Seq.find (fun t -> t.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))

    let edited =
        System.Text.RegularExpressions.Regex.Replace(
            string (generated.GetText()),
            "CompiledDeclaration\\(1, .*\\)\\]",
            $"CompiledDeclaration({text})]"
        )

    let compilation =
        other.Compilation.ReplaceSyntaxTree(generated, tree generated.FilePath edited)

    use image = new MemoryStream()
    Assert.True((compilation.Emit image).Success)
    // As a build sees it, and as an editor does.
    [
        MetadataReference.CreateFromImage(image.ToArray()) :> MetadataReference
        compilation.WithAssemblyName("Other").ToMetadataReference() :> MetadataReference
    ]

[<Fact>]
let ``a sampler names the process that it cannot read`` () =
    let sampler =
        tree "Sampler.cs" "[Sampler<Foreign, Ddim>] public sealed partial class S;"

    for text, id in [ "7, \"(process 7)\"", "ITO0010"; "1, \"(process\"", "ITO0011" ] do
        for reference in foreignProcess text do
            let outcome = runOn (compilationOf [ reference ] [ sampler ])

            Assert.Equal<(string * string) list>(
                [ id, "Foreign" ],
                outcome.Reported |> List.map (fun d -> d.Id, underlined outcome d)
            )

[<Fact>]
let ``a process, a plan and a constant of another project are used as they are`` () =
    let text =
        "1, \"(process 1 \\\"Foreign\\\" (parameters) (time 0.001 1) (drift -1) (diffusion 1))\""

    for reference in foreignProcess text do
        let outcome =
            runOn (
                compilationOf [ reference ] [
                    tree
                        "Sampler.cs"
                        "[Sampler<Foreign, DeisRhoAB2>(Gradients = Gradients.Exact)] public sealed partial class S;"
                    tree
                        "Process.cs"
                        "[Process] public sealed partial record Own { double Drift(double t) => -Foreign.Third * t; double Diffusion(double t) => 1; }"
                ]
            )

        Assert.True(outcome.Reported.IsEmpty && outcome.Compiled.IsEmpty, show outcome.Reported + show outcome.Compiled)

[<Fact>]
let ``a type without the attribute has no declaration and no fault`` () =
    let compilation = compilation [ "class Plain;" ]
    Assert.Equal((Unchecked.defaultof<ProcessDeclaration>, null), readFrom compilation "Plain")

[<Fact>]
let ``no text makes the reader throw`` () =
    let config =
        Config.QuickThrowOnFailure
            .WithMaxTest(300)
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(7UL, 1UL); Size = None })

    let good =
        ProcessText.write {
            Name = "P"
            Parameters = [ "A", Some 1.0 ]
            Drift = Some(Expr.integer -1)
            Diffusion = Some Expr.one
            Alpha = None
            Sigma = None
            MinTime = 0.0
            MaxTime = 1.0
            MeanReverting = false
        }

    let damaged =
        Gen.oneof [
            ArbMap.defaults |> ArbMap.generate<NonNull<string>> |> Gen.map (fun s -> s.Get)
            gen {
                let! at = Gen.choose (0, good.Length - 1)
                let! length = Gen.choose (0, 5)

                let! insert =
                    Gen.elements [ ""; "("; ")"; "\""; "1e999"; "-"; "(^ t"; "nan"; "drift"; "\\" ]

                return good.Remove(at, min length (good.Length - at)).Insert(at, insert)
            }
        ]

    Check.One(
        config,
        Prop.forAll (Arb.fromGen damaged) (fun text ->
            match ProcessText.read text with
            | Ok _ -> true
            | Error e -> e.Length > 0)
    )
