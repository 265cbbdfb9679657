namespace ItoSharp.Symbolics

/// Indefinite integrals of the formulas that processes are made of. Every result has been differentiated back.
module Integrate =
    let private half = Expr.rational 1 2

    /// The antiderivative F with F' = f(u)^r as a function of u, from the table.
    let private tableEntry (f: Elementary) (r: Rational) (u: Expr) : Expr option =
        let times n = Expr.integer n * u

        if r.IsOne then
            match f with
            | Elementary.Exp -> Some(Expr.exp u)
            | Elementary.Expm1 -> Some(Expr.expm1 u - u)
            | Elementary.Log -> Some(u * Expr.log u - u)
            | Elementary.Log1p -> Some((Expr.one + u) * Expr.log1p u - u)
            | Elementary.Sin -> Some(-(Expr.cos u))
            | Elementary.Cos -> Some(Expr.sin u)
            | Elementary.Tan -> Some(-(Expr.log (Expr.cos u)))
            | Elementary.Sinh -> Some(Expr.cosh u)
            | Elementary.Cosh -> Some(Expr.sinh u)
            | Elementary.Tanh -> Some(Expr.log (Expr.cosh u))
            | Elementary.Atan -> Some(u * Expr.atan u - half * Expr.log1p (u * u))
            | _ -> None
        elif r = Rational.Of 2 then
            match f with
            | Elementary.Sin -> Some(half * u - Expr.rational 1 4 * Expr.sin (times 2))
            | Elementary.Cos -> Some(half * u + Expr.rational 1 4 * Expr.sin (times 2))
            | Elementary.Tan -> Some(Expr.tan u - u)
            | Elementary.Tanh -> Some(u - Expr.tanh u)
            | Elementary.Log -> Some(u * Expr.powi (Expr.log u) 2 - times 2 * Expr.log u + times 2)
            | _ -> None
        elif r = Rational.Of -2 then
            match f with
            | Elementary.Cos -> Some(Expr.tan u)
            | Elementary.Sin -> Some(-(Expr.powi (Expr.tan u) -1))
            | Elementary.Cosh -> Some(Expr.tanh u)
            | _ -> None
        elif r = Rational.Of -1 then
            match f with
            | Elementary.Tan -> Some(Expr.log (Expr.sin u))
            | Elementary.Tanh -> Some(Expr.log (Expr.sinh u))
            | _ -> None
        else
            None

    /// What else the constant quotient may be: the integrand's other factors over the inner derivative.
    let private constantOver v rest inner =
        let rate = Differentiate.wrt v inner

        if rate = Expr.zero then
            None
        else
            Probe.constantRatio v rest rate

    /// g b^r with g = c b': c b^(r+1)/(r+1), or c log b.
    let private powerRule v rest b (r: Rational) =
        constantOver v rest b
        |> Option.map (fun c ->
            if r = Rational.Of -1 then
                c * Expr.log b
            else
                let next = r + Rational.One
                Expr.product [ c; Expr.pow b next; Expr.constant (Rational.One / next) ])

    /// g f(u)^r with g = c u'.
    let private functionRule v rest factor =
        let entry f r u =
            tableEntry f r u
            |> Option.bind (fun F -> constantOver v rest u |> Option.map (fun c -> c * F))

        match factor with
        | Apply(f, u) -> entry f Rational.One u
        | Power(Apply(f, u), r) -> entry f r u
        | GeneralPower(a, b) when not (Expr.contains v b) ->
            constantOver v rest a
            |> Option.map (fun c -> c * Expr.power a (b + Expr.one) / (b + Expr.one))
        | _ -> None

    /// poly(v) f(a v + b) for f = exp, sin, cos: by parts, sum of (-1)^k poly^(k) F_(k+1).
    let private polynomialTimes v (coefficients: Expr list) f u =
        match Polynomial.coefficients v u with
        | Some [ _; a ] ->
            let next g =
                match g with
                | Elementary.Exp -> Expr.one, Elementary.Exp
                | Elementary.Sin -> Expr.integer -1, Elementary.Cos
                | _ -> Expr.one, Elementary.Sin

            let rec go (p: Expr) sign scale g =
                if Expand.isZero p then
                    Expr.zero
                else
                    let s, integral = next g
                    let scale = scale * s / a

                    Expr.product [ sign; scale; p; Expr.apply integral u ]
                    + go (Differentiate.wrt v p) (-sign) scale integral

            Some(go (Polynomial.toExpr v coefficients) Expr.one Expr.one f)
        | _ -> None

    /// exp(a v + ..) sin(b v + ..) and exp cos.
    let private exponentialTimesTrig v w f u =
        match Polynomial.coefficients v w, Polynomial.coefficients v u with
        | Some [ _; a ], Some [ _; b ] ->
            let size = a * a + b * b
            let s, c = Expr.sin u, Expr.cos u

            match f with
            | Elementary.Sin -> Some(Expr.exp w * (a * s - b * c) / size)
            | Elementary.Cos -> Some(Expr.exp w * (a * c + b * s) / size)
            | _ -> None
        | _ -> None

    /// poly(v) (a + b v)^r: the polynomial in powers of the base.
    let private polynomialTimesPower v (coefficients: Expr list) b (r: Rational) =
        match Polynomial.coefficients v b with
        | Some [ a0; a1 ] ->
            let inner = (Var v - a0) / a1
            let shifted = Polynomial.toExpr v coefficients |> Substitute.variable v inner

            Polynomial.coefficients v shifted
            |> Option.map (fun c ->
                c
                |> List.mapi (fun i k ->
                    let exponent = Rational.Of i + r + Rational.One

                    if exponent.IsZero then
                        k * Expr.log b
                    else
                        Expr.product [ k; Expr.pow b exponent; Expr.constant (Rational.One / exponent) ])
                |> Expr.sum
                |> fun s -> s / a1)
        | _ -> None

    let private without index items =
        items |> List.indexed |> List.filter (fun (i, _) -> i <> index) |> List.map snd

    /// A search that tries more sub-integrals than this gives up: a build must not wait for a hopeless formula.
    let private maximumAttempts = 300

    let rec private attempt (fuel: int ref) (depth: int) (v: string) (e: Expr) : Expr option =
        fuel.Value <- fuel.Value - 1

        if not (Expr.contains v e) then
            Some(e * Var v)
        elif Branches.on (Set.singleton v) e then
            // Branch by branch would leave a jump where they meet.
            None
        elif depth <= 0 || fuel.Value <= 0 then
            None
        else
            match Polynomial.coefficients v e with
            | Some c ->
                c
                |> List.mapi (fun i a -> a * Expr.powi (Var v) (i + 1) * Expr.rational 1 (i + 1))
                |> Expr.sum
                |> Some
            | None ->
                match e with
                | Sum terms -> termwise fuel depth v terms
                | Product factors ->
                    let free, bound = factors |> List.partition (Expr.contains v >> not)
                    product fuel depth v bound |> Option.map (fun F -> Expr.product (F :: free))
                | _ -> product fuel depth v [ e ]
                |> function
                    | Some result -> Some result
                    | None ->
                        let expanded = Expand.expand e

                        if expanded <> e then
                            attempt fuel (depth - 1) v expanded
                        else
                            None

    and private termwise fuel depth v terms =
        (Some Expr.zero, terms)
        ||> List.fold (fun total term ->
            total
            |> Option.bind (fun total -> attempt fuel depth v term |> Option.map (fun F -> total + F)))

    and private product fuel depth v factors =
        let options =
            seq {
                for i, f in List.indexed factors do
                    let rest = Expr.product (without i factors)
                    yield fun () -> functionRule v rest f

                    yield
                        fun () ->
                            match f with
                            | Power(b, r) -> powerRule v rest b r
                            | _ -> powerRule v rest f Rational.One

                for i, f in List.indexed factors do
                    let rest = Expr.product (without i factors)

                    match f, Polynomial.coefficients v rest with
                    | Apply((Elementary.Exp | Elementary.Sin | Elementary.Cos) as g, u), Some c ->
                        yield fun () -> polynomialTimes v c g u
                    | Power(b, r), Some c -> yield fun () -> polynomialTimesPower v c b r
                    | _ -> ()

                match factors with
                | [ Apply(Elementary.Exp, w); Apply(f, u) ]
                | [ Apply(f, u); Apply(Elementary.Exp, w) ] -> yield fun () -> exponentialTimesTrig v w f u
                | _ -> ()

                // exp(A + B) C = exp(A) (exp(B) C): the inner derivative may be that of one term alone.
                for i, f in List.indexed factors do
                    match f with
                    | Apply(Elementary.Exp, (Sum terms as w)) ->
                        for term in terms do
                            for inner in List.distinct [ term; w - term ] do
                                let rest = Expr.product (Expr.exp (w - inner) :: without i factors)
                                yield fun () -> constantOver v rest inner |> Option.map (fun c -> c * Expr.exp inner)
                    | _ -> ()

                // expm1(u) C = exp(u) C - C, each of which may have a rule.
                for i, f in List.indexed factors do
                    match f with
                    | Apply(Elementary.Expm1, u) ->
                        let rest = Expr.product (without i factors)
                        yield fun () -> termwise fuel (depth - 1) v [ Expr.exp u * rest; -rest ]
                    | _ -> ()

                // (A + B) C: the sum may need multiplying out before any rule applies.
                for i, f in List.indexed factors do
                    match f with
                    | Sum terms ->
                        let rest = Expr.product (without i factors)
                        yield fun () -> termwise fuel (depth - 1) v (terms |> List.map (fun t -> t * rest))
                    | _ -> ()
            }

        if depth <= 0 then
            None
        else
            options |> Seq.tryPick (fun option -> option ())

    /// a^b as exp(b log a) where the exponent moves; u^n with a fixed n has its own rule.
    let rec private exponentials v e =
        match e with
        | GeneralPower(a, b) when Expr.contains v b -> Expr.exp (exponentials v b * Expr.log (exponentials v a))
        | _ -> Expr.map (exponentials v) e

    /// Where log u was written for a negative u, log(-u).
    let rec private flipLogs e =
        match e with
        | Apply(Elementary.Log, u) -> Expr.log (-(flipLogs u))
        | _ -> Expr.map flipLogs e

    /// An F with dF/dv = e, taking the named quantities to be positive; None where no rule of this module finds one.
    [<CompiledName("IndefiniteUnder")>]
    let indefiniteUnder (positive: Set<string>) (v: string) (e: Expr) : Expr option =
        let plain = exponentials v e
        let simple = Simplify.simplifyUnder positive plain

        // Simplifying may hide a pattern (u'/u once u is factored) as well as make one.
        [ simple; plain ]
        |> List.distinct
        |> List.tryPick (attempt (ref maximumAttempts) 6 v)
        |> Option.bind (fun F ->
            [ F; flipLogs F ]
            |> List.tryFind (fun F -> Probe.areEqual 1e-8 (Differentiate.wrt v F) simple))
        |> Option.map (Simplify.simplifyUnder positive)

    /// An F with dF/dv = e.
    [<CompiledName("Indefinite")>]
    let indefinite (v: string) (e: Expr) : Expr option = indefiniteUnder Set.empty v e
