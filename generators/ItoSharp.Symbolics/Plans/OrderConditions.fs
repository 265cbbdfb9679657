namespace ItoSharp.Symbolics

/// A rooted tree as the sorted list of its root's subtrees.
type RootedTree = RootedTree of RootedTree list

/// The order of a Runge-Kutta tableau by Butcher's rooted-tree conditions, in exact arithmetic.
module OrderConditions =
    /// The number of vertices.
    let rec order (RootedTree children) = 1 + List.sumBy order children

    /// The density gamma: the product of the orders of all subtrees.
    let rec density (RootedTree children as tree) : Rational =
        List.fold (fun acc child -> acc * density child) (Rational.Of(order tree)) children

    /// All trees with n vertices, each once.
    let trees: int -> RootedTree list =
        let rec ofOrder n =
            if n = 1 then
                [ RootedTree [] ]
            else
                let smaller = [
                    for k in n - 1 .. -1 .. 1 do
                        yield! ofOrder k
                ]

                Forests.ofSize order (n - 1) smaller |> List.map RootedTree

        ofOrder

    /// The tree in Butcher's bracket notation.
    let rec show (RootedTree children) =
        if children.IsEmpty then
            "t"
        else
            "[" + System.String.Join(" ", List.map show children) + "]"

    /// Per stage: the product over the root's subtrees of sum_j a_ij phi_j(subtree).
    let rec private stageWeights (tableau: Tableau) (RootedTree children) : Rational list =
        let ones = tableau.B |> List.map (fun _ -> Rational.One)
        let sum = List.fold (+) Rational.Zero

        children
        |> List.map (fun child ->
            let inner = stageWeights tableau child

            tableau.A
            |> List.map (fun row -> List.map2 (*) row (List.truncate row.Length inner) |> sum))
        |> List.fold (List.map2 (*)) ones

    /// The elementary weight sum_i b_i phi_i(tree).
    let weight (tableau: Tableau) (tree: RootedTree) : Rational =
        List.map2 (*) tableau.B (stageWeights tableau tree)
        |> List.fold (+) Rational.Zero

    /// The first violated condition up to an order: the tree, its weight, and what it should be.
    let firstViolation (upTo: int) (tableau: Tableau) : (RootedTree * Rational * Rational) option =
        seq {
            for n in 1..upTo do
                yield! trees n
        }
        |> Seq.tryPick (fun tree ->
            let expected = Rational.One / density tree
            let found = weight tableau tree

            if found = expected then
                None
            else
                Some(tree, found, expected))

    /// The order, up to 8.
    [<CompiledName("OrderOf")>]
    let orderOf (tableau: Tableau) : int =
        match firstViolation 8 tableau with
        | Some(tree, _, _) -> order tree - 1
        | None -> 8
