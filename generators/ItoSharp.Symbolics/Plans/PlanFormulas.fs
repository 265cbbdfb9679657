namespace ItoSharp.Symbolics

/// The coefficients of x_t = a x_s + sum_j c_j m_(s-j) + nu z as straight-line programs over the nodes' alpha, sigma and lambda.
/// Node 0 is the target t, node 1 the start s, node j + 1 the j-th before s. Samplers note A.4 and B.0.
module PlanFormulas =
    let private v = Expr.variable
    let private num (n: int) = Expr.integer n
    let private half = Expr.rational 1 2

    let private suffix index =
        match index with
        | 0 -> "T"
        | 1 -> "S"
        | j -> string (j - 1)

    let private node index field =
        let name =
            match field with
            | NodeField.Alpha -> "alpha"
            | NodeField.Sigma -> "sigma"
            | NodeField.Lambda -> "lambda"
            | NodeField.Time -> "time"
            | NodeField.AlphaRate -> "alphaRate"
            | NodeField.SigmaRate -> "sigmaRate"

        name + suffix index, ProgramInput.Node(index, field)

    let private inputs count level = [
        for i in 0 .. count - 1 do
            yield node i NodeField.Alpha
            yield node i NodeField.Sigma
            yield node i NodeField.Lambda
        if level <> "" then
            yield level, ProgramInput.Level
    ]

    let private levelName noise =
        match noise with
        | PlanNoise.Deterministic -> ""
        | PlanNoise.Tau -> "tau"
        | PlanNoise.Eta -> "eta"

    /// The lets that every formula of a plan shares, the gain and noise, and the moments: moment n is the integral of the weight
    /// times u^n over the step, u running from 0 at s to 1 at t.
    type private Setting = {
        Lets: (string * Expr) list
        Gain: Expr
        Nu: Expr option
        Moment: int -> Expr
        HalfMoment: PlanWeight -> Expr
        /// u of node j + 1, j >= 1.
        Abscissa: int -> Expr
    }

    /// Positive towards the data. Encoding runs it backwards, which only a plan at level zero does: absolute values under the roots
    /// of the noise keep its weight, and the derivatives of it, finite there.
    let private lambdaStep = "h", v "lambdaT" - v "lambdaS"

    /// Data form: weight kappa alpha_t exp(-kappa (lambda_t - lambda)), where kappa h = h + tau^2 h.
    let private dataSetting noise =
        let h = v "h"

        let noiseLets, exponent, gain, nu =
            match noise with
            | PlanNoise.Deterministic -> [], h, v "sigmaT" / v "sigmaS", None
            | PlanNoise.Tau ->
                let delta = v "delta"

                [ "delta", v "tau" * v "tau" * h; "kh", h + delta ],
                v "kh",
                v "sigmaT" / v "sigmaS" * Expr.exp (-delta),
                Some(
                    v "tau"
                    * v "sigmaT"
                    * Expr.sqrt (num 2 * Expr.abs h * Expr.phi 1 (num -2 * delta))
                )
            | PlanNoise.Eta ->
                // exp(-2 delta) = 1 - eta^2 (1 - exp(-2h)): the tau whose one-step noise is DDIM's.
                let retained = v "retained"

                [
                    "retained", num 1 - v "eta" * v "eta" + v "eta" * v "eta" * Expr.exp (num -2 * h)
                    "delta", -half * Expr.log retained
                    "kh", h + v "delta"
                ],
                v "kh",
                v "sigmaT" / v "sigmaS" * Expr.sqrt retained,
                Some(v "eta" * v "sigmaT" * Expr.sqrt (Expr.abs (Expr.expm1 (num -2 * h))))

        let m0 = -(v "alphaT" * Expr.expm1 (-exponent))

        {
            Lets = lambdaStep :: noiseLets
            Gain = gain
            Nu = nu
            Moment =
                fun n ->
                    if n = 0 then
                        m0
                    else
                        Expr.constant (Rational.Of(List.fold (*) 1 [ 1..n ]))
                        * v "alphaT"
                        * exponent
                        * Expr.phi (n + 1) (-exponent)
            HalfMoment =
                fun weight ->
                    match weight with
                    | PlanWeight.HalfStep -> half * v "alphaT" * exponent
                    | _ -> half * v "moment0"
            Abscissa = fun j -> (v ("lambda" + string j) - v "lambdaS") / h
        }

    /// Noise form in lambda: weight -kappa alpha_t exp(-lambda).
    let private noiseLambdaSetting noise =
        let h = v "h"

        let lets, kappa, nu =
            match noise with
            | PlanNoise.Tau ->
                [ "kappa", num 1 + v "tau" * v "tau" ],
                v "kappa",
                Some(v "tau" * v "sigmaT" * Expr.sqrt (Expr.abs (Expr.expm1 (num 2 * h))))
            | _ -> [], num 1, None

        {
            Lets = lambdaStep :: lets
            Gain = v "alphaT" / v "alphaS"
            Nu = nu
            Moment =
                fun n ->
                    if n = 0 then
                        -(kappa * v "sigmaT" * Expr.expm1 h)
                    else
                        -(Expr.constant (Rational.Of(List.fold (*) 1 [ 1..n ]))
                          * kappa
                          * v "sigmaT"
                          * h
                          * Expr.phi (n + 1) h)
            HalfMoment =
                fun weight ->
                    match weight with
                    | PlanWeight.HalfStep -> -(half * kappa * v "sigmaT" * h)
                    | _ -> half * v "moment0"
            Abscissa = fun j -> (v ("lambda" + string j) - v "lambdaS") / h
        }

    /// Noise form in rho = sigma/alpha: d(x/alpha)/drho = eps, so the weight is alpha_t.
    let private noiseRhoSetting = {
        Lets = [
            "rhoT", v "sigmaT" / v "alphaT"
            "rhoS", v "sigmaS" / v "alphaS"
            "h", v "rhoT" - v "rhoS"
        ]
        Gain = v "alphaT" / v "alphaS"
        Nu = None
        Moment = fun n -> Expr.rational 1 (n + 1) * v "alphaT" * v "h"
        HalfMoment = fun _ -> half * v "moment0"
        Abscissa = fun j -> (v ("sigma" + string j) / v ("alpha" + string j) - v "rhoS") / v "h"
    }

    let private setting form clock noise =
        match form, clock with
        | PlanForm.Data, _ -> dataSetting noise
        | PlanForm.Noise, PlanClock.Lambda -> noiseLambdaSetting noise
        | PlanForm.Noise, _ -> noiseRhoSetting

    /// Coefficients of u, u^2, ... in the product of (u - r) over the roots, lowest first.
    let private expand (roots: Expr list) =
        let step (poly: Expr list) root =
            let shifted = num 0 :: poly
            let scaled = (poly |> List.map (fun c -> -(root * c))) @ [ num 0 ]
            List.map2 (+) shifted scaled

        List.fold step [ num 1 ] roots

    /// Integrals of the Lagrange basis on nodes 0 (first) and the given others, as lets with the names asked for.
    let private lagrange (s: Setting) weight (prefix: string) (others: (string * Expr) list) (names: string list) =
        let moment n = v ("moment" + string n)

        match others with
        | [] -> [ names.[0], moment 0 ]
        | [ (_, r) ] ->
            let first =
                if weight = PlanWeight.Exact then
                    moment 1
                else
                    v (prefix + "HalfMoment")

            [
                if weight <> PlanWeight.Exact then
                    yield prefix + "HalfMoment", s.HalfMoment weight
                yield names.[1], first / r
                yield names.[0], moment 0 - v names.[1]
            ]
        | _ ->
            let weights =
                others
                |> List.mapi (fun j (_, r) ->
                    let rest =
                        others
                        |> List.indexed
                        |> List.filter (fun (i, _) -> i <> j)
                        |> List.map (fun (_, (_, x)) -> x)

                    let numerator = expand rest |> List.mapi (fun k c -> c * moment (k + 1)) |> Expr.sum
                    let denominator = r :: (rest |> List.map (fun x -> r - x)) |> List.reduce (*)
                    names.[j + 1], numerator / denominator)

            weights
            @ [
                names.[0], moment 0 - Expr.sum (weights |> List.map (fun (name, _) -> v name))
            ]

    let private momentLets (s: Setting) count = [ for n in 0 .. count - 1 -> "moment" + string n, s.Moment n ]

    let private abscissaLets (s: Setting) count = [ for j in 1..count -> "r" + string j, s.Abscissa j ]

    let private momentsFor weight nodes =
        match nodes, weight with
        | 2, PlanWeight.Exact -> 2
        | 2, _ -> 1
        | n, _ -> n

    /// The row [a, c_0 .. c_(k-1), nu] of a step with k nodes.
    [<CompiledName("Predictor")>]
    let predictor (form: PlanForm) (clock: PlanClock) (noise: PlanNoise) (weight: PlanWeight) (history: int) : Program =
        let s = setting form clock noise
        let others = [ for j in 1 .. history - 1 -> "r" + string j, v ("r" + string j) ]
        let names = [ for j in 0 .. history - 1 -> "c" + string j ]

        {
            Inputs = inputs (history + 1) (levelName noise)
            Lets =
                s.Lets
                @ momentLets s (momentsFor weight history)
                @ abscissaLets s (history - 1)
                @ lagrange s weight "predictor" others names
                @ [
                    "a", s.Gain
                    match s.Nu with
                    | Some nu -> "nu", nu
                    | None -> ()
                ]
            Outputs = [
                yield "a"
                yield! names
                if s.Nu.IsSome then
                    yield "nu"
            ]
        }
        |> Program.prune

    /// What a corrector adds to a predicted state: [d_0 ..], the new prediction first; its polynomial has the given number of
    /// nodes, the new one (u = 1) included, and replaces that of the predictor with its history.
    [<CompiledName("Correction")>]
    let correction
        (form: PlanForm)
        (clock: PlanClock)
        (noise: PlanNoise)
        (predictorWeight: PlanWeight)
        (correctorWeight: PlanWeight)
        (history: int)
        (corrector: int)
        : Program =
        let s = setting form clock noise
        let past = System.Math.Max(history, corrector - 1)
        let others = [ for j in 1 .. history - 1 -> "r" + string j, v ("r" + string j) ]
        let predicted = [ for j in 0 .. history - 1 -> "predicted" + string j ]
        let corrected = [ for j in 0 .. corrector - 2 -> "corrected" + string j ]

        // Lagrange order: node 0 (s), the new node, then the past ones.
        let nodes =
            ("one", num 1)
            :: [ for j in 1 .. corrector - 2 -> "r" + string j, v ("r" + string j) ]

        let names =
            match corrected with
            | first :: rest -> first :: "d0" :: rest
            | [] -> [ "d0" ]

        let differences = [
            for j in 0 .. past - 1 ->
                let minus = if j < history then v predicted.[j] else num 0
                let plus = if j < corrector - 1 then v corrected.[j] else num 0
                "d" + string (j + 1), plus - minus
        ]

        let moments =
            System.Math.Max(momentsFor predictorWeight history, momentsFor correctorWeight corrector)

        {
            Inputs = inputs (past + 1) (levelName noise)
            Lets =
                s.Lets
                @ momentLets s moments
                @ abscissaLets s (past - 1)
                @ lagrange s predictorWeight "predictor" others predicted
                @ lagrange s correctorWeight "corrector" nodes names
                @ differences
            Outputs = [ for j in 0..past -> "d" + string j ]
        }
        |> Program.prune
