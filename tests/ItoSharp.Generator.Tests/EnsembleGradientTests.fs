/// Which observables may be differentiated along their paths, and what is told of the others.
module ItoSharp.Generator.Tests.EnsembleGradientTests

open Xunit
open ItoSharp.Generator.Tests.Host

let private ensemble equation members =
    $"""
[Sde(Interpretation.Ito)]
public sealed partial record Walk(double Kappa = 1, double Theta = 2, double Xi = 1)
{{
    {equation}
}}

[Ensemble<Walk, ItoEuler>(Gradients = Gradients.Exact)]
public sealed partial class Walks
{{
    {members}
}}"""

let private free =
    "public readonly record struct State(double X);
    State Drift(State x) => new(-Kappa * x.X);
    [Noise] State Only(State x) => new(Xi);"

let private rooted =
    "public readonly record struct State([Domain(Min = 0, On = Boundary.FullTruncation)] double X);
    State Drift(State x) => new(Kappa * (Theta - x.X));
    [Noise] State Only(State x) => new(Xi * Math.Sqrt(x.X));"

let private told equation members =
    let outcome = run [ ensemble equation members ]
    outcome.Reported |> List.map (fun d -> d.Id, d.GetMessage())

[<Theory>]
[<InlineData("[Observable] static double F(Walk.State x, double k) => x.X > k ? x.X - k : 0;")>]
[<InlineData("[Observable] static double F(Walk.State x, double k) => x.X <= k ? 3 * k : x.X + 2 * k;")>]
[<InlineData("[Observable] static double F(Walk.State x, double t) => t > 1 ? x.X : 0;")>]
[<InlineData("[Observable] static double F(Walk.State x) => Math.Abs(x.X) + Math.Max(x.X, 1);")>]
[<InlineData("[Observable(Gradient = ObservableGradient.CommonRandomNumbers)] static double F(Walk.State x) => Math.Sign(x.X);")>]
[<InlineData("[Observable(Gradient = ObservableGradient.None)] static double F(Walk.State x) => x.X > 1 ? 1 : 0;")>]
[<InlineData("[Stop] static bool Late(Walk.State x, double t) => t > 1; [Observable] static double F(Walk.State x) => x.X;")>]
[<InlineData("[Observable(Gradient = ObservableGradient.Smoothed)] static double F(Walk.State x, double k) => x.X > k ? 1 : 0;")>]
[<InlineData("[Stop] static bool Late(Walk.State x, double t) => t > 1; [Observable(Gradient = ObservableGradient.Smoothed)] static double F(Walk.State x, double a, double b) => x.X > a && x.X < b ? x.X : 0;")>]
let ``What is continuous in the state is accepted`` members = Assert.Empty(told free members)

[<Theory>]
[<InlineData("[Observable] static double F(Walk.State x, double k) => x.X > k ? 1 : 0;", "it jumps")>]
[<InlineData("[Observable] static double F(Walk.State x, double k) => x.X > k ? x.X : 0;", "it jumps")>]
[<InlineData("[Observable] static double F(Walk.State x) => Math.Sign(x.X);", "it jumps")>]
[<InlineData("[Stop] static bool Out(Walk.State x) => x.X > 3; [Observable] static double F(Walk.State x, bool @out) => @out ? 0 : x.X;",
             "'Out' freezes")>]
[<InlineData("[Stop] static bool Out(Walk.State x) => x.X > 3; [Observable] static double F(Walk.State x) => x.X;",
             "'Out' freezes")>]
let ``What jumps is refused with a way out`` (members, reason: string) =
    let id, message = Assert.Single(told free members)
    Assert.Equal("ITO0446", id)
    Assert.Contains(reason, message)
    Assert.Contains("ObservableGradient.CommonRandomNumbers", message)

[<Theory>]
[<InlineData("[Stop] static bool Out(Walk.State x) => x.X > 3; [Observable(Gradient = ObservableGradient.Smoothed)] static double F(Walk.State x, bool @out) => @out ? 0 : x.X;",
             "'Out' freezes",
             true)>]
