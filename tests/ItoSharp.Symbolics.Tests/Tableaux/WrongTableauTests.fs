/// Tableaux that public codes store wrongly are refused with the condition that they violate, and with what would mend them.
module ItoSharp.Symbolics.Tests.Tableaux.WrongTableauTests

open Xunit
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Tableaux.CorpusTests

let private only order embedded text : TableauFault =
    faults order embedded text |> List.exactlyOne

/// A cure, applied, leaves nothing to say.
let private mends order embedded (cure: TableauCure) =
    match cure.Member with
    | "Tableau" -> Assert.Empty(faults order embedded cure.Replacement)
    | _ -> Assert.Fail cure.Member

[<Fact>]
let ``gl4 with equal nodes has order one, and its node is mended`` () =
    let fault = only 4 0 WrongCorpus.gauss4
    Assert.Equal("row-sum", fault.Rule)
    Assert.Equal(3, fault.Place.Value.Line)

    for part in
        [
            "the coefficients of stage 2 sum to 1/2+1/6*sqrt(3), but its c is 1/2-1/6*sqrt(3) (residual 1/3*sqrt(3))"
            "on equations y' = f(t, y) the order is 1, since sum b_i c_i is 1/2-1/6*sqrt(3) instead of 1/2"
        ] do
        Assert.Contains(part, fault.Message)

    let cure = List.exactlyOne fault.Cures

    Assert.Equal("Write c_2 = 1/2+1/6*sqrt(3) instead of 1/2-sqrt(3)/6: all conditions of order 4 hold", cure.Title)

    mends 4 0 cure

[<Fact>]
let ``a Tsit5 with exchanged rows is recognised`` () =
    let fault = only 5 4 WrongCorpus.tsit5
    Assert.Equal("exchanged", fault.Rule)

    Assert.Contains(
        "b and b-hat are exchanged: the propagated weights have order 4, the embedded ones 5",
        fault.Message
    )

    Assert.Contains("fails for the first row (residual", fault.Message)
    mends 5 4 (List.exactlyOne fault.Cures)

    // Without the second row the first violated condition is named.
    let single =
        let lines = WrongCorpus.tsit5.TrimEnd().Split('\n')
        System.String.Join("\n", Array.take (lines.Length - 1) lines)

    let fault = only 5 0 single
    Assert.Equal(("order-claim", "Order"), (fault.Rule, fault.Member))
    Assert.Contains("sum b_i a_ij a_jk a_kl c_l = 1/120", fault.Message)
    Assert.Contains("the proven order is 4", fault.Message)

[<Fact>]
let ``a second stage at t is of order one on equations that depend on time`` () =
    let fault = only 2 0 WrongCorpus.secondOrder
    Assert.Equal("row-sum", fault.Rule)
    Assert.Contains("the coefficients of stage 2 sum to 1, but its c is 0 (residual 1)", fault.Message)
    Assert.Contains("the order is 1, since sum b_i c_i is 0 instead of 1/2", fault.Message)
    mends 2 0 (List.exactlyOne fault.Cures)

[<Fact>]
let ``one wrong coefficient is named with its right value`` () =
    for text, title in
        [
            WrongCorpus.wrongWeight,
            "Write b_1 = 35/384 instead of 35/284: all conditions of order 5 and, for b-hat, 4 hold"
            WrongCorpus.wrongEmbedded, "Write bhat_3 = 7571/16695 instead of 7571/57600: all conditions of order 4 hold"
            WrongCorpus.dormandPrince "35/384" "7571/16695" "46732/5274" "8/9",
            "Write a_63 = 46732/5247 instead of 46732/5274: all conditions of order 5 and, for b-hat, 4 hold"
            WrongCorpus.dormandPrince "35/384" "7571/16695" "46732/5247" "7/9",
            "Write c_5 = 8/9 instead of 7/9: all conditions of order 5 and, for b-hat, 4 hold"
        ] do
        let cure = (only 5 4 text).Cures |> List.exactlyOne
        Assert.Equal(title, cure.Title)
        mends 5 4 cure

[<Fact>]
let ``two wrong weights in the two rows are both named`` () =
    let found =
        faults 5 4 (WrongCorpus.dormandPrince "35/284" "7571/57600" "46732/5247" "8/9")

    Assert.Equal<string list>([ "weight-sum"; "weight-sum" ], found |> List.map (fun f -> f.Rule))
    Assert.Contains("b_1 = 35/384", (found.[0].Cures |> List.exactlyOne).Title)
    Assert.Contains("bhat_3 = 7571/16695", (found.[1].Cures |> List.exactlyOne).Title)

