namespace ItoSharp.Symbolics

/// An order condition that does not hold, or of which the decimals do not tell.
type OrderViolation = {
    Tree: RootedTree
    /// The weight that the tableau gives the tree.
    Found: Quantity
    /// 1 / gamma.
    Expected: Rational
    Verdict: Verdict
} with

    /// Found less expected.
    member v.Residual = v.Found - Quantity.Of v.Expected

/// What the conditions say about one row of weights.
type OrderProof = {
    /// The order, up to 8.
    Order: int
    /// The largest difference of the two sides of a condition of this order; 0 for exact coefficients.
    Residual: float
    /// How well the rounded decimals determine those differences.
    Uncertainty: float
    /// The first condition beyond; None at order 8.
    Violation: OrderViolation option
}

/// The order of a Runge-Kutta tableau by Butcher's rooted-tree conditions.
module OrderConditions =
    /// The number of vertices.
    let order = RootedTrees.order

    /// The density gamma: the product of the orders of all subtrees.
    let density = RootedTrees.density

    /// All trees with n vertices, each once.
    let trees = RootedTrees.ofOrder

    /// The tree in Butcher's bracket notation.
    let show = RootedTrees.show

    let private violation (weights: StageWeights) (b: Quantity[]) tree =
        let entry = TreeTable.entries.[tree]
        let found = weights.Weight(b, tree)
        let expected = Rational.One / entry.Density
        let residual = found - Quantity.Of expected
        let verdict = Quantity.verdict entry.Size residual

        verdict,
        residual,
        {
            Tree = entry.Tree
            Found = found
            Expected = expected
            Verdict = verdict
        }

    /// Tests the conditions by rising order until one does not hold.
    let internal proof (weights: StageWeights) (b: Quantity[]) (upTo: int) : OrderProof =
        let rec from tree (proven: OrderProof) residual uncertainty =
            if tree = TreeTable.entries.Length || TreeTable.entries.[tree].Order > upTo then
                {
                    Order = upTo
                    Residual = residual
                    Uncertainty = uncertainty
                    Violation = None
                }
            else
                let order = TreeTable.entries.[tree].Order

                // A new order begins: all conditions below it hold.
                let proven =
                    if order - 1 > proven.Order then
                        {
                            Order = order - 1
                            Residual = residual
                            Uncertainty = uncertainty
                            Violation = None
                        }
                    else
                        proven

                let verdict, difference, violated = violation weights b tree

                if verdict = Verdict.Holds then
                    from
                        (tree + 1)
                        proven
                        (max residual (abs (Quantity.toDouble difference)))
                        (max uncertainty (Quantity.uncertainty difference))
                else
                    {
                        proven with
                            Violation = Some violated
                    }

        from
            0
            {
                Order = 0
                Residual = 0.0
                Uncertainty = 0.0
                Violation = None
            }
            0.0
            0.0

    let private square (tableau: Tableau) =
        let numbers = TableauNumbers.ofRows (tableau.B :: tableau.A)
        let stages = tableau.Stages

        numbers.Tail
        |> List.map (fun row -> Array.append row (Array.create (stages - row.Length) Quantity.Zero))
        |> Array.ofList,
        numbers.Head

    /// The elementary weight sum_i b_i phi_i(tree).
    let weight (tableau: Tableau) (tree: RootedTree) : Quantity =
        let a, b = square tableau

        match TreeTable.entries |> Array.tryFindIndex (fun entry -> entry.Tree = tree) with
        | Some i -> StageWeights(a).Weight(b, i)
        | None -> invalidArg (nameof tree) ("no tree of up to 8 vertices: " + show tree)

    /// What is known of a tableau up to an order.
    let prove (upTo: int) (tableau: Tableau) : OrderProof =
        let a, b = square tableau
        proof (StageWeights a) b upTo

    /// The first condition up to an order that does not hold.
    let firstViolation (upTo: int) (tableau: Tableau) : OrderViolation option = (prove upTo tableau).Violation

    /// The order, up to 8.
    [<CompiledName("OrderOf")>]
    let orderOf (tableau: Tableau) : int =
        (prove RootedTrees.maximumOrder tableau).Order
