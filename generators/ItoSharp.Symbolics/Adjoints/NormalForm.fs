namespace ItoSharp.Symbolics

open System.Collections.Generic
open System.Globalization

/// Straight-line code in which every value that a derivative reads again has a name: roots, quotients, functions, bounds and choices.
module internal NormalForm =
    /// Sums, products and whole powers are differentiated where they stand.
    let private isInline e =
        match e with
        | Const _
        | Pi
        | Var _
        | Sum _
        | Product _ -> true
        | Power(_, r) -> r.IsInteger && r.Sign > 0
        | _ -> false

    /// The lets with further ones for what has no name yet, and the outputs in terms of them.
    let build (name: string -> string) (lets: (string * Expr) list) (outputs: Expr list) =
        let named = Dictionary<Expr, string>()
        let result = List<string * Expr>()

        let rec inside e = Expr.map value e

        and value e =
            match e with
            | Const _
            | Pi
            | Var _ -> e
            | _ when isInline e -> inside e
            | _ ->
                let body = inside e

                // Rebuilding may have made something simpler of it.
                if isInline body then
                    body
                else
                    match named.TryGetValue body with
                    | true, known -> Var known
                    | _ ->
                        let fresh = name ("value" + named.Count.ToString(CultureInfo.InvariantCulture))
                        named.[body] <- fresh
                        result.Add((fresh, body))
                        Var fresh

        for own, e in lets do
            let body = inside e

            if not (isInline body) && not (named.ContainsKey body) then
                named.[body] <- own

            result.Add((own, body))

        let outputs = outputs |> List.map value
        List.ofSeq result, outputs
