namespace ItoSharp.Symbolics

/// A tree of an equation y' = f(t, y): a leaf may be the time, whose stages are the c_i instead of the row sums of A.
type internal TimedTree =
    | Time
    | State of TimedTree list

/// The order of a tableau whose c differ from its row sums: a mistake that autonomous problems do not show.
module internal AbscissaConditions =
    let rec private order tree =
        match tree with
        | Time -> 1
        | State children -> 1 + List.sumBy order children

    let rec private density tree : Rational =
        match tree with
        | Time -> Rational.One
        | State children -> List.fold (fun acc child -> acc * density child) (Rational.Of(order tree)) children

    let rec private ofOrder n =
        if n = 1 then
            [ Time; State [] ]
        else
            let smaller = [
                for k in n - 1 .. -1 .. 1 do
                    yield! ofOrder k
            ]

            Forests.ofSize order (n - 1) smaller |> List.map State

    let private formula tree =
        let indices = "ijklmnop"
        let mutable used = 0

        let rec factors children =
            let index = string indices.[used]
            used <- used + 1

            [
                for child in children do
                    match child with
                    | Time -> yield "c_" + index
                    | State below ->
                        yield "a_" + index + string indices.[used]
                        yield! factors below
            ]

        match tree with
        | Time -> ""
        | State children -> "sum " + System.String.Join(" ", "b_i" :: factors children)

    let rec private stages (a: Quantity[][]) (c: Quantity[]) children =
        children
        |> List.map (fun child ->
            match child with
            | Time -> c
            | State below ->
                let inner = stages a c below
                a |> Array.map (fun row -> Array.map2 (*) row inner |> Array.reduce (+)))
        |> List.fold (Array.map2 (*)) (Array.create c.Length Quantity.One)

    /// Beyond this order no violation is looked for.
    let private upTo = 5

    /// The first violated condition: its order, formula, weight, and what it should be.
    let firstViolation (a: Quantity[][]) (b: Quantity[]) (c: Quantity[]) : (int * string * Quantity * Rational) option =
        seq {
            for n in 1..upTo do
                for tree in ofOrder n do
                    match tree with
                    | State children -> yield n, tree, children
                    | Time -> ()
        }
        |> Seq.tryPick (fun (n, tree, children) ->
            let found = Array.map2 (*) b (stages a c children) |> Array.reduce (+)
            let expected = Rational.One / density tree

            match Quantity.verdict (Rational.toDouble expected) (found - Quantity.Of expected) with
            | Verdict.Holds -> None
            | _ -> Some(n, formula tree, found, expected))
