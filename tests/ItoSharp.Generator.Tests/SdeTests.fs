/// Equations: what is read from source, what is refused and where, and what crosses assemblies.
module ItoSharp.Generator.Tests.SdeTests

open System
open System.Diagnostics
open System.IO
open Microsoft.CodeAnalysis
open Xunit
open ItoSharp.Symbolics
open ItoSharp.Generator
open ItoSharp.Generator.Models
open ItoSharp.Generator.Parsing
open ItoSharp.Generator.Tests.Host

let private sources = [
    for name in [ "Finance.cs"; "Physics.cs" ] ->
        File.ReadAllText(Path.Combine(DocumentationTests.root, "tests", "ItoSharp.Tests.Models", "Systems", name))
]

let private models (outcome: Outcome) = [
    for s in outcome.Result.TrackedSteps.[TrackingNames.SdeModel] do
        for struct (value, _) in s.Outputs -> value :?> SdeModel
]

let private find (compilation: Compilation) (name: string) =
    SdeReader.Find(compilation.GetTypeByMetadataName name, compilation, Nullable(), Threading.CancellationToken.None)

/// A record with one component X, a parameter A, and the given members.
let private walk members =
    $"[Sde(Interpretation.Ito)] public sealed partial record Walk(double A = 1)
{{
    public readonly record struct State(double X, double Y);
    {members}
}}"

let private drift body =
    walk $"State Drift(State x, double t) {body}"

let private parsed source =
    let outcome = run [ source ]

    Assert.True(
        outcome.Reported.IsEmpty && outcome.Compiled.IsEmpty,
        source + show outcome.Reported + show outcome.Compiled
    )

    (List.exactlyOne (models outcome)).Declaration

[<Fact>]
let ``every test equation is the same through both readers, here and in another assembly`` () =
    let outcome = run sources
    Assert.True(outcome.Reported.IsEmpty && outcome.Compiled.IsEmpty, show outcome.Reported + show outcome.Compiled)
    let all = models outcome
    Assert.Equal(14, all.Length)
    use image = new MemoryStream()
    Assert.True((outcome.Compilation.Emit image).Success)

    let elsewhere =
        compilationOf [ MetadataReference.CreateFromImage(image.ToArray()) :> MetadataReference ] []

    for model in all do
        let name = model.Type.FullName
        let here, there = find (compilation sources) name, find elsewhere name
        Assert.Equal(model.Declaration, here.Declaration)
        Assert.Equal(model.Declaration, there.Declaration)
        Assert.Equal(model.Layout, here.Layout)
        Assert.Equal(model.Layout, there.Layout)
        Assert.True(here.Parameters.Equals there.Parameters)
        Assert.True(there.Faults.IsEmpty)
        Assert.Equal(Ok model.Declaration, SdeText.read (SdeText.write model.Declaration))

[<Fact>]
let ``Lorenz-96 is read and classified without a search through its forty components`` () =
    let source = "using System.Runtime.CompilerServices;\n" + sources.[1]
    run [ source ] |> ignore
    // Another force is another equation: nothing of it is remembered.
    let watch = Stopwatch.StartNew()
    let outcome = run [ source.Replace("+ Force;", "+ 2 * Force;") ]
    watch.Stop()

    let lorenz = models outcome |> List.find (fun m -> m.Type.Name = "Lorenz96")

    Assert.Equal(40, lorenz.Declaration.State.Length)

    Assert.Equal(
        Text.write ((Var "X2" - Var "X39") * Var "X0" - Var "X1" + Expr.integer 2 * Var "Force"),
        Text.write lorenz.Declaration.Drift.[1]
    )

    // A second where nothing else runs. Work that grows with the subsets of components would never end; a slow machine does.
    Assert.True(
        watch.Elapsed < TimeSpan.FromMinutes 2.0,
        $"{watch.Elapsed} for ten equations, of which one has 40 components"
    )

