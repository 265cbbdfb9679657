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

/// c, rows of entries and weights of any explicit tableau, sensible or not.
let private rowsOf (c: Gen<'c>) (entry: Gen<'e>) =
    gen {
        let! stages = Gen.choose (1, 8)
        let! c = Gen.listOfLength stages c
        let! b = Gen.listOfLength stages entry
        let! entries = Gen.listOfLength 28 entry

        return
            c,
            [
                for i in 0 .. stages - 1 -> entries |> List.skip (i * (i - 1) / 2) |> List.truncate i
            ],
            b
    }

let private tableau: Gen<Tableau> =
    rowsOf rational rational |> Gen.map Tableau.OfFractions

/// Any sums of phi-functions in the place of numbers.
let private exponentialTableau: Gen<ExponentialTableau> =
    gen {
        let! count = Gen.elements [ 0; 1; 1; 2; 3 ]
        let! functions = Gen.shuffle [| 1..8 |]

        let! multiples =
            Gen.listOfLength count (rational |> Gen.filter (fun r -> not r.IsZero))

        return
            List.zip (functions |> List.ofArray |> List.truncate count |> List.sort) multiples
            |> List.map (fun (k, m) -> { Multiple = m; Function = k })
    }
    |> rowsOf rational
    |> Gen.map (fun (c, a, b) -> { C = c; A = a; B = b })

let private withTableaux =
    gen {
        let! p = plan
        let! t = tableau
        let! order = Gen.choose (-3, 9)

        let! name =
            Gen.elements [ "Plain"; "with space"; "quo\"te"; "back\\slash"; "новый"; "" ]

        let! kind = Gen.choose (0, 5)
        let! sums = Gen.elements [ 0; 0; 100; 10000 ]
        let! form = Gen.elements [ PlanForm.Data; PlanForm.Noise ]
        let! e = exponentialTableau
        let! clock = Gen.elements [ PlanClock.Lambda; PlanClock.Rho; PlanClock.Time ]
        let! noise = Gen.elements [ PlanNoise.Deterministic; PlanNoise.Tau; PlanNoise.Eta ]

        return {
            p with
                Name = name
                Order = order
                Method =
                    match kind with
                    | 0 -> rho t
                    | 1 -> PlanMethod.RungeKutta(RungeKuttaPlan.Exponential(form, e))
                    | 2 -> PlanMethod.RungeKutta(RungeKuttaPlan.Direct(clock, noise, t))
                    | _ ->
                        match p.Method with
                        | PlanMethod.Multistep m when sums > 0 ->
                            PlanMethod.Multistep {
                                m with
                                    LeftSums = sums
                                    Weight = PlanWeight.Regrouped
                            }
                        | other -> other
        }
    }

[<Fact>]
let ``tableaux are read back as written`` () =
    check 300 tableau (fun t -> Assert.Equal(Ok t, TableauText.read (TableauText.write t)))

[<Fact>]
let ``exponential tableaux are read back as written`` () =
    check 300 exponentialTableau (fun t -> Assert.Equal(Ok t, PhiText.read (PhiText.write t)))

[<Fact>]
let ``an exponential tableau may be written as in the textbook`` () =
    let expected = PhiText.read dpm3
    Assert.True expected.IsOk

    for text in
        [
            "0 |\n1/3 | 1/3 phi1\n2/3 | 2/3 phi1 - 4/3 phi2   4/3 phi2\n----+---\n    | phi1 - 3/2 phi2   0   3/2 phi2"
            "0 | 0 0 0\n1/3 | 1/3 phi1 0 0\n2/3 | 2/3 phi1-4/3 phi2 +4/3 phi2 0\n===\n| phi1-1.5phi2 0 1.5*phi2"
            "0 |\r\n1/3\t|\t1/3 phi1\r\n2/3 | -4/3 phi2 + 2/3 phi1 4/3 phi2\r\n--\r\n| -1/2 phi2 + phi1 - phi2 0 3/2 phi2"
        ] do
        Assert.Equal(expected, PhiText.read text)

[<Fact>]
let ``a sign with white space before and none behind begins an entry`` () =
    let weights (text: string) =
        match PhiText.read ("0 |\n1 | phi1\n---\n| " + text) with
        | Ok t -> t.B |> List.map PhiText.show
        | Error message -> [ message ]

    Assert.Equal<string list>([ "phi1"; "-phi2" ], weights "phi1 -phi2")
    Assert.Equal<string list>([ "line 4: 1 weights for 2 stages" ], weights "phi1 - phi2")
    Assert.Equal<string list>([ "line 4: 1 weights for 2 stages" ], weights "phi1-phi2")
    Assert.Equal<string list>([ "line 4: 1 weights for 2 stages" ], weights "phi1- phi2")
    Assert.Equal<string list>([ "-1/2 phi1 + phi2"; "0" ], weights "- 1/2 phi1 + phi2 0")
    Assert.Equal<string list>([ "0"; "phi1" ], weights "phi2 - phi2 phi1")

[<Fact>]
let ``faulty exponential tableaux are refused with their line`` () =
    let refused (text: string) (part: string) =
        match PhiText.read text with
        | Ok _ -> Assert.Fail("accepted: " + text)
        | Error message -> Assert.Contains(part, message)

    refused "" "empty"
    refused "0 |\n---\n| 1" "1 stands without a function"
    refused "0 |\n---\n| phi0" "phi1 to phi8"
    refused "0 |\n---\n| phi9" "phi9"
    refused "0 |\n---\n| phi" "'phi'"
    refused "0 |\n---\n| psi1" "line 3: 'psi1'"
    refused "0 |\n---\n| phi1 -" "a sign without a term"
    refused "0 |\n---\n| phi1 - - phi2" "a sign without a term"
    refused "0 |\n1 | 1/0 phi1\n---\n| phi1 0" "1/0"
    refused "0 |\n1 | phi1 phi2\n---\n| phi1 0" "explicit"
    refused "phi1 |\n---\n| phi1" "line 1: 'phi1'"

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
let ``damaged exponential tableau texts never throw`` () =
    check 1500 (damaged (exponentialTableau |> Gen.map PhiText.write)) (fun text ->
        match PhiText.read text with
        | Ok t -> Assert.Equal(Ok t, PhiText.read (PhiText.write t))
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
            "(plan \"x\" 1 (exponential-runge-kutta noise \"0|\\n---\\n| "
            + String.replicate 9000 "+ "
            + "\"))"
            "(plan \"x\" 1 (exponential-runge-kutta noise \"0|\\n---\\n| "
            + String.replicate 3900 "phi1+"
            + "phi1\"))"
            "(plan \"x\" 1 (exponential-runge-kutta flow \"0|\\n---\\n| phi1\"))"
            "(plan \"x\" 1 (direct-runge-kutta time eta \"0|\\n---\\n| 1\"))"
            "(plan \"x\" 1 (direct-runge-kutta never tau \"0|\\n---\\n| 1\"))"
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

            let! noise =
                Gen.elements [
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
