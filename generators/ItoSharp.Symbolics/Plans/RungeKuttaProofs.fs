namespace ItoSharp.Symbolics

/// What is known of a Runge-Kutta plan before it runs.
module RungeKuttaProofs =
    let private fault rule memberName message = {
        Rule = rule
        Member = memberName
        Message = message
    }

    /// The order of the deterministic method; with noise (one stage) it is the strong and the weak order too, since the noise of
    /// the reverse family is additive.
    let order (plan: RungeKuttaPlan) : int =
        match plan with
        | RungeKuttaPlan.Rho tableau
        | RungeKuttaPlan.Direct(_, _, tableau) -> OrderConditions.orderOf tableau
        | RungeKuttaPlan.Exponential(_, tableau) -> ExponentialConditions.orderOf tableau

    /// "decimal coefficients, residual 1.1e-14 (known to 4e-14)" of a plan with rounded decimals or inexact roots; empty for others.
    [<CompiledName("Precision")>]
    let precision (plan: RungeKuttaPlan) : string =
        match plan with
        | RungeKuttaPlan.Rho tableau
        | RungeKuttaPlan.Direct(_, _, tableau) ->
            let proof = OrderConditions.prove RootedTrees.maximumOrder tableau

            if proof.Uncertainty = 0.0 then
                ""
            else
                sprintf
                    "decimal coefficients, residual %s (known to %s)"
                    (Quantity.rounded proof.Residual)
                    (Quantity.rounded proof.Uncertainty)
        | RungeKuttaPlan.Exponential _ -> ""

    /// Explicit, and every stage inside the step.
    let private abscissaFaults (stages: Coefficient list) = [
        match stages with
        | c :: _ when not c.IsZero ->
            yield
                fault
                    "row-sum"
                    "Tableau"
                    (sprintf "the first stage of an explicit tableau lies at c = 0, not %s" (c.ToString()))
        | _ -> ()
        for c in stages do
            let value = Coefficient.toDouble c

            if value < 0.0 || value > 1.0 then
                yield
                    fault
                        "stage-outside"
                        "Tableau"
                        (sprintf
                            "a stage lies at c = %s, outside the step [0, 1], where the process may not exist"
                            (c.ToString()))
    ]

    let private classicalFaults (t: Tableau) = [
        let rows = TableauNumbers.ofRows (t.C :: t.B :: t.A)
        let sum = Array.fold (+) Quantity.Zero
        let abscissae = rows.Head

        for i, row in List.indexed (List.skip 2 rows) do
            match Quantity.verdict 1.0 (sum row - abscissae.[i]) with
            | Verdict.Holds -> ()
            | _ ->
                yield
                    fault
                        "row-sum"
                        "Tableau"
                        (sprintf
                            "the coefficients of stage %d sum to %s, but its c is %s: the two must be equal"
                            (i + 1)
                            (Quantity.show (sum row))
                            (Quantity.show abscissae.[i]))

        yield! abscissaFaults t.C
        let weights = sum rows.[1]

        match Quantity.verdict 1.0 (weights - Quantity.One) with
        | Verdict.Holds -> ()
        | _ -> yield fault "weight-sum" "Tableau" (sprintf "the weights sum to %s, not 1" (Quantity.show weights))
    ]

    /// phi-functions are linearly independent, so two sums of them are equal where their coefficients are. The row conditions make
    /// a method exact for a constant prediction; by them it holds its order where the prediction depends on lambda too.
    let private exponentialFaults (t: ExponentialTableau) = [
        let scaled (c: Rational) =
            PhiText.canonical [ { Multiple = c; Function = 1 } ]

        let minus (entry: PhiTerm list) =
            entry |> List.map (fun term -> { term with Multiple = -term.Multiple })

        for i, (c, row) in List.indexed (List.zip t.C t.A) do
            let found = PhiText.canonical (List.concat row)

            if found <> scaled c then
                yield
                    fault
                        "row-sum"
                        "Tableau"
                        (sprintf
                            "the entries of stage %d sum to %s, where c phi1 = %s must stand (residual %s): a constant prediction would not be integrated exactly"
                            (i + 1)
                            (PhiText.show found)
                            (PhiText.show (scaled c))
                            (PhiText.show (PhiText.canonical (found @ minus (scaled c)))))

        yield! abscissaFaults (t.C |> List.map Coefficient.Of)
        let weights = PhiText.canonical (List.concat t.B)
        let one = scaled Rational.One

        if weights <> one then
            yield
                fault
                    "weight-sum"
                    "Tableau"
                    (sprintf
                        "the weights sum to %s, not to phi1 (residual %s)"
                        (PhiText.show weights)
                        (PhiText.show (PhiText.canonical (weights @ minus one))))
    ]

    let private directFaults clock noise (t: Tableau) = [
        if clock = PlanClock.Rho then
            yield
                fault
                    "clock-runge-kutta"
                    "Clock"
                    "[RungeKutta] integrates the equation of x in Clock.Time or Clock.Lambda; methods in rho are [ExponentialRungeKutta] with Clock.Rho"
        if noise <> PlanNoise.Deterministic && noise <> PlanNoise.Tau then
            yield
                fault
                    "noise-law"
                    "Noise"
                    "[RungeKutta] has Stochasticity.None or Tau; the other noise laws are defined by the exact steps of [ExponentialMultistep]"
        if noise = PlanNoise.Tau && t.Stages > 1 then
            yield
                fault
                    "noise-stages"
                    "Noise"
                    (sprintf
                        "with Stochasticity.Tau a tableau has one stage (Euler-Maruyama, strong and weak order 1), not %d: of more stages with one normal a step no order is known here; use one stage, Noise = Stochasticity.None, or an [ExponentialMultistep] plan"
                        t.Stages)
        yield! classicalFaults t
    ]

    /// All that stands against a method, its claim of an order apart.
    let faults (plan: RungeKuttaPlan) : PlanFault list =
        match plan with
        | RungeKuttaPlan.Rho tableau -> classicalFaults tableau
        | RungeKuttaPlan.Exponential(_, tableau) -> exponentialFaults tableau
        | RungeKuttaPlan.Direct(clock, noise, tableau) -> directFaults clock noise tableau

    /// The fault of a claim above the proven order: the first condition that fails, both of its sides, and their difference.
    let claimFault (claimed: int) (plan: RungeKuttaPlan) : PlanFault =
        let violated trees shown (found: Quantity) (expected: Rational) =
            sprintf
                "order %d is claimed, but the condition of the %s %s fails: the weights give %s where 1/gamma = %s (residual %s); the proven order is %d"
                claimed
                trees
                shown
                (Quantity.show found)
                (expected.ToString())
                (Quantity.show (found - Quantity.Of expected))
                (order plan)

        let unclear shown (found: Quantity) =
            sprintf
                "order %d is claimed, but of the condition of the rooted tree %s the decimals tell the weight only to %s; write fractions, roots or more digits; the proven order is %d"
                claimed
                shown
                (Quantity.rounded (Quantity.uncertainty found))
                (order plan)

        let classical =
            fun tableau ->
                OrderConditions.firstViolation (min claimed 8) tableau
                |> Option.map (fun v ->
                    let shown =
                        OrderConditions.show v.Tree + ", " + RootedTrees.formula "b" v.Tree + ","

                    if v.Verdict = Verdict.Unclear then
                        unclear shown v.Found
                    else
                        violated "rooted tree" shown v.Found v.Expected)

        let message =
            match plan with
            | RungeKuttaPlan.Rho tableau
            | RungeKuttaPlan.Direct(_, _, tableau) -> classical tableau
            | RungeKuttaPlan.Exponential(_, tableau) ->
                ExponentialConditions.firstViolation (min claimed ExponentialConditions.maximumOrder) tableau
                |> Option.map (fun (tree, found, expected) ->
                    violated "bicoloured tree" (ExponentialConditions.show tree) (Quantity.Of found) expected)

        message
        |> Option.defaultWith (fun () ->
            sprintf "order %d is claimed; what can be proven of this tableau is order %d" claimed (order plan))
        |> fault "order-claim" "Order"
