namespace ItoSharp.Symbolics

/// A rooted tree whose vertices are the drift (0), a noise (its number from 1), or the time (-1, always a leaf): an elementary
/// differential of an equation with several noises, whose coefficients may depend on time.
type ColouredTree = ColouredTree of kind: int * children: ColouredTree list

/// Coloured trees, their sizes, symmetries and exact integrals.
module ColouredTrees =
    let kind (ColouredTree(kind, _)) = kind
    let children (ColouredTree(_, children)) = children

    /// Twice the order of a tree: a noise counts 1, the drift and the time 2.
    let rec weight (ColouredTree(kind, children)) =
        (if kind > 0 then 1 else 2) + List.sumBy weight children

    /// "f" for the drift, "g1" for noise 1, "t" for the time, children in brackets: g1[t] is the time derivative of g1.
    let rec show (ColouredTree(kind, children)) =
        let name =
            if kind < 0 then
                "t"
            elif kind = 0 then
                "f"
            else
                "g" + kind.ToString(System.Globalization.CultureInfo.InvariantCulture)

        if children.IsEmpty then
            name
        else
            name + "[" + System.String.Join(" ", List.map show children) + "]"

    let rec private sort (ColouredTree(kind, children)) =
        ColouredTree(kind, children |> List.map sort |> List.sort)

    /// A forest in the order that equal ones share.
    let sorted (forest: ColouredTree list) = forest |> List.map sort |> List.sort

    let rec private noises (ColouredTree(kind, children)) = [
        if kind > 0 then
            yield kind

        yield! List.collect noises children
    ]

    /// The noises of a forest, one entry a vertex.
    let noisesOf (forest: ColouredTree list) = List.collect noises forest

    let rec private renamed (name: int -> int) (ColouredTree(kind, children)) =
        ColouredTree((if kind > 0 then name kind else kind), List.map (renamed name) children)

    /// Nearly the same for forests that differ in the names of their noises only.
    let private canonical (forest: ColouredTree list) =
        let once forest =
            let forest = sorted forest
            let order = noisesOf forest |> List.distinct

            forest
            |> List.map (renamed (fun k -> 1 + List.findIndex ((=) k) order))
            |> sorted

        forest |> once |> once |> once

    let private factorial n =
        List.fold (fun product k -> product * Rational.Of k) Rational.One [ 1..n ]

    /// The number of symmetries of a forest.
    let rec symmetry (forest: ColouredTree list) : Rational =
        sorted forest
        |> List.countBy id
        |> List.fold
            (fun product (ColouredTree(_, children), count) ->
                let inner = symmetry children
                List.fold (fun p _ -> p * inner) (product * factorial count) [ 1..count ])
            Rational.One

    /// The trees of a weight, all noises alike.
    let private shapes (withNoise: bool) (mayHang: int -> int -> bool) : int -> ColouredTree list =
        let memo = System.Collections.Generic.Dictionary<int, ColouredTree list>()

        let rec ofWeight n =
            match memo.TryGetValue n with
            | true, known -> known
            | _ ->
                let above root rest =
                    Forests.ofSize weight rest [
                        for k in rest .. -1 .. 1 do
                            yield! ofWeight k
                    ]
                    |> List.filter (List.forall (fun child -> mayHang root (kind child)))
                    |> List.map (fun children -> ColouredTree(root, children))

                let made = [
                    if n = 2 then
                        yield ColouredTree(-1, [])

                    if n >= 2 then
                        yield! above 0 (n - 2)

                    if n >= 1 && withNoise then
                        yield! above 1 (n - 1)
                ]

                memo.[n] <- made
                made

        ofWeight

    /// Partitions of n things as names: 1 1, 1 2 for two.
    let private namings n =
        let rec go highest n =
            if n = 0 then
                [ [] ]
            else
                [
                    for name in 1 .. highest + 1 do
                        for rest in go (max highest name) (n - 1) do
                            yield name :: rest
                ]

        go 0 n

    /// A forest with its noises named in turn.
    let rec private named (names: int list) (forest: ColouredTree list) : ColouredTree list * int list =
        match forest with
        | [] -> [], names
        | ColouredTree(kind, children) :: others ->
            let own, names = if kind > 0 then names.Head, names.Tail else kind, names

            let children, names = named names children
            let others, names = named names others
            ColouredTree(own, children) :: others, names

    let rec private everyEdge test (ColouredTree(kind, children)) =
        children
        |> List.forall (fun child ->
            let (ColouredTree(below, _)) = child
            test kind below && everyEdge test child)

    /// Which vertices hang on which for an equation of a noise class.
    let private mayHang (noise: NoiseClass) parent child =
        parent >= 0 && not (noise = NoiseClass.Additive && parent > 0 && child >= 0)

    let private forestShapes (noise: NoiseClass) n =
        let trees = shapes true (mayHang noise)

        Forests.ofSize weight n [
            for k in n .. -1 .. 1 do
                yield! trees k |> List.filter (fun tree -> kind tree >= 0)
        ]

    let private fits (noise: NoiseClass) (forest: ColouredTree list) =
        match noise with
        | NoiseClass.Diagonal ->
            forest
            |> List.forall (everyEdge (fun parent child -> parent <= 0 || child <= 0 || parent = child))
        | _ -> true

    /// The forests of a weight for a noise class, each once up to the names of the noises.
    let forests (noise: NoiseClass) (n: int) : ColouredTree list list =
        [
            for shape in forestShapes noise n do
                let count = (noisesOf shape).Length

                let names =
                    if noise = NoiseClass.Scalar then
                        [ List.replicate count 1 ]
                    else
                        namings count

                for name in names do
                    let forest = fst (named name shape)

                    if fits noise forest then
                        yield canonical forest
        ]
        |> List.distinct

    /// The trees of a weight without noise, each as a forest.
    let noiseless (n: int) : ColouredTree list list =
        shapes false (fun parent _ -> parent >= 0) n
        |> List.filter (fun tree -> kind tree = 0)
        |> List.map List.singleton

    /// The arrangements of a list, equal ones once.
    let rec private arrangements (items: int list) : int list list =
        if items.IsEmpty then
            [ [] ]
        else
            [
                for first in List.distinct items do
                    let at = List.findIndex ((=) first) items

                    for rest in arrangements (List.removeAt at items) do
                        yield first :: rest
            ]

    /// All forests of a weight in given noises, one entry a vertex, of an equation of which nothing is known.
    let forestsIn (noises: int list) (n: int) : ColouredTree list list =
        [
            for shape in forestShapes NoiseClass.General n do
                if (noisesOf shape).Length = noises.Length then
                    for name in arrangements noises do
                        yield sorted (fst (named name shape))
        ]
        |> List.distinct

    /// The integral of the solution's expansion that belongs to a tree.
    let rec integral (calculus: Calculus) (ColouredTree(kind, children)) : ItoWords =
        children
        |> List.map (integral calculus)
        |> List.fold ItoWords.multiply ItoWords.one
        |> ItoWords.integrate calculus (max kind 0)
