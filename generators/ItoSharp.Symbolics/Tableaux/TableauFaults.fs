namespace ItoSharp.Symbolics

/// What stands against a declared tableau, with the cures.
module TableauFaults =
    let private fault rule memberName place message cures : TableauFault = {
        Rule = rule
        Member = memberName
        Place = place
        Message = message
        Cures = cures
    }

    /// The one cure, as the end of a message.
    let private hint (cures: TableauCure list) =
        match cures with
        | [ single ] ->
            "; one change mends it: "
            + single.Title.Substring(0, 1).ToLowerInvariant()
            + single.Title.Substring 1
        | _ -> ""

    let private digitsHint =
        "write fractions or roots, or more digits: a long decimal stands for half a unit of its last digit"

    /// What a tiny difference of exact numbers tells.
    let private roundedHint (residual: Quantity) =
        match residual with
        | Quantity.Exact s when not s.IsZero && abs (Quantity.toDouble residual) < 1e-9 ->
            "; fractions are exact, and these look rounded: write them as decimals of ten digits or more, which stand for half a unit of their last digit"
        | _ -> ""

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

    let private rowFaults (declaration: ButcherDeclaration) (source: ButcherSource) (w: TableauProofs.Work) =
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

    let private weightFaults (declaration: ButcherDeclaration) (source: ButcherSource) (w: TableauProofs.Work) = [
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

    /// The end of a message about a condition.
    let private condition weights (v: OrderViolation) =
        sprintf
            "the condition of the rooted tree %s, %s = %s,"
            (RootedTrees.show v.Tree)
            (RootedTrees.formula weights v.Tree)
            (v.Expected.ToString())

    let private claimFault rule memberName who weights claimed place (proof: OrderProof) (v: OrderViolation) =
        let cures =
            if proof.Order > 0 then
                [ TableauCures.claim memberName proof.Order ]
            else
                []

        match v.Verdict with
        | Verdict.Unclear ->
            fault
                "digits"
                "Tableau"
                place
                (sprintf
                    "order %d is claimed of %s, but of %s the decimals tell the weight only to %s; %s; proven is order %d"
                    claimed
                    who
                    (condition weights v)
                    (Quantity.rounded (Quantity.uncertainty v.Found))
                    digitsHint
                    proof.Order)
                []
        | _ ->
            fault
                rule
                memberName
                None
                (sprintf
                    "order %d is claimed of %s, but %s fails: the weights give %s (residual %s); the proven order is %d%s"
                    claimed
                    who
                    (condition weights v)
                    (Quantity.show v.Found)
                    (Quantity.show v.Residual)
                    proof.Order
                    (roundedHint v.Residual))
                cures

    let private below memberName claimed (proof: OrderProof) =
        fault
            "order-below"
            memberName
            None
            (sprintf "%s = %d is claimed; the proven order is %d" memberName claimed proof.Order)
            [ TableauCures.claim memberName proof.Order ]

    let private claims memberName rule who weights claimed place (proof: OrderProof) = [
        match proof.Violation with
        | Some v when claimed > proof.Order -> claimFault rule memberName who weights claimed place proof v
        | _ when claimed > 0 && claimed < proof.Order -> below memberName claimed proof
        | _ -> ()
    ]

    let private rangeFaults (declaration: ButcherDeclaration) = [
        for memberName, order in [ "Order", declaration.Order; "EmbeddedOrder", declaration.EmbeddedOrder ] do
            if order < 0 then
                yield
                    fault
                        "order-range"
                        memberName
                        None
                        (sprintf
                            "%s is %d; write the order, or leave it out to have the proven one documented"
                            memberName
                            order)
                        []
            elif order > RootedTrees.maximumOrder then
                yield
                    fault
                        "order-range"
                        memberName
                        None
                        (sprintf
                            "%s is %d, but conditions are proven to order %d only; claim %d or leave it out, and test the order on problems of your own"
                            memberName
                            order
                            RootedTrees.maximumOrder
                            RootedTrees.maximumOrder)
                        [ TableauCures.claim memberName RootedTrees.maximumOrder ]
    ]

    let private embeddedRowFaults (declaration: ButcherDeclaration) (source: ButcherSource) = [
        match source.Tableau.Embedded with
        | None when declaration.EmbeddedOrder > 0 ->
            yield
                fault
                    "embedded-row"
                    "EmbeddedOrder"
                    None
                    (sprintf
                        "EmbeddedOrder is %d, but no second row of weights '| b-hat ...' stands below the dashes"
                        declaration.EmbeddedOrder)
                    []
        | Some embedded when List.forall2 Coefficient.same embedded source.Tableau.B ->
            yield
                fault
                    "embedded-row"
                    "Tableau"
                    (Some source.Rows.Weights.[1].Line)
                    "the weights b-hat equal b: the difference of the two results would be zero and no estimate of an error"
                    []
        | _ -> ()
    ]

    /// Whether the claims hold of the rows in the other order, and not as they stand.
    let private isExchanged (declaration: ButcherDeclaration) (proof: OrderProof) (embedded: OrderProof) =
        declaration.Order > proof.Order
        && embedded.Order >= declaration.Order
        && proof.Order >= max 1 declaration.EmbeddedOrder

    let private orderFaults (declaration: ButcherDeclaration) (source: ButcherSource) (w: TableauProofs.Work) =
        let upTo = RootedTrees.maximumOrder
        let proof = OrderConditions.proof w.Weights w.B upTo

        let embedded =
            w.Embedded |> Option.map (fun b -> OrderConditions.proof w.Weights b upTo)

        match embedded with
        | Some other when isExchanged declaration proof other -> [
            fault
                "exchanged"
                "Tableau"
                (Some source.Rows.Weights.[0].Line)
                (sprintf
                    "b and b-hat are exchanged: the propagated weights have order %d, the embedded ones %d; order %d is claimed, and %s fails for the first row (residual %s)"
                    proof.Order
                    other.Order
                    declaration.Order
                    (condition "b" proof.Violation.Value)
                    (Quantity.show proof.Violation.Value.Residual))
                [ TableauCures.exchange declaration.Text source ]
          ]
        | _ -> [
            yield!
                claims
                    "Order"
                    "order-claim"
                    "the propagated weights"
                    "b"
                    declaration.Order
                    (Some source.Rows.Weights.[0].Line)
                    proof
            match embedded with
            | Some other ->
                yield!
                    claims
                        "EmbeddedOrder"
                        "embedded-claim"
                        "the embedded weights"
                        "bhat"
                        declaration.EmbeddedOrder
                        (Some source.Rows.Weights.[1].Line)
                        other
            | None -> ()
          ]

    /// All that stands against a declaration. order-below is an information, everything else an error.
    [<CompiledName("Of")>]
    let ofDeclaration (declaration: ButcherDeclaration) : TableauFault list =
        match ButcherText.readWithPlaces declaration.Text with
        | Error e -> [
            fault "text" "Tableau" (if e.Place.Line = 0 then None else Some e.Place) e.Text []
          ]
        | Ok source ->
            let w = TableauProofs.workOf source.Tableau

            // Each group speaks only where the ones before are silent: what they say follows from those faults.
            [
                fun () -> rangeFaults declaration
                fun () -> rowFaults declaration source w @ weightFaults declaration source w
                fun () -> embeddedRowFaults declaration source
                fun () -> orderFaults declaration source w
            ]
            |> List.tryPick (fun group ->
                match group () with
                | [] -> None
                | faults -> Some faults)
            |> Option.defaultValue []

    /// Whether a fault is only an information.
    [<CompiledName("IsInformation")>]
    let isInformation (fault: TableauFault) = fault.Rule = "order-below"
