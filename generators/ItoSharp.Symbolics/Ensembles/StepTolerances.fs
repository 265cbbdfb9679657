namespace ItoSharp.Symbolics

/// What is tolerated of a step, as names of values that a run is given.
type StepTolerances = { Relative: string; Absolute: string }

/// Sizes in units of what is tolerated: the greatest of the components'.
module StepTolerances =
    /// The names, free of those of the equation.
    [<CompiledName("Of")>]
    let ofEquation (d: SdeDeclaration) : StepTolerances =
        let taken = StepProgram.namesOf d

        {
            Relative = StepProgram.fresh taken "relativeTolerance"
            Absolute = StepProgram.fresh taken "absoluteTolerance"
        }

    /// What is tolerated of a component of a size.
    let private tolerated (t: StepTolerances) (size: Expr) = Var t.Absolute + Var t.Relative * size

    /// The error of a step from one state to another; no number where any of it is none.
    let error (t: StepTolerances) (state: Expr list) (next: Expr list) (errors: Expr list) : Expr =
        List.zip3 state next errors
        |> List.map (fun (x, y, e) -> Expr.abs e / tolerated t (Expr.max (Expr.abs x) (Expr.abs y)))
        |> List.reduce Expr.max

    /// A first step: Euler's would move the state by a hundredth of its size, or of what is tolerated where that is more (after
    /// Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, II.4).
    let firstStep (t: StepTolerances) (state: Expr list) (drift: Expr list) : Expr =
        let size values =
            List.zip state values
            |> List.map (fun (x, v) -> Expr.abs v / tolerated t (Expr.abs x))
            |> List.reduce Expr.max

        Expr.rational 1 100 * Expr.max Expr.one (size state) / size drift
