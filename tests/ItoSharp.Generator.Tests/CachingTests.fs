/// An edit that changes no formula runs nothing again; the models hold nothing of the compilation; output is a function of input.
module ItoSharp.Generator.Tests.CachingTests

open System
open System.Collections.Generic
open System.Globalization
open System.Reflection
open System.Threading
open Microsoft.CodeAnalysis
open Xunit
open ItoSharp.Generator
open ItoSharp.Generator.Models
open ItoSharp.Generator.Tests.Host

let private good =
    "[Process] public sealed partial record Good(double BetaMin = 0.1, double BetaMax = 20)
{
    double Beta(double t) => BetaMin + (BetaMax - BetaMin) * t;
    double Drift(double t) => -0.5 * Beta(t);
    double Diffusion(double t) => Math.Sqrt(Beta(t));
}"

let private bad =
    "[Process] public sealed partial record Bad { double Alpha(double t) => 1; double Sigma(double t) => 2 - t; }"

let private plan =
    "[ExponentialMultistep(Order = 2, History = 2, Start = typeof(Ddim))] public sealed partial class Plan;"

let private sampler =
    "[Sampler<Good, Plan>(Gradients = Gradients.Exact | Gradients.AdjointDeis)] public sealed partial class Sampler;"

/// Runs on the sources, replaces one of them, runs again; the second result.
let private edit (sources: string list) (index: int) (text: string) =
    let before = compilation sources
    let first = driver().RunGenerators before
    let old = before.SyntaxTrees |> Seq.find (fun t -> t.FilePath = $"Source{index}.cs")
    let after = before.ReplaceSyntaxTree(old, tree old.FilePath text)
    (first.RunGenerators after).GetRunResult().Results.[0]

let private reasons (result: GeneratorRunResult) (step: string) = [
    for s in result.TrackedSteps.[step] do
        for struct (_, reason) in s.Outputs -> reason
]

let private isKept reason =
    reason = IncrementalStepRunReason.Cached
    || reason = IncrementalStepRunReason.Unchanged

let private outputs (result: GeneratorRunResult) = [
    for KeyValue(_, steps) in result.TrackedOutputSteps do
        for s in steps do
            for struct (_, reason) in s.Outputs -> reason
]

[<Fact>]
let ``a comment above a declaration moves it and runs nothing again`` () =
    let result = edit [ good; bad ] 0 ("// a comment\n\n" + good)
    Assert.All(reasons result TrackingNames.ProcessModel, fun r -> Assert.True(isKept r, string r))
    Assert.All(reasons result TrackingNames.ProcessDerived, fun r -> Assert.Equal(IncrementalStepRunReason.Cached, r))
    Assert.All(outputs result, fun r -> Assert.Equal(IncrementalStepRunReason.Cached, r))

[<Fact>]
let ``a fault moves with its declaration`` () =
    let result = edit [ good; bad ] 1 ("\n\n\n" + bad)
    Assert.Empty result.Diagnostics
    Assert.All(reasons result TrackingNames.ProcessDerived, fun r -> Assert.Equal(IncrementalStepRunReason.Cached, r))
    let fault = (run [ good; "\n\n\n" + bad ]).Reported |> List.exactlyOne
    Assert.Equal(3, fault.Location.GetLineSpan().StartLinePosition.Line)
    // Inside a tree of the compilation, where a pragma and a code fix can reach it.
    Assert.True fault.Location.IsInSource

[<Fact>]
let ``an edit elsewhere leaves everything cached`` () =
    let result = edit [ good; "class C { int X => 1; }" ] 1 "class C { int X => 2; }"
    Assert.All(reasons result TrackingNames.ProcessParsed, fun r -> Assert.True(isKept r, string r))
    Assert.All(outputs result, fun r -> Assert.Equal(IncrementalStepRunReason.Cached, r))

[<Fact>]
let ``a comment above a plan or a sampler runs nothing again`` () =
    for moved, text in [ 1, plan; 2, sampler ] do
        let result = edit [ good; plan; sampler ] moved ("// a comment\n\n" + text)

        for step in [ TrackingNames.PlanModel; TrackingNames.SamplerModel ] do
            Assert.All(reasons result step, fun r -> Assert.True(isKept r, $"{step}: {r}"))

        Assert.All(outputs result, fun r -> Assert.Equal(IncrementalStepRunReason.Cached, r))

[<Fact>]
let ``a changed formula derives its own process again and no other`` () =
    let result =
        edit [ good; good.Replace("Good", "Twin") ] 0 (good.Replace("-0.5", "-0.25"))

    Assert.Equal<IncrementalStepRunReason list>(
        [ IncrementalStepRunReason.Modified; IncrementalStepRunReason.Cached ],
        reasons result TrackingNames.ProcessDerived
        |> List.sortDescending
        |> List.sortBy (fun r -> r = IncrementalStepRunReason.Cached)
    )

[<Fact>]
let ``a helper edited in another part changes the model`` () =
    let main =
        "[Process] public sealed partial record P { double Drift(double t) => -Helper(t); double Diffusion(double t) => 1; }"

    let part factor =
        $"partial record P {{ static double Helper(double t) => {factor} * t; }}"

    let result = edit [ main; part "1" ] 1 (part "2")
    Assert.Contains(IncrementalStepRunReason.Modified, reasons result TrackingNames.ProcessModel)