[<InlineData("[Stop] static bool Late(Walk.State x, double t) => t > 1; [Observable(Gradient = ObservableGradient.Smoothed)] static double F(Walk.State x, bool late) => x.X > 1 && late ? 1 : 0;",
             "asks whether a path was stopped",
             true)>]
[<InlineData("[Observable(Gradient = ObservableGradient.Smoothed)] static double F(Walk.State x) => x.X == 1 ? 1 : 0;",
             "are equal",
             true)>]
[<InlineData("[Observable(Gradient = ObservableGradient.Smoothed)] static double F(Walk.State x) => Math.Sign(x.X) > x.X ? 1 : 0;",
             "jumps itself",
             true)>]
[<InlineData("[Observable(Gradient = ObservableGradient.Smoothed)] static double F(Walk.State x) => Math.Max(x.X, 0);",
             "nothing to smooth",
             false)>]
let ``What cannot be smoothed says why`` (members, reason: string, hasDifferences: bool) =
    let id, message = Assert.Single(told free members)
    Assert.Equal("ITO0446", id)
    Assert.Contains(reason, message)
    Assert.Equal(hasDifferences, message.Contains "ObservableGradient.CommonRandomNumbers")

[<Fact>]
let ``A jump that can be smoothed is told so, and a barrier is not`` () =
    let _, digital =
        Assert.Single(told free "[Observable] static double F(Walk.State x) => x.X > 1 ? 1 : 0;")

    Assert.Contains("Smoothed", digital)

    let _, barrier =
        Assert.Single(
            told
                free
                "[Stop] static bool Out(Walk.State x) => x.X > 3; [Observable] static double F(Walk.State x) => x.X;"
        )

    Assert.DoesNotContain("Smoothed", barrier)

[<Fact>]
let ``The width of a smoothed observable has a name of its own`` () =
    let id, message =
        Assert.Single(
            told
                free
                "[Observable(Gradient = ObservableGradient.Smoothed)] static double F(Walk.State x, double width) => x.X > width ? 1 : 0;"
        )

    Assert.Equal("ITO0445", id)
    Assert.Contains("'fWidth'", message)

[<Fact>]
let ``A root at its bound is warned of with the condition of the equation`` () =
    let id, message =
        Assert.Single(told rooted "[Observable] static double F(Walk.State x) => x.X;")

    Assert.Equal("ITO0447", id)
    Assert.Contains("X = 0", message)
    Assert.Contains("2 Kappa Theta < Xi^2", message)

let private reversible equation solver settings members =
    $"""
[Sde(Interpretation.Ito)]
public sealed partial record Walk(double Kappa = 1, double Theta = 2, double Xi = 1)
{{
    {equation}
}}

[Ensemble<Walk, {solver}>(Gradients = Gradients.Reversible{settings})]
public sealed partial class Walks
{{
    {members} [Observable] static double F(Walk.State x) => x.X;
}}"""

let private additive =
    "public readonly record struct State(double X);
    State Drift(State x) => new(-Kappa * x.X);
    [Noise] State Only(State x) => new(Xi);"

let private scaled =
    "public readonly record struct State(double X);
    State Drift(State x) => new(-Kappa * x.X);
    [Noise] State Only(State x) => new(Xi * x.X);"

let private general =
    "public readonly record struct State(double X, double Y);
    State Drift(State x) => new(-Kappa * x.X, 0);
    [Noise] State First(State x) => new(Xi, 0);
    [Noise] State Second(State x) => new(0, Xi * x.X);"

let private mirrored =
    "public readonly record struct State([Domain(Min = 0, On = Boundary.Reflection)] double X);
    State Drift(State x) => new(-Kappa * x.X);
    [Noise] State Only(State x) => new(Xi);"

let private kinetic =
    "public readonly record struct State(double X, double P);
    State Drift(State x) => new(x.P, -x.X - Kappa * x.P);
    [Noise] State Only(State x) => new(0, Xi);"

let private still =
    "public readonly record struct State(double X);
    State Drift(State x) => new(-Kappa * x.X);"

let private twofold = ", Precision = Precision.Double"

