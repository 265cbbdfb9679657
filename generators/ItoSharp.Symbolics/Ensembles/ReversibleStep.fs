namespace ItoSharp.Symbolics

/// A step of states and their twins, and the step that undoes it: formulas of the components, then the twins.
type ReversibleFormulas = {
    Step: StepFormulas
    /// From state and twins after the step, and the time before it, to those before it.
    Inverse: StepFormulas
}

/// Algebraically reversible steps: a second state, the twin, is carried along so that both can be computed back from those after the
/// step, to rounding and without solving anything.
module ReversibleStep =
    /// What McCallum and Foster's coupling keeps of the state; the rest comes from the twin.
    let keep = Rational.Of(999, 1000)

    /// The names of the twins.
    let twins (d: SdeDeclaration) =
        let taken = StepProgram.namesOf d
        d.State |> List.map (fun s -> StepProgram.fresh taken ("twin_" + s))

    /// The equation as the step's program knows it: twins are components without bounds of their own.
    let declaration (d: SdeDeclaration) = { d with State = d.State @ twins d }

    let private namesOf (d: SdeDeclaration) (steps: StepFormulas list) =
        Set.unionMany [
            StepProgram.namesOf (declaration d)
            Set.ofList steps.Head.Names.Normals
            Set.singleton steps.Head.Names.Step
            steps |> List.collect (_.Lets >> List.map fst) |> Set.ofList
        ]

    /// What a step adds to a state at a time: its values under names with a suffix, and the sum of what it adds.
    let private increment (d: SdeDeclaration) taken suffix (time: Expr) (state: Expr list) (step: StepFormulas) =
        let names =
            step.Lets
            |> List.map (fun (name, _) ->
                name,
                if suffix = "" then
                    name
                else
                    StepProgram.fresh taken (name + suffix))

        let put =
            ("t", time) :: List.zip d.State state
            @ (names |> List.map (fun (name, own) -> name, Var own))
            |> Map.ofList
            |> Substitute.apply

        List.map2 (fun (_, own) (_, e) -> own, put e) names step.Lets,
        List.map2 (fun name next -> put (next - Var name)) d.State step.Next

    /// McCallum and Foster's coupling of a one-step method of which `back` is the step back along the same path ("Efficient, accurate
    /// and stable gradients for neural ODEs", 2024): x' = l x + (1 - l) y + F(y), y' = y - B(x').
    let coupled (d: SdeDeclaration) (forth: StepFormulas) (back: StepFormulas) : ReversibleFormulas =
        let taken = namesOf d [ forth; back ]
        let others = twins d
        let state = d.State |> List.map Var
        let twin = others |> List.map Var
        let start = Var "t"
        let theEnd = start + Var forth.Names.Step
        let keep = Expr.constant keep
        let rest = Expr.one - keep

        let step =
            let names = d.State |> List.map (fun s -> StepProgram.fresh taken ("after_" + s))
            let after = names |> List.map Var
            let lets, added = increment d taken "" start twin forth
            let next = List.map3 (fun x y dy -> keep * x + rest * y + dy) state twin added
            let letsBack, taken = increment d taken "_back" theEnd after back

            {
                forth with
                    Lets = lets @ List.zip names next @ letsBack
                    Next = after @ List.map2 (fun y dx -> y - dx) twin taken
            }

        let inverse =
            let names = others |> List.map (fun s -> StepProgram.fresh taken ("before_" + s))
            let before = names |> List.map Var
            let lets, added = increment d taken "_ofEnd" theEnd state back
            let twinBefore = List.map2 (fun y dx -> y + dx) twin added
            let letsForth, taken = increment d taken "_ofStart" start before forth

            {
                forth with
                    Lets = lets @ List.zip names twinBefore @ letsForth
                    Next = List.map3 (fun x y dy -> (x - rest * y - dy) / keep) state before taken @ before
            }

        { Step = step; Inverse = inverse }

    /// Reversible Heun (Kidger, Foster, Li and Lyons, "Efficient and accurate gradients for neural SDEs", 2021), and the same step back.
    let heun (r: EquationReader) : ReversibleFormulas =
        let d = r.Declaration
        let noises = r.Equation.Noises.Length
        let own = StepProgram.namesOf (declaration d)

        let variables =
            RandomVariables.create own StochasticForm.Increments Calculus.Stratonovich noises Set.empty

        let h = Var variables.Names.Step
        let state = d.State |> List.map Var
        let twin = twins d |> List.map Var

        let along factor (first, last) suffix =
            let writer =
                LetWriter(Set.unionMany [ own; Set.ofList variables.Names.Normals; Set.singleton variables.Names.Step ])

            let named letter =
                d.State |> List.map (fun s -> "_" + s + letter + suffix)

            let fields letter offset at = [
                factor RandomFactor.Step, writer.Vector("f", named letter, EquationReader.drift r offset at)
                for k in 1..noises do
                    factor (RandomFactor.Wiener k),
                    writer.Vector("g" + LetWriter.Number k, named letter, EquationReader.noise r offset at k)
            ]

            let sum fields i = [ for weight, v in fields -> weight * List.item i v ]
            let before = fields "" first twin

            let reflected =
                List.mapi2 (fun i x y -> Expr.sum (Expr.integer 2 * x :: -y :: sum before i)) state twin

            let reflected =
                writer.Vector("after", d.State |> List.map (fun s -> "_" + s + suffix), reflected)

            let after = fields "_after" last reflected

            let next =
                state
                |> List.mapi (fun i x -> x + Expr.rational 1 2 * Expr.sum (sum before i @ sum after i))

            {
                Normals = variables.Normals
                Names = variables.Names
                Lets = writer.Lets
                Next = next @ reflected
                Error = None
            }

        {
            Step = along variables.Factor (Expr.zero, h) ""
            Inverse = along (RandomVariables.turned variables) (h, Expr.zero) "_back"
        }
