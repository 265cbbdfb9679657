/// Texts of tableaux and plans: written, read back, and damaged.
module ItoSharp.Symbolics.Tests.Plans.TextRoundTripTests

open System
open FsCheck
open FsCheck.FSharp
open Xunit
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Plans.RandomPlans

let private rational =
    Gen.map2 (fun p q -> Rational.Of(p, q)) (Gen.choose (-300, 300)) (Gen.choose (1, 120))

/// Any explicit tableau, sensible or not.
let private tableau =
    gen {
        let! stages = Gen.choose (1, 8)
        let! c = Gen.listOfLength stages rational
        let! b = Gen.listOfLength stages rational
        let! entries = Gen.listOfLength 28 rational

        let a = [
            for i in 0 .. stages - 1 -> entries |> List.skip (i * (i - 1) / 2) |> List.truncate i
        ]

        return { C = c; A = a; B = b }
    }

let private withTableaux =
    gen {
        let! p = plan
        let! t = tableau
        let! order = Gen.choose (-3, 9)

        let! name =
            Gen.elements [ "Plain"; "with space"; "quo\"te"; "back\\slash"; "новый"; "" ]

        let! kind = Gen.choose (0, 2)

        return {
            p with
                Name = name
                Order = order
                Method = if kind = 0 then PlanMethod.RungeKutta t else p.Method
        }
    }

[<Fact>]
let ``tableaux are read back as written`` () =
    check 300 tableau (fun t -> Assert.Equal(Ok t, TableauText.read (TableauText.write t)))

[<Fact>]
let ``plans are read back as written`` () =
    check 400 withTableaux (fun p -> Assert.Equal(Ok p, PlanText.read (PlanText.write p)))

[<Fact>]
let ``a tableau may be written as in the textbook`` () =
    let expected = Ok kutta3

    for text in
        [
            "0 |\n1/2 | 1/2\n1 | -1 2\n---\n| 1/6 2/3 1/6"
            "  0   |\r\n  1/2 | 1/2\r\n  1 | -1   2\r\n ----+------\r\n      | 1/6  2/3  1/6\r\n"
            "0 | 0 0 0\n0.5 | 0.5 0 0\n1 | -1 2 0\n=====\n| 1/6 2/3 1/6"
            "\n\n0 |\n1/2\t|\t1/2\n1 | -1 2\n---\n| 1/6 2/3 1/6\n\n"
        ] do
        Assert.Equal(expected, TableauText.read text)

[<Fact>]
let ``faulty tableaux are refused with their line`` () =
    let refused (text: string) (part: string) =
        match TableauText.read text with
        | Ok _ -> Assert.Fail("accepted: " + text)
        | Error message -> Assert.Contains(part, message)

    refused "" "empty"
    refused "0 |\n1 | 1" "dashes"
    refused "0 |\n1 | 1\n---\n| 1/2" "1 weights for 2 stages"
    refused "0 |\n1 | 1 1\n---\n| 1/2 1/2" "explicit"
    refused "0 |\n1 | x\n---\n| 1/2 1/2" "line 2: 'x'"
    refused "0 |\n1 | 1/0\n---\n| 1/2 1/2" "1/0"
    refused "0 |\n1 1\n---\n| 1/2 1/2" "'|'"
    refused "---\n| 1" "no stage"
    refused "0 |\n---" "0 rows"
    refused "0 |\n---\n| 1\n| 1" "2 rows"
    refused "0 1 |\n---\n| 1" "one c"

/// A text with some characters changed, dropped, doubled or cut off.
let private damaged (text: Gen<string>) =
    let alphabet =
        "()\"\\ |-+=/.0123456789eE\n\r\tplan runge multistep \u0000\u00e9\uD83D"

    gen {
        let! original = text
        let! edits = Gen.choose (1, 6)
        let! places = Gen.listOfLength edits (Gen.choose (0, max 0 (original.Length - 1)))
        let! kinds = Gen.listOfLength edits (Gen.choose (0, 4))
        let! letters = Gen.listOfLength edits (Gen.elements (List.ofSeq alphabet))

        return
            List.zip3 places kinds letters
            |> List.fold
                (fun (s: string) (place, kind, letter) ->
                    let at = min place s.Length

                    match kind with
                    | 0 when at < s.Length -> s.Remove(at, 1)
                    | 1 -> s.Insert(at, string letter)
                    | 2 when at < s.Length -> s.Substring(0, at) + string letter + s.Substring(at + 1)
                    | 3 -> s.Substring(0, at)
                    | _ -> s.Insert(at, s.Substring(at / 2)))
                original
    }

