namespace ItoSharp.Symbolics

open System.Collections.Generic

/// All trees of up to eight vertices, each after its parts: a tree is a smaller one (Rest) with one more subtree (Child) at its root.
module internal TreeTable =
    type Entry = {
        Tree: RootedTree
        Order: int
        Density: Rational
        /// 1 / density as a double: the size of the condition.
        Size: float
        /// The tree without its last subtree; -1 for the single vertex.
        Rest: int
        /// The last subtree; -1 for the single vertex.
        Child: int
    }

    let entries: Entry[] =
        let places = Dictionary<RootedTree, int>()

        [|
            for order in 1 .. RootedTrees.maximumOrder do
                yield! RootedTrees.ofOrder order
        |]
        |> Array.mapi (fun i (RootedTree children as tree) ->
            places.Add(tree, i)
            let density = RootedTrees.density tree

            let rest, child =
                match List.rev children with
                | [] -> -1, -1
                | last :: others -> places.[RootedTree(List.rev others)], places.[last]

            {
                Tree = tree
                Order = RootedTrees.order tree
                Density = density
                Size = 1.0 / Rational.toDouble density
                Rest = rest
                Child = child
            })

/// The stages' weights of all trees for one matrix A, each made once from those of smaller trees.
type internal StageWeights(a: Quantity[][]) =
    let stages = a.Length
    let below: Quantity[][] = Array.zeroCreate TreeTable.entries.Length
    let through: Quantity[][] = Array.zeroCreate TreeTable.entries.Length
    let mutable products = 0

    let times (x: Quantity) (y: Quantity) =
        if x.IsZero || y.IsZero then
            Quantity.Zero
        else
            products <- products + 1
            x * y

    let dot (row: Quantity[]) (values: Quantity[]) =
        let mutable sum = Quantity.Zero

        for j in 0 .. row.Length - 1 do
            if not (row.[j].IsZero || values.[j].IsZero) then
                sum <- sum + times row.[j] values.[j]

        sum

    /// The number of products of two numbers so far.
    member _.Products = products

    /// Per stage: the product over the root's subtrees of sum_j a_ij phi_j(subtree).
    member w.Of(tree: int) : Quantity[] =
        if isNull below.[tree] then
            let entry = TreeTable.entries.[tree]

            below.[tree] <-
                if entry.Rest < 0 then
                    Array.create stages Quantity.One
                elif TreeTable.entries.[entry.Rest].Rest < 0 then
                    w.Through entry.Child
                else
                    Array.map2 times (w.Of entry.Rest) (w.Through entry.Child)

        below.[tree]

    /// A times the weights of a tree.
    member w.Through(tree: int) : Quantity[] =
        if isNull through.[tree] then
            let inner = w.Of tree
            through.[tree] <- a |> Array.map (fun row -> dot row inner)

        through.[tree]

    /// The elementary weight sum_i b_i phi_i(tree).
    member w.Weight(b: Quantity[], tree: int) : Quantity = dot b (w.Of tree)
