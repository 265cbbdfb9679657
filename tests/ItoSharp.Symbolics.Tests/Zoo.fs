/// The scalar processes that samplers are used with, as their declarations would arrive.
module ItoSharp.Symbolics.Tests.Zoo

open ItoSharp.Symbolics

let t = Var "t"
let n = Expr.integer
let half = Expr.rational 1 2

let private declare name parameters : ProcessDeclaration = {
    Name = name
    Parameters = parameters |> List.map (fun (name, value) -> name, Some value)
    Drift = None
    Diffusion = None
    Alpha = None
    Sigma = None
    MinTime = 1e-3
    MaxTime = 1.0
    MeanReverting = false
}

let private byRates f g (d: ProcessDeclaration) = {
    d with
        Drift = Some f
        Diffusion = Some g
}

let private byScales alpha sigma (d: ProcessDeclaration) = {
    d with
        Alpha = Some alpha
        Sigma = Some sigma
}

let private beta = Var "BetaMin" + (Var "BetaMax" - Var "BetaMin") * t

let vpLinear =
    declare "VpLinear" [ "BetaMin", 0.1; "BetaMax", 20.0 ]
    |> byRates (Expr.real -0.5 * beta) (Expr.sqrt beta)

/// The same with the default values written into the formula.
let vpLiteral =
    let beta = Expr.real 0.1 + Expr.real 19.9 * t
    declare "VpLiteral" [] |> byRates (Expr.real -0.5 * beta) (Expr.sqrt beta)

let private angle = (t + Var "Shift") / (n 1 + Var "Shift") * Pi / n 2
let private startAngle = Substitute.variable "t" Expr.zero angle
let private cosineAlpha = Expr.cos angle / Expr.cos startAngle

let private upTo time (d: ProcessDeclaration) = { d with MaxTime = time }

let vpCosine =
    declare "VpCosine" [ "Shift", 0.008 ]
    |> byScales cosineAlpha (Expr.sqrt (n 1 - cosineAlpha * cosineAlpha))
    |> upTo 0.9946

let vpCosineRates =
    let f = -Pi / (n 2 * (n 1 + Var "Shift")) * Expr.tan angle

    declare "VpCosineRates" [ "Shift", 0.008 ]
    |> byRates f (Expr.sqrt (n -2 * f))
    |> upTo 0.9946

let veGeometric =
    let ratio = Var "SigmaMax" / Var "SigmaMin"

    declare "VeGeometric" [ "SigmaMin", 0.01; "SigmaMax", 50.0 ]
    |> byScales (n 1) (Var "SigmaMin" * Expr.power ratio t)

let veRates =
    let ratio = Var "SigmaMax" / Var "SigmaMin"

    declare "VeRates" [ "SigmaMin", 0.01; "SigmaMax", 50.0 ]
    |> byRates Expr.zero (Var "SigmaMin" * Expr.power ratio t * Expr.sqrt (n 2 * Expr.log ratio))

let edm = declare "Edm" [] |> byScales (n 1) t |> upTo 80.0

let edmRates =
    declare "EdmRates" [] |> byRates Expr.zero (Expr.sqrt (n 2 * t)) |> upTo 80.0

let brownian = declare "Brownian" [] |> byRates Expr.zero (n 1)
let rectifiedFlow = declare "RectifiedFlow" [] |> byScales (n 1 - t) t

let rectifiedFlowRates =
    declare "RectifiedFlowRates" []
    |> byRates (n -1 / (n 1 - t)) (Expr.sqrt (n 2 * t / (n 1 - t)))

let trigonometric =
    declare "Trigonometric" []
    |> byScales (Expr.cos (Pi * t / n 2)) (Expr.sin (Pi * t / n 2))

let trigonometricRates =
    declare "TrigonometricRates" []
    |> byRates (-Pi / n 2 * Expr.tan (Pi * t / n 2)) (Expr.sqrt (Pi * Expr.tan (Pi * t / n 2)))

/// A flow whose end is a parameter: trial values of it that fall inside the interval are no process at all.
let horizon = declare "Horizon" [ "End", 1.0 ] |> byScales (n 1 - t / Var "End") t