/// Bodies of the first component of a drift, and what they mean.
let private accepted: (string * Expr) list =
    let x, y, a, t = Var "X", Var "Y", Var "A", Var "t"
    let n = Expr.integer
    let less p q = Condition.less p q

    [
        "=> new(x.X > 0 ? A : t, 0);", Expr.choose (less (n 0) x) a t
        "{ if (x.X >= 1) return new(1, 0); return new(2, 0); }", Expr.choose (Condition.atMost (n 1) x) (n 1) (n 2)
        "{ double v; if (x.X < 1 && t < 2) { v = A; } else { v = -A; } return new(v, 0); }",
        Expr.choose (Condition.both (less x (n 1)) (less t (n 2))) a (-a)
        "{ double s = 0; for (int i = 1; i <= 3; i++) s += i * x.X; return new(s, 0); }", n 6 * x
        "{ double s = 1; for (int i = 0; i < 8; i += 2) { if (i == 4) continue; if (i / 2 == 3) break; s *= x.X; } return new(s, 0); }",
        x * x
        "{ int i = 3; do { i--; } while (i > 1); return new(i * t, 0); }", t
        "{ var s = new State(x.X, 1); s = s with { Y = 2 }; return new(s.Y * s.X, 0); }", n 2 * x
        "{ var (p, q) = x; return new(p * q, 0); }", x * y
        "{ bool up = x.X > 0; return new(!up ? 1 : 2, 0); }", Expr.choose (less (n 0) x) (n 2) (n 1)
        "=> new(Rate(x.Y), 0); double Rate(double y) => y is > 1 or < -1 ? 0 : y;",
        Expr.choose (Condition.either (less (n 1) y) (less y (n -1))) (n 0) y
        "=> new(x.X switch { < 0 => 1, _ when t > 1 => 2, _ => 3 }, 0);",
        Expr.choose (less x (n 0)) (n 1) (Expr.choose (less (n 1) t) (n 2) (n 3))
        "=> new(Table[1] * x.X, 0); static readonly double[] Table = { 1, 1.0 / 3, 5 };", Expr.rational 1 3 * x
        "=> new(Table[Table.Length - 1], 0); static ReadOnlySpan<double> Table => [1, 2];", n 2
        "=> Scaled(x, 3); static State Scaled(in State s, double by) => new(by * s.X, by * s.Y);", n 3 * x
        "{ double F(double u) { if (u > 0) return u; return 0; } return new(F(x.X), 0); }",
        Expr.choose (less (n 0) x) x (n 0)
        "{ double s = 0; for (int i = 0; i < 3; i++) { if (x.X > i) return new(i, 0); } return new(s, 0); }",
        Expr.choose (less (n 0) x) (n 0) (Expr.choose (less (n 1) x) (n 1) (Expr.choose (less (n 2) x) (n 2) (n 0)))
    ]

[<Fact>]
let ``the accepted C# means what it computes`` () =
    for body, expected in accepted do
        let actual = (parsed (drift body)).Drift.[0]
        let names = [ "X"; "Y"; "A"; "t" ]
        let random = Random 5

        for _ in 1..200 do
            let at =
                names
                |> List.map (fun name -> name, 8.0 * random.NextDouble() - 4.0)
                |> Map.ofList

            let e, v = Evaluate.at at expected, Evaluate.at at actual
            Assert.True(abs (e - v) <= 1e-12 * (1.0 + abs e), $"{body}\nis {Text.write actual}")

/// A body, and the token on which it is refused with the words.
let private refused = [
    "=> new(x.X > 0 ? 1 / 2 : 0, 0);", "ITO0102", "1 / 2", ""
    "{ double s = 0; while (s < x.X) s += 1; return new(s, 0); }", "ITO0101", "s < x.X", "known only at run time"
    "{ double s = 0; for (int i = 0; i < 3; i++) { if (x.X > i) break; s += 1; } return new(s, 0); }",
    "ITO0101",
    "break;",
    "known only at run time"
    "=> new(Table[(int)x.X], 0); static readonly double[] Table = [1, 2];",
    "ITO0101",
    "(int)x.X",
    "converts double to int"
    "=> new(Table[2], 0); static readonly double[] Table = [1, 2];", "ITO0101", "2", "outside of 0 to 1"
    "{ var list = new double[2]; return new(list[0], 0); }", "ITO0101", "new double[2]", "allocates"
    "=> new(Random.Shared.NextDouble(), 0);", "ITO0101", "Random.Shared.NextDouble()", "move the helper"
    "=> new(x.X switch { < 0 => 1, >= 0 => 2 }, 0);", "ITO0101", "x.X switch { < 0 => 1, >= 0 => 2 }", "'_ => ...'"
    "=> new(x.X > 0 ? throw null! : 1, 0);", "ITO0101", "throw null!", "does not throw"
    "{ while (true) { } }", "ITO0104", "while (true) { }", "does not end"
    "=> new(Loop(x.X), 0); double Loop(double y) => y > 0 ? Loop(y - 1) : 0;", "ITO0103", "Loop(y - 1)", ""
    "=> new(x.ToString().Length, 0);", "ITO0101", "x.ToString()", ""
    "{ int i = int.MaxValue; i = i + 1; return new(i, 0); }", "ITO0101", "i + 1", "does not fit"
    "{ foreach (double w in Table) return new(w, 0); return x; } static readonly double[] Table = [1, 2];",
    "ITO0101",
    "foreach (double w in Table) return new(w, 0);",
    ""
]