[<Fact>]
let ``a constant edited in another file changes the model`` () =
    let main =
        "[Process] public sealed partial record P { double Drift(double t) => -Rates.Of * t; double Diffusion(double t) => 1; }"

    let constant value =
        $"static class Rates {{ public const double Of = {value}; }}"

    // Twice: what was remembered of the first value is not what the second means.
    for value in [ "2"; "3" ] do
        let result = edit [ main; constant "1" ] 1 (constant value)
        Assert.Contains(IncrementalStepRunReason.Modified, reasons result TrackingNames.ProcessModel)

        let _, text =
            (run [ main; constant value ]).Files
            |> List.find (fun (name, _) -> name.StartsWith("P.", StringComparison.Ordinal))

        Assert.Contains($"-{value}", text.Replace(" ", ""))

[<Fact>]
let ``a type that takes a name from under a formula is seen`` () =
    let main =
        "[Process] public sealed partial record P { double Drift(double t) => -Math.Sin(t); double Diffusion(double t) => 1; }"

    let shadow =
        "public static class Math { public static double Sin(double x) => 0; public static double Sqrt(double x) => 0; public static double Abs(double x) => 0; }"

    Assert.Empty((run [ main; "class C;" ]).Reported)
    Assert.NotEmpty((run [ main; shadow ]).Reported)
    Assert.Empty((run [ main; "class C;" ]).Reported)

/// Walks everything reachable from a value by fields.
let private reachable (root: obj) =
    let seen = HashSet<obj>(ReferenceEqualityComparer.Instance)
    let open' = Stack<obj>([ root ])

    while open'.Count > 0 do
        let value = open'.Pop()

        if
            not (isNull value)
            && not (value :? string)
            && not (value.GetType().IsPrimitive)
            && not (value :? Type)
            && seen.Add value
        then
            match value with
            | :? Array as items ->
                for item in items do
                    open'.Push item
            | _ -> ()

            let rec fields (t: Type) =
                if not (isNull t) then
                    for f in t.GetFields(BindingFlags.Instance ||| BindingFlags.Public ||| BindingFlags.NonPublic) do
                        if not f.FieldType.IsPointer && not (f.FieldType.IsPrimitive) then
                            open'.Push(f.GetValue value)

                    fields t.BaseType

            if not (value :? DiagnosticDescriptor) then
                fields (value.GetType())

    seen

[<Fact>]
let ``no step keeps a symbol, a syntax tree or a compilation alive`` () =
    let outcome =
        run [
            good
            bad
            "[Process] public partial record Worse;"
            plan
            sampler
            "[Sampler<Bad, Good>] public sealed partial class Wrong;"
            "[ButcherTableau(Order = 2, Tableau = \"0 |\\n---\\n| 1\")] public sealed partial class Tableau;"
        ]

    let names =
        typeof<TrackingNames>.GetFields(BindingFlags.Static ||| BindingFlags.Public)
        |> Array.map (fun f -> f.GetRawConstantValue() :?> string)
        |> Array.filter outcome.Result.TrackedSteps.ContainsKey

    Assert.True(names.Length >= 7, String.Join(", ", names))

    for name in names do
        for s in outcome.Result.TrackedSteps.[name] do
            for struct (value, _) in s.Outputs do
                for found in reachable value do
                    match found with
                    | :? ISymbol
                    | :? SyntaxNode
                    | :? SyntaxTree
                    | :? Compilation
                    | :? SemanticModel
                    | :? IOperation
                    | :? Location -> Assert.Fail($"{name} holds a {found.GetType().Name}")
                    | _ -> ()

[<Fact>]
let ``the walk finds what it is meant to find`` () =
    let syntax = tree "x.cs" "class C;"
    Assert.Contains(syntax :> obj, reachable (box (1, [ Some(box syntax) ])))

[<Fact>]
let ``equal input gives equal bytes, in every culture`` () =
    let sources = [
        good
        bad
        "[Process(MinTime = 1e-7, MaxTime = 1234.5)] public sealed partial record Small(double A = 1.5e-9, double B = -0.25) { double Drift(double t) => -A * t; double Diffusion(double t) => 1 + 1.25 * t; }"
    ]

    let reference = run sources

    for culture in [ ""; "de-DE"; "fi-FI"; "tr-TR"; "ar-SA" ] do
        let before = Thread.CurrentThread.CurrentCulture
        Thread.CurrentThread.CurrentCulture <- CultureInfo culture

        try
            let again = run sources
            Assert.Equal<(string * string) list>(reference.Files, again.Files)

            Assert.Equal<string list>(
                reference.Reported
                |> List.map (fun d -> d.GetMessage CultureInfo.InvariantCulture),
                again.Reported |> List.map (fun d -> d.GetMessage CultureInfo.InvariantCulture)
            )
        finally
            Thread.CurrentThread.CurrentCulture <- before

    for _, text in reference.Files do
        Assert.DoesNotContain("\r", text)
        Assert.All(text.Split('\n'), fun line -> Assert.Equal(line.TrimEnd(), line))

[<Fact>]
let ``a table of values is equal by content`` () =
    let a = EquatableArray.Of("a", "b")
    Assert.True(a.Equals(EquatableArray.Of("a", "b")))
    Assert.Equal(a.GetHashCode(), EquatableArray.Of("a", "b").GetHashCode())
    Assert.False(a.Equals(EquatableArray.Of("a", "c")))
    Assert.False(a.Equals(EquatableArray.Of("a")))
    Assert.True(EquatableArray<string>.Empty.Equals(Unchecked.defaultof<EquatableArray<string>>))
