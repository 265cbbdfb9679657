namespace ItoSharp.Symbolics

open System.Collections.Generic

/// The elementary weights of one method, each computed once.
type internal StochasticWeights(method: StochasticMethod) =
    let numbers =
        // All rows at once: products of numbers of different blocks meet, and their roots with them.
        let rows = [
            for KeyValue(block, rows) in method.Blocks do
                for row in rows -> block, row
        ]

        List.zip (rows |> List.map fst) (rows |> List.map snd |> TableauNumbers.ofRows)
        |> List.groupBy fst
        |> List.map (fun (block, rows) -> block, rows |> List.map snd |> Array.ofList)
        |> Map.ofList

    let vectors = Dictionary<StageFactor, Quantity[]>(HashIdentity.Structural)
    let weights = Dictionary<ElementaryWeight, Quantity>(HashIdentity.Structural)

    let dot (a: Quantity[]) (b: Quantity[]) =
        Array.fold2
            (fun (sum: Quantity) (x: Quantity) (y: Quantity) -> if x.IsZero || y.IsZero then sum else sum + x * y)
            Quantity.Zero
            a
            b

    let rec vector (factor: StageFactor) : Quantity[] =
        match vectors.TryGetValue factor with
        | true, known -> known
        | _ ->
            let rows = numbers.[factor.Block]

            let made =
                if factor.Block.[0] = 'c' then
                    rows.[0]
                else
                    let inner =
                        product (method.Stages(StochasticForms.columnsOf factor.Block)) factor.Inner

                    rows |> Array.map (fun row -> dot row inner)

            vectors.[factor] <- made
            made

    and product count (factors: StageFactor list) =
        factors
        |> List.fold (fun all factor -> Array.map2 (*) all (vector factor)) (Array.create count Quantity.One)

    /// The value of an elementary weight.
    member _.Of(weight: ElementaryWeight) : Quantity =
        match weights.TryGetValue weight with
        | true, known -> known
        | _ ->
            let row = numbers.[weight.Root].[0]
            let value = dot row (product row.Length weight.Factors)
            weights.[weight] <- value
            value

    /// The left side of a condition.
    member this.Left(condition: StochasticCondition) : Quantity =
        condition.Terms
        |> List.fold
            (fun sum (factor, weights) ->
                weights
                |> List.fold (fun product weight -> product * this.Of weight) (Quantity.Of factor)
                |> (+) sum)
            Quantity.Zero
