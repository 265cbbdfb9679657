namespace ItoSharp.Symbolics

open System.Collections.Generic

/// The tangents of straight-line code: what its outputs move by where its inputs move.
type PushedProgram = {
    /// In an order in which each follows what it needs; values of the code itself among them, as far as derivatives read them.
    Lets: (string * Expr) list
    /// The tangents of the outputs, in their order.
    Tangents: Expr list
}

/// Exact forward differentiation of straight-line code, with the conventions of its reverse: where a bound is met exactly it holds, |u|
/// has derivative 0 at 0, and what is switched off has tangent 0 whatever its derivatives are.
module Pushforward =
    /// Whether a value may have tangent 0 where derivatives of what is made of it are no numbers, as a root at a bound.
    let rec private switches e =
        match e with
        | Apply(Elementary.Sign, _)
        | Minimum _
        | Maximum _
        | Choose _ -> true
        | _ -> Expr.parts e |> List.exists switches

    /// The tangents of outputs of lets; every moving input has the name of its rate.
    [<CompiledName("Forward")>]
    let forward (lets: (string * Expr) list) (outputs: Expr list) (moving: (string * string) list) : PushedProgram =
        let taken =
            HashSet<string>(
                Seq.concat [
                    lets |> Seq.map fst
                    lets |> Seq.collect (snd >> Expr.variables)
                    outputs |> Seq.collect Expr.variables
                    moving |> Seq.collect (fun (input, rate) -> [ input; rate ])
                ]
            )

        let rec name wanted =
            if taken.Add wanted then wanted else name (wanted + "_")

        let guarded =
            lets |> List.exists (snd >> switches) || outputs |> List.exists switches

        let primal, values = NormalForm.build name lets outputs
        let rates = Dictionary<string, Expr>()

        for input, rate in moving do
            rates.[input] <- Var rate

        let code = List<string * Expr>(primal)

        let named (wanted: string) e =
            if Cse.isCheap e then
                e
            else
                let own = name wanted
                code.Add((own, e))
                Var own

        // 0 times a derivative that is no number is 0.
        let times rate inner =
            if inner = Expr.zero then
                Expr.zero
            elif guarded then
                let inner = named "inner" inner
                Expr.choose (Condition.Equal(inner, Expr.zero)) Expr.zero (rate * inner)
            else
                rate * inner

        /// Of a value known as `known`.
        let rec along (known: Expr) e =
            let inner u = along u u

            match e with
            | Const _
            | Pi
            | Apply(Elementary.Sign, _) -> Expr.zero
            | Var v ->
                match rates.TryGetValue v with
                | true, rate -> rate
                | _ -> Expr.zero
            | Sum terms -> terms |> List.map inner |> Expr.sum
            | Product factors ->
                Expr.sum [
                    for i, f in List.indexed factors do
                        let others =
                            factors |> List.indexed |> List.filter (fun (j, _) -> j <> i) |> List.map snd

                        match inner f with
                        | rate when rate = Expr.zero -> ()
                        | rate -> Expr.product (rate :: others)
                ]
            | Power(b, r) when r.IsInteger && r.Sign > 0 ->
                Expr.product [ Expr.constant r; Expr.pow b (r - Rational.One); inner b ]
            | Power(b, r) -> times (Adjoint.powerRate known b r) (inner b)
            | GeneralPower(a, b) -> times (known * b / a) (inner a) + times (known * Expr.log a) (inner b)
            | Apply(f, u) -> times (Adjoint.rate known f u) (inner u)
            | Minimum(a, b) -> bounded (inner a) (inner b) (Condition.Less(a, b)) (Condition.Less(b, a))
            | Maximum(a, b) -> bounded (inner a) (inner b) (Condition.Less(b, a)) (Condition.Less(a, b))
            | Phi(k, z) -> times (Expr.phi k z - Expr.integer k * Expr.phi (k + 1) z) (inner z)
            | Choose(c, a, b) -> Expr.choose c (inner a) (inner b)

        // The first of two moving arguments counts where it is strictly the result, the second elsewhere.
        and bounded a b first second =
            if a = Expr.zero then
                Expr.choose second b Expr.zero
            else
                Expr.choose first a b

        for own, e in primal do
            match along (Var own) e with
            | rate when rate = Expr.zero -> ()
            | rate -> rates.[own] <- named ("rate_" + own) rate

        let tangents = values |> List.map (fun e -> along e e)

        // Values that come twice, then what nobody reads is left out.
        let shared, results =
            Cse.shareWith
                (name "part")
                (List.ofSeq code @ (tangents |> List.mapi (fun i e -> "tangent " + string i, e)))

        let lets, ends = results |> List.splitAt code.Count
        let ends = ends |> List.map snd

        {
            Lets = Hoisting.ordered (shared @ lets) |> Hoisting.needed ends
            Tangents = ends
        }

/// The tangent of one step.
type StepTangent = {
    /// What moves of components, constants and timed values that the step reads, and the names of their rates.
    Rates: (string * string) list
    /// What is the same along every direction.
    Once: (string * Expr) list
    /// What is computed for each.
    Along: (string * Expr) list
    /// The tangents of the components after the step.
    Next: Expr list
}

/// Tangents of steps and of formulas of a state.
module StepTangent =
    let private split (rates: (string * string) list) (pushed: PushedProgram) =
        let moving =
            (rates |> List.map snd |> Set.ofList, pushed.Lets)
            ||> List.fold (fun moving (name, e) ->
                if (Set.intersect moving (Expr.variables e)).IsEmpty then
                    moving
                else
                    moving.Add name)

        let along, once =
            pushed.Lets |> List.partition (fun (name, _) -> moving.Contains name)

        {
            Rates = rates
            Once = once
            Along = along
            Next = pushed.Tangents
        }

    let private ratesOf (taken: Set<string>) inputs =
        inputs
        |> List.map (fun input -> input, StepProgram.fresh taken ("rate_" + input))

    let private variablesOf (lets: (string * Expr) list) (outputs: Expr list) =
        (lets |> List.map snd) @ outputs
        |> List.map Expr.variables
        |> Set.unionMany
        |> Set.union (lets |> List.map fst |> Set.ofList)

    /// The tangent of a step: exact for what the step computes, noise and all.
    [<CompiledName("OfStep")>]
    let ofStep (p: StepProgram) : StepTangent =
        let read = variablesOf p.Local p.Next
        let taken = Set.union read (Set.ofList p.Components)

        let rates =
            p.Components @ (p.UsedConstants @ p.UsedTimed |> List.filter read.Contains)
            |> ratesOf taken

        split rates (Pushforward.forward p.Local p.Next rates)

    /// The tangent of one formula of inputs.
    [<CompiledName("OfFormula")>]
    let ofFormula (formula: Expr) (inputs: string list) : StepTangent =
        let read = Expr.variables formula
        let rates = inputs |> List.filter read.Contains |> ratesOf read
        split rates (Pushforward.forward [] [ formula ] rates)
