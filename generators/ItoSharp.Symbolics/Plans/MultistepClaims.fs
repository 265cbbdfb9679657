namespace ItoSharp.Symbolics

/// Why a multistep plan does not have the order it claims: the first condition of its step that fails, with both sides.
///
/// A step with s = 0, t = 1 in units of its own length and nodes u_j <= 0 has order p if it integrates u^k, k < p, exactly: to leading
/// order in h, where the exponential weight is constant, sum_j w_j u_j^k = 1/(k + 1). The proof itself is by exactness of the
/// interpolation and so holds for every ratio of steps and every weight; the numbers printed are those of one choice of nodes.
module internal MultistepClaims =
    let private one = Rational.One

    let private power (u: Rational) k =
        List.fold (fun p _ -> p * u) one [ 1..k ]

    let private sum (terms: Rational list) = List.fold (+) Rational.Zero terms

    /// Coefficients of u^0, u^1, ... of the Lagrange polynomial of node j.
    let private basis (nodes: Rational list) j =
        let own = nodes.[j]

        nodes
        |> List.indexed
        |> List.filter (fun (i, _) -> i <> j)
        |> List.fold
            (fun (poly: Rational list) (_, root) ->
                let scale = one / (own - root)
                let up = Rational.Zero :: poly
                let down = (poly |> List.map (fun c -> -root * c)) @ [ Rational.Zero ]
                List.map2 (fun a b -> scale * (a + b)) up down)
            [ one ]

    /// The weights of a step to leading order, by node; estimates as declared.
    let private weights (m: MultistepPlan) (nodes: Rational list) =
        let count = nodes.Length

        match m.Weight with
        | PlanWeight.Uniform ->
            // What equal steps would have, whatever the nodes are.
            let equal = [ for j in 0 .. count - 1 -> Rational.Of -j ]

            [
                for j in 0 .. count - 1 -> basis equal j |> List.mapi (fun k c -> c / Rational.Of(k + 1)) |> sum
            ]
        | _ ->
            let estimate n =
                m.Estimates |> List.tryFind (fun e -> e.Derivative = n && n < count)

            let derivative n j =
                let used =
                    match estimate n with
                    | Some e -> min e.Nodes count
                    | None -> count

                if j < used then
                    basis (List.truncate used nodes) j |> List.item n
                else
                    Rational.Zero

            [
                for j in 0 .. count - 1 ->
                    [
                        for n in 0 .. count - 1 do
                            let factor =
                                match estimate n with
                                | Some e -> e.Factor
                                | None -> one

                            yield derivative n j * (factor / Rational.Of(n + 1))
                    ]
                    |> sum
            ]

    /// Equal steps, and steps of which each is half of the one before: what equal steps hide shows there.
    let private grids count = [
        "equal steps", [ for j in 0 .. count - 1 -> Rational.Of -j ]
        "steps that halve", [ for j in 0 .. count - 1 -> Rational.Of(2 - (1 <<< (j + 1))) ]
    ]

    /// The first moment that the predictor misses: power, nodes, both sides.
    let private firstViolated (m: MultistepPlan) claimed =
        Seq.allPairs (seq { 0 .. claimed - 1 }) (grids m.History)
        |> Seq.tryPick (fun (k, (name, nodes)) ->
            let found = List.map2 (fun w u -> w * power u k) (weights m nodes) nodes |> sum
            let expected = one / Rational.Of(k + 1)

            if found = expected then
                None
            else
                Some(k, name, found, expected))

    let private remedy proven =
        if proven > 0 then
            "claim that, or use a longer History or Corrector"
        else
            "claim none"

    /// The fault of a claim above the proven order.
    let fault (claimed: int) (proven: int) (m: MultistepPlan) : PlanFault =
        let violated =
            if m.Corrector > 0 && m.Weight = PlanWeight.Truncated && m.Corrector > 2 then
                "the corrector's coefficients of the differences are one row of the exact ones short, so that the moment of u^1 fails already"
            elif m.LeftSums > 0 then
                sprintf
                    "its weights are sums of %d left end points, which miss a fixed part of the moment u^1 however small the step"
                    m.LeftSums
            elif m.Weight = PlanWeight.Regrouped && m.Corrector = 0 && m.History > 3 then
                "its regrouped weights of four nodes do not add up to the integral where the ratio of steps changes"
            elif m.Corrector > 0 then
                let bound =
                    if m.Corrector <= PlanOrders.deviationOrder m m.History then
                        sprintf
                            "its corrector interpolates %d nodes and is exact to u^%d only"
                            m.Corrector
                            (m.Corrector - 1)
                    else
                        sprintf
                            "its corrector evaluates the model at a predicted state of order %d, which allows one more"
                            (PlanOrders.deviationOrder m m.History)

                bound
            elif m.LeftSums > 0 && m.History > 1 then
                sprintf
                    "its integrals are left sums of %d terms, which err by one %dth of what the integrand changes over a step, O(h^2)"
                    m.LeftSums
                    m.LeftSums
            elif m.Weight = PlanWeight.Regrouped then
                "the released weights of four nodes do not add up to one where the ratio of the steps changes"
            else
                let shifted =
                    m.Estimates
                    |> List.tryFind (fun e -> not e.Offset.IsZero && e.Derivative < m.History)

                match shifted with
                | Some e ->
                    sprintf
                        "the estimate of derivative %d adds %s alpha to a weight of size h, which does not vanish with the step (residual %s alpha)"
                        e.Derivative
                        (e.Offset.ToString())
                        ((e.Factor * e.Offset).ToString())
                | None ->

                    match firstViolated m claimed with
                    | Some(k, grid, found, expected) ->
                        sprintf
                            "the condition of the moment u^%d fails: with %s the weights give %s where the integral over the step is %s (residual %s)"
                            k
                            grid
                            (found.ToString())
                            (expected.ToString())
                            ((found - expected).ToString())
                    | None -> "an estimate of the history is not that of the interpolation"

        {
            Rule = "order-claim"
            Member = "Order"
            Message =
                sprintf
                    "order %d is claimed, but %s; with exact start values this plan has order %d: %s"
                    claimed
                    violated
                    proven
                    (remedy proven)
        }
