namespace ItoSharp.Symbolics

/// The weights of the predictions in one step, from the moments of the step: those of the interpolation polynomial, or the
/// published ones that differ from it.
module internal HistoryWeights =
    open StepSetting

    let private moment n = v ("moment" + string n)

    let private factorial n =
        List.fold (fun product i -> product * Rational.Of i) Rational.One [ 1..n ]

    /// The estimates that a formula on so many nodes uses: those of derivatives that its polynomial has.
    let estimatesFor (plan: MultistepPlan) history =
        plan.Estimates
        |> List.filter (fun e -> e.Derivative < history)
        |> List.map (fun e -> { e with Nodes = min e.Nodes history })
        |> List.filter (fun e -> e.Nodes < history || e.Factor <> Rational.One || not e.Offset.IsZero)

    /// vary_coeff is about correctors: its predictor is the exact one.
    let ofPredictor (weight: PlanWeight) =
        if weight = PlanWeight.Truncated then
            PlanWeight.Exact
        else
            weight

    /// The moments that the weights of so many nodes read.
    let momentsFor (weight: PlanWeight) (estimates: DerivativeEstimate list) nodes =
        match weight with
        | PlanWeight.Uniform -> 1
        | PlanWeight.Regrouped when nodes > 2 -> 1
        | PlanWeight.HalfExponential
        | PlanWeight.HalfStep when nodes = 2 && estimates.IsEmpty -> 1
        | _ -> nodes

    /// Coefficients of u, u^2, ... in the product of (u - r) over the roots, lowest first.
    let private expand (roots: Expr list) =
        let step (poly: Expr list) root =
            let shifted = num 0 :: poly
            let scaled = (poly |> List.map (fun c -> -(root * c))) @ [ num 0 ]
            List.map2 (+) shifted scaled

        List.fold step [ num 1 ] roots

    /// Entry n - 1: the coefficient of u^n in the Lagrange polynomial of other j on node 0 and the others; and its denominator.
    let private basis (others: Expr list) j =
        let r = others.[j]

        let rest =
            others |> List.indexed |> List.filter (fun (i, _) -> i <> j) |> List.map snd

        expand rest, r :: (rest |> List.map (fun x -> r - x)) |> List.reduce (*)

    let private firstIsRest (names: string list) weights =
        weights
        @ [
            names.[0], moment 0 - Expr.sum (weights |> List.map (fun (name, _) -> v name))
        ]

    let private interpolated (others: (string * Expr) list) (names: string list) =
        let abscissae = others |> List.map snd

        others
        |> List.mapi (fun j _ ->
            let numerator, denominator = basis abscissae j

            names.[j + 1],
            (numerator |> List.mapi (fun k c -> c * moment (k + 1)) |> Expr.sum)
            / denominator)
        |> firstIsRest names

    /// The polynomial's n-th derivative times h^n / n! weighs moment n; an estimate takes it from fewer nodes, scales it, or shifts
    /// its weight.
    let private estimated (estimates: DerivativeEstimate list) (others: (string * Expr) list) (names: string list) =
        let abscissae = others |> List.map snd

        let find n =
            estimates |> List.tryFind (fun e -> e.Derivative = n)

        let nodes n =
            match find n with
            | Some e -> e.Nodes
            | None -> others.Length + 1

        let weight n =
            match find n with
            | Some e when e.Offset.IsZero -> Expr.constant e.Factor * moment n
            | Some e ->
                Expr.constant e.Factor
                * (moment n + Expr.constant (e.Offset * factorial n) * v "alphaT")
            | None -> moment n

        others
        |> List.mapi (fun j _ ->
            let terms = [
                for n in 1 .. others.Length do
                    let used = abscissae |> List.truncate (nodes n - 1)

                    if j < used.Length && n <= used.Length then
                        let numerator, denominator = basis used j
                        yield numerator.[n - 1] * weight n / denominator
            ]

            names.[j + 1], Expr.sum terms)
        |> firstIsRest names

    /// UniPC's vary_coeff with n differences: the new node, others.[0] at u = 1, enters through one entry of the matrix's inverse
    /// where all belong, and the past ones lack their last row.
    let private truncated (others: (string * Expr) list) (names: string list) =
        let abscissae = others |> List.map snd
        let last = others.Length

        others
        |> List.mapi (fun j _ ->
            let numerator, denominator = basis abscissae j

            let value =
                if j = 0 then
                    numerator.[last - 2] * moment last / num last
                else
                    numerator
                    |> List.truncate (last - 1)
                    |> List.mapi (fun k c -> c * moment (k + 1))
                    |> Expr.sum

            names.[j + 1], value / denominator)
        |> firstIsRest names

    /// The classical Adams-Bashforth numbers in the damped mean v of the predictions: with m = (beta + (1 - beta) nabla) v / beta,
    /// b(nabla) = (1 + nabla/2 + 5 nabla^2/12 + ...)(beta + (1 - beta) nabla), cut to the history. beta = 1: no damping.
    let private uniform (beta: Expr option) (names: string list) =
        let gamma = [
            Rational.One
            Rational.Of(1, 2)
            Rational.Of(5, 12)
            Rational.Of(3, 8)
            Rational.Of(251, 720)
        ]

        let power n =
            match beta with
            | None -> Expr.constant gamma.[n]
            | Some b when n = 0 -> b
            | Some b -> Expr.constant gamma.[n - 1] + Expr.constant (gamma.[n] - gamma.[n - 1]) * b

        let binomial n k =
            factorial n / (factorial k * factorial (n - k))

        let scale =
            match beta with
            | None -> moment 0
            | Some b -> moment 0 / b

        names
        |> List.mapi (fun k name ->
            let sum =
                [
                    for n in k .. names.Length - 1 ->
                        Expr.constant (if k % 2 = 0 then binomial n k else -(binomial n k)) * power n
                ]
                |> Expr.sum

            name, scale * sum)

    /// diff-sampler's iPNDM_v with 3 or 4 nodes. Adams-Bashforth scales its second and third differences, nabla_2 and nabla_3, by
    /// temp1 = (1 - h/(3 (h + h1))) h (h + h1) / (2 h1 (h1 + h2)) and a like temp2; here the brackets close elsewhere, one sign is plus,
    /// and the last node's weight has h1/h2 for h2/h3. Steps before are in units of this one.
    let private regrouped (others: (string * Expr) list) (names: string list) =
        let r = others |> List.map snd
        let one = num 1
        let h1 = -r.[0]
        let h2 = r.[0] - r.[1]

        let lets, corrections =
            let temp1 = half * (one - one / (num 3 * h1 * (h1 + h2)))

            match r with
            | [ _; _ ] ->
                [ "temp1", temp1; "ratio", h1 / h2 ],
                [ v "temp1"; -((one + v "ratio") * v "temp1"); v "temp1" * v "ratio" ]
            | _ ->
                let h3 = r.[1] - r.[2]

                let temp2 =
                    (half * (one - one / (num 3 * (one + h1)))
                     + (one - half / (one + h1)) / (num 6 * (one + h1 + h2)))
                    * (one + h1)
                    * (one + h1 + h2)
                    / (h1 * (h1 + h2) * (h1 + h2 + h3))

                let spread = h1 * (h1 + h2) / (h2 * (h2 + h3))

                [ "temp1", temp1; "temp2", temp2; "ratio", h1 / h2; "spread", spread ],
                [
                    v "temp1" + v "temp2"
                    -((one + v "ratio") * v "temp1") - (one + v "ratio" + v "spread") * v "temp2"
                    v "temp1" * v "ratio" + (v "ratio" + v "spread" * (one + h2 / h3)) * v "temp2"
                    -(v "temp2" * v "spread" * v "ratio")
                ]

        let two = [ one + half / h1; -(half / h1) ]

        let sum j =
            if j < 2 then two.[j] + corrections.[j] else corrections.[j]

        lets @ (names |> List.mapi (fun j name -> name, moment 0 * sum j))

    /// The weights of node 0 (the first name) and the given others, as lets with the names asked for.
    let weights
        (s: Setting)
        (weight: PlanWeight)
        (estimates: DerivativeEstimate list)
        (beta: Expr option)
        (prefix: string)
        (others: (string * Expr) list)
        (names: string list)
        =
        match weight, others with
        | PlanWeight.Uniform, _ -> uniform beta names
        | _, [] -> [ names.[0], moment 0 ]
        | _ when not estimates.IsEmpty -> estimated estimates others names
        | (PlanWeight.HalfExponential | PlanWeight.HalfStep), [ (_, r) ] -> [
            prefix + "HalfMoment", s.HalfMoment weight
            names.[1], v (prefix + "HalfMoment") / r
            names.[0], moment 0 - v names.[1]
          ]
        | PlanWeight.Truncated, _ :: _ :: _ -> truncated others names
        | PlanWeight.Regrouped, _ :: _ :: _ -> regrouped others names
        | _ -> interpolated others names
