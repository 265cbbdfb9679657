/// Published tableaux have the orders that they are published with, wrong ones are refused with the condition that fails.
module ItoSharp.Symbolics.Tests.Tableaux.CorpusTests

open System
open System.IO
open System.Text.RegularExpressions
open Xunit
open ItoSharp.Symbolics

let rec private rootFrom (folder: string) =
    if File.Exists(Path.Combine(folder, "DSL.sln")) then
        folder
    else
        rootFrom (Path.GetDirectoryName folder)

let private number (text: string) (name: string) =
    let m = Regex.Match(text, @"\b" + name + @" = (\d+)")
    if m.Success then int m.Groups.[1].Value else 0

/// The library's own declarations: name, order, embedded order, source, text.
let shipped = [
    for path in
        Directory.GetFiles(Path.Combine(rootFrom AppContext.BaseDirectory, "src", "ItoSharp", "Tableaux"), "*.cs")
        |> Array.sort do
        let source = File.ReadAllText path

        if source.Contains "[ButcherTableau(" then
            let text =
                Regex.Match(source, "\"\"\"\n(.*?)\n *\"\"\"", RegexOptions.Singleline).Groups.[1].Value

            let reference = Regex.Match(source, "<remarks>(.*?)</remarks>").Groups.[1].Value
            Path.GetFileNameWithoutExtension path, number source "Order", number source "EmbeddedOrder", reference, text
]

let published = shipped @ ExplicitCorpus.all @ ImplicitCorpus.all

let read text =
    match ButcherText.read text with
    | Ok t -> t
    | Error e -> failwith e

let declare order embedded text = {
    Name = "T"
    Order = order
    EmbeddedOrder = embedded
    Text = text
}

let faults order embedded text =
    TableauFaults.ofDeclaration (declare order embedded text)

[<Fact>]
let ``the corpus has at least sixty tableaux, each with its source`` () =
    Assert.True(published.Length >= 60, string published.Length)

    for name, order, _, source, _ in published do
        Assert.False(String.IsNullOrWhiteSpace source, name)
        Assert.True(order > 0, name)

[<Fact>]
let ``published tableaux have exactly their published orders`` () =
    for name, order, embedded, _, text in published do
        Assert.Equal((name, []), (name, faults order embedded text |> List.map (fun f -> f.Message)))
        let facts = TableauProofs.facts (read text)
        Assert.Equal((name, order), (name, facts.Proof.Order))

        match facts.EmbeddedProof with
        | Some proof -> Assert.Equal((name, embedded), (name, proof.Order))
        | None -> Assert.Equal((name, 0), (name, embedded))

[<Fact>]
let ``one order more is refused, of both rows`` () =
    for name, order, embedded, _, text in published do
        let rules order embedded =
            faults order embedded text |> List.map (fun f -> f.Rule)

        if order < 8 && embedded <= order then
            Assert.Equal((name, [ "order-claim" ]), (name, rules (order + 1) embedded))
        elif order < 8 then
            // The embedded row has the higher order: a claim of it looks like an exchange.
            Assert.Equal((name, [ "exchanged" ]), (name, rules (order + 1) 0))

        if embedded > 0 && embedded < 8 then
            Assert.Equal((name, [ "embedded-claim" ]), (name, rules order (embedded + 1)))

        if order > 1 then
            Assert.Equal((name, [ "order-below" ]), (name, rules (order - 1) embedded))

[<Fact>]
let ``texts and compiled texts are read back as the same tableaux`` () =
    for name, order, embedded, _, text in published do
        let t = read text
        Assert.Equal((name, Ok t), (name, ButcherText.read (ButcherText.write t)))

        let declaration = {
            declare order embedded text with
                Name = name
        }

        match ButcherDeclarationText.read (ButcherDeclarationText.write declaration t) with
        | Ok back ->
            Assert.Equal((name, order, embedded), (back.Name, back.Order, back.EmbeddedOrder))
            Assert.Equal(t, read back.Text)
            // The same facts, to the last bit of the residual.
            Assert.Equal(TableauProofs.facts t, TableauProofs.facts (read back.Text))
        | Error e -> Assert.Fail e

[<Fact>]
let ``tableaux of fractions have the order that an exact step has`` () =
    let isFraction (c: Coefficient) =
        match c with
        | Coefficient.Exact s -> s.AsRational.IsSome
        | _ -> false

    let mutable compared = 0

    for name, _, _, _, text in published do
        let t = read text

        if t.Stages <= 8 && TableauProofs.coefficients t |> List.forall isFraction then
            compared <- compared + 1

            for weights in t.B :: Option.toList t.Embedded do
                let proven = TableauProofs.facts { t with B = weights; Embedded = None }

                Assert.Equal(
                    (name, proven.Proof.Order),
                    (name, SeriesOracle.orderOf (proven.Proof.Order + 1) t weights)
                )

    Assert.True(compared >= 25, string compared)

