/// Every cure that is offered, applied: the diagnostic is gone and the result compiles.
module ItoSharp.Generator.Tests.CureTests

open System
open System.Collections.Immutable
open System.Threading
open Microsoft.CodeAnalysis
open Microsoft.CodeAnalysis.CodeActions
open Microsoft.CodeAnalysis.CodeFixes
open Microsoft.CodeAnalysis.CSharp
open Microsoft.CodeAnalysis.Text
open Xunit
open ItoSharp.CodeFixes
open ItoSharp.Generator.Tests.Host

/// The document of a source in a workspace as an editor has it, and its faults.
let private opened (source: string) =
    let workspace = new AdhocWorkspace()
    let project = workspace.AddProject("Consumer", LanguageNames.CSharp)

    let document =
        workspace.AddDocument(
            DocumentInfo.Create(
                DocumentId.CreateNewId project.Id,
                "Source0.cs",
                loader =
                    TextLoader.From(TextAndVersion.Create(SourceText.From source, VersionStamp.Create(), "Source0.cs")),
                filePath = "Source0.cs"
            )
        )

    document

let private offered (document: Document) (diagnostic: Diagnostic) : CodeAction list =
    let actions = ResizeArray<CodeAction>()

    let context =
        CodeFixContext(
            document,
            diagnostic,
            Action<CodeAction, ImmutableArray<Diagnostic>>(fun action _ -> actions.Add action),
            CancellationToken.None
        )

    CureFix().RegisterCodeFixesAsync(context).GetAwaiter().GetResult()
    List.ofSeq actions

let private apply (document: Document) (action: CodeAction) : string =
    let operations =
        action.GetOperationsAsync(CancellationToken.None).GetAwaiter().GetResult()

    let changed =
        operations
        |> Seq.pick (fun o ->
            match o with
            | :? ApplyChangesOperation as apply -> Some apply.ChangedSolution
            | _ -> None)

    changed.GetDocument(document.Id).GetTextAsync().GetAwaiter().GetResult().ToString()

/// Id, the title of a cure, source, what stands there afterwards.
let private cases = [
    "ITO0001",
    "Make 'P' sealed partial",
    "[Process] public record P { double Drift(double t) => -1; double Diffusion(double t) => 1; }",
    "public sealed partial record P"
    "ITO0001",
    "Make 'P' sealed",
    "[Process] public partial record P { double Drift(double t) => -1; double Diffusion(double t) => 1; }",
    "public sealed partial record P"
    "ITO0004",
    "Make 'Outer' partial",
    "public class Outer { [Process] public sealed partial record P { double Drift(double t) => -1; double Diffusion(double t) => 1; } }",
    "public partial class Outer"
    "ITO0102",
    "Divide doubles: '1.0 / 3'",
    "[Process] public sealed partial record P { double Drift(double t) => -t * (1 / 3); double Diffusion(double t) => 1; }",
    "-t * (1.0 / 3)"
    "ITO0102",
    "Divide doubles: '(double)n / 2'",
    "[Process] public sealed partial record P { const int n = 3; double Drift(double t) => -t * (n / 2); double Diffusion(double t) => 1; }",
    "-t * ((double)n / 2)"
    "ITO0201", "Make 'P' sealed partial", "[ExponentialMultistep] public class P;", "public sealed partial class P"
    "ITO0204",
    "Claim the proven Order 2",
    "[ExponentialMultistep(Order = 3, History = 2)] public sealed partial class P;",
    "Order = 2,"
    "ITO0204",
    "Claim the proven Order 2",
    "[ExponentialRungeKutta(Order = 3, Tableau = \"0 |\\n1 | 1\\n---\\n| 1/2 1/2\")] public sealed partial class P;",
    "Order = 2,"
    "ITO0207",
    "Start with DpmSolverPP2S",
    "[ExponentialMultistep(History = 3, Start = typeof(DpmSolver2S))] public sealed partial class P;",
    "Start = typeof(DpmSolverPP2S)"
    "ITO0207",
    "Remove Start",
    "[ExponentialMultistep(Order = 1, Start = typeof(Ddim))] public sealed partial class P;",
    "[ExponentialMultistep(Order = 1)]"
    "ITO0209",
    "Claim the proven Order 2",
    "[ExponentialMultistep(Order = 1, History = 2)] public sealed partial class P;",
    "Order = 2,"
    "ITO0210",
    "Claim the proven GlobalOrder 2",
    "[ExponentialMultistep(GlobalOrder = 3, History = 3)] public sealed partial class P;",
    "GlobalOrder = 2,"
    "ITO0210",
    "Start with DpmSolverPP2S",
    "[ExponentialMultistep(GlobalOrder = 3, History = 3, Start = typeof(Ddim))] public sealed partial class P;",
    "Start = typeof(DpmSolverPP2S)"
    "ITO0211",
    "Claim the proven GlobalOrder 2",
    "[ExponentialMultistep(GlobalOrder = 1, History = 3)] public sealed partial class P;",
    "GlobalOrder = 2,"
    "ITO0225",
    "Exchange",
    "[ButcherTableau(Order = 2, EmbeddedOrder = 1, Tableau = \"\"\"\n    0 |\n    1 | 1\n    --+---------\n      | 1    0\n      | 1/2  1/2\n    \"\"\")] public sealed partial class P;",
    "| 1/2  1/2\n      | 1    0"
    "ITO0223",
    "",
    "[ButcherTableau(Order = 3, Tableau = \"0 |\\n1 | 1\\n---\\n| 1/2 1/2\")] public sealed partial class P;",
    "Order = 2,"
    "ITO0301", "Make 'S' sealed", "[Sampler<VpLinear, Ddim>] public partial class S;", "public sealed partial class S"
    "ITO0304",
    "Solve with ",
    "[Sampler<RectifiedFlow, DeisRhoAB2>] public sealed partial class S;",
    "Sampler<RectifiedFlow, "
]

