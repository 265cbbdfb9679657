namespace ItoSharp.Symbolics

open System.Collections.Generic
open System.Globalization

/// Common subexpressions of many outputs, sorted by how often they have to be computed.
type HoistedProgram<'Output> = {
    /// Depend on parameters only: once for an instance.
    Constants: (string * Expr) list
    /// Depend on the time too: once for a step, whatever the number of paths.
    Timed: (string * Expr) list
    /// Depend on the state: once for a path and step.
    Local: (string * Expr) list
    Outputs: ('Output * Expr) list
}

/// Moving what does not change out of the loops over time and paths.
module Hoisting =
    /// A prefix with which no used name starts.
    let rec private free (taken: Set<string>) (prefix: string) =
        if
            taken
            |> Set.exists (fun name -> name.StartsWith(prefix, System.StringComparison.Ordinal))
        then
            free taken (prefix + "_")
        else
            prefix

    /// How often an expression changes: 0 never, 1 with the time, 2 with the state.
    let private rankOf (state: Set<string>) (e: Expr) =
        let names = Expr.variables e

        if not (Set.intersect names state).IsEmpty then 2
        elif names.Contains "t" then 1
        else 0

    /// Lets in an order in which each follows what it needs.
    let internal ordered (lets: (string * Expr) list) : (string * Expr) list =
        let pending = Map.ofList lets
        let placed = HashSet<string>()
        let result = List<string * Expr>()

        let rec place name =
            match Map.tryFind name pending with
            | Some body when placed.Add name ->
                Expr.variables body |> Set.iter place
                result.Add((name, body))
            | _ -> ()

        lets |> List.iter (fst >> place)
        List.ofSeq result

    /// Those lets that outputs need, in their order; each follows what it needs.
    [<CompiledName("Needed")>]
    let needed (outputs: Expr seq) (lets: (string * Expr) seq) : (string * Expr) list =
        let lets = List.ofSeq lets

        let read =
            (outputs |> Seq.map Expr.variables |> Set.unionMany, List.rev lets)
            ||> List.fold (fun read (name, e) ->
                if Set.contains name read then
                    Set.union read (Expr.variables e)
                else
                    read)

        lets |> List.filter (fun (name, _) -> read.Contains name)

    /// The outputs with lets by rank. Factors and terms of lower rank are combined before they are hoisted, so values can
    /// differ from the written order by rounding.
    [<CompiledName("Share")>]
    let share (state: string list) (outputs: ('Output * Expr) list) : HoistedProgram<'Output> =
        let taken =
            outputs
            |> List.map (snd >> Expr.variables)
            |> Set.unionMany
            |> Set.union (Set.ofList state)

        let prefixes = [| "constant"; "timed" |] |> Array.map (free taken)
        let named = Array.init 2 (fun _ -> List<string * Expr>())
        let nameOf = Dictionary<Expr, string>()
        let rankOfName = Dictionary<string, int>()
        let states = Set.ofList state

        let rank e =
            let own = rankOf states e

            let hoisted =
                Expr.variables e
                |> Seq.map (fun v ->
                    match rankOfName.TryGetValue v with
                    | true, r -> r
                    | _ -> 0)
                |> Seq.fold max 0

            max own hoisted

        let rec rewrite level e =
            if Cse.isCheap e then
                e
            elif rank e < level then
                hoist (rank e) e
            else
                match e with
                | Sum terms -> combine level Expr.sum terms
                | Product factors -> combine level Expr.product factors
                | _ -> Expr.map (rewrite level) e

        and combine level build parts =
            // A bare sign or whole number stays with the rest.
            let bare, others =
                parts
                |> List.partition (fun e ->
                    match e with
                    | Const c -> c.IsInteger
                    | _ -> false)

            let low, high = others |> List.partition (fun e -> rank e < level)
            let groups = low |> List.groupBy rank |> List.sortBy fst

            // The lower group goes into the next one: k1 k2 is hoisted whole out of k1 k2 q(t).
            let carried =
                (None, groups)
                ||> List.fold (fun carried (r, group) ->
                    let whole = build (Option.toList carried @ group)
                    Some(hoist r whole))

            build (bare @ Option.toList carried @ (high |> List.map (rewrite level)))

        and hoist level e =
            if Cse.isCheap e then
                e
            else
                match nameOf.TryGetValue e with
                | true, name -> Var name
                | _ ->
                    let body = rewrite level e

                    if Cse.isCheap body then
                        body
                    else
                        let name =
                            prefixes.[level] + named.[level].Count.ToString(CultureInfo.InvariantCulture)

                        nameOf.[e] <- name
                        rankOfName.[name] <- level
                        named.[level].Add((name, body))
                        Var name

        let bodies = outputs |> List.map (fun (_, e) -> rewrite 2 e)

        // Sharing inside each rank; the lets of a rank come before what is named there.
        let inside prefix (lets: (string * Expr) list) =
            let used =
                Set.unionMany [
                    taken
                    Set.ofSeq rankOfName.Keys
                    lets |> List.map (snd >> Expr.variables) |> Set.unionMany
                ]

            let shared, results = Cse.shareWith (free used prefix) lets
            shared, results

        let level r prefix =
            let shared, results = inside prefix (List.ofSeq named.[r])
            ordered (shared @ results)

        let keyed =
            bodies
            |> List.mapi (fun i e -> "output " + i.ToString(CultureInfo.InvariantCulture), e)

        let local, results = inside "shared" keyed
        let constants, timed = level 0 "constantPart", level 1 "timedPart"

        // A value that is another one by name needs no let of its own.
        let aliases =
            constants @ timed
            |> List.filter (fun (_, e) ->
                match e with
                | Var _ -> true
                | _ -> false)
            |> Map.ofList

        let rename (lets: (string * Expr) list) =
            lets
            |> List.filter (fun (name, _) -> not (aliases.ContainsKey name))
            |> List.map (fun (name, e) -> name, Substitute.apply aliases e)

        {
            Constants = rename constants
            Timed = rename timed
            Local = rename local
            Outputs = List.map2 (fun (output, _) (_, e) -> output, Substitute.apply aliases e) outputs results
        }
