namespace ItoSharp.Symbolics

/// A sum of forests with factors: an elementary differential that can be told from all others for a noise class.
type TreeFunctional = (Rational * ColouredTree list) list

/// What can be told apart for an equation of a noise class. Elementary differentials of different trees are independent in
/// general; where the noise has structure some of them coincide, and only the sum over those has to be right.
module TreeFunctionals =
    /// Nothing coincides.
    let single (forest: ColouredTree list) : TreeFunctional = [ Rational.One, forest ]

    let private weighed (forests: ColouredTree list list) : TreeFunctional =
        let factors =
            forests |> List.map (fun forest -> Rational.One / ColouredTrees.symmetry forest)

        List.zip (factors |> List.map (fun factor -> factor / factors.Head)) forests

    /// Noise k lives on the line of state k: vertices of one noise that hang together multiply as numbers, so that only the
    /// number of children of each, and what hangs on all of them together, can be told.
    let rec private diagonalKey (tree: ColouredTree) : string =
        let join (parts: string list) =
            System.String.Join(" ", List.sort parts)

        let number (n: int) =
            n.ToString(System.Globalization.CultureInfo.InvariantCulture)

        match ColouredTrees.kind tree with
        | -1 -> "t"
        | 0 -> "f(" + join (ColouredTrees.children tree |> List.map diagonalKey) + ")"
        | k ->
            let rec gather node =
                let times, others =
                    ColouredTrees.children node
                    |> List.partition (fun child -> ColouredTrees.kind child < 0)

                let noises, drifts =
                    others |> List.partition (fun child -> ColouredTrees.kind child > 0)

                let inner = noises |> List.map gather

                (number others.Length + "," + number times.Length) :: List.collect fst inner,
                (drifts |> List.map diagonalKey) @ List.collect snd inner

            let degrees, drifts = gather tree
            "g" + number k + "(" + join degrees + ";" + join drifts + ")"

    let private diagonal (forests: ColouredTree list list) =
        forests
        |> List.groupBy (fun forest -> forest |> List.map diagonalKey |> List.sort)
        |> List.map (snd >> weighed)

    /// The functionals of a noise class other than commutative.
    let ofClass (noise: NoiseClass) (forests: ColouredTree list list) : TreeFunctional list =
        if noise = NoiseClass.Diagonal then
            diagonal forests
        else
            forests |> List.map single

    let rec private splits (items: ColouredTree list) =
        match items with
        | [] -> [ [], [] ]
        | first :: rest -> [
            for left, right in splits rest do
                yield first :: left, right
                yield left, first :: right
          ]

    let private others index items = List.removeAt index items

    /// What g_k' g_l = g_l' g_k and its derivatives say of a tree: sums of trees that vanish.
    let rec private relations (ColouredTree(k, children)) : (Rational * ColouredTree) list list = [
        for i, (ColouredTree(l, inner) as child) in List.indexed children do
            if k > 0 && l > 0 && k <> l then
                yield [
                    for onOuter, onInner in splits (others i children @ inner) do
                        yield Rational.One, ColouredTree(k, ColouredTree(l, onInner) :: onOuter)
                        yield -Rational.One, ColouredTree(l, ColouredTree(k, onInner) :: onOuter)
                ]

            for relation in relations child do
                yield
                    relation
                    |> List.map (fun (factor, tree) -> factor, ColouredTree(k, tree :: others i children))
    ]

    /// The functionals of commuting noises among forests that share their noises.
    let commutative (forests: ColouredTree list list) : TreeFunctional list =
        let columns = forests |> List.mapi (fun i forest -> forest, i) |> Map.ofList

        let rows = [
            for forest in forests do
                for i, tree in List.indexed forest do
                    for relation in relations tree do
                        let row =
                            relation
                            |> List.map (fun (factor, tree) ->
                                columns.[ColouredTrees.sorted (tree :: others i forest)], factor)
                            |> List.groupBy fst
                            |> List.map (fun (column, terms) ->
                                column, terms |> List.fold (fun sum (_, f) -> sum + f) Rational.Zero)
                            |> List.filter (fun (_, factor) -> not factor.IsZero)
                            |> Map.ofList

                        if not row.IsEmpty then
                            yield row
        ]

        let forests = Array.ofList forests

        LinearRelations.annihilators forests.Length (List.distinct rows)
        |> List.map (fun vector -> [
            for KeyValue(column, factor) in vector do
                yield factor / ColouredTrees.symmetry forests.[column], forests.[column]
        ])
