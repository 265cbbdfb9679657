namespace ItoSharp.Symbolics

open TableauWords

/// The sums of a tableau that are wrong, with the coefficient that would mend them.
module internal TableauSums =
    /// On what order the wrong c leave an equation that depends on time.
    let private timeOrder (w: TableauProofs.Work) =
        match AbscissaConditions.firstViolation w.A w.B w.C with
        | Some(order, formula, found, expected) ->
            sprintf
                "; on equations y' = f(t, y) the order is %d, since %s is %s instead of %s"
                (order - 1)
                formula
                (Quantity.show found)
                (expected.ToString())
        | None -> ""

    /// Stages whose coefficients do not sum to their c.
    let rows (declaration: ButcherDeclaration) (source: ButcherSource) (w: TableauProofs.Work) =
        let wrong =
            [ 0 .. w.C.Length - 1 ]
            |> List.map (fun i -> i, TableauProofs.rowVerdict w i)
            |> List.filter (fun (_, verdict) -> verdict <> Verdict.Holds)

        [
            for i, verdict in wrong do
                let residual = TableauProofs.rowResidual w i
                let sum = w.C.[i] - residual

                if verdict = Verdict.Unclear then
                    yield
                        fault
                            "digits"
                            "Tableau"
                            (Some(source.StageAt i))
                            (sprintf
                                "of stage %d the decimals tell c and the sum of its coefficients apart only to %s; %s"
                                (i + 1)
                                (Quantity.rounded (Quantity.uncertainty residual))
                                digitsHint)
                            []
                else
                    let cures =
                        if wrong.Length = 1 then
                            TableauCures.ofRow declaration source i
                        else
                            []

                    yield
                        fault
                            "row-sum"
                            "Tableau"
                            (Some(source.StageAt i))
                            (sprintf
                                "the coefficients of stage %d sum to %s, but its c is %s (residual %s)%s%s%s"
                                (i + 1)
                                (Quantity.show sum)
                                (Quantity.show w.C.[i])
                                (Quantity.show -residual)
                                (if wrong.Head = (i, verdict) && roundedHint residual = "" then
                                     timeOrder w
                                 else
                                     "")
                                (roundedHint residual)
                                (hint cures))
                            cures
        ]

    /// Rows of weights that do not sum to 1.
    let weights (declaration: ButcherDeclaration) (source: ButcherSource) (w: TableauProofs.Work) = [
        for row, name, b in
            [
                yield 0, "b", w.B
                match w.Embedded with
                | Some b -> yield 1, "b-hat", b
                | None -> ()
            ] do
            let sum = Array.reduce (+) b
            let residual = sum - Quantity.One

            match Quantity.verdict 1.0 residual with
            | Verdict.Holds -> ()
            | Verdict.Unclear ->
                yield
                    fault
                        "digits"
                        "Tableau"
                        (Some source.Rows.Weights.[row].Line)
                        (sprintf
                            "of the sum of the weights %s the decimals tell only that it lies within %s of 1; %s"
                            name
                            (Quantity.rounded (Quantity.uncertainty residual))
                            digitsHint)
                        []
            | Verdict.Violated ->
                let cures = TableauCures.ofWeights declaration source row

                let differences = row = 1 && Quantity.verdict 1.0 sum = Verdict.Holds

                yield
                    fault
                        "weight-sum"
                        "Tableau"
                        (Some source.Rows.Weights.[row].Line)
                        (if differences then
                             "the weights b-hat sum to 0, not 1: they look like the differences b - b-hat of an error estimate; write b-hat itself, an entry may be a difference such as 5/36-1/24"
                         else
                             sprintf
                                 "the weights %s sum to %s, not 1 (residual %s)%s%s"
                                 name
                                 (Quantity.show sum)
                                 (Quantity.show residual)
                                 (roundedHint residual)
                                 (hint cures))
                        cures
    ]
