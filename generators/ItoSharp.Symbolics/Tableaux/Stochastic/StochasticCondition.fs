namespace ItoSharp.Symbolics

open System.Collections.Concurrent

/// A condition on a tableau: a sum of products of elementary weights, and the number it must be.
type StochasticCondition = {
    /// The tree or forest whose term it makes right.
    Tree: string
    /// How often each noise stands in it.
    Content: int list
    Terms: (Rational * ElementaryWeight list) list
    Right: Rational
} with

    /// The left side: "1/2 beta1 . (A1 (B0 e)) + 1/3 beta3 . (A1 (B0 e))".
    member c.Left =
        let product (weights: ElementaryWeight list) =
            weights
            |> List.countBy id
            |> List.map (fun (weight, count) ->
                let text = ElementaryWeights.show weight

                if count > 1 then
                    "("
                    + text
                    + ")^"
                    + count.ToString(System.Globalization.CultureInfo.InvariantCulture)
                elif weights.Length > 1 then
                    "(" + text + ")"
                else
                    text)
            |> fun parts -> System.String.Join(" ", parts)

        let term index (factor: Rational, weights) =
            let sign =
                match factor.Sign < 0, index with
                | true, 0 -> "-"
                | true, _ -> " - "
                | _, 0 -> ""
                | _ -> " + "

            let size = if factor.Abs.IsOne then "" else factor.Abs.ToString() + " "
            sign + size + product weights

        System.String.Join("", c.Terms |> List.mapi term)

    /// The condition as a formula; one that no tableau of the form can fulfil says so.
    member c.Formula =
        if c.Terms.IsEmpty then
            sprintf "0 = %s (no random variable of the form stands for the integral of %s)" (c.Right.ToString()) c.Tree
        else
            c.Left + " = " + c.Right.ToString()

