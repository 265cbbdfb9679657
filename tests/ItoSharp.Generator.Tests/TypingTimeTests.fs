/// What an edit costs while somebody types: nothing is proven, derived or printed again, and the rest is fast.
module ItoSharp.Generator.Tests.TypingTimeTests

open System
open System.Diagnostics
open Microsoft.CodeAnalysis
open Microsoft.CodeAnalysis.CSharp
open Xunit
open Xunit.Abstractions
open ItoSharp.Symbolics
open ItoSharp.Generator
open ItoSharp.Generator.Analysis
open ItoSharp.Generator.Memory
open ItoSharp.Generator.Proofs
open ItoSharp.Generator.Tests.Host

/// Counts of the process-wide cache mean something only while no other test compiles.
[<CollectionDefinition("alone", DisableParallelization = true)>]
type Alone() = class end

/// A hundred declarations: 40 processes, 40 plans, 20 samplers, no two of one meaning.
let private declarations =
    String.Join(
        "\n",
        [
            for i in 1..20 do
                $"[Process] public sealed partial record Linear{i}(double BetaMin = 0.1, double BetaMax = {i + 10})\n{{\n    double Beta(double t) => BetaMin + (BetaMax - BetaMin) * t;\n    double Drift(double t) => -0.5 * Beta(t);\n    double Diffusion(double t) => Math.Sqrt(Beta(t));\n}}"

                $"[Process] public sealed partial record Kernel{i} {{ double Alpha(double t) => Math.Cos(0.5 * t / {i}); double Sigma(double t) => Math.Sin(0.5 * t / {i}); }}"

                $"[ExponentialMultistep(History = 2, Noise = Stochasticity.Tau)] public sealed partial record Stochastic{i}(double Tau = {i});"

                $"[ExponentialRungeKutta(Order = 2, Tableau = \"0 |\\n1/{i + 1} | 1/{i + 1}\\n---\\n| {1 - i}/2 {i + 1}/2\")] public sealed partial class Stages{i};"

                $"[Sampler<Linear{i}, Stochastic{i}>(Gradients = Gradients.Exact)] public sealed partial class Sampler{i};"
        ]
    )

let private body n =
    $"public static class Caller {{ public static int F() {{ int x = {n}; return x; }} }}"

type private Edit = {
    Generator: float
    Analyzer: float
    Result: GeneratorRunResult
    Proofs: int64
    Parses: int64
    Proposals: int64
    Faults: string list
}

/// A plan whose starter falls short, one that claims too much, and a sampler at a pole: each of them with a proposal.
let private wrong =
    "[ExponentialMultistep(History = 3, Start = typeof(DpmSolver2S))] public sealed partial class Started;
[ExponentialMultistep(GlobalOrder = 3, History = 3, Start = typeof(Ddim))] public sealed partial class Claimed;
[Sampler<RectifiedFlow, DeisRhoAB2>] public sealed partial class AtPole;"

/// Edits a method body in the file of the declarations, or in another, again and again; every edit is measured.
let private edits declarations (expected: string list) sameFile count : Edit list =
    let first, other =
        if sameFile then
            declarations + "\n" + body 0, "class Other;"
        else
            declarations, body 0

    let mutable input: Compilation = compilation [ first; other ]
    let mutable driver = driver ()
    let mutable output: Compilation = null
    let mutable diagnostics = Collections.Immutable.ImmutableArray<Diagnostic>.Empty
    driver <- driver.RunGeneratorsAndUpdateCompilation(input, &output, &diagnostics)
    let faults = analyze output
    Assert.Equal<string list>(expected, faults |> List.map _.Id)

    [
        for n in 1..count do
            let path = if sameFile then "Source0.cs" else "Source1.cs"
            let old = input.SyntaxTrees |> Seq.find (fun t -> t.FilePath = path)
            let text = old.GetText()
            // As an editor does: the changed text is parsed incrementally.
            let at = text.ToString().IndexOf("int x = ", StringComparison.Ordinal) + 8

            let edited =
                old.WithChangedText(text.Replace(at, text.ToString().IndexOf(";", at) - at, string n))

            input <- input.ReplaceSyntaxTree(old, edited)
            let proofs, parses, proposals = Proven.Runs, ParseCount.Parses, Proposals.Runs
            let watch = Stopwatch.StartNew()
            driver <- driver.RunGeneratorsAndUpdateCompilation(input, &output, &diagnostics)
            let generated = watch.Elapsed.TotalMilliseconds
            let found, own = analyzeTimed output
            Assert.Equal<string list>(expected, found |> List.map _.Id)

            {
                Generator = generated
                // Of the analyzer's own actions; what the compiler itself binds around them is not its doing.
                Analyzer = own.TotalMilliseconds
                Result = driver.GetRunResult().Results.[0]
                Proofs = Proven.Runs - proofs
                Parses = ParseCount.Parses - parses
                Proposals = Proposals.Runs - proposals
                Faults = found |> List.map _.GetMessage(Globalization.CultureInfo.InvariantCulture)
            }
    ]