let horizonRates =
    declare "HorizonRates" [ "End", 1.0 ]
    |> byRates (n -1 / (Var "End" - t)) (Expr.sqrt (n 2 * t * Var "End" / (Var "End" - t)))

let irSde =
    declare "IrSde" [ "Theta", 4.6; "Level", 0.2 ]
    |> byRates (-(Var "Theta")) (Var "Level" * Expr.sqrt (n 2 * Var "Theta"))

let irSdeSine =
    let theta = Var "ThetaMax" * Expr.powi (Expr.sin (Pi * t / n 2)) 2

    declare "IrSdeSine" [ "ThetaMax", 9.2; "Level", 0.2 ]
    |> byRates (-theta) (Var "Level" * Expr.sqrt (n 2 * theta))

let ouve =
    let ratio = Var "SigmaMax" / Var "SigmaMin"

    declare "Ouve" [ "Theta", 1.5; "SigmaMin", 0.05; "SigmaMax", 0.5 ]
    |> byRates (-(Var "Theta")) (Var "SigmaMin" * Expr.power ratio t * Expr.sqrt (n 2 * Expr.log ratio))

let subVp =
    let b = Var "BetaMin" * t + half * (Var "BetaMax" - Var "BetaMin") * t * t

    declare "SubVp" [ "BetaMin", 0.1; "BetaMax", 20.0 ]
    |> byRates (Expr.real -0.5 * beta) (Expr.sqrt (beta * (n 1 - Expr.exp (n -2 * b))))

let ornsteinUhlenbeck = {
    (declare "Ou" [] |> byRates (-(Var "Rate")) (Expr.sqrt (n 2 * Var "Rate"))) with
        Parameters = [ "Rate", None ]
}

let private betas = [ "BetaMin", 0.1; "BetaMax", 20.0 ]

let private preserving name beta =
    declare name betas |> byRates (-half * beta) (Expr.sqrt beta)

/// Geometric beta.
let vpGeometric =
    preserving "VpGeometric" (Var "BetaMin" * Expr.power (Var "BetaMax" / Var "BetaMin") t)

/// The square root of beta is linear, as in latent diffusion.
let vpScaledLinear =
    let low, high = Expr.sqrt (Var "BetaMin"), Expr.sqrt (Var "BetaMax")
    preserving "VpScaledLinear" (Expr.powi (low + (high - low) * t) 2)

let vpConstant = preserving "VpConstant" (Var "BetaMax")

/// alpha^2 = sigmoid(2 (A - B t)): lambda is linear.
let lambdaLinear =
    let signal = n 1 / (n 1 + Expr.exp (n -2 * (Var "A" - Var "B" * t)))

    declare "LambdaLinear" [ "A", 9.0; "B", 14.0 ]
    |> byScales (Expr.sqrt signal) (Expr.sqrt (n 1 - signal))

/// A flow that leaves a little noise on the data.
let noisyFlow =
    declare "NoisyFlow" [ "Floor", 1e-4 ]
    |> byScales (n 1 - t) (Var "Floor" + (n 1 - Var "Floor") * t)

let circle = declare "Circle" [] |> byScales (Expr.sqrt (n 1 - t * t)) t

let powerFlow =
    declare "PowerFlow" [ "K", 2.0 ]
    |> byScales (n 1 - Expr.power t (Var "K")) (Expr.power t (Var "K"))

/// Those whose alpha, sigma, lambda and inverse must all be formulas.
let closed = [
    vpLinear
    vpLiteral
    vpCosine
    vpCosineRates
    veGeometric
    veRates
    edm
    edmRates
    brownian
    rectifiedFlow
    rectifiedFlowRates
    horizon
    horizonRates
    trigonometric
    trigonometricRates
    irSde
    ouve
    ornsteinUhlenbeck
    subVp
    vpGeometric
    vpScaledLinear
    vpConstant
    lambdaLinear
    noisyFlow
    circle
    powerFlow
]

/// Those whose inverse is numeric.
let withoutInverse = [ irSdeSine ]
