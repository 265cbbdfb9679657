/// Published tableaux have their orders, class by class, and the wrong ones are refused by the condition they violate.
module ItoSharp.Symbolics.Tests.Tableaux.Stochastic.CorpusTests

open Xunit
open FsCheck
open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Tableaux.Stochastic.PublishedTableaux

[<Fact>]
let ``every published tableau has its order for every noise class`` () =
    for name, m, deterministic, orders in all do
        let found = StochasticProofs.orders m

        let shown = [ for c in StochasticForms.classes -> found.Strong.[c], found.Weak.[c] ]

        Assert.True(
            (found.Deterministic = deterministic && shown = orders),
            sprintf "%s: %d, %A" name found.Deterministic shown
        )

        Assert.Equal(0.0, found.Residual)

[<Fact>]
let ``the exchanged signs of torchsde's sra2 and sra3 are refused by beta2 . c1 = -1`` () =
    for m in [ sra2Wrong; sra3Wrong ] do
        let claimed = {
            m with
                Claims = Map.ofList [ OrderClaim.Strong NoiseClass.Additive, 3 ]
        }

        let fault = Assert.Single(StochasticFaults.ofMethod claimed)
        Assert.Equal(Some(OrderClaim.Strong NoiseClass.Additive), fault.Claim)
        Assert.Equal("claim", fault.Rule)

        Assert.Equal(
            "strong order 1.5 for additive noise is claimed, but the condition beta2 . c1 = -1 of the tree g1[t] (on every path) fails: the tableau gives 1 (residual 2); the proven order is 1",
            fault.Message
        )

[<Fact>]
let ``claims above are faults, below are told, and none are none`` () =
    let claims list m = { m with Claims = Map.ofList list }

    let faults m =
        StochasticFaults.ofMethod m |> List.map (fun f -> f.Rule, f.Message)

    Assert.Empty(faults sriw1)
    Assert.Empty(faults (claims [ OrderClaim.Strong NoiseClass.Diagonal, 3 ] sriw1))

    Assert.Equal<(string * string) list>(
        [
            "underclaim", "strong order 1 for scalar noise is claimed; the proven order is 1.5"
        ],
        faults (claims [ OrderClaim.Strong NoiseClass.Scalar, 2 ] sriw1)
    )

    let rule, message =
        Assert.Single(faults (claims [ OrderClaim.Strong NoiseClass.General, 2 ] sriw1))

    Assert.Equal("claim", rule)
    Assert.Contains("no random variable of the form stands for the integral of g1[g2]", message)
    Assert.EndsWith("the proven order is 0.5", message)

    // SciML's docs give SRIW1 weak order 2.
    let _, message =
        Assert.Single(faults (claims [ OrderClaim.Weak NoiseClass.Diagonal, 4 ] sriw1))

    Assert.Contains("fails: the tableau gives", message)
    Assert.EndsWith("the proven order is 1.5", message)

    let _, message =
        Assert.Single(faults (claims [ OrderClaim.Strong NoiseClass.Additive, 2 ] ri6))

    Assert.Contains("follows no path", message)

    let _, message =
        Assert.Single(faults (claims [ OrderClaim.Strong NoiseClass.Additive, 4 ] sra1))

    Assert.Equal(
        "strong order 2 for additive noise is claimed, but higher orders than 1.5 are not looked for: leave it out, and fit the order to measured errors by Verify.Convergence of ItoSharp.Verification; the proven order is 1.5",
        message
    )

[<Fact>]
let ``a weak form follows one integral only, and a method that follows none is refused`` () =
    let swapped calculus (m: StochasticMethod) = { m with Calculus = calculus }

    let rules (m: StochasticMethod) =
        StochasticFaults.ofMethod m |> List.map (fun f -> f.Rule)

    Assert.Equal<string list>([ "form" ], rules (swapped Calculus.Stratonovich ri6))
    Assert.Equal<string list>([ "form" ], rules (swapped Calculus.Ito rs2))
    let broken = sra1 |> replaced "alpha" 0 1 (Rational.Of(1, 3))
    let fault = Assert.Single(StochasticFaults.ofMethod broken)
    Assert.Equal("no-order", fault.Rule)
    Assert.Contains("alpha . e = 1 of the tree f (in expectation) fails: the tableau gives 2/3", fault.Message)

[<Fact>]
let ``a decimal that is short beside the others of its tableau is exact`` () =
    // 1/1024 in ten digits, beside a time of 40: the rule that Butcher tableaux follow.
    let text =
        "c0|A0|B0\n0||\n0.3333333333333333333333333333333333333333|0.3333333333333333333333333333333333333333|0.0009765625000\nc1\n1\n0\nalpha|1/3 2/3\nbeta1|1 0\nbeta2|-1 1"

    match StochasticTableauText.read StochasticForm.Sra text with
    | Error fault -> Assert.Fail(fault.ToString())
    | Ok blocks ->
        Assert.Equal(Coefficient.Of(Rational.Of(1, 1024)), blocks.["B0"].[1].Head)
        Assert.Equal(40, Coefficient.longestDecimal blocks.["c0"].[0].[1])

        // The text of the settled numbers reads back as the same.
        let m = { sra1 with Blocks = blocks }
        Assert.Equal(Ok blocks, StochasticTableauText.read StochasticForm.Sra (StochasticTableauText.write m))

