namespace ItoSharp.Symbolics

/// The numbers of a tableau as its proof computes with them: all exact, or all enclosed.
module internal TableauNumbers =
    /// More independent roots than this make sums of too many terms.
    let private mostRoots = 16

    let private isExact (q: Quantity) =
        match q with
        | Quantity.Exact _ -> true
        | Quantity.Near _ -> false

    let private radicands (q: Quantity) =
        match q with
        | Quantity.Exact s -> s.Parts |> List.map fst
        | Quantity.Near _ -> []

    /// The values of rows of coefficients.
    let ofRows (rows: Coefficient list list) : Quantity[] list =
        let values = rows |> List.map (List.map Coefficient.value)
        let all = List.concat values

        let exact =
            all |> List.forall isExact
            && (all |> Seq.collect radicands |> Surd.isFieldWithin mostRoots)

        values
        |> List.map (fun row ->
            row
            |> List.map (fun q -> if exact || q.IsZero then q else Quantity.Near q.Ball)
            |> Array.ofList)
