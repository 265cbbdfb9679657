namespace ItoSharp.Symbolics

open System.Globalization

/// Formulas as polynomials of the state whose coefficients are free of it. A monomial is its list of exponents.
module StatePolynomial =
    /// Larger powers are not multiplied out.
    let private maximumDegree = 8

    /// More terms than this are given up.
    let private maximumTerms = 2000

    let private addTo (sum: Map<int list, Expr>) (powers, c) =
        match Map.tryFind powers sum with
        | Some old -> Map.add powers (old + c) sum
        | None -> Map.add powers c sum

    let private multiply a b =
        (Map.empty, List.allPairs (Map.toList a) (Map.toList b))
        ||> List.fold (fun acc ((p, x), (q, y)) -> addTo acc (List.map2 (+) p q, x * y))

    /// The coefficient of every monomial, or the part of e that is no polynomial of the state.
    [<CompiledName("Coefficients")>]
    let coefficients (state: string list) (e: Expr) : Result<Map<int list, Expr>, Expr> =
        let names = Set.ofList state
        let one = state |> List.map (fun _ -> 0)

        let rec go e : Result<Map<int list, Expr>, Expr> =
            if (Set.intersect names (Expr.variables e)).IsEmpty then
                Ok(Map.ofList [ one, e ])
            else
                match e with
                | Var name ->
                    let powers = state |> List.map (fun x -> if x = name then 1 else 0)
                    Ok(Map.ofList [ powers, Expr.one ])
                | Sum terms -> fold (fun a b -> Map.toList b |> List.fold addTo a) Map.empty terms
                | Product factors -> fold multiply (Map.ofList [ one, Expr.one ]) factors
                | Power(b, r) when r.IsInteger && r.Sign > 0 && r <= Rational.Of maximumDegree ->
                    fold multiply (Map.ofList [ one, Expr.one ]) (List.replicate (int r.Numerator) b)
                | _ -> Error e

        and fold combine first parts =
            (Ok first, parts)
            ||> List.fold (fun acc part ->
                match acc, go part with
                | Ok a, Ok b when a.Count * b.Count <= maximumTerms -> Ok(combine a b)
                | Ok _, Ok _ -> Error part
                | Error e, _
                | _, Error e -> Error e)

        go e |> Result.map (Map.filter (fun _ c -> not (Expand.isZero c)))

    /// "S^2 V".
    [<CompiledName("MonomialText")>]
    let monomialText (state: string list) (powers: int list) : string =
        List.zip state powers
        |> List.choose (fun (x, n) ->
            if n = 0 then
                None
            elif n = 1 then
                Some x
            else
                Some(x + "^" + n.ToString(CultureInfo.InvariantCulture)))
        |> String.concat " "
