namespace ItoSharp.Symbolics

/// The random variables of a form, made of the standard normals of a step.
type RandomVariables = {
    Normals: StepNormals
    Names: StepNames
    /// A factor divided by that power of the step which leaves one half power for a noise and a whole one for the drift.
    Factor: RandomFactor -> Expr
    /// Those that are used more than once, named.
    Lets: (string * Expr) list
}

/// The laws of the random variables: Gaussian for strong methods, three values and two values for weak ones.
module RandomVariables =
    let private half = Expr.rational 1 2

    // P(z > 0.9674215661017010...) = 1/6 of a standard normal z.
    let private sixth = Expr.real 0.967421566101701

    /// sqrt(3), 0 or -sqrt(3) with probabilities 1/6, 2/3, 1/6: moments to the fifth as a normal's.
    let private threeValues z =
        Expr.sqrt (Expr.integer 3)
        * half
        * (Expr.sign (z - sixth) + Expr.sign (z + sixth))

    /// 1 or -1; a normal that is exactly 0 counts as above.
    let private twoValues z = Expr.sign (Expr.sign z + half)

    /// The variables of a form for a number of noises; needsTime where the integrals over time are used.
    let create
        (taken: Set<string>)
        (form: StochasticForm)
        (calculus: Calculus)
        (noises: int)
        (factors: RandomFactor Set)
        =
        let isWeak = StochasticForms.isWeak form

        let timed =
            factors
            |> Set.exists (fun f ->
                match f with
                | RandomFactor.Time _ -> true
                | _ -> false)

        let pairs = [
            for k in 2..noises do
                for l in 1 .. k - 1 do
                    l, k
        ]

        let signed =
            isWeak
            && factors
               |> Set.exists (fun f ->
                   match f with
                   | RandomFactor.Area _ -> true
                   | RandomFactor.Double(l, k) -> l <> k
                   | _ -> false)

        let extra = if signed then pairs.Length else 0

        let numbered prefix n =
            prefix + (n: int).ToString(System.Globalization.CultureInfo.InvariantCulture)

        let name prefix n =
            StepProgram.fresh taken (numbered prefix n)

        let step = StepProgram.fresh taken "h"
        let increments = [ for k in 1..noises -> name "z" k ]
        let seconds = if timed then [ for k in 1..noises -> name "y" k ] else []
        let extras = [ for i in 1..extra -> name "u" i ]
        let h = Var step
        let root = Expr.sqrt h

        let weakNames = [ for k in 1..noises -> name "w" k ]
        let signNames = [ for i in 1..extra -> name "sign" i ]

        // In units of the root of the step.
        let unit k =
            if isWeak then
                Var weakNames.[k - 1]
            else
                Var increments.[k - 1]

        let area l k =
            let low, high = min l k, max l k
            let at = pairs |> List.findIndex (fun p -> p = (low, high))
            let sign = Var signNames.[at]
            if l < k then sign else -sign

        let factor f =
            match f with
            | RandomFactor.Step -> h
            | RandomFactor.Root -> root
            | RandomFactor.Wiener k -> root * unit k
            | RandomFactor.Double(l, k) when l = k ->
                let square = Expr.powi (unit k) 2

                half
                * root
                * (if calculus = Calculus.Ito then
                       square - Expr.one
                   else
                       square)
            | RandomFactor.Double(l, k) when isWeak -> half * root * (unit l * unit k + area l k)
            | RandomFactor.Double(l, k) -> half * root * unit l * unit k
            | RandomFactor.Time k -> half * root * (unit k + Var seconds.[k - 1] / Expr.sqrt (Expr.integer 3))
            | RandomFactor.Triple k ->
                let z = unit k

                Expr.rational 1 6
                * root
                * (if calculus = Calculus.Ito then
                       Expr.powi z 3 - Expr.integer 3 * z
                   else
                       Expr.powi z 3)
            | RandomFactor.Area(l, k) -> root * area l k

        {
            Normals = {
                Noises = noises
                TimeIntegrals = timed
                Extra = extra
            }
            Names = {
                Step = step
                Normals = increments @ seconds @ extras
            }
            Factor = factor
            Lets = [
                if isWeak then
                    for k in 1..noises do
                        weakNames.[k - 1], threeValues (Var increments.[k - 1])

                if extra > 0 then
                    for i in 1..extra do
                        signNames.[i - 1], twoValues (Var extras.[i - 1])
            ]
        }

    /// Whether a factor of the path gone back along is known: products of increments divided by a root of the step have no sign there.
    let canTurn factor =
        match factor with
        | RandomFactor.Step
        | RandomFactor.Wiener _
        | RandomFactor.Time _ -> true
        | _ -> false

    /// The factors of the same path gone back along from its end: the time runs to the other side, increments change sign, and the
    /// integral of W(t + h - s) - W(t + h) over the step is that of W less h times the increment.
    let turned (variables: RandomVariables) factor =
        match factor with
        | RandomFactor.Step -> -(variables.Factor RandomFactor.Step)
        | RandomFactor.Wiener k -> -(variables.Factor(RandomFactor.Wiener k))
        | RandomFactor.Time k -> variables.Factor(RandomFactor.Time k) - variables.Factor(RandomFactor.Wiener k)
        | _ -> invalidArg (nameof factor) "only steps, increments and time integrals can be gone back along"
