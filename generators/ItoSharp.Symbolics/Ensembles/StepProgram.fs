namespace ItoSharp.Symbolics

/// The standard normals of one step: slots 0 .. m - 1 are the increments of the noises, then with TimeIntegrals m more for their
/// integrals over the step, then the extra ones.
type StepNormals = {
    Noises: int
    TimeIntegrals: bool
    Extra: int
} with

    member n.Count = n.Noises * (if n.TimeIntegrals then 2 else 1) + n.Extra

/// The names that a step's formulas use beside those of the equation.
type StepNames = {
    /// The length of the step.
    Step: string
    /// By slot.
    Normals: string list
}

/// One step of a method on an equation, as formulas: values in an order in which each follows what it needs.
type StepFormulas = {
    Normals: StepNormals
    Names: StepNames
    Lets: (string * Expr) list
    /// The state after the step, in the order of the components.
    Next: Expr list
    /// The estimated error of the step in units of what is tolerated; None for steps of equal length.
    Error: Expr option
}

/// The same sorted by how often a value changes.
type StepProgram = {
    Components: string list
    Normals: StepNormals
    Names: StepNames
    /// Once for an instance and run.
    Constants: (string * Expr) list
    /// Once for a step, whatever the number of paths; in the time at its start, "t".
    Timed: (string * Expr) list
    /// Names of constants and of timed values that the loop over paths reads.
    UsedConstants: string list
    UsedTimed: string list
    /// Once for a path and step, in order.
    Local: (string * Expr) list
    /// The state after the step.
    Next: Expr list
    /// Values of the state after the step at the time after it, in the order asked for.
    After: Expr list
    /// The estimated error of the step in units of what is tolerated: at most 1 where it is accepted. None for steps of equal
    /// length. With it every path has a time and a step of its own: nothing is timed.
    Error: Expr option
}

/// Building and sorting of steps.
module StepProgram =
    /// A name that is not taken.
    let rec internal fresh (taken: Set<string>) (name: string) =
        if taken.Contains name then
            fresh taken (name + "_")
        else
            name

    /// The names an equation uses.
    let internal namesOf (d: SdeDeclaration) =
        Set.ofList ("t" :: d.State @ (d.Parameters |> List.map _.Name))

    // Longer formulas keep their names, for whoever reads the code.
    let private longestInlined = 40

    /// Values that are used once are put in their place, so that what does not change in them is combined with its surroundings.
    let private inlined (step: StepFormulas) =
        let uses = System.Collections.Generic.Dictionary<string, int>()

        let rec count e =
            match e with
            | Var name ->
                uses.[name] <-
                    (match uses.TryGetValue name with
                     | true, n -> n + 1
                     | _ -> 1)
            | _ -> Expr.parts e |> List.iter count

        step.Lets |> List.iter (snd >> count)
        step.Next |> List.iter count
        step.Error |> Option.iter count

        let put (values: Map<string, Expr>) e =
            let own = Expr.variables e
            let here = values |> Map.filter (fun name _ -> own.Contains name)
            if here.IsEmpty then e else Substitute.apply here e

        let values, lets =
            ((Map.empty, []), step.Lets)
            ||> List.fold (fun (values, lets) (name, e) ->
                let e = put values e

                match uses.TryGetValue name with
                | true, 1 when Expr.size e <= longestInlined -> values.Add(name, e), lets
                | _ -> values, (name, e) :: lets)

        {
            step with
                Lets = List.rev lets
                Next = step.Next |> List.map (put values)
                Error = step.Error |> Option.map (put values)
        }

    /// The new state under names of its own, and formulas of the state and "t" taken at it and at the time after the step.
    let private settled (d: SdeDeclaration) (step: StepFormulas) (after: Expr list) =
        if after.IsEmpty then
            step, []
        else
            let taken =
                Set.union (namesOf d) (step.Lets |> List.map fst |> Set.ofList)
                |> Set.union (Set.ofList (step.Names.Step :: step.Names.Normals))

            let names = d.State |> List.map (fun s -> fresh taken ("next_" + s))

            let there =
                ("t", Var "t" + Var step.Names.Step)
                :: (List.zip d.State names |> List.map (fun (s, name) -> s, Var name))
                |> Map.ofList

            {
                step with
                    Lets = step.Lets @ List.zip names step.Next
                    Next = names |> List.map Var
            },
            after |> List.map (Substitute.apply there)

    /// Moves out of the loops over paths and times what does not change in them; after are formulas of the new state. A step that
    /// undoes this one, from the state after it to that before, has the same constants and timed values.
    let ofSteps
        (d: SdeDeclaration)
        (factors: (string * Expr) list)
        (after: Expr list)
        (step: StepFormulas)
        (inverse: StepFormulas option)
        : StepProgram * StepProgram option =
        let step, after = settled d (inlined step) after
        let inverse = inverse |> Option.map inlined

        let own = if step.Error.IsSome then [ "t"; step.Names.Step ] else []
        let lets = step.Lets @ (inverse |> Option.map _.Lets |> Option.defaultValue [])
        let before = inverse |> Option.map _.Next |> Option.defaultValue []

        let changing = d.State @ step.Names.Normals @ (lets |> List.map fst) @ own
        let outcomes = step.Next @ Option.toList step.Error @ after
        let ahead = outcomes.Length

        let outputs =
            (lets |> List.map (fun (name, e) -> Choice1Of2 name, e))
            @ (outcomes @ before |> List.mapi (fun i e -> Choice2Of2 i, e))

        let hoisted = Hoisting.share changing outputs

        // A value of the step that turned out to need no state is a name like any other.
        let lets =
            hoisted.Outputs
            |> List.choose (fun (output, e) ->
                match output with
                | Choice1Of2 name -> Some(name, e)
                | Choice2Of2 _ -> None)

        let outcomes =
            hoisted.Outputs
            |> List.choose (fun (output, e) ->
                match output with
                | Choice1Of2 _ -> None
                | Choice2Of2 _ -> Some e)

        let outcomes, before = outcomes |> List.splitAt ahead
        let local = Hoisting.ordered (hoisted.Local @ lets)

        // What nobody reads any more is left out.
        let forth = Hoisting.needed outcomes local
        let back = Hoisting.needed before local

        let read =
            outcomes @ before @ (forth @ back |> List.map snd)
            |> List.map Expr.variables
            |> Set.unionMany

        let constants = factors @ hoisted.Constants
        let parameters = d.Parameters |> List.map _.Name

        let program = {
            Components = d.State
            Normals = step.Normals
            Names = step.Names
            Constants = constants
            Timed = hoisted.Timed
            UsedConstants =
                (constants |> List.map fst) @ parameters @ [ step.Names.Step ]
                |> List.filter (fun name -> read.Contains name && not (List.contains name own))
            UsedTimed =
                (hoisted.Timed |> List.map fst) @ [ "t" ]
                |> List.filter (fun name -> read.Contains name && not (List.contains name own))
            Local = forth
            Next = outcomes |> List.take d.State.Length
            Error = step.Error |> Option.map (fun _ -> outcomes.[d.State.Length])
            After = outcomes |> List.skip (outcomes.Length - after.Length)
        }

        program,
        inverse
        |> Option.map (fun _ -> {
            program with
                Local = back
                Next = before
                After = []
        })

    /// The same of a step that nothing undoes.
    [<CompiledName("OfStep")>]
    let ofStep d factors after step = fst (ofSteps d factors after step None)
