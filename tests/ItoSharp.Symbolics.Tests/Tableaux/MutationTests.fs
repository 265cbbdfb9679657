/// Random changes of right tableaux are refused unless they keep the order, which an exact step decides and not the trees.
module ItoSharp.Symbolics.Tests.Tableaux.MutationTests

open FsCheck
open FsCheck.FSharp
open Xunit
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Plans.RandomPlans
open ItoSharp.Symbolics.Tests.Tableaux.CorpusTests

let private originals =
    [
        "Midpoint2"
        "Heun2"
        "Ralston2"
        "Kutta3"
        "Heun3"
        "ShuOsher3"
        "BogackiShampine"
        "ClassicalRk4"
        "ThreeEighths4"
        "Zonneveld43"
        "Fehlberg45"
        "CashKarp54"
        "DormandPrince54"
        "Butcher's fifth"
        "SSP(4,3)"
        "RadauIIA3"
        "LobattoIIIC4"
        "ImplicitTrapezoid"
        "Radau IA of two stages"
        "Lobatto IIIC of two stages"
    ]
    |> List.map (fun name ->
        let _, order, embedded, _, text =
            published |> List.find (fun (n, _, _, _, _) -> n = name)

        name, order, embedded, read text)

let private set i value values =
    values |> List.mapi (fun j v -> if i = j then value else v)

/// A mutated tableau and what was done to it.
let private mutation =
    gen {
        let! name, order, embedded, t = Gen.elements originals
        let! i = Gen.choose (0, t.Stages - 1)
        let! j = Gen.choose (0, t.Stages - 1)
        let! k = Gen.choose (0, t.Stages - 1)
        let! p = Gen.elements [ -2; -1; 1; 2; 3 ]
        let! q = Gen.elements [ 2; 3; 7; 90; 1000 ]
        let by = Coefficient.Of(Rational.Of(p, q))
        let more value = Coefficient.add value by

        let less value =
            Coefficient.add value (Coefficient.negate by)
        // Explicit tableaux stay explicit.
        let isExplicit = (TableauProofs.facts t).Kind = TableauKind.Explicit

        let below index =
            if isExplicit then index % max 1 i else index

        let row values = { t with A = set i values t.A }
        let old = t.A.[i]
        let canChange = not isExplicit || i > 0

        let! kind =
            Gen.elements [
                "weight"
                "weights moved"
                "weights swapped"
                "embedded"
                if canChange then
                    "entry"
                    "entries moved"
                    "entries swapped"
                    "node and entry"
                "node"
                "node moved"
            ]

        let mutated =
            match kind with
            | "weight" -> { t with B = set i (more t.B.[i]) t.B }
            | "weights moved" -> {
                t with
                    B = (let once = set i (more t.B.[i]) t.B in set j (less once.[j]) once)
              }
            | "weights swapped" -> {
                t with
                    B = t.B |> set i t.B.[j] |> set j t.B.[i]
              }
            | "embedded" -> {
                t with
                    Embedded = t.Embedded |> Option.map (fun b -> set i (more b.[i]) b)
              }
            | "entry" -> row (set (below j) (more old.[below j]) old)
            | "entries moved" ->
                let once = set (below j) (more old.[below j]) old
                row (set (below k) (less once.[below k]) once)
            | "entries swapped" -> row (old |> set (below j) old.[below k] |> set (below k) old.[below j])
            | "node and entry" -> {
                row (set (below j) (more old.[below j]) old) with
                    C = set i (more t.C.[i]) t.C
              }
            | "node" -> { t with C = set i (more t.C.[i]) t.C }
            | _ -> {
                t with
                    C = t.C |> set i t.C.[j] |> set j t.C.[i]
              }

        return name + ", " + kind, order, embedded, mutated
    }

let private accepts order embedded (t: ButcherTableau) =
    faults order embedded (ButcherText.write t)
    |> List.filter (TableauFaults.isInformation >> not)
    |> List.isEmpty

let private sumsHold (t: ButcherTableau) =
    let total values =
        values |> List.map Coefficient.value |> List.fold (+) Quantity.Zero

    List.forall2 (fun c row -> total row = Coefficient.value c) t.C t.A

[<Fact>]
let ``mutations are refused unless an exact step keeps the order`` () =
    let mutable refused = 0
    let mutable kept = 0

    check 400 mutation (fun (what, order, embedded, t) ->
        let keeps =
            SeriesOracle.orderOf order t t.B >= order
            && (match t.Embedded with
                | Some b -> SeriesOracle.orderOf embedded t b >= embedded
                | None -> true)

        let isPair =
            match t.Embedded with
            | Some b -> b <> t.B
            | None -> true

        let expected = keeps && sumsHold t && isPair

        if expected then
            kept <- kept + 1
        else
            refused <- refused + 1

        Assert.Equal((what, expected), (what, accepts order embedded t)))

    // Both happen: a swap of equal weights changes nothing, for one.
    Assert.True(refused > 200 && kept > 10, $"{refused} refused, {kept} kept")

[<Fact>]
let ``whatever cure is offered mends the fault`` () =
    let mutable cured = 0

    check 300 mutation (fun (what, order, embedded, t) ->
        for fault in faults order embedded (ButcherText.write t) do
            for cure in fault.Cures do
                cured <- cured + 1

                let rest =
                    match cure.Member with
                    | "Tableau" -> faults order embedded cure.Replacement
                    | "Order" -> faults (int cure.Replacement) embedded (ButcherText.write t)
                    | _ -> faults order (int cure.Replacement) (ButcherText.write t)

                // The rule is gone; another row may have faults of its own, and a lower claim leave an information.
                Assert.DoesNotContain(
                    rest,
                    fun f -> f.Rule = fault.Rule && f.Member = fault.Member && f.Place = fault.Place
                ))

    Assert.True(cured > 100, string cured)
