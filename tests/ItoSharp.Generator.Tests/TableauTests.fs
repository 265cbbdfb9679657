/// Butcher tableaux through the generator: faults at their part of the text, both readers, caching, emitted numbers.
module ItoSharp.Generator.Tests.TableauTests

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

/// A declaration whose text is a raw literal, indented.
let private raw (claims: string) (rows: string list) =
    let text = rows |> List.map (fun row -> "        " + row) |> String.concat "\n"

    $"[ButcherTableau({claims}Tableau = \"\"\"\n{text}\n        \"\"\")]\npublic sealed partial class P;"

let private quoted (claims: string) (text: string) =
    $"[ButcherTableau({claims}Tableau = \"{text}\")] public sealed partial class P;"

let private heun = [ "0 |"; "1 | 1"; "--+---"; "  | 1/2  1/2" ]
let private pair = heun @ [ "  | 1  0" ]

/// Id, underlined text, source.
let private cases = [
    "ITO0220", "P", "[ButcherTableau(Tableau = \"0 |\\n---\\n| 1\")] public sealed class P;"
    "ITO0220", "P", "[ButcherTableau(Tableau = \"0 |\\n---\\n| 1\")] public partial class P;"
    "ITO0220", "P", "[ButcherTableau(Tableau = \"0 |\\n---\\n| 1\")] public sealed partial record P;"
    "ITO0221", "half", raw "" [ "0   |"; "1/2 | half"; "---"; "| 0 1" ]
    "ITO0221", "1 | 1 1 1", raw "" [ "0 |"; "1 | 1 1 1"; "---"; "| 1/2 1/2" ]
    "ITO0221", "\"\"", quoted "" ""
    "ITO0221", "ButcherTableau", "[ButcherTableau] public sealed partial class P;"
    "ITO0221", "\"0 |\\n1 | x\\n---\\n| 1/2 1/2\"", quoted "" "0 |\\n1 | x\\n---\\n| 1/2 1/2"
    "ITO0221",
    "Text.Rows",
    "static class Text { public const string Rows = \"0\"; } [ButcherTableau(Tableau = Text.Rows)] public sealed partial class P;"
    "ITO0222", "0 | 1", raw "Order = 2, " [ "0 |"; "0 | 1"; "---"; "| 1/2 1/2" ]
    "ITO0222", "| 1/2  1/3", raw "" [ "0 |"; "1 | 1"; "---"; "  | 1/2  1/3" ]
    "ITO0222", "1   | 2", "[ButcherTableau(Tableau = @\"0 |\n1   | 2\n---\n| 1/2 1/2\")] public sealed partial class P;"
    "ITO0223", "3", raw "Order = 3, " heun
    "ITO0223", "9", raw "Order = 9, " heun
    "ITO0223", "-1", raw "Order = -1, " heun
    "ITO0224", "2", raw "Order = 2, EmbeddedOrder = 2, " pair
    "ITO0224", "1", raw "EmbeddedOrder = 1, " heun
    "ITO0224", "| 1/2  0.5", raw "" (heun @ [ "  | 1/2  0.5" ])
    "ITO0225", "| 1  0", raw "Order = 2, EmbeddedOrder = 1, " [ "0 |"; "1 | 1"; "---"; "| 1  0"; "| 1/2 1/2" ]
    "ITO0226",
    "| -499999.0000 500000.0000",
    raw "" [ "0 |"; "1/1000000 | 1/1000000"; "---"; "| -499999.0000 500000.0000" ]
    "ITO0227", "1", raw "Order = 1, " heun
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

            let own =
                outcome.Compiled |> List.filter (fun d -> d.Severity = DiagnosticSeverity.Error)

            if id <> "ITO0220" && not own.IsEmpty then
                yield $"{id}: the compiler adds {show own} in {source}"
    ]

    Assert.True(problems.IsEmpty, String.Join("\n", problems))