[<Fact>]
let ``every cure takes its fault away and leaves code that compiles`` () =
    let problems = [
        for id, title, source, expected in cases do
            let outcome = run [ source ]

            match outcome.Reported |> List.filter (fun d -> d.Id = id) with
            | [ fault ] ->
                let document = opened source

                match
                    offered document fault
                    |> List.filter (fun a -> a.Title.StartsWith(title, StringComparison.Ordinal))
                with
                | [ action ] ->
                    let cured = apply document action
                    let again = run [ cured ]

                    if not (cured.Contains(expected, StringComparison.Ordinal)) then
                        yield $"{id}: '{title}' gives {cured}"

                    if
                        again.Reported |> List.exists (fun d -> d.Severity = DiagnosticSeverity.Error)
                        || not again.Compiled.IsEmpty
                    then
                        yield $"{id}: '{title}' leaves {show again.Reported} {show again.Compiled} in {cured}"
                | other ->
                    yield $"{id}: offers {offered document fault |> List.map _.Title} and not '{title}' for {source}"
            | other -> yield $"{id}: reported {show outcome.Reported} in {source}"
    ]

    Assert.True(problems.IsEmpty, String.Join("\n", problems))

[<Fact>]
let ``whatever carries a cure has a fix, in every source of the diagnostic tests`` () =
    for _, _, source in DiagnosticTests.cases @ PlanCases.cases do
        for fault in (run [ source ]).Reported do
            if fault.Properties.ContainsKey "ItoSharp.Cures" then
                Assert.Contains(fault.Id, CurableIds.All)
                let keys = offered (opened source) fault |> List.map _.EquivalenceKey
                Assert.NotEmpty keys
                // Cures of one fault are alternatives: no two of them belong to one "fix all".
                Assert.Equal<string list>(List.distinct keys, keys)

