namespace ItoSharp.Symbolics

/// What makes a program of steps whose length follows from their error.
type AdaptiveFormulas = {
    Tolerances: StepTolerances
    /// The first step at a state and time, for steps of any length; None where they halve, on a path of noise.
    FirstStep: Expr option
    /// The error goes with this power of the step; 0 where steps halve.
    Exponent: int
}

/// Steps with an estimate of their error.
module AdaptiveStep =
    /// Whether the estimate is nothing but rounding at all trial points: the method takes Euler's step.
    let isBlind (d: SdeDeclaration) (step: StepFormulas) =
        let names =
            step.Lets
            |> List.map (snd >> Expr.variables)
            |> Set.unionMany
            |> Set.union (Option.toList step.Error |> List.map Expr.variables |> Set.unionMany)

        let defined = step.Lets |> List.map fst |> Set.ofList

        SdeTrials.points d (Set.difference names defined)
        |> List.forall (fun point ->
            let values =
                (point, step.Lets)
                ||> List.fold (fun values (name, e) -> values.Add(name, Evaluate.at values e))

            step.Error |> Option.forall (fun e -> Evaluate.at values e < 1e-12))

    /// The new state under names, and its error.
    let private estimated
        (d: SdeDeclaration)
        (tolerances: StepTolerances)
        (errors: Expr list -> Expr list)
        (step: StepFormulas)
        =
        let taken =
            Set.unionMany [
                StepProgram.namesOf d
                step.Lets |> List.map fst |> Set.ofList
                Set.ofList (step.Names.Step :: step.Names.Normals)
                Set.ofList [ tolerances.Relative; tolerances.Absolute ]
            ]

        let names = d.State |> List.map (fun s -> StepProgram.fresh taken ("tried_" + s))
        let next = names |> List.map Var

        {
            step with
                Lets = step.Lets @ List.zip names step.Next
                Next = next
                Error = Some(StepTolerances.error tolerances (d.State |> List.map Var) next (errors next))
        }

    /// A step of a tableau with its embedded weights, on an equation without noise.
    let ofTableau (tableau: ButcherTableau) (order: int) (embeddedOrder: int) (r: EquationReader) =
        let d = r.Declaration
        let tolerances = StepTolerances.ofEquation d
        let step, errors = RungeKuttaStep.withErrors tableau r
        let state = d.State |> List.map Var

        estimated d tolerances (fun _ -> errors) step,
        {
            Tolerances = tolerances
            FirstStep = Some(StepTolerances.firstStep tolerances state (EquationReader.drift r Expr.zero state))
            Exponent = min order embeddedOrder + 1
        }

    /// A step on noise; its error is what it differs by from Euler's with the same increments, in the calculus of the method.
    let ofNoise (r: EquationReader) (step: StepFormulas) =
        let d = r.Declaration
        let tolerances = StepTolerances.ofEquation d
        let state = d.State |> List.map Var
        let h = Var step.Names.Step

        let euler =
            let drift = EquationReader.drift r Expr.zero state

            let noises = [
                for k in 1 .. r.Equation.Noises.Length -> EquationReader.noise r Expr.zero state k
            ]

            state
            |> List.mapi (fun i x ->
                let spread = [
                    for k, g in List.indexed noises -> Expr.sqrt h * Var step.Names.Normals.[k] * List.item i g
                ]

                Expr.sum (x :: h * drift.[i] :: spread))

        estimated d tolerances (fun next -> List.map2 (fun y e -> y - e) next euler) step,
        {
            Tolerances = tolerances
            FirstStep = None
            Exponent = 0
        }