[<Fact>]
let ``a fault of a raw literal is underlined to the line and column, with any line ends`` () =
    for ends in [ "\n"; "\r\n" ] do
        let source =
            (raw "Order = 2, " [ "0 |"; "1 |   x1"; "---"; "| 1/2 1/2" ]).Replace("\n", ends)

        let fault = (run [ source ]).Reported |> List.exactlyOne
        let span = fault.Location.GetLineSpan()
        Assert.Equal((2, 14), (span.StartLinePosition.Line, span.StartLinePosition.Character))
        Assert.Equal((2, 16), (span.EndLinePosition.Line, span.EndLinePosition.Character))

[<Fact>]
let ``a faulty tableau is a stub that says so, and hides nothing else`` () =
    let outcome =
        run [
            raw "Order = 3, " heun
            + " public static class User { public static int Stages => P.Tableau.Stages; }"
        ]

    Assert.Equal<string list>([ "ITO0223" ], outcome.Reported |> List.map (fun d -> d.Id))
    Assert.True(outcome.Compiled.IsEmpty, show outcome.Compiled)
    let _, text = outcome.Files.Head
    Assert.Contains("throw new", text)
    Assert.Contains("was not generated: see error ITO0223", text)
    Assert.DoesNotContain("CompiledDeclaration", text)

let private folder =
    Path.Combine(DocumentationTests.root, "src", "ItoSharp", "Tableaux")

let private models (outcome: Outcome) = [
    for s in outcome.Result.TrackedSteps.[TrackingNames.TableauModel] do
        for struct (value, _) in s.Outputs -> value :?> TableauModel
]

let private read text =
    match ButcherText.read text with
    | Ok t -> t
    | Error e -> failwith e

[<Fact>]
let ``every shipped tableau is the same through both readers, and claims what is proven`` () =
    let parsed =
        run [
            for path in Directory.GetFiles(folder, "*.cs") do
                let source = File.ReadAllText path

                if source.Contains "[ButcherTableau(" then
                    source.Replace("namespace ItoSharp;", "using ItoSharp;\n\nnamespace Parsed;")
        ]

    Assert.True(parsed.Reported.IsEmpty && parsed.Compiled.IsEmpty, show parsed.Reported + show parsed.Compiled)
    let models = models parsed
    Assert.True(models.Length >= 40)

    for model in models do
        Assert.True((File.ReadAllLines(Path.Combine(folder, model.Type.Name + ".cs"))).Length < 60)
        let mutable fault: DiagnosticInfo = null

        for space in [ "ItoSharp."; "Parsed." ] do
            let symbol = parsed.Compilation.GetTypeByMetadataName(space + model.Type.Name)

            let compiled =
                CompiledDeclarationReader.Read(symbol, Nullable(), ButcherDeclarationText.read, &fault)

            Assert.Null fault
            Assert.Equal(read model.Declaration.Text, read compiled.Text)

            Assert.Equal(
                (model.Declaration.Name, model.Declaration.Order, model.Declaration.EmbeddedOrder),
                (compiled.Name, compiled.Order, compiled.EmbeddedOrder)
            )

        let facts = TableauProofs.facts (read model.Declaration.Text)
        Assert.Equal(facts.Proof.Order, model.Declaration.Order)

        Assert.Equal(
            facts.EmbeddedProof |> Option.map (fun p -> p.Order) |> Option.defaultValue 0,
            model.Declaration.EmbeddedOrder
        )

let private edited (before: string) (after: string) =
    let compilation = compilation [ before; "class C;" ]
    let first = driver().RunGenerators compilation
    let old = compilation.SyntaxTrees |> Seq.find (fun t -> t.FilePath = "Source0.cs")
    let next = compilation.ReplaceSyntaxTree(old, tree old.FilePath after)
    (first.RunGenerators next).GetRunResult().Results.[0]

let private reasons (result: GeneratorRunResult) = [
    for s in result.TrackedSteps.[TrackingNames.TableauModel] do
        for struct (_, reason) in s.Outputs -> reason
]

[<Fact>]
let ``an edit around a tableau prints nothing again, and its fault moves along`` () =
    for claims in [ "Order = 2, "; "Order = 3, " ] do
        let source = raw claims heun
        let moved = "// a comment\n\n" + source
        let result = edited source moved
        Assert.All(reasons result, fun r -> Assert.NotEqual(IncrementalStepRunReason.Modified, r))

        for KeyValue(_, steps) in result.TrackedOutputSteps do
            for s in steps do
                for struct (_, reason) in s.Outputs do
                    Assert.Equal(IncrementalStepRunReason.Cached, reason)

        for d in (run [ moved ]).Reported do
            Assert.Equal(2, d.Location.GetLineSpan().StartLinePosition.Line)

