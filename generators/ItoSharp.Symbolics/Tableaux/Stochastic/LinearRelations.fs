namespace ItoSharp.Symbolics

/// Gaussian elimination over the fractions, with rows as factors by column.
module internal LinearRelations =
    type Row = Map<int, Rational>

    let private minus (row: Row) (factor: Rational) (other: Row) : Row =
        other
        |> Map.fold
            (fun (sum: Row) column value ->
                let rest =
                    (sum.TryFind column |> Option.defaultValue Rational.Zero) - factor * value

                if rest.IsZero then
                    sum.Remove column
                else
                    sum.Add(column, rest))
            row

    let private eliminate (pivots: Map<int, Row>) (row: Row) =
        pivots
        |> Map.fold
            (fun (row: Row) column pivot ->
                match row.TryFind column with
                | Some factor -> minus row factor pivot
                | None -> row)
            row

    /// The reduced echelon form: rows by their pivot column, whose factor is 1 and which no other row has.
    let reduce (rows: Row seq) : Map<int, Row> =
        rows
        |> Seq.fold
            (fun pivots row ->
                let rest = eliminate pivots row

                if rest.IsEmpty then
                    pivots
                else
                    let column = (Seq.head rest).Key
                    let pivot = rest |> Map.map (fun _ value -> value / rest.[column])

                    pivots
                    |> Map.map (fun _ other ->
                        match other.TryFind column with
                        | Some factor -> minus other factor pivot
                        | None -> other)
                    |> Map.add column pivot)
            Map.empty

    /// A basis of the vectors whose product with every row is 0.
    let annihilators (columns: int) (rows: Row seq) : Row list =
        let pivots = reduce rows

        [
            for column in 0 .. columns - 1 do
                if not (pivots.ContainsKey column) then
                    pivots
                    |> Map.fold
                        (fun (vector: Row) pivot row ->
                            match row.TryFind column with
                            | Some factor -> vector.Add(pivot, -factor)
                            | None -> vector)
                        (Map.ofList [ column, Rational.One ])
        ]