/// Whatever a reader accepts must survive the proofs and be written and read again.
let private survives (text: string) =
    match PlanText.read text with
    | Error message -> Assert.False(String.IsNullOrWhiteSpace message)
    | Ok p ->
        Assert.Equal(Ok p, PlanText.read (PlanText.write p))

        match PlanDerivation.derive p with
        | Ok d -> Assert.InRange(d.GlobalOrder, 0, d.Order)
        | Error faults -> Assert.NotEmpty faults

[<Fact>]
let ``damaged plan texts never throw`` () =
    check 1500 (damaged (withTableaux |> Gen.map PlanText.write)) survives

[<Fact>]
let ``damaged tableau texts never throw`` () =
    check 1500 (damaged (tableau |> Gen.map TableauText.write)) (fun text ->
        match TableauText.read text with
        | Ok t -> Assert.Equal(Ok t, TableauText.read (TableauText.write t))
        | Error message -> Assert.False(String.IsNullOrWhiteSpace message))

[<Fact>]
let ``hostile texts are refused`` () =
    let deep n =
        String.replicate n "(plan \"x\" 1 (multistep data lambda 2 0 exact tau "

    for text in
        [
            ""
            "("
            String('(', 100000)
            deep 5000
            deep 20 + String(')', 40)
            "(plan \"x\" 99999999999999999999 (multistep data lambda 1 0 exact tau))"
            "(plan \"x\" 1 (multistep data lambda 1 0 exact tau)) (plan)"
            "(plan \"x\" 1 (runge-kutta \"0|\\n---\\n| 1/0\"))"
            "(plan \"x\" 1 (runge-kutta \"0|\\n---\\n| " + String('9', 19000) + "/7\"))"
            "(plan \"x\" 1 (runge-kutta \"0|\\n---\\n| 1e999999999\"))"
        ] do
        survives text

[<Fact>]
let ``malformed plans are faults and never formulas`` () =
    // Any numbers in any fields: derive answers or refuses.
    let wild =
        gen {
            let! m = multistep
            let! history = Gen.choose (-2, 9)
            let! corrector = Gen.choose (-2, 9)
            let! form = Gen.elements [ PlanForm.Data; PlanForm.Noise ]
            let! clock = Gen.elements [ PlanClock.Lambda; PlanClock.Rho; PlanClock.Time ]
            let! noise = Gen.elements [
                    PlanNoise.Deterministic
                    PlanNoise.Tau
                    PlanNoise.Eta
                    PlanNoise.Scale
                    PlanNoise.Posterior
                ]

            let! weight =
                Gen.elements [
                    PlanWeight.Exact
                    PlanWeight.HalfExponential
                    PlanWeight.HalfStep
                    PlanWeight.Uniform
                    PlanWeight.Truncated
                ]

            let! order = Gen.choose (-1, 7)

            return {
                Name = "Wild"
                Order = order
                Churn = order % 2 = 0
                Method =
                    PlanMethod.Multistep {
                        m with
                            History = history
                            Corrector = corrector
                            Form = form
                            Clock = clock
                            Noise = noise
                            Weight = weight
                    }
            }
        }

    check 400 wild (fun p ->
        match PlanDerivation.derive p with
        | Ok d ->
            Assert.InRange(d.History, 1, 4)
            Assert.True(p.Order <= d.Order)
        | Error faults ->
            Assert.All(
                faults,
                fun f -> Assert.False(String.IsNullOrWhiteSpace f.Message || String.IsNullOrWhiteSpace f.Member)
            ))
