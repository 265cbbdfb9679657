/// The derived formula has the value of the method that declares it, run as plain C#.
module ItoSharp.Generator.Tests.FormulaTests

open System
open System.IO
open System.Reflection
open Xunit
open ItoSharp
open ItoSharp.Generator
open ItoSharp.Generator.Models
open ItoSharp.Symbolics
open ItoSharp.Generator.Tests.Host

let private declare extra body =
    "public static class Constants { public const double Third = 1.0 / 3; public const int Two = 2; }
[Process] public sealed partial record P(double A = 1.25, double B = 0.5)
{
    "
    + extra
    + "
    double Drift(double t) "
    + body
    + "
    double Diffusion(double t) => 1;
}"

/// Members beside Drift, and Drift's body.
let private formulas = [
    "", "=> -(A + (B - A) * t);"
    "", "=> -A * t / 3 - 1 + 2 * -B + +t;"
    "const double K = 0.1; const double L = K * K + 2;", "=> -K * L * t;"
    "", "=> -Constants.Third * t * Constants.Two;"
    "", "=> -Math.PI * t - double.Pi - Math.E - double.E - Math.Tau;"
    "double Helper(double x, double y = 0.25, double z = 3) => x - y * z;",
    "=> Helper(z: t, x: -A) - Helper(t * 0.1 - 9);"
    "static double Square(double x) => x * x; double Twice { get { return 2 * B; } } double Thrice => 3 * B;",
    "=> -Square(t + 1) * Twice - Thrice;"
    "", "{ double a = t + 1; var b = a * A; b *= 2; b -= t; b += 1; b /= 3; a = b; return -a * b; }"
    "", "{ int n = 3; { double c = n * t; return -c - n; } }"
    "", "{ double local(double x) => x * A + k(x); double k(double y) { return y + t; } return -local(t); }"
    "", "{ const double q = 1.0 / 3; double s = t, r = s * q; return -r; }"
    "",
    "=> -Math.Sqrt(1 + t) - Math.Exp(-t) - Math.Log(2 + t) - Math.Log(3 + t, 2) - Math.Log2(t + 2) - Math.Log10(t + 5);"
    "", "=> -Math.Pow(1 + t, A) - Math.Pow(t + 1, 3) - Math.Pow(2, t) - Math.Pow(1 + t, -0.5);"
    "", "=> -2 - Math.Sin(t) * Math.Cos(A * t) - Math.Tan(t / 2) - Math.Asin(t / 2) - Math.Acos(t / 2) - Math.Atan(t);"
    "", "=> -1 - Math.Sinh(t) - Math.Cosh(t) - Math.Tanh(t);"
    "", "=> -1 - Math.Abs(t - 0.5) - Math.Min(t, B) - Math.Max(t, A / 4) - Math.Clamp(t, 0.2, 0.7);"
    "", "=> -double.ExpM1(t) - double.LogP1(t) - double.Sqrt(t + 1) - double.Exp(t);"
    "", "=> -Math.FusedMultiplyAdd(t, A, B) - this.A * (double)2 - 1_000e-3 - 0x10 - .5;"
    "", "=> -(((t))) - Math.Max(1, 2) - Math.Abs(-3) * t;"
]

let private assemblyOf (source: string) =
    let outcome = run [ source ]

    Assert.True(
        outcome.Reported.IsEmpty && outcome.Compiled.IsEmpty,
        source + show outcome.Reported + show outcome.Compiled
    )

    use image = new MemoryStream()
    Assert.True((outcome.Compilation.Emit image).Success)
    Assembly.Load(image.ToArray())

[<Fact>]
let ``a formula and its method agree`` () =
    for extra, body in formulas do
        let assembly = assemblyOf (declare extra body)
        let p = Activator.CreateInstance(assembly.GetType "P", [| box 1.5; box 0.375 |])

        let drift =
            (assembly.GetType "P").GetMethod("Drift", BindingFlags.Instance ||| BindingFlags.NonPublic)

        for t in [ 0.1; 0.3; 0.6; 0.95 ] do
            let plain = drift.Invoke(p, [| box t |]) :?> float
            let derived = (p :?> IProcess).LinearDrift t

            Assert.True(
                abs (plain - derived) <= 1e-13 * (1.0 + abs plain),
                $"{body} at {t}: {derived:R}, as C# {plain:R}"
            )

let private declaration (source: string) =
    let outcome = run [ source ]
    Assert.True(outcome.Reported.IsEmpty, show outcome.Reported)

    let model =
        [
            for s in outcome.Result.TrackedSteps.[TrackingNames.ProcessModel] do
                for struct (v, _) in s.Outputs -> v :?> ProcessModel
        ]
        |> List.exactlyOne

    model.Declaration

[<Fact>]
let ``fractions stay exact through constants, defaults and locals`` () =
    let expected = Expr.rational -1 3 * Var "t"

    for extra, body in
        [
            "", "=> -1.0 / 3 * t;"
            "", "=> -Constants.Third * t;"
            "const double K = 0.1; const double L = K / 0.3;", "=> -L * t;"
            "double F(double x, double third = 1.0 / 3) => -x * third;", "=> F(t);"
            "", "{ const double q = 1.0 / 3; return -q * t; }"
        ] do
        Assert.Equal(Some expected, (declaration (declare extra body)).Drift)

[<Fact>]
let ``a helper in another part is found`` () =
    let outcome =
        run [
            "[Process] public sealed partial record P(double A = 1) { double Drift(double t) => -Helper(t); double Diffusion(double t) => 1; }"
            "partial record P { double Helper(double x) => A * x * Factor; }"
            "partial record P { const double Factor = 0.25; }"
        ]

    Assert.True(outcome.Reported.IsEmpty && outcome.Compiled.IsEmpty, show outcome.Reported + show outcome.Compiled)
    Assert.Contains("-0.25 * A * t", snd outcome.Files.Head)