let private facts name =
    let _, _, _, _, text = published |> List.find (fun (n, _, _, _, _) -> n = name)
    TableauProofs.facts (read text)

[<Fact>]
let ``kind, FSAL, stage order and stability are those of the textbooks`` () =
    for name, kind, fsal, stageOrder in
        [
            "ClassicalRk4", TableauKind.Explicit, false, 1
            "DormandPrince54", TableauKind.Explicit, true, 1
            "Tsit5", TableauKind.Explicit, true, 1
            "BogackiShampine", TableauKind.Explicit, true, 1
            "CashKarp54", TableauKind.Explicit, false, 1
            "Gauss4", TableauKind.FullyImplicit, false, 2
            "Gauss6", TableauKind.FullyImplicit, false, 3
            "RadauIIA5", TableauKind.FullyImplicit, false, 3
            "LobattoIIIA4", TableauKind.FullyImplicit, true, 3
            "LobattoIIIB4", TableauKind.FullyImplicit, false, 1
            "LobattoIIIC4", TableauKind.FullyImplicit, false, 2
            "Radau IA of three stages", TableauKind.FullyImplicit, false, 2
            "Sdirk2", TableauKind.SinglyDiagonallyImplicit, false, 1
            "Sdirk3", TableauKind.SinglyDiagonallyImplicit, false, 1
            "KenCarp4Implicit", TableauKind.SinglyDiagonallyImplicit, true, 2
            "TrBdf2", TableauKind.SinglyDiagonallyImplicit, true, 2
        ] do
        let f = facts name
        Assert.Equal((name, kind, fsal, stageOrder), (name, f.Kind, f.IsFsal, f.StageOrder))

    let close (name: string) (expected: float) =
        Assert.Equal(expected, (facts name).StabilityAtInfinity.Value, 12)
        Assert.Equal(Some true, (facts name).IsAStable)

    for name in
        [
            "RadauIIA3"
            "RadauIIA5"
            "LobattoIIIC4"
            "Sdirk2"
            "Sdirk3"
            "TrBdf2"
            "BackwardEuler"
        ] do
        close name 0.0

    for name in
        [
            "Gauss4"
            "Gauss6"
            "ImplicitMidpoint"
            "ImplicitTrapezoid"
            "LobattoIIIA4"
            "LobattoIIIB4"
        ] do
        close name 1.0

    // 1 - sqrt(3), Hairer and Wanner II, table IV.6.3.
    close "Crouzeix3" (sqrt 3.0 - 1.0)

[<Fact>]
let ``a method that is not A-stable is told so`` () =
    // The smaller diagonal of the two that give order three.
    let unstable =
        "1/2-sqrt(3)/6 | 1/2-sqrt(3)/6\n1/2+sqrt(3)/6 | sqrt(3)/3 1/2-sqrt(3)/6\n---\n| 1/2 1/2"

    let f = TableauProofs.facts (read unstable)
    Assert.Equal(3, f.Proof.Order)
    Assert.Equal(Some false, f.IsAStable)

[<Fact>]
let ``roots that numerator and denominator share decide nothing on A-stability`` () =
    let stable text =
        (TableauProofs.facts (read text)).IsAStable

    // The implicit midpoint rule beside a stage that nothing uses, with the root 1, and with the root -1.
    Assert.Equal(Some true, stable "1/2 | 1/2 0\n1 | 0 1\n---\n| 1 0")
    Assert.Equal(None, stable "1/2 | 1/2 0\n-1 | 0 -1\n---\n| 1 0")
    // Alone, backward in time: R = (1 - z/2) / (1 + z/2) has a pole at -2.
    Assert.Equal(Some false, stable "-1/2 | -1/2\n---\n| -1")
    // The same with decimals.
    Assert.Equal(Some false, stable "-0.5000000001 | -0.5000000001\n---\n| -0.9999999999")

[<Fact>]
let ``A-stability is not decided by decimals that do not tell a sign`` () =
    // R = (1 + (b - a) z) / (1 - a z), |Q(iy)|^2 - |P(iy)|^2 = b (2a - b) y^2, and 2a - b = 0.1 up to 0.15.
    Assert.Equal(None, (TableauProofs.facts (read "1234567890.5 | 1234567890.5\n---\n| 2469135780.9")).IsAStable)

    Assert.Equal(Some true, (TableauProofs.facts (read "1234567890.5 | 1234567890.5\n---\n| 2469135780.1")).IsAStable)

[<Fact>]
let ``Tsit5 as published is of order five with its residual`` () =
    let f = facts "Tsit5"
    Assert.Equal("order 5, decimal coefficients, residual 1.1e-14 (known to 1.2e-13)", TableauProofs.describeOrder f)
    Assert.True(f.Proof.Residual <= f.Proof.Uncertainty)
