/// Wrong declarations: the rule, the member, the time and the value that are named; and declarations that are right.
module ItoSharp.Symbolics.Tests.Processes.FaultTests

open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests
open ItoSharp.Symbolics.Tests.Processes.Derivations
open Xunit

let private rules d =
    match ProcessDerivation.derive d with
    | Ok _ -> []
    | Error faults -> faults |> List.map (fun f -> f.Rule, f.Member)

[<Fact>]
let ``faults name their rule and member`` () =
    let t = Zoo.t
    let n = Expr.integer
    let vp = Zoo.vpLiteral

    let fails rule memberName d =
        Assert.Contains((rule, memberName), rules d)

    fails "missing-pair" "VpLiteral" { vp with Drift = None }
    fails "missing-pair" "VpLiteral" { vp with Diffusion = None }
    fails "unknown-name" "Drift" { vp with Drift = Some(Var "Beta" * t) }
    fails "time-interval" "VpLiteral" { vp with MinTime = 2.0 }
    fails "time-interval" "VpLiteral" { vp with MaxTime = infinity }

    fails "reserved-name" "lambda" {
        vp with
            Parameters = [ "lambda", None ]
    }

    fails "duplicate-parameter" "A" {
        vp with
            Parameters = [ "A", None; "A", None ]
    }

    fails "parameter-default" "A" {
        vp with
            Parameters = [ "A", Some nan ]
    }

    fails "alpha-not-positive" "Alpha" {
        Zoo.rectifiedFlow with
            Alpha = Some(n 1 - n 2 * t)
    }

    fails "sigma-not-positive" "Sigma" {
        Zoo.rectifiedFlow with
            Sigma = Some(t - Expr.rational 1 2)
    }

    fails "sigma-not-positive" "Sigma" {
        Zoo.rectifiedFlow with
            Sigma = Some(Expr.sqrt (t - Expr.rational 1 2))
    }

    fails "diffusion-negative" "Sigma" {
        Zoo.edm with
            Sigma = Some(n 1 / (n 1 + t))
    }

    fails "diffusion-not-finite" "Diffusion" {
        vp with
            Diffusion = Some(Expr.sqrt (Expr.rational 1 2 - t))
    }

    fails "drift-not-finite" "Drift" {
        vp with
            Drift = Some(Expr.log (Expr.rational 1 2 - t))
    }

    fails "lambda-not-monotone" "Diffusion" { vp with Diffusion = Some Expr.zero }

    fails "drift-disagrees" "Drift" {
        Zoo.rectifiedFlow with
            Drift = Some(n -1)
    }

    fails "diffusion-disagrees" "Diffusion" {
        Zoo.rectifiedFlow with
            Diffusion = Some t
    }

[<Fact>]
let ``faults name the time and the value`` () =
    match
        ProcessDerivation.derive {
            Zoo.edm with
                Sigma = Some(Expr.one / (Expr.one + Zoo.t))
        }
    with
    | Error [ fault ] ->
        Assert.Contains("at t = ", fault.Message)
        Assert.Contains("g^2", fault.Message)
    | _ -> Assert.Fail "a falling sigma must be one fault"

[<Fact>]
let ``declaring both pairs consistently is fine`` () =
    let d = {
        Zoo.rectifiedFlow with
            Drift = Zoo.rectifiedFlowRates.Drift
            Diffusion = Zoo.rectifiedFlowRates.Diffusion
    }

    Assert.Empty(rules d)

[<Fact>]
let ``mixed pairs work`` () =
    let p =
        derive {
            Zoo.vpLiteral with
                Diffusion = None
                Sigma = (derive Zoo.vpLiteral).Sigma |> formula "sigma" |> Some
        }

    let q =
        derive {
            Zoo.vpLiteral with
                Drift = None
                Alpha = (derive Zoo.vpLiteral).Alpha |> formula "alpha" |> Some
        }

    Assert.Equal("0.1 + 19.9 t", FormulaPrinter.print p.DiffusionSquared)
    Assert.Equal("-log(expm1(0.1 t + 9.95 t^2)) / 2", FormulaPrinter.print (formula "lambda" q.Lambda))
