namespace ItoSharp.Symbolics

/// A tree of the expansion of u' = L u + N(u): white vertices are N with its derivative by each child, black ones the linear L,
/// which has one child or, at a leaf, u itself.
type BicolouredTree =
    | White of BicolouredTree list
    | Black of BicolouredTree option

/// The order of an exponential Runge-Kutta tableau, in exact arithmetic. The conditions are those of any linear operator L and
/// any N, so they do not depend on z being +h or -h. An equation that also depends on time is one more row of the same form.
module ExponentialConditions =
    /// Explicit methods with the eight stages that a tableau may have do not go beyond.
    let maximumOrder = 6

    /// The number of vertices.
    let rec order (tree: BicolouredTree) =
        match tree with
        | White children -> 1 + List.sumBy order children
        | Black child -> 1 + (child |> Option.map order |> Option.defaultValue 0)

    let private children tree =
        match tree with
        | White children -> children
        | Black child -> Option.toList child

    /// The density gamma: the product of the orders of all subtrees. The exact solution has weight 1 / gamma, whatever the colours.
    let rec density (tree: BicolouredTree) : Rational =
        children tree
        |> List.fold (fun acc child -> acc * density child) (Rational.Of(order tree))

    /// All trees with n vertices, each once.
    let trees: int -> BicolouredTree list =
        let rec ofOrder n =
            if n = 1 then
                [ White []; Black None ]
            else
                let byOrder = [ for k in n - 1 .. -1 .. 1 -> ofOrder k ]

                (byOrder.Head |> List.map (Some >> Black))
                @ (Forests.ofSize order (n - 1) (List.concat byOrder) |> List.map White)

        ofOrder

    /// N[...] and L[...] with the subtrees in brackets; a bare N or L is a leaf.
    let rec show (tree: BicolouredTree) : string =
        let name =
            match tree with
            | White _ -> "N"
            | Black _ -> "L"

        match children tree with
        | [] -> name
        | several -> name + "[" + System.String.Join(" ", List.map show several) + "]"

    let private factorial n =
        List.fold (fun acc k -> acc * Rational.Of k) Rational.One [ 1..n ]

    let rec private power (b: Rational) n =
        if n = 0 then Rational.One else b * power b (n - 1)

    /// The coefficient of z^n in an entry whose functions have the argument c z.
    let private coefficient (c: Rational) n (entry: PhiTerm list) =
        entry
        |> List.map (fun t -> t.Multiple * power c n / factorial (n + t.Function))
        |> List.fold (+) Rational.Zero

    /// The black vertices above the first white one, whose children follow; None where the tree is black throughout.
    let rec private chain tree =
        match tree with
        | White children -> 0, Some children
        | Black None -> 1, None
        | Black(Some child) -> let length, below = chain child in length + 1, below

    /// The weight of a tree in u at c, of which row are the entries: exp(c z) u + h sum_j row_j(c z) N(U_j).
    let rec private weightAt (tableau: ExponentialTableau) (c: Rational) (row: PhiTerm list list) tree =
        match chain tree with
        | length, None -> power c length / factorial length
        | length, Some children ->
            row
            |> List.mapi (fun j entry ->
                let stage = children |> List.map (weightAt tableau tableau.C.[j] tableau.A.[j])
                List.fold (*) (coefficient c length entry) stage)
            |> List.fold (+) Rational.Zero

    /// The elementary weight of the step.
    let weight (tableau: ExponentialTableau) (tree: BicolouredTree) : Rational =
        weightAt tableau Rational.One tableau.B tree

    /// The first violated condition up to an order: the tree, its weight, and what it should be.
    let firstViolation (upTo: int) (tableau: ExponentialTableau) : (BicolouredTree * Rational * Rational) option =
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

    /// The order, up to the largest that can be proven.
    [<CompiledName("OrderOf")>]
    let orderOf (tableau: ExponentialTableau) : int =
        match firstViolation maximumOrder tableau with
        | Some(tree, _, _) -> order tree - 1
        | None -> maximumOrder
