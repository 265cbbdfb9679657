namespace ItoSharp.Symbolics

open TableauWords

/// What was proven of a declared tableau.
type ProvenTableau = {
    /// None where an error stands against it.
    Facts: TableauFacts option
    /// What stands against it, with the cures. order-below is an information, everything else an error.
    Faults: TableauFault list
}

/// What stands against a declared tableau, with the cures.
module TableauFaults =
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
                            "%s is %d, but conditions are proven to order %d only; claim %d or leave it out, and %s"
                            memberName
                            order
                            RootedTrees.maximumOrder
                            RootedTrees.maximumOrder
                            measuredHint)
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
        let proof = w.Proof.Value
        let embedded = w.EmbeddedProof.Value

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

    /// Whether a fault is only an information.
    [<CompiledName("IsInformation")>]
    let isInformation (fault: TableauFault) = fault.Rule = "order-below"

    /// The facts of a declaration, and all that stands against it: one proof for both.
    [<CompiledName("Prove")>]
    let prove (declaration: ButcherDeclaration) : ProvenTableau =
        match ButcherText.readWithPlaces declaration.Text with
        | Error e -> {
            Facts = None
            Faults = [
                fault "text" "Tableau" (if e.Place.Line = 0 then None else Some e.Place) e.Text []
            ]
          }
        | Ok source ->
            let w = TableauProofs.workOf source.Tableau

            // Each group speaks only where the ones before are silent: what they say follows from those faults.
            let faults =
                [
                    fun () -> rangeFaults declaration
                    fun () -> TableauSums.rows declaration source w @ TableauSums.weights declaration source w
                    fun () -> embeddedRowFaults declaration source
                    fun () -> orderFaults declaration source w
                ]
                |> List.tryPick (fun group ->
                    match group () with
                    | [] -> None
                    | faults -> Some faults)
                |> Option.defaultValue []

            {
                Facts =
                    if faults |> List.forall isInformation then
                        Some(TableauProofs.factsOf source.Tableau w)
                    else
                        None
                Faults = faults
            }

    /// All that stands against a declaration.
    let ofDeclaration (declaration: ButcherDeclaration) : TableauFault list = (prove declaration).Faults
