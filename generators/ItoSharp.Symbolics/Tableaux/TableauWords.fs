namespace ItoSharp.Symbolics

/// What the messages about tableaux have in common.
module internal TableauWords =
    let fault rule memberName place message cures : TableauFault = {
        Rule = rule
        Member = memberName
        Place = place
        Message = message
        Cures = cures
    }

    /// The one cure, as the end of a message.
    let hint (cures: TableauCure list) =
        match cures with
        | [ single ] ->
            "; one change mends it: "
            + single.Title.Substring(0, 1).ToLowerInvariant()
            + single.Title.Substring 1
        | _ -> ""

    let digitsHint =
        "write fractions or roots, or more digits: a long decimal stands for half a unit of its last digit"

    /// What tells of orders that no proof looks for.
    let measuredHint =
        "fit the order to measured errors by Verify.Convergence of ItoSharp.Verification"

    /// What a tiny difference of exact numbers tells.
    let roundedHint (residual: Quantity) =
        match residual with
        | Quantity.Exact s when not s.IsZero && abs (Quantity.toDouble residual) < 1e-9 ->
            "; fractions are exact, and these look rounded: write them as decimals of ten digits or more, which stand for half a unit of their last digit"
        | _ -> ""