[<Fact>]
let ``a cure is not offered in a text that is no longer the one it was found in`` () =
    for id, _, source, _ in cases do
        let fault = (run [ source ]).Reported |> List.find (fun d -> d.Id = id)
        Assert.NotEmpty(offered (opened source) fault)

        for moved in [ "// typed\n" + source; source.Substring 1; source.Substring(0, 3) ] do
            let document = opened moved
            let actions = offered document fault
            Assert.True(actions.IsEmpty, $"{id}: {actions |> List.map (apply document)} in {moved}")

/// What "fix all in document" makes of a source, by the key given or that of the first cure.
let private fixAll (id: string) (key: string option) (source: string) =
    let document = opened source
    let tree = document.GetSyntaxTreeAsync().GetAwaiter().GetResult()

    // As the editor has them: in the trees of its own solution.
    let faults =
        (run [ source ]).Reported
        |> List.map (fun d ->
            Diagnostic.Create(d.Descriptor, Location.Create(tree, d.Location.SourceSpan), d.Properties, [||]))

    Assert.Equal<string list>([ id; id ], faults |> List.map _.Id)

    let provider = {
        new FixAllContext.DiagnosticProvider() with
            member _.GetAllDiagnosticsAsync(_, _) =
                Threading.Tasks.Task.FromResult(faults :> Diagnostic seq)

            member _.GetDocumentDiagnosticsAsync(_, _) =
                Threading.Tasks.Task.FromResult(faults :> Diagnostic seq)

            member _.GetProjectDiagnosticsAsync(_, _) =
                Threading.Tasks.Task.FromResult(Seq.empty)
    }

    let first = (offered document faults.Head).Head.EquivalenceKey

    let context =
        FixAllContext(
            document,
            CureFix(),
            FixAllScope.Document,
            Option.defaultValue first key,
            [ id ],
            provider,
            CancellationToken.None
        )

    CureFix().GetFixAllProvider().GetFixAsync(context).GetAwaiter().GetResult()
    |> apply document

[<Fact>]
let ``fix all sets every claim of a document to what is proven`` () =
    let cured =
        "[ExponentialMultistep(Order = 3, History = 2)] public sealed partial class A;\n[ExponentialMultistep(Order = 4, History = 3)] public sealed partial class B;"
        |> fixAll "ITO0204" (Some "ItoSharp.claim-Order")

    Assert.Contains("Order = 2, History = 2", cured)
    Assert.Contains("Order = 3, History = 3", cured)
    Assert.Empty((run [ cured ]).Reported)

[<Fact>]
let ``fix all applies one of the alternative cures of a tableau`` () =
    // c_2 = 1/2 and a_21 = 1 both mend the row; both together leave it wrong.
    let one name =
        $"[ButcherTableau(Order = 1, Tableau = \"\"\"\n    0 |\n    1 | 1/2\n    --+------\n      | 0  1\n    \"\"\")] public sealed partial class {name};"

    let source = one "A" + "\n" + one "B"
    let fault = (run [ source ]).Reported.Head
    Assert.True((offered (opened source) fault).Length >= 2, "a fault with alternatives")
    let cured = fixAll fault.Id None source
    let again = run [ cured ]

    Assert.True(
        again.Reported |> List.forall (fun d -> d.Severity <> DiagnosticSeverity.Error),
        $"{show again.Reported} in {cured}"
    )

    Assert.NotEqual<string>(source, cured)

[<Fact>]
let ``a tableau in a raw literal is replaced in its own clothes`` () =
    let old =
        SyntaxFactory.ParseExpression("\"\"\"\n        0 |\n        --+--\n          | 1\n        \"\"\"")

    let replaced =
        ItoSharp.Generator.Analysis.TextLiterals.Like(old, "0   |\n1/2 | 1/2\n----+----\n    | 0  1")

    Assert.Equal(
        "\"\"\"\n        0   |\n        1/2 | 1/2\n        ----+----\n            | 0  1\n        \"\"\"",
        replaced
    )

    Assert.Equal(
        "\"0 |\\n--\\n| 1\"",
        ItoSharp.Generator.Analysis.TextLiterals.Like(SyntaxFactory.ParseExpression "\"x\"", "0 |\n--\n| 1")
    )
