namespace ItoSharp.Symbolics

/// Integrals from 0 of v^n exp(b v + d) in phi-functions: exp(b v + d) n! v^(n+1) phi_(n+1)(-b v). Unlike the elementary
/// antiderivative they neither cancel near v = 0 nor divide by b.
module internal PhiIntegral =
    /// The coefficient, the power of v and the exponent of one term.
    let private parts (v: string) (term: Expr) =
        let free, bound = Factors.factorsOf term |> List.partition (Expr.contains v >> not)
        let coefficient = Expr.product free

        let power e =
            match e with
            | Var _ -> Some 1
            | Power(Var _, r) when r.IsInteger && r.Sign > 0 && r <= Rational.Of 8 -> Some(int r.Numerator)
            | _ -> None

        match bound with
        | [] -> Some(coefficient, 0, Expr.zero)
        | [ Apply(Elementary.Exp, u) ] -> Some(coefficient, 0, u)
        | [ p ] -> power p |> Option.map (fun n -> coefficient, n, Expr.zero)
        | [ Apply(Elementary.Exp, u); p ]
        | [ p; Apply(Elementary.Exp, u) ] -> power p |> Option.map (fun n -> coefficient, n, u)
        | _ -> None

    let private integral v (coefficient, n, exponent) =
        match Polynomial.coefficients v exponent with
        | Some [ _; b ] ->
            let z = -b * Var v
            let factorial = Expr.constant (ElementaryForms.factorial n)

            Some(
                Expr.product [
                    coefficient
                    factorial
                    Expr.exp exponent
                    Expr.powi (Var v) (n + 1)
                    Expr.phi (n + 1) z
                ]
            )
        | Some _ ->
            Some(
                Expr.product [
                    coefficient
                    Expr.exp exponent
                    Expr.powi (Var v) (n + 1)
                    Expr.rational 1 (n + 1)
                ]
            )
        | None -> None

    /// The integral from 0 to v where every term has this shape and some term needs it (n >= 1 with an exponential).
    let from0 (v: string) (e: Expr) : Expr option =
        let expanded = Expand.expand e

        let terms =
            match expanded with
            | Sum terms -> terms
            | _ -> [ expanded ]

        let found = terms |> List.map (parts v)

        if found |> List.forall Option.isSome then
            let found = List.map Option.get found

            let needed =
                found
                |> List.exists (fun (_, n, exponent) -> n >= 1 && Expr.contains v exponent)

            let integrals = found |> List.map (integral v)

            if needed && integrals |> List.forall Option.isSome then
                Some(integrals |> List.map Option.get |> Expr.sum)
            else
                None
        else
            None
