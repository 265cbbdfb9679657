namespace ItoSharp.Symbolics

/// The rows [a, c_0 .. c_b] of the blocks of a Runge-Kutta step as straight-line programs: block b makes the state of stage b + 1
/// from the step's start and the predictions of the stages 0 .. b, the last block the step's end. Node 0 is the target, node 1 + i
/// stage i (stage 0 at s). Samplers note B.2 to B.4.
module RungeKuttaFormulas =
    let private v = Expr.variable
    let private num (n: int) = Expr.integer n

    /// The names of a stage's quantities end in this; those of the step's end in T.
    let private suffix stage = if stage = 0 then "S" else string stage

    let private inputs stages level = [
        for i in 0..stages do
            let ending = if i = 0 then "T" else suffix (i - 1)

            for name, field in
                [
                    "alpha", NodeField.Alpha
                    "sigma", NodeField.Sigma
                    "lambda", NodeField.Lambda
                    "time", NodeField.Time
                    "alphaRate", NodeField.AlphaRate
                    "sigmaRate", NodeField.SigmaRate
                ] do
                yield name + ending, ProgramInput.Node(i, field)
        if level <> "" then
            yield level, ProgramInput.Level
    ]

    /// The names of the state that a block makes: of its gain, and of its weights.
    let private gainName stages b =
        if b = stages - 1 then "a" else "a" + string (b + 1)

    let private weightName stages b j =
        if b = stages - 1 then
            "b" + string j
        else
            "a" + string (b + 1) + "_" + string j

    /// All blocks, by what each adds: lets of its own, its gain, and its weights.
    let private blocks stages first (block: int -> (string * Expr) list * Expr * Expr list) =
        let rows = [
            for b in 0 .. stages - 1 ->
                let lets, gain, weights = block b

                let row =
                    (gainName stages b, gain)
                    :: (weights |> List.mapi (fun j w -> weightName stages b j, w))

                lets, row
        ]

        {
            Inputs = inputs stages ""
            Lets = first @ (rows |> List.collect (fun (lets, row) -> lets @ row))
            Outputs = rows |> List.collect (snd >> List.map fst)
        }
        |> Program.prune

    /// d(x/alpha)/drho = eps.
    let private rho (t: Tableau) =
        let block b =
            let last = b = t.Stages - 1
            let target, row = if last then "T", t.B else suffix (b + 1), t.A.[b + 1]

            [],
            v ("alpha" + target) / v "alphaS",
            row
            |> List.map (fun entry -> Coefficient.toExpr entry * v ("alpha" + target) * v "h")

        blocks t.Stages [ "h", v "sigmaT" / v "alphaT" - v "sigmaS" / v "alphaS" ] block

    /// The variation of constants in lambda: x_i / sigma_i = exp(c h) x / sigma - h sum_j a_ij(c h) eps_j in noise form,
    /// x_i / alpha_i = exp(-c h) x / alpha + h sum_j a_ij(-c h) D_j in data form.
    let private exponential form (t: ExponentialTableau) =
        let stages = t.C.Length

        let block b =
            let last = b = stages - 1

            let target, c, row =
                if last then
                    "T", Rational.One, t.B
                else
                    suffix (b + 1), t.C.[b + 1], t.A.[b + 1]

            let phi k = "phi" + string k + "At" + target
            let h = v "h"

            let argument, gain, scale =
                match form with
                | PlanForm.Noise -> Expr.constant c * h, v ("alpha" + target) / v "alphaS", -(v ("sigma" + target) * h)
                | PlanForm.Data -> -(Expr.constant c * h), v ("sigma" + target) / v "sigmaS", v ("alpha" + target) * h

            let used =
                row
                |> List.collect (List.map (fun term -> term.Function))
                |> List.distinct
                |> List.sort

            used |> List.map (fun k -> phi k, Expr.phi k argument),
            gain,
            row
            |> List.map (fun entry ->
                scale
                * Expr.sum (
                    entry
                    |> List.map (fun term -> Expr.constant term.Multiple * v (phi term.Function))
                ))

        blocks stages [ "h", v "lambdaT" - v "lambdaS" ] block

    /// dx/du = p x + q D at a stage, u the clock: in t p = sigma'/sigma and q = alpha' - alpha sigma'/sigma; in lambda
    /// p = d log(sigma)/d lambda and q = alpha. Written with D, the equation is regular where alpha = 0.
    let private linear clock stage =
        let at name = v (name + suffix stage)
        let p, q = "p" + suffix stage, "q" + suffix stage

        match clock with
        | PlanClock.Time -> [ p, at "sigmaRate" / at "sigma"; q, at "alphaRate" - at "alpha" * v p ]
        | _ -> [
            p,
            at "alpha" * at "sigmaRate"
            / (at "alphaRate" * at "sigma" - at "alpha" * at "sigmaRate")
            q, at "alpha"
          ]

    let private directStep clock =
        match clock with
        | PlanClock.Time -> "h", v "timeT" - v "timeS"
        | _ -> "h", v "lambdaT" - v "lambdaS"

    /// Every stage is linear in x and the predictions, X_i = A_i x + sum_k C_ik D_k, with A_i = 1 + h sum_j a_ij p_j A_j and
    /// C_ik = h (a_ik q_k + sum_j a_ij p_j C_jk).
    let private direct clock (t: Tableau) =
        let slopes = List.collect (linear clock) [ 0 .. t.Stages - 1 ]
        let p j = v ("p" + suffix j)
        let q j = v ("q" + suffix j)

        let block b =
            let row = if b = t.Stages - 1 then t.B else t.A.[b + 1]
            let weight j = Coefficient.toExpr row.[j]

            let gainAt j =
                if j = 0 then num 1 else v (gainName t.Stages (j - 1))

            // The prediction of stage k enters the state of every stage behind it.
            let through k = [ for j in k + 1 .. b -> weight j * p j * v (weightName t.Stages (j - 1) k) ]

            [],
            num 1 + v "h" * Expr.sum [ for j in 0..b -> weight j * p j * gainAt j ],
            [ for k in 0..b -> v "h" * Expr.sum (weight k * q k :: through k) ]

        blocks t.Stages (directStep clock :: slopes) block

    /// The rows of all blocks of a deterministic step.
    [<CompiledName("Rows")>]
    let rows (plan: RungeKuttaPlan) : Program =
        match plan with
        | RungeKuttaPlan.Rho tableau -> rho tableau
        | RungeKuttaPlan.Exponential(form, tableau) -> exponential form tableau
        | RungeKuttaPlan.Direct(clock, _, tableau) -> direct clock tableau

    /// The row [a, c_0, nu] of Euler's step on the equation for x in t or lambda: on the probability-flow ODE, or (Euler-Maruyama)
    /// on dx = [(p - tau^2 l') x + (1 + tau^2) q D] du + tau sigma sqrt(2 |l'|) dw, where l' = d lambda/du.
    [<CompiledName("Euler")>]
    let euler (clock: PlanClock) (noise: PlanNoise) : Program =
        let p, q = v "pS", v "qS"
        let tauSquared = v "tau" * v "tau"

        let rate =
            match clock with
            | PlanClock.Time -> v "alphaRateS" / v "alphaS" - p
            | _ -> num 1

        let row =
            match noise with
            | PlanNoise.Deterministic -> [ "a", num 1 + v "h" * p; "c0", v "h" * q ]
            | _ -> [
                "lambdaRate", rate
                "a", num 1 + v "h" * (p - tauSquared * v "lambdaRate")
                "c0", v "h" * (num 1 + tauSquared) * q
                // lambda grows along the run; backwards (encoding) only tau = 0 can go, whose noise has weight 0.
                "nu", v "tau" * v "sigmaS" * Expr.sqrt (num 2 * Expr.abs (v "lambdaRate" * v "h"))
              ]

        let level = if noise = PlanNoise.Deterministic then "" else "tau"

        {
            Inputs = inputs 1 level
            Lets = directStep clock :: linear clock 0 @ row
            Outputs = [
                "a"
                "c0"
                if level <> "" then
                    "nu"
            ]
        }
        |> Program.prune
