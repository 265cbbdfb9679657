namespace ItoSharp.Symbolics

/// A fault of a declared stochastic tableau, or of one of its claims.
type StochasticFault = {
    /// The claim it is about; None where it is about the tableau.
    Claim: OrderClaim option
    /// "claim", "underclaim", "no-order", "form".
    Rule: string
    Message: string
    /// What stands right in place of a claim: the proven order; empty where the claim can only go.
    Cure: string
}

/// What was proven of a method.
type ProvenStochastic = {
    Orders: StochasticOrders
    /// What stands against its claims, or against it.
    Faults: StochasticFault list
}

/// Claims against proofs.
module StochasticFaults =
    let private text = StochasticNames.order

    let private describe (claim: OrderClaim) =
        let noise c =
            (StochasticNames.noise c).ToLowerInvariant() + " noise"

        match claim with
        | OrderClaim.Deterministic -> "deterministic order", ""
        | OrderClaim.Strong c -> "strong order", " for " + noise c
        | OrderClaim.Weak c -> "weak order", " for " + noise c

    let private residual (violation: StochasticViolation) =
        violation.Found - Quantity.Of violation.Condition.Right

    /// The condition, both of its sides and their difference.
    let private failure (violation: StochasticViolation) =
        let condition = violation.Condition

        let sense =
            if violation.Pathwise then
                "on every path"
            else
                "in expectation"

        if condition.Terms.IsEmpty then
            sprintf "the condition %s of the tree %s (%s) fails" condition.Formula condition.Tree sense
        elif violation.Certain then
            sprintf
                "the condition %s of the tree %s (%s) fails: the tableau gives %s (residual %s)"
                condition.Formula
                condition.Tree
                sense
                (Quantity.show violation.Found)
                (Quantity.show (residual violation))
        else
            sprintf
                "the condition %s of the tree %s (%s) cannot be told: the decimals give %s with an uncertainty of %s, write more digits"
                condition.Formula
                condition.Tree
                sense
                (Quantity.show violation.Found)
                (Quantity.rounded (Quantity.uncertainty violation.Found))

    let private above (method: StochasticMethod) claim doubled proven =
        let what, whose = describe claim
        let highest = StochasticProofs.highest method.Form claim

        let reason =
            match StochasticProofs.firstViolation method claim doubled with
            | Some violation -> failure violation
            | None when highest = 0 ->
                "the random variables of this form have the increments' moments only, so that it follows no path; claim weak orders"
            | None ->
                sprintf
                    "higher orders than %s are not looked for: leave it out, and %s"
                    (text highest)
                    TableauWords.measuredHint

        {
            Claim = Some claim
            Rule = "claim"
            Cure = if proven > 0 then text proven else ""
            Message =
                sprintf
                    "%s %s%s is claimed, but %s; the proven order is %s"
                    what
                    (text doubled)
                    whose
                    reason
                    (text proven)
        }

    let private below claim doubled proven =
        let what, whose = describe claim

        {
            Claim = Some claim
            Rule = "underclaim"
            Cure = text proven
            Message = sprintf "%s %s%s is claimed; the proven order is %s" what (text doubled) whose (text proven)
        }

    /// An order that nobody can use: not even additive noise is followed.
    let private noOrder (method: StochasticMethod) (orders: StochasticOrders) =
        if orders.Weak.[NoiseClass.Additive] >= 2 then
            None
        else
            StochasticProofs.firstViolation method (OrderClaim.Weak NoiseClass.Additive) 2
            |> Option.map (fun violation -> {
                Claim = None
                Rule = "no-order"
                Cure = ""
                Message = "the method has not even weak order 1 for additive noise: " + failure violation
            })

    let private formFault (method: StochasticMethod) =
        let refuse message =
            Some {
                Claim = None
                Rule = "form"
                Cure = ""
                Message = message
            }

        match method.Form, method.Calculus with
        | StochasticForm.WeakRi, Calculus.Stratonovich ->
            refuse "the form WeakRi has the random variables of Ito's integral; for Stratonovich's there is WeakRs"
        | StochasticForm.WeakRs, Calculus.Ito ->
            refuse "the form WeakRs has the random variables of Stratonovich's integral; for Ito's there is WeakRi"
        | _ -> None

    let private nothing: StochasticOrders =
        let none = StochasticForms.classes |> List.map (fun c -> c, 0) |> Map.ofList

        {
            Deterministic = 0
            Strong = none
            Weak = none
            Residual = 0.0
        }

    /// The orders of a method and all that stands against it: faults first, then claims below what is proven.
    [<CompiledName("Prove")>]
    let prove (method: StochasticMethod) : ProvenStochastic =
        match formFault method with
        | Some fault -> { Orders = nothing; Faults = [ fault ] }
        | None ->
            let orders = StochasticProofs.orders method

            let claims = [
                for KeyValue(claim, doubled) in method.Claims do
                    let proven = orders.Of claim

                    if doubled > proven then
                        yield above method claim doubled proven
                    elif doubled < proven then
                        yield below claim doubled proven
            ]

            let wrong = claims |> List.filter (fun fault -> fault.Rule = "claim")

            {
                Orders = orders
                // A violated claim says what is wrong already.
                Faults =
                    match wrong, noOrder method orders with
                    | [], Some fault -> [ fault ]
                    | _ -> wrong @ (claims |> List.filter (fun fault -> fault.Rule <> "claim"))
            }

    /// All that stands against a method.
    let ofMethod (method: StochasticMethod) : StochasticFault list = (prove method).Faults