/// The conditions of one size of tree, derived from coloured trees.
module StochasticConditions =
    let private sum = List.fold (+) Rational.Zero

    let private show (forest: ColouredTree list) =
        match forest with
        | [ tree ] -> ColouredTrees.show tree
        | several -> "{" + System.String.Join(", ", List.map ColouredTrees.show several) + "}"

    let private content forest =
        ColouredTrees.noisesOf forest |> List.countBy id |> List.map snd |> List.sort

    /// Equal products of weights added up.
    let private collect (terms: (Rational * ElementaryWeight list) list) =
        terms
        |> List.groupBy snd
        |> List.map (fun (weights, group) -> group |> List.map fst |> sum, weights)
        |> List.filter (fun (factor, _) -> not factor.IsZero)

    /// One condition, with factor 1 where it has one term; None where it says nothing.
    let private condition forest terms (right: Rational) =
        let terms = collect terms

        let terms, right =
            match terms with
            | [ factor, weights ] -> [ Rational.One, weights ], right / factor
            | _ -> terms, right

        if terms.IsEmpty && right.IsZero then
            None
        else
            Some {
                Tree = show forest
                Content = content forest
                Terms = terms
                Right = right
            }

    /// Each once, the impossible and the short ones first: the first that fails is reported.
    let private once (conditions: StochasticCondition list) =
        conditions
        |> List.distinctBy (fun c -> c.Terms, c.Right, c.Content)
        |> List.sortBy (fun c -> c.Terms.Length)

    /// In these forms every random factor changes sign with its noise: forests with an odd noise have expectation 0.
    let private isOdd form =
        form = StochasticForm.Sra || form = StochasticForm.Increments

    let rec private choices (lists: 'a list list) : 'a list list =
        match lists with
        | [] -> [ [] ]
        | first :: rest ->
            let tails = choices rest

            [
                for head in first do
                    for tail in tails -> head :: tail
            ]

    let private known =
        ConcurrentDictionary<
            StochasticForm * Calculus * ColouredTree list,
            (Rational * ElementaryWeight list) list * Rational
         >(
            HashIdentity.Structural
        )

    /// The expectation of a forest in one step of a method, and in the solution.
    let private expectations form calculus forest =
        let make (form, calculus, forest) =
            let isOneSided = content forest |> List.exists (fun n -> n % 2 = 1)

            let terms =
                if isOneSided && isOdd form then
                    []
                else
                    [
                        for choice in forest |> List.map (ElementaryWeights.ofTree form) |> choices do
                            let moment = RandomFactors.moment form calculus (List.collect snd choice)

                            if not moment.IsZero then
                                yield moment, choice |> List.map fst |> List.sort
                    ]

            let right =
                if isOneSided then
                    Rational.Zero
                else
                    forest
                    |> List.map (ColouredTrees.integral calculus)
                    |> List.fold ItoWords.multiply ItoWords.one
                    |> ItoWords.expectation

            collect terms, right

        known.GetOrAdd((form, calculus, forest), make)

    /// The expectation of a sum of forests is that of the solution.
    let mean (form: StochasticForm) (calculus: Calculus) (functional: TreeFunctional) : StochasticCondition option =
        let parts =
            functional
            |> List.map (fun (factor, forest) ->
                let terms, right = expectations form calculus forest
                terms |> List.map (fun (moment, weights) -> factor * moment, weights), factor * right)

        condition (snd functional.Head) (List.collect fst parts) (parts |> List.map snd |> sum)

    let private steps n (x: ItoWords) =
        List.fold (fun product _ -> ItoWords.multiply product (ItoWords.ofWord [ 0 ])) x [ 1..n ]

    /// A sum of trees is that of the solution on every path: linear equations for its elementary weights, in echelon form.
    let pathwise (form: StochasticForm) (calculus: Calculus) (functional: TreeFunctional) : StochasticCondition list =
        let terms = [
            for factor, forest in functional do
                for tree in forest do
                    for weight, random in ElementaryWeights.ofTree form tree do
                        let divided = List.sumBy RandomFactors.degree random - ColouredTrees.weight tree
                        yield factor, weight, random, divided
        ]

        // Everything times such a whole power of the step that no random factor is divided by any.
        let power =
            terms
            |> List.map (fun (_, _, _, divided) -> (divided + 1) / 2)
            |> List.fold max 0

        let weights = terms |> List.map (fun (_, weight, _, _) -> weight) |> List.distinct
        let rightColumn = weights.Length

        let entries = [
            for factor, weight, random, divided in terms do
                let roots =
                    2 * power - divided
                    + (random |> List.filter ((=) RandomFactor.Root) |> List.length)

                let words =
                    random
                    |> List.map (RandomFactors.words form calculus)
                    |> List.fold ItoWords.multiply ItoWords.one
                    |> steps (roots / 2)

                let column = List.findIndex ((=) weight) weights

                for KeyValue(word, value) in words do
                    yield (roots % 2, word), column, factor * value

            for factor, forest in functional do
                for tree in forest do
                    for KeyValue(word, value) in steps power (ColouredTrees.integral calculus tree) do
                        yield (0, word), rightColumn, factor * value
        ]

        entries
        |> List.groupBy (fun (word, _, _) -> word)
        |> List.map (fun (_, group) ->
            group
            |> List.groupBy (fun (_, column, _) -> column)
            |> List.map (fun (column, values) -> column, values |> List.map (fun (_, _, value) -> value) |> sum)
            |> List.filter (fun (_, value) -> not value.IsZero)
            |> Map.ofList)
        |> LinearRelations.reduce
        |> Map.toList
        |> List.choose (fun (_, row) ->
            let right = row.TryFind rightColumn |> Option.defaultValue Rational.Zero

            let left = [
                for KeyValue(column, factor) in row do
                    if column < rightColumn then
                        yield factor, [ weights.[column] ]
            ]

            condition (snd functional.Head) left right)

    let private trees (forests: ColouredTree list list) =
        forests |> List.filter (fun forest -> forest.Length = 1)

    /// The conditions on every path of the trees of a size (twice their order), for a noise class other than commutative.
    let pathwiseOf form calculus noise size =
        ColouredTrees.forests noise size
        |> trees
        |> TreeFunctionals.ofClass noise
        |> List.collect (pathwise form calculus)
        |> once

    /// Those in expectation.
    let meanOf form calculus noise size =
        ColouredTrees.forests noise size
        |> trees
        |> TreeFunctionals.ofClass noise
        |> List.choose (mean form calculus)
        |> once

    /// Those in expectation of all forests: of all moments of the step.
    let momentsOf form calculus noise size =
        ColouredTrees.forests noise size
        |> TreeFunctionals.ofClass noise
        |> List.choose (mean form calculus)
        |> once

    /// Those of the method without noise.
    let deterministicOf form size =
        ColouredTrees.noiseless size
        |> trees
        |> List.choose (TreeFunctionals.single >> mean form Calculus.Ito)
        |> once

    let private sharing isForest (content: int list) size =
        let noises =
            content
            |> List.mapi (fun i count -> List.replicate count (i + 1))
            |> List.concat

        ColouredTrees.forestsIn noises size
        |> (if isForest then id else trees)
        |> TreeFunctionals.commutative

    /// The conditions on every path of commuting noises, among trees with given numbers of vertices of each noise.
    let pathwiseCommutative form calculus content size =
        sharing false content size |> List.collect (pathwise form calculus) |> once

    /// Those in expectation.
    let meanCommutative form calculus content size =
        sharing false content size |> List.choose (mean form calculus) |> once

    /// Those in expectation of all forests.
    let momentsCommutative form calculus content size =
        sharing true content size |> List.choose (mean form calculus) |> once
