/// Every fault of a process declaration: the right id, on the user's own token, and no other error beside it.
module ItoSharp.Generator.Tests.DiagnosticTests

open Xunit
open ItoSharp.Generator.Tests.Host

let private withPair header extra =
    $"[Process] public {header} {{ {extra} double Drift(double t) => -0.5; double Diffusion(double t) => 1; }}"

let private withDrift body extra =
    $"[Process] public sealed partial record P(double A = 1) {{ {extra} double Drift(double t) => {body}; double Diffusion(double t) => 1; }}"

let private kernel alpha sigma =
    $"[Process(MinTime = 0.1)] public sealed partial record P(double A = 1) {{ double Alpha(double t) => {alpha}; double Sigma(double t) => {sigma}; }}"

/// Id, underlined text, source.
let cases: (string * string * string) list = [
    "ITO0001", "P", withPair "partial record P" ""
    "ITO0001", "P", withPair "sealed record P" ""
    "ITO0001", "P", withPair "sealed partial class P" ""
    "ITO0001", "P", "public record B; " + withPair "sealed partial record P : B" ""
    "ITO0001", "P", withPair "sealed partial record P" "public P(double a) { }"
    "ITO0001", "P", withPair "sealed partial record P(double A = 1)" "public required double X { get; init; }"
    "ITO0001", "P", (withPair "sealed partial record P" "").Replace("public", "file")
    "ITO0002", "n", withPair "sealed partial record P(int n)" ""
    "ITO0002", "F", withPair "sealed partial record P(float F = 1)" ""
    "ITO0002", "A", withPair "sealed partial record P(in double A)" ""
    "ITO0003", "P", withPair "sealed partial record P<T>" ""
    "ITO0003",
    "P",
    "public partial class Outer<T> { "
    + withPair "sealed partial record P" ""
    + " }"
    "ITO0004", "P", "public class Outer { " + withPair "sealed partial record P" "" + " }"
    "ITO0005", "P", "[Process] public sealed partial record P;"
    "ITO0005", "P", "[Process] public sealed partial record P { double Drift(double t) => -1; }"
    "ITO0005",
    "P",
    "[Process] public sealed partial record P { double Drift(double t) => -1; double Sigma(double t) => t; }"
    "ITO0006",
    "Drift",
    "[Process] public sealed partial record P { float Drift(double t) => -1; double Diffusion(double t) => 1; }"
    "ITO0006", "Sigma", "[Process] public sealed partial record P { double Alpha(double t) => 1; double Sigma => 1; }"
    "ITO0006",
    "Drift",
    "[Process] public sealed partial record P { double Drift(double t, double x) => -1; double Diffusion(double t) => 1; }"
    "ITO0006",
    "Drift",
    "[Process] public sealed partial record P { double Drift(ref double t) => -1; double Diffusion(double t) => 1; }"
    "ITO0007", "Lambda", withPair "sealed partial record P(double Lambda = 1)" ""
    "ITO0007", "t", withPair "sealed partial record P(double t = 1)" ""
    "ITO0007", "Default", withPair "sealed partial record P(double A = 1)" "static P Default => new(1);"
    "ITO0007", "At", withPair "sealed partial record P(double A = 1)" "public double At(double x) => x;"
    "ITO0007", "IntegralOfLogAlpha", withPair "sealed partial record P" "double IntegralOfLogAlpha(double x) => x;"
    "ITO0008",
    "MaxTime = 1",
    (withPair "sealed partial record P" "").Replace("[Process]", "[Process(MaxTime = 1, MinTime = 2)]")
    "ITO0008", "MinTime = -1", (withPair "sealed partial record P" "").Replace("[Process]", "[Process(MinTime = -1)]")
    "ITO0008",
    "MaxTime = double.NaN",
    (withPair "sealed partial record P" "").Replace("[Process]", "[Process(MaxTime = double.NaN)]")
    "ITO0009", "double.NaN", withPair "sealed partial record P(double A = double.NaN)" ""
    "ITO0009", "1.0 / 0", withPair "sealed partial record P(double A = 1.0 / 0)" ""

    "ITO0101", "t > 0.5 ? 1 : 2", withDrift "t > 0.5 ? 1 : 2" ""
    "ITO0101", "Math.Cbrt(t)", withDrift "Math.Cbrt(t)" ""
    "ITO0101", "Random.Shared.NextDouble()", withDrift "-Random.Shared.NextDouble()" ""
    "ITO0101", "Table", withDrift "-A * Table" "static readonly double Table = 3;"
    "ITO0101", "count", withDrift "-A * count" "double count = 3;"
    "ITO0101", "t % 2", withDrift "-(t % 2)" ""
    "ITO0101", "-1f", withDrift "-1f" ""
    "ITO0101", "(int)t", withDrift "-A * (int)t" ""
    "ITO0101", "double.PositiveInfinity", withDrift "-A * double.PositiveInfinity" ""
    "ITO0101", "new P(2)", withDrift "-new P(2).A" ""
    "ITO0101", "throw null!", withDrift "throw null!" ""
    "ITO0101",
    "foreach (var x in new[] { 1.0 }) s += x;",
    "[Process] public sealed partial record P { double Drift(double t) { double s = 0; foreach (var x in new[] { 1.0 }) s += x; return s; } double Diffusion(double t) => 1; }"
    "ITO0101", "ToString()", withDrift "-ToString().Length" ""
    "ITO0101",
    "Other.F(t)",
    "public static class Other { public static double F(double t) => t; } "
    + withDrift "-Other.F(t)" ""
    "ITO0101", "t / 0", withDrift "t / 0" ""
    "ITO0101", "Generic<int>(t)", withDrift "-Generic<int>(t)" "double Generic<T>(double x) => x;"
    "ITO0102", "1 / 2", withDrift "-1 / 2 * t" "" |> fun s -> s.Replace("-1 / 2 * t", "1 / 2 * -t")
    "ITO0102",
    "n / 2",
    "[Process] public sealed partial record P { const int n = 3; double Drift(double t) => -t * (n / 2); double Diffusion(double t) => 1; }"
    "ITO0102", "1 / 3", withDrift "-Third * t" "const double Third = 1 / 3;"
    "ITO0103", "Again(x)", withDrift "-Again(t)" "double Again(double x) => 1 + Again(x);"
    "ITO0103", "B(x)", withDrift "-B(t)" "double B(double x) => C(x); double C(double x) => 1 + B(x);"
    "ITO0104",
    "f * f + Math.Sin(f)",
    "[Process] public sealed partial record P { double Drift(double t) { double a = 1 + t; double b = a * a + Math.Sin(a); double c = b * b + Math.Sin(b); double d = c * c + Math.Sin(c); double e = d * d + Math.Sin(d); double f = e * e + Math.Sin(e); double g = f * f + Math.Sin(f); double h = g * g + Math.Sin(g); double i = h * h + Math.Sin(h); double j = i * i + Math.Sin(i); return -j; } double Diffusion(double t) => 1; }"

    "ITO0105",
    "Drift",
    "[Process] public sealed partial record P { double Drift(double t) => -1; double Diffusion(double t) => Math.Sqrt(2 * t + 2 * t * t); double Alpha(double t) => 1 + 0 * t; double Sigma(double t) => t; }"
    "ITO0105",
    "Diffusion",
    "[Process] public sealed partial record P { double Drift(double t) => 0; double Diffusion(double t) => 1; double Alpha(double t) => 1; double Sigma(double t) => t; }"
    "ITO0106", "Sigma", kernel "1" "2 + 0 * t"
    "ITO0107", "Sigma", kernel "1" "2 - t"
    "ITO0107", "Sigma", kernel "1" "-t"
    "ITO0108", "Alpha", kernel "0.5 - t" "t"
    "ITO0109", "Drift", withDrift "-Math.Sqrt(t - 0.25)" ""

    "ITO0111",
    "W",
    "public static class M { [Antisymmetric] static double[,] W() => new[,] { { 0, 1.0 }, { -1.0, 1e-3 } }; }"
    "ITO0111", "W", "public static class M { [Antisymmetric] static readonly double[,] W = { { 0, 1 } }; }"
    "ITO0112",
    "R",
    "public static class M { [PositiveDefinite] static double[,] R { get { return new double[,] { { 1, 0.1 }, { 0.2, 1 } }; } } }"
    // Its determinant is 0 in fractions, and rounds to something else in doubles.
    "ITO0112",
    "R",
    "public static class M { [PositiveDefinite] static double[,] R => new double[,] { { 0.1, 0.3 }, { 0.3, 0.9 } }; }"
    "ITO0113",
    "x",
    "public static class M { const double x = 1; [PositiveDefinite] static double[,] R => new double[,] { { x } }; }"
    "ITO0113", "R", "public static class M { [PositiveDefinite] static double[,] R => new double[1, 1]; }"
    // On the field behind a property, which no one sees but through the property.
    "ITO0112",
    "R",
    "public static class M { [field: PositiveDefinite] static double[,] R { get; } = { { 1, 2 }, { 2, 1 } }; }"
    "ITO0111",
    "W",
    "public static class M { [field: Antisymmetric] static double[,] W { get; set; } = { { 0, 1 }, { 1, 0 } }; }"
    "ITO0102",
    "1 / 3",
    "public static class M { [PositiveDefinite] static double[,] R => new double[,] { { 1 / 3 } }; }"
]

