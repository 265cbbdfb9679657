namespace ItoSharp.Symbolics

/// Solving e(v) = y for v.
module Invert =
    let private target = "\u0001y"

    let private roots v y (c: Expr list) =
        match c with
        | [ c0; c1 ] -> [ (y - c0) / c1 ]
        | [ c0; c1; c2 ] ->
            let k = y - c0

            if Expand.isZero c1 then
                let root = Expr.sqrt (k / c2)
                [ root; -root ]
            else
                // 2k/(b + sqrt(b^2 + 4 a k)) does not cancel as k or a goes to 0; the other root is the second choice.
                let root = Expr.sqrt (c1 * c1 + Expr.integer 4 * c2 * k)
                [ Expr.integer 2 * k / (c1 + root); Expr.integer 2 * k / (c1 - root) ]
        | [ c0; c1; c2; c3 ] when Expand.isZero (c2 * c2 - Expr.integer 3 * c1 * c3) ->
            // c1 + 2 c2 v + 3 c3 v^2 = (a + b v)^2 up to sign: k = ((a + b v)^3 - a^3)/(3 b), which holds at b = 0 too.
            let k = y - c0

            let cube sign =
                let a = Expr.sqrt (sign * c1)
                let b = sign * c2 / a
                let r = Expr.pow (Expr.powi a 3 + Expr.integer 3 * sign * k * b) (Rational.Of(1, 3))
                Expr.integer 3 * sign * k / (r * r + r * a + a * a)

            [ cube Expr.one; cube (Expr.integer -1) ]
        | _ -> []

    /// N(v)/D(v) with both linear.
    let private moebius v y e =
        let factors =
            match e with
            | Product factors -> factors
            | _ -> [ e ]

        let below, above =
            factors
            |> List.partition (fun f ->
                match f with
                | Power(_, r) -> r.Sign < 0
                | _ -> false)

        let bottom = below |> List.map (fun f -> Expr.powi f -1) |> Expr.product

        match Polynomial.coefficients v (Expr.product above), Polynomial.coefficients v bottom with
        | Some [ a ], Some [ c; d ] -> [ (a / y - c) / d ]
        | Some [ a; b ], Some [ c; d ] ->
            let forward = (y * c - a) / (b - y * d)
            // The same with y's reciprocal, for y that overflow.
            let r = Expr.powi y -1
            [ forward; (c - a * r) / (b * r - d) ]
        | _ -> []

    let private sharedBy v (parts: Expr list) =
        parts |> List.partition (Expr.contains v)

    /// The solutions that the rules find, best first; a rule that squares or picks a branch may add wrong ones.
    let rec private all (depth: int) (v: string) (e: Expr) (y: Expr) : Expr list =
        let again = all (depth - 1) v

        if depth = 0 || not (Expr.contains v e) || Branches.on (Set.singleton v) e then
            []
        else
            match Polynomial.coefficients v e with
            | Some c when c.Length <= 3 || (c.Length = 4 && not (roots v y c).IsEmpty) -> roots v y c
            | _ ->
                match e with
                | Var _ -> [ y ]
                | Sum terms ->
                    match sharedBy v terms with
                    | [ single ], others -> again single (y - Expr.sum others)
                    | several, others ->
                        // One factor common to all terms with v may leave a single occurrence.
                        let common, rest = Factors.commonFactor (Expr.sum several)
                        let shifted = y - Expr.sum others

                        if Expr.contains v rest && common <> Expr.one && not (Expr.contains v common) then
                            again rest (shifted / common)
                        else
                            logarithms v (Expr.sum several) shifted again
                | Product factors ->
                    match sharedBy v factors with
                    | [ single ], others -> again single (y / Expr.product others)
                    | several, others ->
                        let scaled = y / Expr.product others

                        moebius v scaled (Expr.product several)
                        @ wholePower v (Expr.product several) scaled again
                | Power(b, r) ->
                    let root = Expr.pow y (Rational.One / r)
                    let both = again b root

                    if r.IsInteger && r.Numerator.IsEven then
                        both @ again b (-root)
                    else
                        both
                | GeneralPower(a, b) when not (Expr.contains v b) -> again a (Expr.power y (Expr.powi b -1))
                | GeneralPower(a, b) when not (Expr.contains v a) -> again b (Expr.log y / Expr.log a)
                | Apply(f, u) -> inverse f y |> List.collect (again u)
                | _ -> []

    /// Factors with one common exponent: (N/D)^r.
    and private wholePower v e y again =
        match e with
        | Product factors ->
            let exponents =
                factors
                |> List.map (fun f ->
                    match f with
                    | Power(_, r) -> r.Abs
                    | _ -> Rational.One)
                |> List.distinct

            match exponents with
            | [ r ] when not r.IsOne ->
                let root = Expr.pow y (Rational.One / r)

                let unroot f =
                    match f with
                    | Power(b, s) -> Expr.pow b (s / r)
                    | _ -> f

                again (factors |> List.map unroot |> Expr.product) root
            | _ -> []
        | _ -> []

    /// A sum of logarithms is the logarithm of a product.
    and private logarithms v e y again =
        match e with
        | Sum terms ->
            let argument term =
                match Canonical.split term with
                | r, Apply(Elementary.Log, x) -> Some(Expr.pow x r)
                | r, Apply(Elementary.Log1p, x) -> Some(Expr.pow (Expr.one + x) r)
                | _ -> None

            let arguments = terms |> List.map argument

            if arguments |> List.forall Option.isSome then
                again (arguments |> List.map Option.get |> Expr.product) (Expr.exp y)
            else
                []
        | _ -> []

    and private inverse f y =
        let one = Expr.one
        let square = y * y

        match f with
        | Elementary.Exp -> [ Expr.log y ]
        | Elementary.Log -> [ Expr.exp y ]
        | Elementary.Expm1 -> [ Expr.log1p y ]
        | Elementary.Log1p -> [ Expr.expm1 y ]
        | Elementary.Sin -> [ Expr.asin y; Expr.pi - Expr.asin y ]
        | Elementary.Cos ->
            // acos loses digits near 1; atan(sqrt(1/y^2 - 1)) does not once 1/y^2 - 1 is multiplied out.
            let tangent = Simplify.simplify (Expand.expand (Expr.powi y -2) - one)
            [ Expr.atan (Expr.sqrt tangent); Expr.acos y; -(Expr.acos y) ]
        | Elementary.Tan -> [ Expr.atan y ]
        | Elementary.Asin -> [ Expr.sin y ]
        | Elementary.Acos -> [ Expr.cos y ]
        | Elementary.Atan -> [ Expr.tan y ]
        | Elementary.Sinh ->
            // asinh without cancellation for y >= 0: log1p(y + y^2/(1 + sqrt(1 + y^2))).
            [
                Expr.log1p (y + square / (one + Expr.sqrt (one + square)))
                Expr.log (y + Expr.sqrt (one + square))
            ]
        | Elementary.Cosh -> [ Expr.log (y + Expr.sqrt (square - one)) ]
        | Elementary.Tanh -> [ Expr.rational 1 2 * (Expr.log1p y - Expr.log1p (-y)) ]
        | _ -> []

    /// All solutions that the rules propose, best first, not yet checked.
    [<CompiledName("Candidates")>]
    let candidates (v: string) (e: Expr) (y: Expr) : Expr list = all 24 v e y |> List.distinct

    /// The solution v of e = y that holds at trial values of v in (0.3, 1.7), or None. y must not contain v.
    [<CompiledName("Solve")>]
    let solve (v: string) (e: Expr) (y: Expr) : Expr option =
        let names = Set.remove v (Expr.variables e)

        let holds candidate =
            let outcomes = [
                for trial in 1..12 do
                    let others = Probe.values names trial
                    let v0 = 0.05 + 0.9 * Probe.unit 5 trial
                    let reached = Evaluate.at (Map.add v v0 others) e

                    if Probe.isFinite reached then
                        let back = Evaluate.at (Map.add target reached others) candidate
                        Probe.agree 1e-7 back v0
            ]

            outcomes.Length >= 3 && List.forall id outcomes

        candidates v e (Var target)
        |> List.tryFind holds
        |> Option.map (Substitute.variable target y >> Simplify.simplify)
