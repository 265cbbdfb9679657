namespace ItoSharp.Symbolics

/// Multiplying out.
module Expand =
    /// Products of more terms than this stay as they are.
    let private maximumTerms = 100

    let private termsOf e =
        match e with
        | Sum terms -> terms
        | _ -> [ e ]

    let private multiply a b =
        let left, right = termsOf a, termsOf b

        if left.Length * right.Length > maximumTerms then
            a * b
        else
            Expr.sum (List.allPairs left right |> List.map (fun (x, y) -> x * y))

    /// Sums multiplied out through products and whole powers up to 8, everywhere; expm1(u) is exp(u) - 1 in here.
    [<CompiledName("Expand")>]
    let rec expand (e: Expr) : Expr =
        match e with
        | Apply(Elementary.Expm1, u) -> Expr.exp (expand u) - Expr.one
        | Product factors -> factors |> List.map expand |> List.fold multiply Expr.one
        | Power(b, r) when r.IsInteger && r.Sign > 0 && r <= Rational.Of 8 ->
            match expand b with
            | Sum _ as s -> List.replicate (int r.Numerator) s |> List.reduce multiply
            | other -> Expr.pow other r
        | _ -> Expr.map expand e

    /// Whether e multiplies out and simplifies to 0. False says nothing.
    [<CompiledName("IsZero")>]
    let isZero (e: Expr) =
        e = Expr.zero || Simplify.simplify (expand e) = Expr.zero

/// Formulas as polynomials of one variable whose coefficients are formulas without it.
module Polynomial =
    let private add (a: Expr list) (b: Expr list) =
        let n = max a.Length b.Length

        let item i (c: Expr list) =
            if i < c.Length then c.[i] else Expr.zero

        [ for i in 0 .. n - 1 -> item i a + item i b ]

    let private multiply (a: Expr list) (b: Expr list) = [
        for k in 0 .. a.Length + b.Length - 2 ->
            Expr.sum [
                for i in max 0 (k - b.Length + 1) .. min k (a.Length - 1) -> a.[i] * b.[k - i]
            ]
    ]

    let private trim (c: Expr list) =
        c |> List.rev |> List.skipWhile Expand.isZero |> List.rev

    /// [c0; c1; ...] with e = c0 + c1 v + ..., without trailing zeros, or None where e is not such a polynomial of degree <= 12.
    [<CompiledName("Coefficients")>]
    let coefficients (v: string) (e: Expr) : Expr list option =
        let rec go e =
            if not (Expr.contains v e) then
                Some [ e ]
            else
                match e with
                | Var _ -> Some [ Expr.zero; Expr.one ]
                | Sum terms -> (Some [], terms) ||> List.fold (fun acc t -> Option.map2 add acc (go t))
                | Product factors ->
                    (Some [ Expr.one ], factors)
                    ||> List.fold (fun acc f -> Option.map2 multiply acc (go f))
                | Power(b, r) when r.IsInteger && r.Sign > 0 && r <= Rational.Of 12 ->
                    go b
                    |> Option.map (fun c -> List.replicate (int r.Numerator) c |> List.reduce multiply)
                | _ -> None

        match go e with
        | Some c when c.Length <= 13 -> Some(trim c)
        | _ -> None

    /// The formula c0 + c1 v + ... .
    [<CompiledName("ToExpr")>]
    let toExpr (v: string) (c: Expr list) : Expr =
        c |> List.mapi (fun i a -> a * Expr.powi (Var v) i) |> Expr.sum
