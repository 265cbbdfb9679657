namespace ItoSharp.Symbolics

/// A rooted tree as the sorted list of its root's subtrees.
type RootedTree = RootedTree of RootedTree list

/// Rooted trees, their densities, and the usual formula of the order condition that each stands for.
[<RequireQualifiedAccess>]
module RootedTrees =
    /// The largest order that is proven.
    let maximumOrder = 8

    /// The number of vertices.
    let rec order (RootedTree children) = 1 + List.sumBy order children

    /// The density gamma: the product of the orders of all subtrees.
    let rec density (RootedTree children as tree) : Rational =
        List.fold (fun acc child -> acc * density child) (Rational.Of(order tree)) children

    /// All trees with n vertices, each once.
    let ofOrder: int -> RootedTree list =
        let rec trees n =
            if n = 1 then
                [ RootedTree [] ]
            else
                let smaller = [
                    for k in n - 1 .. -1 .. 1 do
                        yield! trees k
                ]

                Forests.ofSize order (n - 1) smaller |> List.map RootedTree

        trees

    /// The tree in Butcher's bracket notation.
    let rec show (RootedTree children) =
        if children.IsEmpty then
            "t"
        else
            "[" + System.String.Join(" ", List.map show children) + "]"

    let private indices = "ijklmnop"

    /// The elementary weight as textbooks write it: sum b_i c_i a_ij c_j^2.
    let formula (weights: string) (tree: RootedTree) : string =
        let mutable used = 0

        let rec factors (RootedTree children) =
            let index = string indices.[used]
            used <- used + 1

            let leaves =
                children |> List.filter (fun (RootedTree below) -> below.IsEmpty) |> List.length

            let nodes = [
                if leaves = 1 then
                    "c_" + index
                elif leaves > 1 then
                    "c_" + index + "^" + string leaves
            ]

            let others = [
                for RootedTree below as child in children do
                    if not below.IsEmpty then
                        yield "a_" + index + string indices.[used]
                        yield! factors child
            ]

            nodes @ others

        "sum "
        + weights
        + "_i"
        + System.String.Join("", factors tree |> List.map (fun f -> " " + f))