let private median (values: float seq) =
    let sorted = values |> Seq.sort |> Array.ofSeq
    sorted.[sorted.Length / 2]

[<Collection("alone")>]
type TypingTime(output: ITestOutputHelper) =

    [<Theory>]
    [<InlineData(true)>]
    [<InlineData(false)>]
    member _.``an unrelated edit among a hundred declarations parses, proves and prints nothing again``
        (sameFile: bool)
        =
        let measured = edits declarations [] sameFile 12

        for edit in measured do
            Assert.Equal((0L, 0L), (edit.Proofs, edit.Parses))

            for KeyValue(_, steps) in edit.Result.TrackedOutputSteps do
                for step in steps do
                    for struct (_, reason) in step.Outputs do
                        Assert.Equal(IncrementalStepRunReason.Cached, reason)

            for step in edit.Result.TrackedSteps.[TrackingNames.ProcessDerived] do
                for struct (_, reason) in step.Outputs do
                    Assert.Equal(IncrementalStepRunReason.Cached, reason)

        let warm = measured |> List.skip 4
        let place = if sameFile then "the same file" else "another file"

        output.WriteLine(
            $"an edit in {place}, 100 declarations, median (best) of {warm.Length}: generator {median (warm |> Seq.map _.Generator):F1} ({warm |> Seq.map _.Generator |> Seq.min:F1}) ms, analyzer {median (warm |> Seq.map _.Analyzer):F1} ({warm |> Seq.map _.Analyzer |> Seq.min:F1}) ms"
        )

    [<Fact>]
    member _.``wrong plans among a hundred declarations are told again after an edit, and no proposal is worked out again``
        ()
        =
        let before = Proposals.Runs

        let measured =
            edits (declarations + "\n" + wrong) [ "ITO0207"; "ITO0210"; "ITO0304" ] true 6

        Assert.True(Proposals.Runs > before, "the first look works them out")

        for edit in measured do
            Assert.Equal((0L, 0L), (edit.Proofs, edit.Proposals))
            // The three wrong ones alone, by the analyzer; the generator also keeps no model of a fault.
            Assert.InRange(edit.Parses, 3L, 6L)
            Assert.Equal<string list>(measured.Head.Faults, edit.Faults)

        output.WriteLine(
            $"an edit beside three wrong declarations among 100: analyzer {median (measured |> Seq.map _.Analyzer):F1} ms"
        )

    [<Theory>]
    [<InlineData("DormandPrince54", 5, 4)>]
    [<InlineData("VernerEfficient87", 8, 7)>]
    member _.``a published pair is proven from its text``(name: string, claimed: int, embedded: int) =
        let path =
            IO.Path.Combine(DocumentationTests.root, "src", "ItoSharp", "Tableaux", name + ".cs")

        let text = (IO.File.ReadAllText path).Split("\"\"\"").[1]

        let declaration = {
            Name = name
            Order = claimed
            EmbeddedOrder = embedded
            Text = text
        }

        // The first proof also compiles the prover; the conditions of an order are made once a process.
        let times = [
            for _ in 1..5 do
                let watch = Stopwatch.StartNew()
                Assert.Empty(TableauFaults.ofDeclaration declaration)
                watch.Elapsed.TotalMilliseconds
        ]

        output.WriteLine(
            $"{name} ({claimed}({embedded})) proven from its text: first {times.Head:F1} ms, best of the rest {Seq.min times.Tail:F1} ms"
        )
