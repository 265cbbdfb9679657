namespace ItoSharp.Symbolics

/// Forward differentiation of straight-line code.
module Tangent =
    /// The derivatives of lets and outputs where the inputs move as directions say: further lets, which follow those given, and the
    /// tangents of the outputs. What does not move has tangent 0.
    [<CompiledName("Forward")>]
    let forward
        (lets: (string * Expr) list)
        (outputs: Expr list)
        (directions: (string * Expr) list)
        : (string * Expr) list * Expr list =
        let taken =
            Set.unionMany [
                lets |> List.map fst |> Set.ofList
                lets |> List.map (snd >> Expr.variables) |> Set.unionMany
                outputs |> List.map Expr.variables |> Set.unionMany
                directions |> List.map (snd >> Expr.variables) |> Set.unionMany
            ]

        let rec fresh name =
            if taken.Contains name then fresh (name + "_") else name

        let along (rates: Map<string, Expr>) e =
            Expr.variables e
            |> Seq.choose (fun v -> rates.TryFind v |> Option.map (fun rate -> Differentiate.wrt v e * rate))
            |> List.ofSeq
            |> Expr.sum

        let rates, code =
            ((Map.ofList directions, []), lets)
            ||> List.fold (fun (rates, code) (name, e) ->
                let rate = along rates e

                if rate = Expr.zero then
                    rates, code
                elif Cse.isCheap rate then
                    rates.Add(name, rate), code
                else
                    let own = fresh ("rate_" + name)
                    rates.Add(name, Var own), (own, rate) :: code)

        List.rev code, outputs |> List.map (along rates)