[<Fact>]
let ``every fault has its id, its place and no other error beside it`` () =
    let wrong = [
        for id, token, source in cases do
            let outcome = run [ source ]
            let places = outcome.Reported |> List.map (fun d -> d.Id, underlined outcome d)

            if places <> [ id, token ] then
                yield $"expected {id} at '{token}' in\n  {source}\nbut got {places}\n{show outcome.Reported}"

            // A stub keeps every other error away; where none can be written the compiler may have its own.
            let stubless = outcome.Files.IsEmpty

            let own =
                outcome.Compiled
                |> List.filter (fun d -> d.Severity = Microsoft.CodeAnalysis.DiagnosticSeverity.Error)

            if not stubless && not own.IsEmpty && id <> "ITO0008" then
                yield $"{id} in\n  {source}\nalso has\n{show own}"
    ]

    Assert.True(wrong.IsEmpty, System.String.Join("\n\n", wrong))

[<Fact>]
let ``a fault is reported with cure, a use of the faulty process is not a further error`` () =
    let outcome =
        run [
            withDrift "1 / 2 * -t" ""
            "class Use { double X(P p) => p.Lambda(0.5) + p.At(0.5).Alpha + P.Default.Alpha(1) + p.Transition(0, 1).Gain + p.Reverse(1).Tau(0); }"
        ]

    Assert.Equal("ITO0102", (List.exactlyOne outcome.Reported).Id)
    Assert.Contains("write '1.0 / 2'", string outcome.Reported.Head)
    Assert.True(outcome.Compiled.IsEmpty, show outcome.Compiled)
    Assert.Contains("see error ITO0102", snd outcome.Files.Head)