[<Fact>]
let ``published decimals are proven with their residual`` () =
    let text =
        "c0|A0|B0\n0||\n0.692396237615951|0.692396237615951|1.337163270439976\n1|-3.16091422528284 4.16091422528284|1.442371048468624 1.863274150113923\nc1\n0\n0.041248171110701\n1\nalpha|0.288987496689289 0.685988044083994 0.025024459226718\nbeta1|-16.792534242221663 17.514995785380226 0.277538456841438\nbeta2|0.423753576906927 0.601038147442854 -1.024791724349781"

    let m = methodOf StochasticForm.Sra Calculus.Ito text
    let orders = StochasticProofs.orders m
    Assert.Equal(3, orders.Strong.[NoiseClass.Additive])
    Assert.Equal(4, orders.Weak.[NoiseClass.Additive])
    Assert.InRange(orders.Residual, 1e-16, 1e-13)

    // A digit less certain than the conditions need: nothing is proven by it.
    let wrong =
        methodOf StochasticForm.Sra Calculus.Ito (text.Replace("0.041248171110701", "0.041248171210701"))

    Assert.Equal(2, (StochasticProofs.orders wrong).Strong.[NoiseClass.Additive])

[<Fact>]
let ``a wrong text names the line and the block`` () =
    let good =
        "c0 | A0 | B0\n0 | |\n1 | 1 | 1\nc1 | A1 | B1\n0 | |\n1 | 1 | 1\nalpha | 1/2 1/2\nbeta1 | 1/2 1/2"

    let message (text: string) =
        match StochasticTableauText.read StochasticForm.Increments text with
        | Ok _ -> "fine"
        | Error fault -> fault.ToString()

    Assert.Equal("fine", message good)

    for line, changed, expected in
        [
            3, "1 | | 1", "line 3, block A0: stage 2 needs 1 coefficient, found 0"
            3,
            "1 | 1 | 1 2",
            "line 3, block B0: stage 2 uses itself or a later stage; only explicit methods are supported"
            3, "1 | 1 | 1 0 0", "line 3, block B0: 3 coefficients for 2 stages"
            3, "1 | 1", "line 3, block c0: 2 cells stand below the header 'c0 | A0 | B0'"
            3, "1 2 | 1 | 1", "line 3, block c0: one time stands in this cell, found 2 numbers"
            6, "1 | 1 | x", "line 6, block B1: "
            4, "c1 | A1", "line 4, block c1: in this form the header of these stages is 'c1 | A1 | B1'"
            4,
            "c2 | A2 | B2",
            "line 4, block c2: this form has no such block here; its blocks are c0, A0, B0, c1, A1, B1, alpha, beta1"
            7, "alpha | 1", "line 7, block alpha: 1 weight for 2 stages"
            8, "beta2 | 0 0", "line 8, block beta2: this form has no such block here"
            8, "", "line 7, block beta1: the block is missing; this form has c0, A0, B0, c1, A1, B1, alpha, beta1"
            8, "alpha | 1/2 1/2", "line 8, block alpha: the block stands twice"
            1, "0 | |", "line 1: numbers stand below no header such as 'c0 | A0 | B0'"
        ] do
        let lines = good.Split('\n')
        lines.[line - 1] <- changed
        Assert.StartsWith(expected, message (System.String.Join("\n", lines)))

    Assert.StartsWith("line 1: the tableau is empty", message "")

[<Fact>]
let ``methods read back from their text as the same`` () =
    for _, m, _, _ in all do
        let claimed = {
            m with
                Claims = Map.ofList [ OrderClaim.Weak NoiseClass.General, 2; OrderClaim.Deterministic, 2 ]
        }

        Assert.Equal(Ok claimed, StochasticMethodText.read (StochasticMethodText.write claimed))

    for text in
        [
            ""
            "(stochastic"
            "(stochastic 2 \"M\" Sra Ito (claims) \"\")"
            "(stochastic 1 \"M\" Sra Ito (claims) \"\")"
            "(stochastic 1 \"M\" Srb Ito (claims) \"\")"
            "(stochastic 1 \"M\" Sra Ito (claims (StrongAdditive 0)) \"\")"
        ] do
        Assert.True((StochasticMethodText.read text).IsError, text)

[<Fact>]
let ``no text makes the readers throw`` () =
    let good =
        all
        |> List.map (fun (_, m, _, _) -> m.Form, StochasticMethodText.write m, StochasticTableauText.write m)

    let damaged =
        gen {
            let! form, compiled, tableau = Gen.elements good
            let! text = Gen.elements [ compiled; tableau ]
            let! at = Gen.choose (0, text.Length - 1)
            let! length = Gen.choose (0, 12)

            let! insert =
                Gen.elements [
                    ""
                    "|"
                    "\n"
                    " "
                    "1/0"
                    "sqrt(-1)"
                    "1e99"
                    "c1"
                    "beta1 |"
                    "---"
                    "("
                    "\\"
                    "alpha"
                ]

            return form, text.Remove(at, min length (text.Length - at)).Insert(at, insert)
        }

    Check.One(
        Config.QuickThrowOnFailure
            .WithMaxTest(400)
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(3UL, 5UL); Size = None }),
        Prop.forAll (Arb.fromGen damaged) (fun (form, text) ->
            let read =
                match StochasticMethodText.read text with
                | Ok m -> m.Blocks.Count > 0
                | Error message -> message.Length > 0

            match StochasticTableauText.read form text with
            | Ok blocks -> read && blocks.Count > 0
            | Error fault -> read && fault.Message.Length > 0 && fault.Line > 0)
    )