[<Fact>]
let ``another number makes another model`` () =
    let result = edited (raw "" heun) ((raw "" heun).Replace("1/2  1/2", "1/3  2/3"))
    Assert.Contains(IncrementalStepRunReason.Modified, reasons result)

/// The source with one of a diagnostic's cures applied, as a code fix does it.
let private applied (source: string) (fault: Diagnostic) i =
    let field name =
        fault.Properties.[$"ItoSharp.Cures.{i}.{name}"]

    let start, length = int (field "Start"), int (field "Length")
    source.Remove(start, length).Insert(start, field "Text")

[<Fact>]
let ``cures are replacements in the source that leave nothing to say`` () =
    for source, expected in
        [
            raw "Order = 2, " [ "0 |"; "0 | 1"; "--+---"; "  | 1/2  1/2" ], "        1 | 1\n"
            raw "Order = 2, EmbeddedOrder = 1, " [ "0 |"; "1 | 1"; "--+---"; "  | 1    0"; "  | 1/2  1/2" ],
            "          | 1/2  1/2\n          | 1    0\n"
            (raw "Order = 2, EmbeddedOrder = 1, " [ "0 |"; "1 | 1"; "--+---"; "  | 1    0"; "  | 1/2  1/2" ])
                .Replace("\n", "\r\n"),
            "          | 1/2  1/2\r\n          | 1    0\r\n"
            raw "Order = 3, " heun, "Order = 2"
            raw "Order = 2, EmbeddedOrder = 2, " pair, "EmbeddedOrder = 1"
            raw "Order = 1, " heun, "Order = 2"
            quoted "Order = 2, " "0 |\\n1 | 1\\n---\\n| 1/2 1/3", "| 1/2 1/2\""
            quoted "Order = 2, EmbeddedOrder = 1, " "0 |\\n1 | 1\\n---\\n| 1 0\\n| 1/2 1/2", "| 1/2 1/2\\n| 1 0\""
        ] do
        let fault = (run [ source ]).Reported |> List.exactlyOne
        Assert.Equal((source, "1"), (source, fault.Properties.["ItoSharp.Cures"]))
        let cured = applied source fault 0
        Assert.Contains(expected, cured)
        let again = run [ cured ]
        Assert.True(again.Reported.IsEmpty && again.Compiled.IsEmpty, cured + show again.Reported)

[<Fact>]
let ``documentation tells orders, kind and residual`` () =
    let text (source: string) = snd (run [ source ]).Files.Head
    let plain = text (raw "Order = 2, EmbeddedOrder = 1, " pair)

    for part in
        [
            "Proven at build time: order 2."
            "Embedded: order 1."
            "Explicit, 2 stages; stage order 1."
            "/// 1 | 1\n"
            "embedded: [1.0, 0.0]"
        ] do
        Assert.Contains(part, plain)

    let decimals =
        text (raw "" [ "0 |"; "0.666666666666667 | 0.666666666666667"; "---"; "| 0.25 0.75" ])

    Assert.Contains("order 2, decimal coefficients, residual 2.5e-16 (known to 3.8e-16)", decimals)
    let implicit = text (raw "" [ "1/2 | 1/2"; "---"; "| 1" ])
    Assert.Contains("Singly diagonally implicit, 1 stage; stage order 1.", implicit)
    Assert.Contains("A-stable; |R(infinity)| = 1.", implicit)

