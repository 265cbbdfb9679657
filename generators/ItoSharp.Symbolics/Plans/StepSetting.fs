namespace ItoSharp.Symbolics

/// What the coefficient formulas of one step share: the names of its nodes, the gain and the noise, and the moments of the weight
/// with which the prediction is integrated. Node 0 is the target t, node 1 the start s, node j + 1 the j-th before s. Samplers
/// note A.4 and B.0.
module internal StepSetting =
    let v = Expr.variable
    let num (n: int) = Expr.integer n
    let half = Expr.rational 1 2

    let suffix index =
        match index with
        | 0 -> "T"
        | 1 -> "S"
        | j -> string (j - 1)

    let node index field =
        let name =
            match field with
            | NodeField.Alpha -> "alpha"
            | NodeField.Sigma -> "sigma"
            | NodeField.Lambda -> "lambda"
            | NodeField.Time -> "time"
            | NodeField.AlphaRate -> "alphaRate"
            | NodeField.SigmaRate -> "sigmaRate"

        name + suffix index, ProgramInput.Node(index, field)

    /// All that a formula on so many nodes may read.
    let inputs count level = [
        for i in 0 .. count - 1 do
            yield node i NodeField.Alpha
            yield node i NodeField.Sigma
            yield node i NodeField.Lambda
            yield node i NodeField.Time
        if level <> "" then
            yield level, ProgramInput.Level
    ]

    let levelName noise momentum =
        match noise with
        | PlanNoise.Deterministic
        | PlanNoise.Scale -> if momentum then "beta" else ""
        | PlanNoise.Tau -> "tau"
        | PlanNoise.Eta -> "eta"
        | PlanNoise.Posterior -> "variance"

    /// The lets that every formula of a plan shares, the gain and noise, and the moments: moment n is the integral of the weight
    /// times u^n over the step, u running from 0 at s to 1 at t.
    type Setting = {
        /// What is integrated numerically, beyond the nodes.
        Quadrature: (string * ProgramInput) list
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
    let lambdaStep = "h", v "lambdaT" - v "lambdaS"

    /// Data form: weight kappa alpha_t exp(-kappa (lambda_t - lambda)), where kappa h = h + tau^2 h.
    let dataSetting noise =
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
            | PlanNoise.Posterior ->
                // eta = 1, whose gain and weight are exact for data at one point; data with variance left widen it.
                [ "spread", -Expr.expm1(num -2 * h) ],
                num 2 * h,
                v "sigmaT" / v "sigmaS" * Expr.exp (-h),
                Some(Expr.sqrt (v "sigmaT" * v "sigmaT" * v "spread" + v "moment0" * v "moment0" * v "variance"))
            | _ ->
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
            Quadrature = []
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
    let noiseLambdaSetting noise =
        let h = v "h"

        let lets, kappa, nu =
            match noise with
            | PlanNoise.Tau ->
                [ "kappa", num 1 + v "tau" * v "tau" ],
                v "kappa",
                Some(v "tau" * v "sigmaT" * Expr.sqrt (Expr.abs (Expr.expm1 (num 2 * h))))
            | _ -> [], num 1, None

        {
            Quadrature = []
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
    let noiseRhoSetting = {
        Quadrature = []
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

    let private momentName n = "integral" + string n

    /// Noise form in t: still alpha_t d rho, but the polynomial is one in t, so the moments of order 1 and above, those of
    /// u = (t - s)/(t_target - s) over d rho, are integrated numerically. With left sums, so is the one of order 0.
    let noiseTimeSetting leftSums = {
        Quadrature = [
            for n in (if leftSums then 0 else 1) .. 4 ->
                momentName n, ProgramInput.Quadrature(if leftSums then n else n - 1)
        ]
        Lets = [ "rhoT", v "sigmaT" / v "alphaT"; "rhoS", v "sigmaS" / v "alphaS" ]
        Gain = v "alphaT" / v "alphaS"
        Nu = None
        Moment =
            fun n ->
                if n = 0 && not leftSums then
                    v "alphaT" * (v "rhoT" - v "rhoS")
                else
                    v "alphaT" * v (momentName n)
        HalfMoment = fun _ -> half * v "moment0"
        Abscissa = fun j -> (v ("time" + string j) - v "timeS") / (v "timeT" - v "timeS")
    }

    /// Data form in rho with the noise scale phi (ER-SDE): x_t / alpha_t = r x_s / alpha_s + int D d(phi_t / phi), r = phi_t / phi_s,
    /// with noise of standard deviation spread = sqrt(1 - (rho_s r / rho_t)^2) in units of sigma_t. phi = rho is the ODE.
    let dataRhoSetting noise = {
        Quadrature = [
            yield "phiT", ProgramInput.Quadrature 0
            yield "phiS", ProgramInput.Quadrature 1
            yield "spread", ProgramInput.Quadrature 2
            for n in 1..4 do
                yield momentName n, ProgramInput.Quadrature(n + 2)
        ]
        Lets = [
            "rhoT", v "sigmaT" / v "alphaT"
            "rhoS", v "sigmaS" / v "alphaS"
            "r", v "phiT" / v "phiS"
        ]
        Gain = v "alphaT" / v "alphaS" * v "r"
        Nu =
            if noise = PlanNoise.Scale then
                Some(v "sigmaT" * v "spread")
            else
                None
        Moment =
            fun n ->
                if n = 0 then
                    v "alphaT" * (num 1 - v "r")
                else
                    v "alphaT" * v (momentName n)
        HalfMoment = fun _ -> half * v "moment0"
        Abscissa =
            fun j ->
                (v ("sigma" + string j) / v ("alpha" + string j) - v "rhoS")
                / (v "rhoT" - v "rhoS")
    }

    let setting form clock noise leftSums =
        match form, clock with
        | PlanForm.Data, PlanClock.Rho -> dataRhoSetting noise
        | PlanForm.Data, _ -> dataSetting noise
        | PlanForm.Noise, PlanClock.Lambda -> noiseLambdaSetting noise
        | PlanForm.Noise, PlanClock.Rho -> noiseRhoSetting
        | PlanForm.Noise, PlanClock.Time -> noiseTimeSetting leftSums
