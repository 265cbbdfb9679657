namespace ItoSharp.Symbolics

open System.Collections.Generic
open System.Globalization

/// Names the values of a step: equal vectors get the same names.
type internal LetWriter(taken: Set<string>) =
    let lets = List<string * Expr>()
    let known = Dictionary<Expr list, Expr list>(HashIdentity.Structural)
    let mutable names = taken

    let reserve name =
        let free = StepProgram.fresh names name
        names <- names.Add free
        free

    /// Components as names, those that are short as they are.
    member _.Vector(prefix: string, components: string list, values: Expr list) : Expr list =
        match known.TryGetValue values with
        | true, named -> named
        | _ ->
            let named =
                List.zip components values
                |> List.map (fun (part, e) ->
                    match e with
                    | Const _
                    | Var _ -> e
                    | _ ->
                        let name = reserve (prefix + part)
                        lets.Add((name, e))
                        Var name)

            known.[values] <- named
            named

    member w.Value(name: string, e: Expr) : Expr = w.Vector(name, [ "" ], [ e ]).Head

    member _.Add(given: (string * Expr) list) =
        lets.AddRange given
        names <- Set.union names (given |> List.map fst |> Set.ofList)

    member _.Lets = List.ofSeq lets

    static member Number(n: int) =
        n.ToString(CultureInfo.InvariantCulture)