[<Fact>]
let ``plans take rounded decimals and roots as what they are`` () =
    let plan tableau =
        run [
            $"[RungeKutta(Order = 3, Tableau = \"\"\"\n    {tableau}\n    \"\"\")] public sealed partial class P; [Sampler<VpLinear, P>] public sealed partial class S;"
        ]

    let heun3 (third: string) (twoThirds: string) =
        $"0 |\n    {third} | {third}\n    {twoThirds} | 0 {twoThirds}\n    ---\n    | 1/4 0 3/4"

    let good = plan (heun3 "0.333333333333" "0.666666666667")
    Assert.True(good.Reported.IsEmpty && good.Compiled.IsEmpty, show good.Reported + show good.Compiled)
    let _, text = good.Files |> List.find (fun (name, _) -> name = "P.Plan.g.cs")
    Assert.Contains("decimal coefficients, residual", text)
    // The digits say more than that.
    let bad = plan (heun3 "0.333333333333" "0.666666667667")
    Assert.Equal<string list>([ "ITO0204" ], bad.Reported |> List.map (fun d -> d.Id))

    let gill =
        plan
            "0 |\n    1/2 | 1/2\n    1/2 | (sqrt(2)-1)/2 (2-sqrt(2))/2\n    1 | 0 -sqrt(2)/2 1+sqrt(2)/2\n    ---\n    | 1/6 (2-sqrt(2))/6 (2+sqrt(2))/6 1/6"

    Assert.Equal<string list>([ "ITO0209" ], gill.Reported |> List.map (fun d -> d.Id))
    Assert.True(gill.Compiled.IsEmpty, show gill.Compiled)

[<Fact>]
let ``random tableau attributes never make the generator throw`` () =
    let value =
        Gen.elements [ "0"; "1"; "2"; "9"; "-1"; "int.MaxValue"; "\"x\""; "null"; "default"; "1.5" ]

    let piece =
        Gen.elements [
            "0"
            "1"
            "|"
            "---"
            "1/2"
            "sqrt(2)"
            "0.3333333333333"
            "x"
            " "
            "\\n"
            "\\n"
            "("
        ]

    let attribute =
        gen {
            let! order = value
            let! embedded = value
            let! pieces = Gen.listOf piece
            let text = String.Join(" ", pieces)

            return
                $"[ButcherTableau(Order = {order}, EmbeddedOrder = {embedded}, Tableau = \"{text}\")] public sealed partial class P;"
        }

    let config =
        Config.QuickThrowOnFailure
            .WithMaxTest(60)
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(11UL, 5UL); Size = None })

    Check.One(
        config,
        Prop.forAll (Arb.fromGen attribute) (fun source ->
            let outcome = run [ source ]
            Assert.Null outcome.Result.Exception
            Assert.DoesNotContain(outcome.Reported, fun d -> d.Id = "ITO0099"))
    )

/// The count of proofs is the process's.
[<Collection("alone")>]
type ProvenOnce() =
    [<Fact>]
    member _.``a tableau is proven once, with its faults and what the generated part says of it``() =
        let declaration name order : ButcherDeclaration = {
            Name = name
            Order = order
            EmbeddedOrder = 0
            Text = "0 |\n3/7 | 3/7\n---\n| -1/6 7/6"
        }

        for order in [ 0; 1; 2; 3 ] do
            let declared = declaration "ProvenOnce" order
            let before = ItoSharp.Generator.Proofs.Proven.Runs
            let proven = ItoSharp.Generator.Proofs.Proven.Tableau declared
            Assert.Same(proven, ItoSharp.Generator.Proofs.Proven.Tableau declared)
            Assert.Equal(before + 1L, ItoSharp.Generator.Proofs.Proven.Runs)
            Assert.Equal<TableauFault list>(TableauFaults.ofDeclaration declared, proven.Faults)

            // An information keeps nothing from being generated, an error does.
            let expected =
                if order > 2 then
                    None
                else
                    Some(TableauProofs.facts (read declared.Text))

            Assert.Equal(expected, proven.Facts)
            Assert.Equal((if order = 1 || order > 2 then 1 else 0), proven.Faults.Length)

        // The generator and the analyzer meet one entry.
        let source = raw "Order = 2, " [ "0 |"; "3/11 | 3/11"; "---"; "| -5/6 11/6" ]
        let before = ItoSharp.Generator.Proofs.Proven.Runs
        Assert.Empty((run [ source ]).Reported)
        Assert.Equal(before + 1L, ItoSharp.Generator.Proofs.Proven.Runs)
