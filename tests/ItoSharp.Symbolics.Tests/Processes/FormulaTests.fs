/// What the closed forms look like, where there is none, and that they neither cancel nor follow the culture.
module ItoSharp.Symbolics.Tests.Processes.FormulaTests

open System
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests
open ItoSharp.Symbolics.Tests.Processes.Derivations
open Xunit

[<Theory>]
[<InlineData("de-DE")>]
[<InlineData("tr-TR")>]
let ``derivations do not follow the culture`` (culture: string) =
    let texts () = [
        for d in
            [
                Zoo.vpLinear
                Zoo.vpCosine
                Zoo.ouve
                {
                    Zoo.edm with
                        Sigma = Some(Expr.one / (Expr.one + Zoo.t))
                }
            ] do
            match ProcessDerivation.derive d with
            | Ok p ->
                CSharpPrinter.print (formula d.Name p.Lambda)
                + CSharpPrinter.print p.DiffusionSquared
            | Error faults -> faults.Head.Message
    ]

    let expected = texts ()
    let before = Threading.Thread.CurrentThread.CurrentCulture
    Threading.Thread.CurrentThread.CurrentCulture <- Globalization.CultureInfo.GetCultureInfo culture

    try
        Assert.Equal<string list>(expected, texts ())
    finally
        Threading.Thread.CurrentThread.CurrentCulture <- before

[<Fact>]
let ``where there is no closed inverse the reason is given`` () =
    for d in Zoo.withoutInverse do
        match (derive d).TimeOfLambda with
        | Numeric reason -> Assert.Contains("inverse", reason)
        | Closed e -> Assert.Fail("unexpected: " + FormulaPrinter.print e)

[<Fact>]
let ``an integral without a closed form is numeric, with the reason`` () =
    let d = {
        Zoo.brownian with
            Drift = Some(-(Expr.exp (Expr.sin Zoo.t)))
            Diffusion = Some Expr.one
    }

    let p = derive d

    match p.LogAlpha, p.Lambda with
    | Numeric a, Numeric l ->
        Assert.Contains("drift", a)
        Assert.Contains("drift", l)
    | _ -> Assert.Fail "exp(sin t) has no elementary integral"

[<Fact>]
let ``sigma does not cancel near the data`` () =
    for d in
        [
            Zoo.vpLinear
            Zoo.vpCosine
            Zoo.vpCosineRates
            Zoo.irSde
            Zoo.ouve
            Zoo.veRates
            Zoo.subVp
        ] do
        let p = derive d
        let g2 = at d p.DiffusionSquared
        let rho2 = at d (formula d.Name p.RhoSquared)

        for t in [ 1e-12; 1e-9; 1e-6 ] do
            let expected = GaussLegendre.integrate 1 (fun s -> g2 s) 0.0 t
            near 1e-4 expected (rho2 t) (d.Name + " rho^2 near 0")

[<Fact>]
let ``closed forms read as in a textbook`` () =
    let shows (d: ProcessDeclaration) (select: DerivedProcess -> Function) (expected: string) =
        Assert.Equal(expected, FormulaPrinter.print (formula d.Name (select (derive d))))

    shows Zoo.vpLiteral _.Alpha "exp(-0.05 t - 4.975 t^2)"
    shows Zoo.vpLiteral _.Sigma "sqrt(-expm1(-0.1 t - 9.95 t^2))"
    shows Zoo.vpLiteral _.Lambda "-log(expm1(0.1 t + 9.95 t^2)) / 2"
    shows Zoo.edmRates _.TimeOfLambda "exp(-lambda)"
    shows Zoo.rectifiedFlowRates _.Sigma "t"
    shows Zoo.rectifiedFlowRates _.Lambda "log1p(-t) - log(t)"
    shows Zoo.rectifiedFlowRates _.TimeOfLambda "1 / (1 + exp(lambda))"
    shows Zoo.trigonometricRates _.TimeOfLambda "2 atan(exp(-lambda)) / pi"
    shows Zoo.irSde _.Sigma "Level sqrt(-expm1(-2 Theta t))"
    shows Zoo.veGeometric _.TimeOfLambda "-(lambda + log(SigmaMin)) / (log(SigmaMax) - log(SigmaMin))"

    shows
        Zoo.vpLinear
        _.TimeOfLambda
        "2 log1p(exp(-2 lambda)) / (BetaMin + sqrt(2 (BetaMax - BetaMin) log1p(exp(-2 lambda)) + BetaMin^2))"
