namespace ItoSharp.Symbolics

open System.Collections.Generic
open System.Globalization

/// Common subexpressions, so that emitted code computes each value once.
module Cse =
    /// What is as short as a name for it.
    let internal isCheap e =
        match e with
        | Const _
        | Pi
        | Var _ -> true
        | Product [ Const c; Var _ ] when (-c).IsOne -> true
        | _ -> false

    /// A base that the C# printer would have to write more than once.
    let private repeats e =
        match e with
        | Power(b, r) when not (r = Rational.Of(1, 2) || r = Rational.Of(-1, 2) || r = Rational.Of -1) -> Some b
        | Apply(Elementary.Sign, u) -> Some u
        | _ -> None

    /// Let-bindings, in order, and the outputs in terms of them; names are prefix0, prefix1, ..., leaving out names in use.
    [<CompiledName("ShareWith")>]
    let shareWith (prefix: string) (outputs: (string * Expr) list) : (string * Expr) list * (string * Expr) list =
        let taken = outputs |> List.map (snd >> Expr.variables) |> Set.unionMany
        let taken = Set.union taken (outputs |> List.map fst |> Set.ofList)
        let uses = Dictionary<Expr, int>()

        let rec count e =
            if not (isCheap e) then
                match uses.TryGetValue e with
                | true, n -> uses.[e] <- n + 1
                | _ ->
                    uses.[e] <- 1
                    Expr.parts e |> List.iter count

                    match repeats e with
                    | Some b when not (isCheap b) -> uses.[b] <- uses.[b] + 1
                    | _ -> ()

        outputs |> List.iter (snd >> count)

        let names = Dictionary<Expr, string>()
        let bindings = List<string * Expr>()
        let mutable next = 0

        let rec freshName () =
            let name = prefix + next.ToString(CultureInfo.InvariantCulture)
            next <- next + 1
            if taken.Contains name then freshName () else name

        let rec rewrite e =
            if isCheap e then
                e
            else
                match names.TryGetValue e with
                | true, name -> Var name
                | _ ->
                    let body = Expr.map rewrite e

                    if uses.[e] > 1 then
                        let name = freshName ()
                        names.[e] <- name
                        bindings.Add((name, body))
                        Var name
                    else
                        body

        let results = outputs |> List.map (fun (name, e) -> name, rewrite e)
        List.ofSeq bindings, results

    /// shareWith "t".
    [<CompiledName("Share")>]
    let share (outputs: (string * Expr) list) = shareWith "t" outputs
