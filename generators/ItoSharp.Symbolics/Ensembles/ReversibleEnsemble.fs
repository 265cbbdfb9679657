namespace ItoSharp.Symbolics

open ItoSharp.Symbolics.EnsembleAdvice

/// Which methods and equations have steps that can be undone, and their programs.
module internal ReversibleEnsemble =
    /// The steps of states and twins. Nothing is kept in its domain by them: reflection and absorption are refused.
    let twinned after (r: EquationReader) (steps: ReversibleFormulas) hasInverse =
        let inverse = if hasInverse then Some steps.Inverse else None
        StepProgram.ofSteps (ReversibleStep.declaration r.Declaration) r.Factors after steps.Step inverse

    let irreversible why =
        fault
            "reversible"
            (why
             + "; take the checkpointed gradient, Gradients.Exact, whose memory EnsembleGradientOptions.Memory bounds")

    /// Those that are shipped and fit.
    let methods = "StochasticHeun or, as a method of its own, ReversibleHeun"

    /// What in an equation no step back undoes.
    let unturnable (d: SdeDeclaration) lengths (noise: NoiseClassification) =
        let kept =
            d.Domains
            |> List.tryFind (fun domain -> domain.Boundary <> Boundary.FullTruncation)

        if lengths <> StepLengths.Equal then
            Some "steps by tolerance have lengths that depend on the path, and going back finds others"
        elif not (noise.IsAdditive || noise.IsCommutative) then
            Some(
                sprintf
                    "the noise of %s is %s (%s), and steps are gone back over where noise is additive or commutative"
                    d.Name
                    (className noise)
                    noise.Reason
            )
        else
            kept
            |> Option.map (fun domain ->
                sprintf
                    "%s is kept in its domain by %s, which maps several states to one and cannot be undone"
                    domain.Component
                    (if domain.Boundary = Boundary.Reflection then
                         "reflection"
                     else
                         "absorption"))

    let heun after lengths name hasInverse (d: SdeDeclaration) noise =
        let kept =
            d.Domains
            |> List.exists (fun domain -> domain.Boundary <> Boundary.FullTruncation)

        if lengths <> StepLengths.Equal then
            fault
                "steps"
                (sprintf
                    "%s takes steps of equal length only; take Stepping.Fixed, or by tolerance: %s"
                    name
                    (fittingTolerance d noise))
        elif kept then
            fault
                "structure"
                (sprintf
                    "%s carries a second state that reflection and absorption know nothing of; use %s"
                    name
                    (fitting noise))
        else
            let r = EquationReader.create Calculus.Stratonovich d
            let program, inverse = twinned after r (ReversibleStep.heun r) hasInverse
            let hasNoise = not d.Noises.IsEmpty

            Ok {
                Program = program
                Noise = noise
                Converted = isConverted Calculus.Stratonovich d
                StrongOrder =
                    if not hasNoise then 4
                    elif noise.IsAdditive || noise.IsCommutative then 2
                    else 1
                WeakOrder = if hasNoise then 2 else 4
                DeterministicOrder = 4
                Adaptive = None
                Twin = Some { Inverse = inverse; Growth = 1.0 }
            }

    /// McCallum and Foster's coupling of a plain method, for which the equation was derived.
    let coupled after (method: EnsembleSolver) (d: SdeDeclaration) (noise: NoiseClassification) derived =
        let couple name calculus turns forth back =
            let r = EquationReader.create calculus d

            if calculus <> Calculus.Stratonovich && not noise.IsAdditive then
                irreversible (
                    sprintf
                        "%s follows Ito's integral, and a step of it back does not return where noise moves with the state; use %s, which convert the drift of Ito equations"
                        name
                        methods
                )
            elif not (turns r) then
                irreversible (
                    sprintf
                        "%s takes random variables beside increments, which are not known on the way back; use %s"
                        name
                        methods
                )
            else
                let program, inverse =
                    twinned after r (ReversibleStep.coupled d (forth r) (back r)) true

                Ok {
                    derived with
                        Program = program
                        Twin =
                            Some {
                                Inverse = inverse
                                Growth = float ReversibleStep.keep.Denominator / float ReversibleStep.keep.Numerator
                            }
                }

        match method with
        | EnsembleSolver.Stochastic m ->
            let turns r =
                TableauStep.factors m r |> Set.forall RandomVariables.canTurn

            couple m.Name m.Calculus turns (TableauStep.step m) (TableauStep.back m)
        | EnsembleSolver.Taylor scheme ->
            couple scheme.Name scheme.Calculus (fun _ -> true) (TaylorStep.build scheme) (TaylorStep.back scheme)
        | EnsembleSolver.RungeKutta(name, tableau) ->
            couple name Calculus.Ito (fun _ -> true) (RungeKuttaStep.build tableau) (RungeKuttaStep.back tableau)
        | EnsembleSolver.Splitting(name, _) ->
            irreversible (sprintf "%s is a splitting and no one-step method of the coupling; use %s" name methods)
        | EnsembleSolver.ReversibleHeun _
        | EnsembleSolver.Reversible _ -> Ok derived