[<Fact>]
let ``two faults in two functions are both told`` () =
    let outcome =
        run [
            "[Process] public sealed partial record P { double Drift(double t) => -Math.Cbrt(t); double Diffusion(double t) => t % 2; }"
        ]

    Assert.Equal<string list>([ "ITO0101"; "ITO0101" ], outcome.Reported |> List.map (fun d -> d.Id))

[<Fact>]
let ``what does not compile is left to the compiler beside our fault`` () =
    let outcome = run [ withDrift "-Math.Gamma(t)" "" ]
    Assert.Equal("ITO0101", (List.exactlyOne outcome.Reported).Id)
    Assert.Equal<string list>([ "CS0117" ], outcome.Compiled |> List.map (fun d -> d.Id))

[<Fact>]
let ``an attribute on two parts is the compiler's error and stops nothing`` () =
    let outcome =
        run [
            withPair "sealed partial record P" ""
            + " [Process] public sealed partial record P;"
            "[ExponentialMultistep] public sealed partial class Twice; [ExponentialMultistep] public sealed partial class Twice;"
            "[Sampler<VpLinear, Ddim>] public sealed partial class Two; [Sampler<VpLinear, Ddim>] public sealed partial class Two;"
        ]

    Assert.Null outcome.Result.Exception
    Assert.Equal<string list>([ "CS0579"; "CS0579"; "CS0579" ], outcome.Compiled |> List.map (fun d -> d.Id))

[<Fact>]
let ``names that differ in case only have files of their own`` () =
    let outcome =
        run [
            withPair "sealed partial record Case" ""
            withPair "sealed partial record CASE" ""
        ]

    Assert.True(outcome.Reported.IsEmpty && outcome.Compiled.IsEmpty, show outcome.Reported + show outcome.Compiled)

    Assert.Equal(
        2,
        outcome.Files
        |> List.distinctBy (fun (name, _) -> name.ToLowerInvariant())
        |> List.length
    )

[<Fact>]
let ``a consumer's own names do not capture those of the generated code`` () =
    let outcome =
        run [
            "namespace App.Math { public class Vector; } namespace App.Special { public class Offer; } namespace App { public class System; public class ItoSharp; }"
            "namespace App.Models; [global::ItoSharp.Process] public sealed partial record P(double Rate = 1, double rate = 2) { double Drift(double t) => -Rate * rate; double Diffusion(double t) => global::System.Math.Exp(Rate * global::System.Math.Sin(t)); }"
        ]

    Assert.True(outcome.Reported.IsEmpty && outcome.Compiled.IsEmpty, show outcome.Reported + show outcome.Compiled)