[<Fact>]
let ``What can be undone is accepted`` () =
    for equation, solver in
        [
            additive, "ReversibleHeun"
            additive, "StochasticHeun"
            additive, "ItoEuler"
            additive, "Sra1"
            scaled, "StochasticHeun"
            scaled, "TaylorMilsteinStratonovich"
            general.Replace("Xi * x.X", "Xi"), "ReversibleHeun"
            still, "ClassicalRk4"
            still, "ReversibleHeun"
        ] do
        Assert.Empty((run [ reversible equation solver twofold "" ]).Reported)

[<Fact>]
let ``What cannot be undone is refused, with the checkpointed gradient as the way out`` () =
    let stop = "[Stop] static bool Late(Walk.State x, double t) => t > 1;"

    for equation, solver, settings, members, reason in
        [
            scaled, "ItoEuler", twofold, "", "follows Ito's integral"
            scaled, "Sriw1", twofold, "", "follows Ito's integral"
            general, "StochasticHeun", twofold, "", "additive or commutative"
            general, "ReversibleHeun", twofold, "", "additive or commutative"
            additive, "StochasticHeun", "", "", "Precision.Double"
            additive, "StochasticHeun", twofold, stop, "'Late' freezes paths"
            mirrored, "StochasticHeun", twofold, "", "reflection"
            mirrored.Replace("Reflection", "Absorption"), "ReversibleHeun", twofold, "", "absorption"
            kinetic, "Baoab", twofold, "", "splitting"
        ] do
        let d =
            Assert.Single((run [ reversible equation solver settings members ]).Reported)

        Assert.Equal("ITO0451", d.Id)
        Assert.Contains(reason, d.GetMessage())
        Assert.Contains("Gradients.Exact", d.GetMessage())
        // It is told at the mention of gradients, and the constructor of what is emitted says it too.
        Assert.Contains("Gradients", d.Location.SourceTree.GetText().ToString(d.Location.SourceSpan))

[<Fact>]
let ``A reversible method has steps of equal length and no walls`` () =
    let plain settings equation =
        (reversible equation "ReversibleHeun" settings "").Replace("Gradients = Gradients.Reversible, ", "")

    let adaptive =
        Assert.Single((run [ plain (twofold + ", Stepping = Stepping.Adaptive") additive ]).Reported)

    Assert.Equal("ITO0450", adaptive.Id)
    let walled = Assert.Single((run [ plain twofold mirrored ]).Reported)
    Assert.Equal("ITO0443", walled.Id)

let private freed equation solver members =
    (reversible equation solver ", FreeCoefficients = true" members).Replace("Gradients = Gradients.Reversible, ", "")

[<Fact>]
let ``Coefficients are free where a method has any`` () =
    Assert.Empty((run [ freed scaled "StochasticHeun" "" ]).Reported)
    Assert.Empty((run [ freed still "ClassicalRk4" "" ]).Reported)

    for equation, solver in [ scaled, "TamedEuler"; kinetic, "Baoab"; additive, "ReversibleHeun" ] do
        let d = Assert.Single((run [ freed equation solver "" ]).Reported)
        Assert.Equal("ITO0442", d.Id)
        Assert.Contains("FreeCoefficients", d.GetMessage())
        Assert.Equal("true", d.Location.SourceTree.GetText().ToString(d.Location.SourceSpan))

[<Fact>]
let ``Names of coefficients are taken`` () =
    for equation, members, name in
        [
            scaled.Replace("double X)", "double Alpha_1)").Replace("x.X", "x.Alpha_1"), "", "Alpha_1"
            scaled, "static double Coefficients => 1;", "Coefficients"
            scaled, "sealed class SolverCoefficients;", "SolverCoefficients"
        ] do
        let source =
            (freed equation "StochasticHeun" members)
                .Replace("=> x.X;", if name = "Alpha_1" then "=> x.Alpha_1;" else "=> x.X;")

        let d = Assert.Single((run [ source ]).Reported)
        Assert.Equal("ITO0445", d.Id)
        Assert.Contains($"'{name}'", d.GetMessage())
