namespace ItoSharp.Symbolics

open System.Collections.Generic

/// Power series at 0, through Laurent series, so that removable singularities such as (exp(h) - 1 - h)/h^2 are no obstacle.
module Series =
    /// sum of Terms[i] v^(Lowest + i), known up to and without the power Lowest + Terms.Length.
    type private Laurent = { Lowest: int; Terms: Expr[] }

    /// No series, or not with the terms that were carried.
    exception private NoSeries

    let private tidy e =
        match e with
        | Const _
        | Var _ -> e
        | _ -> Simplify.simplify (Expand.expand e)

    let private exact (count: int) e = {
        Lowest = 0
        Terms = Array.init count (fun i -> if i = 0 then e else Expr.zero)
    }

    let private term (s: Laurent) power =
        let i = power - s.Lowest

        if i >= 0 && i < s.Terms.Length then
            s.Terms.[i]
        else
            Expr.zero

    let private add a b =
        let lowest = min a.Lowest b.Lowest
        let beyond = min (a.Lowest + a.Terms.Length) (b.Lowest + b.Terms.Length)

        {
            Lowest = lowest
            Terms = Array.init (max 0 (beyond - lowest)) (fun i -> tidy (term a (lowest + i) + term b (lowest + i)))
        }

    let private multiply a b =
        let count = min a.Terms.Length b.Terms.Length

        {
            Lowest = a.Lowest + b.Lowest
            Terms = Array.init count (fun k -> Expr.sum [ for i in 0..k -> a.Terms.[i] * b.Terms.[k - i] ] |> tidy)
        }

    let private scale c s = {
        s with
            Terms = s.Terms |> Array.map (fun t -> tidy (c * t))
    }

    /// The same series without leading zeros.
    let private strip s =
        match s.Terms |> Array.tryFindIndex (Expand.isZero >> not) with
        | Some i -> {
            Lowest = s.Lowest + i
            Terms = Array.skip i s.Terms
          }
        | None -> raise NoSeries

    /// sum over k of weights(k) u^k for a series u without constant term.
    let private compose (weights: int -> Expr) (u: Laurent) =
        // Horner, from the highest power that still reaches the carried terms.
        let count = u.Lowest + u.Terms.Length
        let highest = count - 1
        let mutable total = exact count (weights highest)

        for k in highest - 1 .. -1 .. 0 do
            let next = multiply total u

            let next = {
                next with
                    Terms = Array.truncate (count - next.Lowest) next.Terms
            }

            total <- add next (exact count (weights k))

        total

    /// u with whole powers from 0, split into its constant and the rest.
    let private split (u: Laurent) =
        let from0 =
            if u.Lowest >= 0 then
                {
                    Lowest = 0
                    Terms = Array.append (Array.create u.Lowest Expr.zero) u.Terms
                }
            else
                let poles, rest = Array.splitAt (min -u.Lowest u.Terms.Length) u.Terms

                if poles |> Array.forall Expand.isZero then
                    { Lowest = 0; Terms = rest }
                else
                    raise NoSeries

        if from0.Terms.Length = 0 then
            raise NoSeries

        from0.Terms.[0],
        {
            Lowest = 1
            Terms = Array.skip 1 from0.Terms
        }

    let private binomial (r: Rational) k =
        List.fold (fun (acc: Rational) i -> acc * (r - Rational.Of i) / Rational.Of(i + 1)) Rational.One [ 0 .. k - 1 ]

    /// (a v^m (1 + u))^r.
    let private power (s: Laurent) (r: Rational) =
        let s = strip s
        let lowest = Rational.Of s.Lowest * r

        if not lowest.IsInteger then
            raise NoSeries

        let a = s.Terms.[0]

        let u = {
            Lowest = 1
            Terms = Array.skip 1 s.Terms |> Array.map (fun t -> tidy (t / a))
        }

        let body = compose (fun k -> Expr.constant (binomial r k)) u |> scale (Expr.pow a r)

        {
            body with
                Lowest = body.Lowest + int lowest.Numerator
        }

    let private factorial k =
        Expr.constant (Rational.One / ElementaryForms.factorial k)

    let private sineWeights k =
        if k % 2 = 0 then
            Expr.zero
        else
            Expr.integer (if k % 4 = 1 then 1 else -1) * factorial k

    let private cosineWeights k =
        if k % 2 = 1 then
            Expr.zero
        else
            Expr.integer (if k % 4 = 0 then 1 else -1) * factorial k

    /// f(c + u) by the derivatives of f at c.
    let private byDerivatives (f: Expr -> Expr) c u =
        let count = u.Lowest + u.Terms.Length
        let mutable derivative = f (Var "\u0001c")

        let weights = [|
            for k in 0 .. count - 1 do
                if k > 0 then
                    derivative <- tidy (Differentiate.wrt "\u0001c" derivative)

                yield tidy (Substitute.variable "\u0001c" c derivative) * factorial k
        |]

        compose (fun k -> weights.[k]) u

    let rec private series (cache: Dictionary<Expr, Laurent>) (v: string) (count: int) (e: Expr) : Laurent =
        match cache.TryGetValue e with
        | true, known -> known
        | _ ->
            let result = build cache v count e
            cache.[e] <- result
            result

    and private build cache v count e =
        let inner = series cache v count

        if not (Expr.contains v e) then
            exact count e
        else
            match e with
            | Var _ -> {
                Lowest = 1
                Terms = Array.init count (fun i -> if i = 0 then Expr.one else Expr.zero)
              }
            | Sum terms -> terms |> List.map inner |> List.reduce add
            | Product factors -> factors |> List.map inner |> List.reduce multiply
            | Power(b, r) -> power (inner b) r
            | GeneralPower(a, b) -> inner (Expr.exp (b * Expr.log a))
            | Apply(Elementary.Exp, x) ->
                let c, u = split (inner x)
                compose factorial u |> scale (Expr.exp c)
            | Apply(Elementary.Expm1, x) -> add (inner (Expr.exp x)) (exact count (Expr.integer -1))
            | Apply(Elementary.Log, x) ->
                let s = strip (inner x)

                if s.Lowest <> 0 then
                    raise NoSeries

                let a = s.Terms.[0]

                let u = {
                    Lowest = 1
                    Terms = Array.skip 1 s.Terms |> Array.map (fun t -> tidy (t / a))
                }

                let weights k =
                    if k = 0 then
                        Expr.log a
                    else
                        Expr.rational (if k % 2 = 1 then 1 else -1) k

                compose weights u
            | Apply(Elementary.Log1p, x) -> inner (Expr.log (Expr.one + x))
            | Apply(Elementary.Sin, x) ->
                let c, u = split (inner x)
                add (compose cosineWeights u |> scale (Expr.sin c)) (compose sineWeights u |> scale (Expr.cos c))
            | Apply(Elementary.Cos, x) ->
                let c, u = split (inner x)
                add (compose cosineWeights u |> scale (Expr.cos c)) (compose sineWeights u |> scale (-(Expr.sin c)))
            | Apply(Elementary.Tan, x) -> inner (Expr.sin x / Expr.cos x)
            | Apply((Elementary.Abs | Elementary.Sign), _)
            | Minimum _
            | Maximum _
            | Choose _ -> raise NoSeries
            | Apply(f, x) ->
                let c, u = split (inner x)
                byDerivatives (Expr.apply f) c u
            | Phi(k, x) ->
                let c, u = split (inner x)

                if Expand.isZero c then
                    compose (fun j -> Expr.constant (Rational.One / ElementaryForms.factorial (j + k))) u
                else
                    byDerivatives (Expr.phi k) c u
            | Const _
            | Pi -> exact count e

    /// The lowest power and the coefficients from it up to v^order; None where there is no Laurent series (log v, |v|, ...).
    [<CompiledName("Laurent")>]
    let laurent (v: string) (order: int) (e: Expr) : (int * Expr list) option =
        if order < 0 || order > 40 then
            invalidArg (nameof order) "The order of a series must be from 0 to 40."

        // Divisions by v use up terms, so more are carried until enough remain.
        [ 1; 4; 8; 16 ]
        |> List.tryPick (fun extra ->
            try
                let s = series (Dictionary()) v (order + extra) e

                if s.Lowest + s.Terms.Length <= order then
                    None
                else
                    let first =
                        s.Terms |> Array.tryFindIndex (Expand.isZero >> not) |> Option.defaultValue 0

                    let lowest = min (s.Lowest + first) (max s.Lowest 0)
                    Some(lowest, [ for power in lowest..order -> term s power ])
            with NoSeries ->
                None)

    /// The coefficients of v^0 to v^order; None where e has a pole or no series at 0.
    [<CompiledName("Coefficients")>]
    let coefficients (v: string) (order: int) (e: Expr) : Expr list option =
        match laurent v order e with
        | Some(lowest, c) when lowest >= 0 -> Some(List.replicate lowest Expr.zero @ c |> List.truncate (order + 1))
        | _ -> None

    /// The Taylor polynomial at v = 0 up to v^order.
    [<CompiledName("Expand")>]
    let expand (v: string) (order: int) (e: Expr) : Expr option =
        coefficients v order e |> Option.map (Polynomial.toExpr v)
