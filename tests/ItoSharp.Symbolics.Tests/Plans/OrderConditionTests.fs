/// Butcher's order conditions: the trees, known tableaux, and tableaux that fall short of their name.
module ItoSharp.Symbolics.Tests.Plans.OrderConditionTests

open FsCheck.FSharp
open Xunit
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Plans.RandomPlans

[<Fact>]
let ``the rooted trees of orders one to eight are 1, 1, 2, 4, 9, 20, 48, 115`` () =
    for order, count in List.zip [ 1..8 ] [ 1; 1; 2; 4; 9; 20; 48; 115 ] do
        let trees = OrderConditions.trees order
        Assert.Equal(count, trees.Length)
        Assert.Equal(count, (trees |> List.map OrderConditions.show |> List.distinct).Length)
        Assert.All(trees, fun tree -> Assert.Equal(order, OrderConditions.order tree))

[<Fact>]
let ``densities are those of the tall tree and the bush`` () =
    let rec tall n =
        if n = 1 then RootedTree [] else RootedTree [ tall (n - 1) ]

    let bush n =
        RootedTree(List.replicate (n - 1) (RootedTree []))

    let factorial n = List.fold (*) 1 [ 1..n ]

    for n in 1..7 do
        Assert.Equal(Rational.Of(factorial n), OrderConditions.density (tall n))
        Assert.Equal(Rational.Of n, OrderConditions.density (bush n))

let private known = [
    "Euler", 1, fractions [ (0, 1) ] [ [] ] [ (1, 1) ]
    "midpoint", 2, fractions [ (0, 1); (1, 2) ] [ []; [ (1, 2) ] ] [ (0, 1); (1, 1) ]
    "Heun", 2, heun
    "Kutta's third", 3, kutta3
    "Ralston's third",
    3,
    fractions [ (0, 1); (1, 2); (3, 4) ] [ []; [ (1, 2) ]; [ (0, 1); (3, 4) ] ] [ (2, 9); (1, 3); (4, 9) ]
    "van der Houwen",
    3,
    fractions [ (0, 1); (8, 15); (2, 3) ] [ []; [ (8, 15) ]; [ (1, 4); (5, 12) ] ] [ (1, 4); (0, 1); (3, 4) ]
    "classical", 4, classical4
    "3/8 rule",
    4,
    fractions [ (0, 1); (1, 3); (2, 3); (1, 1) ] [ []; [ (1, 3) ]; [ (-1, 3); (1, 1) ]; [ (1, 1); (-1, 1); (1, 1) ] ] [
        (1, 8)
        (3, 8)
        (3, 8)
        (1, 8)
    ]
    "Butcher's fifth",
    5,
    fractions [ (0, 1); (1, 4); (1, 4); (1, 2); (3, 4); (1, 1) ] [
        []
        [ (1, 4) ]
        [ (1, 8); (1, 8) ]
        [ (0, 1); (-1, 2); (1, 1) ]
        [ (3, 16); (0, 1); (0, 1); (9, 16) ]
        [ (-3, 7); (2, 7); (12, 7); (-12, 7); (8, 7) ]
    ] [ (7, 90); (0, 1); (32, 90); (12, 90); (32, 90); (7, 90) ]
]

[<Fact>]
let ``known tableaux have their order`` () =
    for name, order, t in known do
        Assert.Equal((name, order), (name, OrderConditions.orderOf t))
        Assert.True((OrderConditions.firstViolation order t).IsNone)
        Assert.True((OrderConditions.firstViolation (order + 1) t).IsSome)

let private refusal (order: int) t =
    PlanProofs.faults {
        Name = "Mutant"
        Order = order
        Method = rho t
        Churn = false
    }

[<Fact>]
let ``known tableaux may claim their order and no more`` () =
    for _, order, t in known do
        Assert.Empty(refusal order t)
        Assert.Contains(refusal (order + 1) t, fun f -> f.Rule = "order-claim" && f.Member = "Order")

[<Fact>]
let ``mutated tableaux are refused`` () =
    let mutation =
        gen {
            let! _, order, t =
                Gen.elements (known |> List.filter (fun (_, _, t) -> t.Stages > 1))

            let! stage = Gen.choose (1, t.Stages - 1)
            let! column = Gen.choose (0, stage - 1)
            let! kind = Gen.elements [ "a"; "b"; "c" ]
            let! p = Gen.elements [ -2; -1; 1; 2; 3 ]
            let! q = Gen.elements [ 2; 3; 7; 90; 1000 ]
            let by = Rational.Of(p, q)

            let change i values =
                values
                |> List.mapi (fun j v -> if i = j then Coefficient.add v (Coefficient.Of by) else v)

            return
                order,
                match kind with
                | "a" -> {
                    t with
                        A = t.A |> List.mapi (fun i row -> if i = stage then change column row else row)
                  }
                | "b" -> { t with B = change stage t.B }
                | _ -> { t with C = change stage t.C }
        }

    // One changed number breaks a row sum, the sum of the weights, or both.
    check 200 mutation (fun (order, t) -> Assert.NotEmpty(refusal order t))

    // Two weights changed against each other keep the sums; then the order's own conditions refuse.
    let by = Rational.Of(1, 60)

    for _, order, t in known do
        if t.Stages > 1 && t.C.[t.Stages - 1] <> t.C.[0] then
            let last = t.Stages - 1

            let b =
                t.B
                |> List.mapi (fun i v ->
                    if i = 0 then Coefficient.add v (Coefficient.Of(-by))
                    elif i = last then Coefficient.add v (Coefficient.Of by)
                    else v)

            Assert.Contains(refusal order { t with B = b }, fun f -> f.Rule = "order-claim")

[<Fact>]
let ``a violated condition is named with its residual`` () =
    match OrderConditions.firstViolation 3 heun with
    | Some v ->
        Assert.Equal(3, OrderConditions.order v.Tree)
        Assert.NotEqual(v.Found, Quantity.Of v.Expected)
        Assert.Equal(v.Found - Quantity.Of v.Expected, v.Residual)
        Assert.Equal(Rational.One / OrderConditions.density v.Tree, v.Expected)
        Assert.Equal(Verdict.Violated, v.Verdict)
    | None -> Assert.Fail "Heun's method has no order three"