[<Fact>]
let ``a wrong decimal is mended with as many digits`` () =
    let right = published |> List.find (fun (name, _, _, _, _) -> name = "Tsit5")
    let _, _, _, _, text = right
    let fault = only 5 4 (text.Replace("4.3622954328695815", "4.3622954828695815"))
    Assert.Equal("row-sum", fault.Rule)
    let cure = List.exactlyOne fault.Cures
    Assert.Contains("a_43 = 4.36229543286958", cure.Title)
    mends 5 4 cure

[<Fact>]
let ``few digits prove nothing`` () =
    // Two thirds and a third in four digits: exact numbers, and then not third order.
    let heun3 = "0 |\n0.3333 | 0.3333\n0.6667 | 0 0.6667\n---\n| 0.25 0 0.75"
    Assert.Equal("order-claim", (only 3 0 heun3).Rule)
    // With ten digits and more they prove it.
    let digits =
        "0 |\n0.333333333333 | 0.333333333333\n0.666666666667 | 0 0.666666666667\n---\n| 0.25 0 0.75"

    Assert.Empty(faults 3 0 digits)
    // A digit that is wrong is not excused by the digits beside it.
    Assert.Equal("order-claim", (only 3 0 (digits.Replace("666666666667", "666666667667"))).Rule)
    // What large coefficients leave open is said.
    let fault = only 2 0 "0 |\n1/1000000 | 1/1000000\n---\n| -499999.0000 500000.0000"
    Assert.Equal("digits", fault.Rule)
    Assert.Contains("within 1.0e-4 of 1", fault.Message)
    Assert.Empty(faults 2 0 "0 |\n1/1000000 | 1/1000000\n---\n| -499999 500000")

[<Fact>]
let ``rounded fractions are recognised`` () =
    let fault = only 2 0 "0 |\n1 | 333333333333333/333333333333334\n---\n| 1/2 1/2"
    Assert.Contains("these look rounded: write them as decimals", fault.Message)

[<Fact>]
let ``an embedded row is a method of its own`` () =
    let row text = "0 |\n1 | 1\n---\n| 1/2 1/2" + text
    Assert.Equal(("embedded-row", "EmbeddedOrder"), (let f = only 2 1 (row "") in f.Rule, f.Member))
    Assert.Contains("b-hat equal b", (only 2 0 (row "\n| 1/2 0.5")).Message)
    Assert.Contains("differences b - b-hat", (only 2 1 (row "\n| -1/2 1/2")).Message)
    Assert.Empty(faults 2 1 (row "\n| 1 0"))
    Assert.Equal("order-range", (only 9 0 (row "")).Rule)
    Assert.Equal("order-range", (only -1 0 (row "")).Rule)

[<Fact>]
let ``texts that are no tableau say why, and where`` () =
    for text, part, line in
        [
            "", "empty", 0
            "0 |\n1 | 1", "dashes", 0
            "0 |\n1 | 1\n---", "found 0", 0
            "0 |\n1 | 1\n---\n| 1\n| 1\n| 1", "found 3", 6
            "0 |\n1 | 1\n---\n| 1/2", "1 weights for 2 stages", 4
            "0 |\n1 | \n---\n| 1/2 1/2", "stage 2 needs 1 coefficients, or all 2, found 0", 2
            "0 |\n1 | 1 0 0\n---\n| 1/2 1/2", "3 coefficients in a tableau of 2 stages", 2
            "0 |\n1 | x\n---\n| 1/2 1/2", "'x'", 2
            "0 |\n1 | 1/0\n---\n| 1/2 1/2", "a division by zero", 2
            "0 |\n1 | sqrt(-2)\n---\n| 1/2 1/2", "even root of a negative number", 2
            "0 |\n1 | 1\n---\n1 | 1/2 1/2", "nothing stands before", 4
            String.replicate 17 "0 |\n" + "---\n| 1", "17 stages; at most 16", 17
        ] do
        match ButcherText.readWithPlaces text with
        | Ok _ -> Assert.Fail("accepted: " + text)
        | Error e ->
            Assert.Contains(part, e.Message)
            Assert.Equal((text, line), (text, e.Place.Line))

    // The entry, not its line.
    match ButcherText.readWithPlaces "0   |\n1/2 |  half\n---\n| 0 1" with
    | Error e -> Assert.Equal((2, 7, 4), (e.Place.Line, e.Place.Column, e.Place.Length))
    | Ok _ -> Assert.Fail "accepted"
