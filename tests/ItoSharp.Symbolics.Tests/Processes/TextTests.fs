/// Compiled declarations: they survive their text, and neither a damaged text nor any declaration throws.
module ItoSharp.Symbolics.Tests.Processes.TextTests

open System
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests
open ItoSharp.Symbolics.Tests.Properties
open Xunit

[<Fact>]
let ``declarations survive their text`` () =
    for d in Zoo.closed @ Zoo.withoutInverse do
        Assert.Equal(Ok d, ProcessText.read (ProcessText.write d))

    let odd = {
        Zoo.vpLinear with
            Name = "A \"b\" \\c"
            Parameters = [ "x y", Some 1e-300; "z", None ]
            MeanReverting = true
            MinTime = 0.1 + 0.2
    }

    Assert.Equal(Ok odd, ProcessText.read (ProcessText.write odd))

[<Fact>]
let ``damaged declarations never throw`` () =
    let random = Random 13

    for d in Zoo.closed do
        let text = ProcessText.write d

        for _ in 1..200 do
            let damaged = text.ToCharArray()
            damaged.[random.Next damaged.Length] <- "()\"1 a-/".[random.Next 8]
            ProcessText.read (String damaged) |> ignore
            ProcessText.read (text.Substring(0, random.Next text.Length)) |> ignore

    match ProcessText.read "(process 99 \"X\")" with
    | Error message -> Assert.Contains("99", message)
    | Ok _ -> Assert.Fail "format 99 is unknown"

[<Fact>]
let ``no declaration makes the derivation throw`` () =
    checkTimes 60 (fun (Smooth f) (Smooth g) ->
        let time = Substitute.apply (Map.ofList [ "x", Zoo.t; "y", Var "A" ])
        let parameters = [ "A", Some 0.7; "p", None ]

        let d = {
            Zoo.vpLiteral with
                Parameters = parameters
                Drift = Some(time f)
                Diffusion = Some(time g)
        }

        let e = {
            d with
                Drift = None
                Diffusion = None
                Alpha = Some(time f)
                Sigma = Some(time g)
        }

        for declared in [ d; e ] do
            match ProcessDerivation.derive declared with
            | Ok _ -> ()
            | Error faults -> Assert.NotEmpty faults)
