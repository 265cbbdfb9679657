namespace ItoSharp.Symbolics

/// The reverse of one step.
type StepAdjoint = {
    /// The names of the cotangents of the components after the step.
    Seeds: string list
    /// What is computed in the loop over paths.
    Lets: (string * Expr) list
    /// The cotangents of the components before the step; those that the step does not read have none.
    State: (string * Expr) list
    /// Contributions to the cotangents of constants and of timed values.
    Constants: (string * Expr) list
    Timed: (string * Expr) list
}

/// Reverses of steps and of formulas of a state.
module StepAdjoint =
    let private free (taken: Set<string>) name = StepProgram.fresh taken name

    let private namesOf (p: StepProgram) =
        Set.unionMany [
            Set.ofList p.Components
            p.Local |> List.map fst |> Set.ofList
            p.Local |> List.map (snd >> Expr.variables) |> Set.unionMany
            p.Next |> List.map Expr.variables |> Set.unionMany
            Set.ofList p.UsedConstants
            Set.ofList p.UsedTimed
            Set.ofList p.Names.Normals
        ]

    /// The reverse of a step: exact for what the step computes, noise and all.
    [<CompiledName("OfStep")>]
    let ofStep (p: StepProgram) : StepAdjoint =
        let taken = namesOf p
        let seeds = p.Components |> List.map (fun c -> free taken ("to_" + c))

        // An estimate of the error decides about a step and is no part of it.
        let local =
            if p.Error.IsSome then
                Hoisting.needed p.Next p.Local
            else
                p.Local

        let read =
            Set.union
                (p.Next |> List.map Expr.variables |> Set.unionMany)
                (local |> List.map (snd >> Expr.variables) |> Set.unionMany)

        // Where every path has a clock of its own, that is what is timed.
        let clock =
            if p.Error.IsSome then
                [ "t"; p.Names.Step ]
            else
                p.UsedTimed

        let timed = clock |> List.filter read.Contains
        let constants = p.UsedConstants |> List.filter read.Contains

        let adjoint =
            Adjoint.reverse local (List.zip seeds p.Next) (p.Components @ constants @ timed)

        let only names =
            let names = Set.ofList names
            adjoint.Cotangents |> List.filter (fun (name, _) -> names.Contains name)

        {
            Seeds = seeds
            Lets = adjoint.Lets
            State = only p.Components
            Constants = only constants
            Timed = only timed
        }

    /// Derivatives of constants by what they are computed from: one list for each input, of those constants that move with it.
    [<CompiledName("ConstantRates")>]
    let constantRates (p: StepProgram) (inputs: string list) (wanted: string list) =
        inputs
        |> List.map (fun input ->
            let code, rates =
                Tangent.forward p.Constants (wanted |> List.map Var) [ input, Expr.one ]

            input, code, List.zip wanted rates |> List.filter (fun (_, rate) -> rate <> Expr.zero))

    /// The same of timed values, by constants and by "t".
    [<CompiledName("TimedRates")>]
    let timedRates (p: StepProgram) (inputs: string list) =
        inputs
        |> List.map (fun input ->
            let code, rates =
                Tangent.forward p.Timed (p.UsedTimed |> List.map Var) [ input, Expr.one ]

            input, code, List.zip p.UsedTimed rates |> List.filter (fun (_, rate) -> rate <> Expr.zero))