[<Fact>]
let ``what has no meaning is refused on its own token`` () =
    for body, id, token, words in refused do
        let source = drift body
        let outcome = run [ source ]

        match outcome.Reported with
        | [ d ] ->
            Assert.Equal(id, d.Id)
            let span = d.Location.SourceSpan
            Assert.Equal(token, source.Substring(span.Start, span.Length))
            Assert.Contains(words, d.GetMessage())
        | other -> failwith $"{body}: {show other}"

        // A stub and nothing else.
        Assert.True(
            outcome.Compiled
            |> List.forall (fun d -> d.Severity <> DiagnosticSeverity.Error),
            show outcome.Compiled
        )

/// Declarations with a fault of their shape, its id and its token.
let private misshapen = [
    "[Sde(Interpretation.Ito)] public sealed partial record W(double A) { State Drift(int x) => 0; }", "ITO0402", "W"
    "[Sde(Interpretation.Ito)] public sealed partial record W { public readonly record struct State(double X); }",
    "ITO0403",
    "W"
    walk "State Drift(State x) => x; [Noise] State G(double x) => new(x, x);", "ITO0403", "G"
    walk "State Drift(State x, int t) => x;", "ITO0403", "Drift"
    walk "State Drift(State x) => x; [Noise] State G(State x) => x; [Correlation(nameof(G), \"H\")] double C => 0.1;",
    "ITO0407",
    "Correlation(nameof(G), \"H\")"
    walk
        "State Drift(State x) => x; [Noise] State G(State x) => new(x.X, 0); [Noise] State H(State x) => new(0, x.Y); [Correlation(nameof(G), nameof(H))] int C => 0;",
    "ITO0403",
    "C"
    walk "State Drift(State x) => x; public State ItoDrift(State x, double t) => x;", "ITO0007", "ItoDrift"
    "[Sde(Interpretation.Ito)] public sealed partial record W(double A) { public readonly record struct State(double A); State Drift(State x) => x; }",
    "ITO0405",
    "A"
    "[Sde(Interpretation.Ito)] public sealed partial record W(double t) { public readonly record struct State(double X); State Drift(State x) => x; }",
    "ITO0405",
    "t"
    "[Sde(Interpretation.Ito)] public sealed partial record W { public readonly record struct State([Domain] double X); State Drift(State x) => x; }",
    "ITO0409",
    "Domain"
    "[Sde(Interpretation.Ito)] sealed partial record W(double A = double.NaN) { internal readonly record struct State(double X); State Drift(State x) => x; }",
    "ITO0404",
    "double.NaN"
]

[<Fact>]
let ``faults of the shape stand at the member that they are about`` () =
    for source, id, token in misshapen do
        match (run [ source ]).Reported with
        | [ d ] ->
            Assert.Equal(id, d.Id)
            let span = d.Location.SourceSpan
            Assert.Equal(token, source.Substring(span.Start, span.Length))
        | other -> failwith $"{source}: {show other}"

let private edit (source: string) (text: string) =
    let before = compilation [ source ]
    let first = driver().RunGenerators before
    let old = before.SyntaxTrees |> Seq.find (fun t -> t.FilePath = "Source0.cs")
    let after = before.ReplaceSyntaxTree(old, tree old.FilePath text)
    (first.RunGenerators after).GetRunResult().Results.[0]

