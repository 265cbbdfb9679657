namespace ItoSharp.Symbolics

/// A vector over the stages of a family: a block's times (c1), or a block applied to a product of such vectors (B1 (A1 e)).
type StageFactor = {
    Block: string
    Inner: StageFactor list
}

/// What a tableau contributes to a tree: weights of the update against a product of vectors, beta1 . (B1 e)^2.
type ElementaryWeight = {
    Root: string
    Factors: StageFactor list
}

/// The elementary weights of coloured trees.
module ElementaryWeights =
    let private caret (text: string) count =
        if count = 1 then
            text
        else
            text + "^" + count.ToString(System.Globalization.CultureInfo.InvariantCulture)

    let rec private showFactor (factor: StageFactor) =
        if factor.Block.[0] = 'c' then factor.Block
        elif factor.Inner.IsEmpty then factor.Block + " e"
        else factor.Block + " (" + showProduct factor.Inner + ")"

    and private showProduct (factors: StageFactor list) =
        match List.countBy id factors with
        | [] -> "e"
        | [ single, 1 ] -> showFactor single
        | several ->
            several
            |> List.map (fun (factor, count) ->
                let text = showFactor factor
                caret (if factor.Block.[0] = 'c' then text else "(" + text + ")") count)
            |> fun parts -> System.String.Join(" ", parts)

    /// "beta1 . (B1 e)^2".
    let show (weight: ElementaryWeight) =
        weight.Root + " . " + showProduct weight.Factors

    /// The vector of a subtree below a stage, with the random factors along its edges; None where the form has no block for it.
    let rec private below form kind colour tree : (StageFactor * RandomFactor list) option =
        match ColouredTrees.kind tree with
        | -1 ->
            Some(
                {
                    Block = StochasticForms.timesOf kind
                    Inner = []
                },
                [ RandomFactor.Step ]
            )
        | child ->
            StochasticForms.edge form kind colour child
            |> Option.bind (fun (block, stages, factor) ->
                product form stages child (ColouredTrees.children tree)
                |> Option.map (fun (inner, factors) -> { Block = block; Inner = inner }, factor :: factors))

    and private product form kind colour trees =
        let parts = trees |> List.map (below form kind colour)

        if parts |> List.forall Option.isSome then
            let parts = parts |> List.map Option.get
            Some(parts |> List.map fst |> List.sort, parts |> List.collect snd)
        else
            None

    /// The terms of a tree in one step of a method: each an elementary weight times random factors.
    let ofTree (form: StochasticForm) (tree: ColouredTree) : (ElementaryWeight * RandomFactor list) list =
        let colour = ColouredTrees.kind tree

        let roots =
            if colour = 0 then
                [ "alpha", StageKind.Drift, RandomFactor.Step ]
            else
                StochasticForms.noiseWeights form
                |> List.map (fun (name, stages, factor) -> name, stages, factor colour)

        roots
        |> List.choose (fun (name, stages, factor) ->
            product form stages colour (ColouredTrees.children tree)
            |> Option.map (fun (factors, random) -> { Root = name; Factors = factors }, factor :: random))
