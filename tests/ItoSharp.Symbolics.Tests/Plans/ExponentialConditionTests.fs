/// Order conditions of exponential tableaux: the bicoloured trees, known methods, and methods that fall short of their name.
module ItoSharp.Symbolics.Tests.Plans.ExponentialConditionTests

open FsCheck.FSharp
open Xunit
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Plans.RandomPlans

[<Fact>]
let ``the bicoloured trees of orders one to five are 2, 4, 11, 34, 117`` () =
    // White vertices have any number of children, black ones one or none: T(x) = x (1 + T + exp(T(x) + T(x^2)/2 + ...)).
    for order, count in List.zip [ 1..5 ] [ 2; 4; 11; 34; 117 ] do
        let trees = ExponentialConditions.trees order
        Assert.Equal(count, trees.Length)
        Assert.Equal(count, (trees |> List.map ExponentialConditions.show |> List.distinct).Length)
        Assert.All(trees, fun tree -> Assert.Equal(order, ExponentialConditions.order tree))

let private read text =
    match PhiText.read text with
    | Ok t -> t
    | Error message -> failwith message

/// Strehmel and Weiner's, and Hochbruck and Ostermann's, methods of two stages with any c (Acta Numerica 2010, section 2.3).
let private twoStages (c: string) (inverse: string) =
    $"0 |\n{c} | {c} phi1\n---\n| phi1 - {inverse} phi2  {inverse} phi2"

/// DPM-Solver-3's formula for any r1 and r2.
let private dpm (r1: Rational) (r2: Rational) =
    let t (r: Rational) = r.ToString()
    let m = r2 / r1 * r2
    let b = Rational.One / r2
    $"0 |\n{t r1} | {t r1} phi1\n{t r2} | {t r2} phi1 - {t m} phi2  {t m} phi2\n---\n| phi1 - {t b} phi2  0  {t b} phi2"

let private known = [
    "exponential Euler", 1, "0 |\n---\n| phi1"
    "DPM-Solver-2S", 2, midpoint
    "DPM-Solver-2S, taylor", 2, taylor
    "two stages at 1", 2, twoStages "1" "1"
    "two stages at 2/3", 2, twoStages "2/3" "3/2"
    "DPM-Solver-3S", 3, dpm3
    "DPM-Solver-3S with r2 = 2/3 and another r1", 3, dpm (Rational.Of(1, 2)) (Rational.Of(2, 3))
    "DPM-Solver-3S with r2 = 1/2", 2, dpm (Rational.Of(1, 3)) (Rational.Of(1, 2))
    "DPM-Solver-3S with r2 = 1", 2, dpm (Rational.Of(1, 3)) Rational.One
    "ETD3RK", 3, etd3
    // Krogstad's (J. Comput. Phys. 203, 2005).
    "ETDRK4-B",
    4,
    "0 |\n1/2 | 1/2 phi1\n1/2 | 1/2 phi1 - phi2  phi2\n1 | phi1 - 2 phi2  0  2 phi2\n---\n| phi1 - 3 phi2 + 4 phi3  2 phi2 - 4 phi3  2 phi2 - 4 phi3  -phi2 + 4 phi3"
]

let private faults order tableau =
    PlanProofs.faults {
        Name = "Mutant"
        Order = order
        Method = PlanMethod.RungeKutta(RungeKuttaPlan.Exponential(PlanForm.Noise, tableau))
        Churn = false
    }

[<Fact>]
let ``known methods have their order, and may claim it and no more`` () =
    for name, order, text in known do
        let t = read text
        Assert.Equal((name, order), (name, ExponentialConditions.orderOf t))
        Assert.Empty(faults order t)
        Assert.Contains(faults (order + 1) t, fun f -> f.Rule = "order-claim" && f.Member = "Order")

[<Fact>]
let ``what is linear throughout is exact`` () =
    let rec isBlack tree =
        match tree with
        | Black None -> true
        | Black(Some child) -> isBlack child
        | White _ -> false

    for _, _, text in known do
        for order in 1..6 do
            let tree =
                ExponentialConditions.trees order |> List.filter isBlack |> List.exactlyOne

            Assert.Equal(
                Rational.One / ExponentialConditions.density tree,
                ExponentialConditions.weight (read text) tree
            )

/// The tableau at z = 0.
let private underlying (t: ExponentialTableau) : Tableau =
    let at0 (entry: PhiTerm list) =
        entry
        |> List.map (fun term -> term.Multiple / Rational.Of(List.fold (*) 1 [ 1 .. term.Function ]))
        |> List.fold (+) Rational.Zero

    Tableau.OfFractions(t.C, t.A |> List.map (List.map at0), t.B |> List.map at0)