[<Fact>]
let ``an edit that changes no formula prints nothing again`` () =
    let source = drift "=> new(x.X > 0 ? A : t, 0);"

    let reasons (result: GeneratorRunResult) = [
        for KeyValue(_, steps) in result.TrackedOutputSteps do
            for s in steps do
                for struct (_, reason) in s.Outputs -> reason
    ]

    let moved = edit source ("// a comment\n\n" + source.Replace("x.X > 0", "0 < x.X"))
    Assert.All(reasons moved, fun r -> Assert.Equal(IncrementalStepRunReason.Cached, r))
    let changed = edit source (source.Replace("x.X > 0", "x.X > 1"))
    Assert.Contains(IncrementalStepRunReason.Modified, reasons changed)

[<Fact>]
let ``formulas of observables and stops are read over the state`` () =
    let source =
        walk "State Drift(State x) => x;"
        + "
static class Paths
{
    static double Payoff(Walk.State x, double strike, double t, bool stopped) => stopped ? 0 : Math.Max(x.X - strike, 0) * t;
    static bool Out(Walk.State x, double barrier) => x.X >= barrier || x.Y < 0;
    static bool Never(Walk.State x) => false;
    static bool Odd(Walk.State x, int n) => x.X > n;
}"

    let compilation = compilation [ source ]
    let sde = find compilation "Walk"
    let paths = compilation.GetTypeByMetadataName "Paths"

    let parser =
        StateFormulaParser(compilation, paths, sde, Threading.CancellationToken.None)

    let method name =
        paths.GetMembers(name) |> Seq.head :?> IMethodSymbol

    let numbers =
        dict [ "strike", Var "callStrike"; "barrier", Var "barrier"; "t", Var "t" ]

    let stopped = Condition.less (Var "step") (Expr.integer 8)
    let conditions = dict [ "stopped", stopped ]

    let readOnly (d: Collections.Generic.IDictionary<string, 'a>) =
        Collections.Generic.Dictionary<string, 'a>(d)

    let mutable formula = Unchecked.defaultof<Expr>
    let mutable condition = Unchecked.defaultof<Condition>
    let mutable fault: DiagnosticInfo = null

    let number name =
        parser.TryNumber(method name, readOnly numbers, readOnly conditions, &formula, &fault)

    let test name =
        parser.TryCondition(method name, readOnly numbers, readOnly conditions, &condition, &fault)

    Assert.True(number "Payoff")

    Assert.Equal(Expr.choose stopped Expr.zero (Expr.max (Var "X" - Var "callStrike") Expr.zero * Var "t"), formula)

    Assert.True(test "Out")

    Assert.Equal(
        Condition.either (Condition.atMost (Var "barrier") (Var "X")) (Condition.less (Var "Y") Expr.zero),
        condition
    )

    Assert.True(test "Never")
    Assert.Equal(Condition.truth false, condition)
    Assert.False(test "Odd")
    Assert.Contains("'int n'", fault.Text)
    Assert.False(number "Never")
    Assert.Contains("returns no double", fault.Text)

[<Fact>]
let ``attributes that mean nothing where they stand are told on themselves`` () =
    let check (token: string) (part: string) source =
        let outcome = run [ source ]

        let fault =
            outcome.Reported |> Seq.filter (fun d -> d.Id = "ITO0412") |> Seq.exactlyOne

        Assert.Equal(token, fault.Location.SourceTree.GetText().ToString fault.Location.SourceSpan)
        Assert.Contains(part, fault.GetMessage Globalization.CultureInfo.InvariantCulture)

    check "Noise" "[Sde]" "public class Walk { [Noise] double First(double x) => x; }"
    check "Correlation(\"A\", \"B\")" "[Sde]" "public class Walk { [Correlation(\"A\", \"B\")] double C => 0.5; }"
    check "Observable" "Ensemble" "public class Walk { [Observable] static double Mean(double x) => x; }"
    check "Stop" "Ensemble" "public class Walk { [Stop] static bool Out(double x) => x > 1; }"
    check "Domain(Min = 0)" "State" "public readonly record struct State([Domain(Min = 0)] double X);"
    check "Domain(Max = 1)" "State" "public class Walk { public struct State { [Domain(Max = 1)] public double X; } }"

    check
        "Domain(Min = 0)"
        "Other"
        (walk "State Drift(State x) => x; public readonly record struct Other([property: Domain(Min = 0)] double X);")