[<Fact>]
let ``white trees are Butcher's conditions of the tableau at z = 0`` () =
    let rec white (RootedTree children) = White(List.map white children)

    for _, _, text in known do
        let t = read text

        for order in 1..5 do
            for tree in OrderConditions.trees order do
                Assert.Equal(
                    OrderConditions.weight (underlying t) tree,
                    Quantity.Of(ExponentialConditions.weight t (white tree))
                )

[<Fact>]
let ``a violated condition is named with both sides and its residual`` () =
    let message = (faults 3 (read midpoint) |> List.exactlyOne).Message
    // Root N, and below it a linear vertex over N: sum b_i c_i^2 / 2 at z^1 of a_21.
    Assert.Contains("bicoloured tree", message)
    Assert.Contains("1/gamma = 1/", message)
    Assert.Contains("the proven order is 2", message)

    match ExponentialConditions.firstViolation 3 (read midpoint) with
    | Some(tree, found, expected) ->
        Assert.Equal(3, ExponentialConditions.order tree)
        Assert.Contains(ExponentialConditions.show tree, message)
        Assert.Contains((found - expected).ToString(), message)
    | None -> Assert.Fail "DPM-Solver-2 has no order three"

[<Fact>]
let ``rows that do not sum to c phi1 are refused with the residual`` () =
    let refused (text: string) (part: string) =
        Assert.Contains(faults 0 (read text), fun f -> f.Member = "Tableau" && f.Message.Contains part)

    refused "0 |\n1/2 | 1/2 phi1 - phi2\n---\n| 0 phi1" "residual -phi2"
    refused "0 |\n1/2 | 1/3 phi1\n---\n| 0 phi1" "residual -1/6 phi1"
    // Right at z = 0 only: the error would show where h is not small.
    refused "0 |\n1/2 | phi2\n---\n| 0 phi1" "c phi1 = 1/2 phi1"
    refused "0 |\n1/2 | 1/2 phi1\n---\n| 0 2 phi2" "residual -phi1 + 2 phi2"
    refused "1/2 |\n---\n| phi1" "lies at c = 0"
    refused "0 |\n2 | 2 phi1\n---\n| phi1 0" "outside the step"

[<Fact>]
let ``mutated tableaux are refused`` () =
    let mutation =
        gen {
            let! _, order, text =
                Gen.elements (known |> List.filter (fun (_, order, _) -> order > 1))

            let t = read text
            let! stage = Gen.choose (1, t.C.Length - 1)
            let! column = Gen.choose (0, stage - 1)
            let! kind = Gen.elements [ "a"; "b"; "c"; "a moved"; "b moved" ]
            let! k = Gen.choose (1, 4)
            let! p = Gen.elements [ -2; -1; 1; 2; 3 ]
            let! q = Gen.elements [ 2; 3; 7; 90; 1000 ]
            let by = Rational.Of(p, q)

            let add sign (entry: PhiTerm list) =
                let rest, same = entry |> List.partition (fun term -> term.Function <> k)

                let sum =
                    same
                    |> List.map (fun term -> term.Multiple)
                    |> List.fold (+) (by * Rational.Of(sign: int))

                (if sum.IsZero then
                     rest
                 else
                     { Multiple = sum; Function = k } :: rest)
                |> List.sortBy (fun term -> term.Function)

            let change i sign values =
                values |> List.mapi (fun j v -> if i = j then add sign v else v)

            let rows f =
                t.A |> List.mapi (fun i row -> if i = stage then f row else row)

            return
                order,
                kind,
                match kind with
                | "a" -> { t with A = rows (change column 1) }
                | "b" -> { t with B = change stage 1 t.B }
                | "c" -> {
                    t with
                        C = t.C |> List.mapi (fun i c -> if i = stage then c + by else c)
                  }
                // Weights moved from one column to another keep the sums.
                | "a moved" when stage > 1 -> {
                    t with
                        A = rows (change 0 1 >> change (stage - 1) -1)
                  }
                | _ -> {
                    t with
                        B = t.B |> change 0 1 |> change stage -1
                  }
        }

    // One changed number breaks a sum; one moved between columns breaks a condition where the order has one for its function:
    // phi_k enters the conditions of order p with z^0 to z^(p-2), so that of the weights always, that of a stage from order 3 on.
    check 400 mutation (fun (order, kind, t) ->
        let found = faults order t

        match kind with
        | "a moved" when order < 3 -> ()
        | _ -> Assert.NotEmpty found)
