namespace ItoSharp.Symbolics

open ItoSharp.Symbolics.EnsembleAdvice

/// A method on an equation.
module EnsembleStep =
    let private best (orders: Map<NoiseClass, int>) (n: NoiseClassification) =
        classes n
        |> List.map (fun c -> orders.TryFind c |> Option.defaultValue 0)
        |> List.max

    let private finish
        (after: Expr list)
        (r: EquationReader)
        noise
        calculus
        (step: StepFormulas)
        adaptive
        strong
        weak
        deterministic
        =
        let d = r.Declaration

        let settled = {
            step with
                Next =
                    List.zip d.State step.Next
                    |> List.map (fun (name, next) -> StateBounds.settle d name (Var name) next)
        }

        Ok {
            Program = StepProgram.ofStep d r.Factors after settled
            Noise = noise
            Converted = isConverted calculus d
            StrongOrder = strong
            WeakOrder = weak
            DeterministicOrder = deterministic
            Adaptive = adaptive
            Twin = None
        }

    /// A step on noise, of equal length or by tolerance where the strong order allows it.
    let private onNoise
        after
        lengths
        name
        (r: EquationReader)
        noise
        calculus
        (step: StepFormulas)
        strong
        weak
        deterministic
        =
        let d = r.Declaration

        match lengths with
        | StepLengths.Equal -> finish after r noise calculus step None strong weak deterministic
        | StepLengths.Tolerated _ when d.Noises.IsEmpty ->
            fault
                "steps"
                (sprintf
                    "steps by tolerance of an equation without noise take a tableau with embedded weights, which %s is not; %s"
                    name
                    (fittingTolerance d noise))
        | StepLengths.Tolerated _ when strong < 2 || step.Normals.Extra > 0 ->
            fault
                "steps"
                (sprintf
                    "steps by tolerance need strong order 1 or more, or they converge to another law; on %s, whose noise is %s (%s), %s has %s; %s"
                    d.Name
                    (className noise)
                    noise.Reason
                    name
                    (if strong = 0 then
                         "no strong order"
                     else
                         "strong order " + StochasticNames.order strong)
                    (fittingTolerance d noise))
        | StepLengths.Tolerated _ ->
            let estimated, adaptive = AdaptiveStep.ofNoise r step

            if AdaptiveStep.isBlind d estimated then
                fault
                    "steps"
                    (sprintf
                        "on %s, whose noise is %s (%s), %s takes the step of Euler's method and so tells nothing of its error; %s"
                        d.Name
                        (className noise)
                        noise.Reason
                        name
                        (fittingTolerance d noise))
            else
                finish after r noise calculus estimated (Some adaptive) strong weak deterministic

    let private stochastic after lengths (m: StochasticMethod) (orders: StochasticOrders) (d: SdeDeclaration) noise =
        let r = EquationReader.create m.Calculus d
        let strong = best orders.Strong noise
        let weak = best orders.Weak noise
        let isWeak = StochasticForms.isWeak m.Form

        // Beyond the noise that a form is made for its methods are Euler's at best.
        let isMadeFor =
            match m.Form with
            | StochasticForm.Sra -> noise.IsAdditive
            | StochasticForm.Sri -> noise.IsAdditive || noise.IsScalar || noise.IsDiagonal && not noise.MixesStates
            | _ -> true

        if m.Form = StochasticForm.Areas && d.Noises.Length > 1 then
            fault
                "areas"
                (sprintf
                    "%s needs the Levy areas of %d noises, which have no law in closed form; use %s"
                    m.Name
                    d.Noises.Length
                    (fitting noise))
        elif not isMadeFor || (isWeak && weak < 2) || (not isWeak && strong < 1) then
            fault
                "noise-class"
                (sprintf
                    "the noise of %s is %s (%s), for which %s %s; use %s"
                    d.Name
                    (className noise)
                    noise.Reason
                    m.Name
                    (if isMadeFor then
                         (if isWeak then
                              "has no weak order"
                          else
                              "has no strong order")
                     elif m.Form = StochasticForm.Sra then
                         "is not made: its form is for additive noise"
                     else
                         "is not made: its form is for diagonal and scalar noise")
                    (fitting noise))
        else
            onNoise after lengths m.Name r noise m.Calculus (TableauStep.step m r) strong weak orders.Deterministic

    let private taylor after lengths (scheme: TaylorScheme) (d: SdeDeclaration) noise =
        if scheme.HasDoubleIntegrals && not noise.IsCommutative then
            fault
                "noise-class"
                (sprintf
                    "the noise of %s is %s (%s); %s takes products of increments for the iterated integrals, which is right only where noises commute; use %s"
                    d.Name
                    (className noise)
                    noise.Reason
                    scheme.Name
                    (fitting noise))
        elif not scheme.HasDoubleIntegrals && scheme.Calculus = Calculus.Stratonovich then
            fault "noise-class" (sprintf "%s without double integrals follows Ito's integral only" scheme.Name)
        else
            let r = EquationReader.create scheme.Calculus d

            let strong =
                if scheme.HasDoubleIntegrals || noise.IsAdditive then
                    2
                else
                    1

            onNoise after lengths scheme.Name r noise scheme.Calculus (TaylorStep.build scheme r) strong 2 2

    let private rungeKutta after lengths name (tableau: ButcherTableau) order (d: SdeDeclaration) noise =
        let isExplicit =
            tableau.A
            |> List.indexed
            |> List.forall (fun (i, row) -> row |> List.skip i |> List.forall _.IsZero)

        if not d.Noises.IsEmpty then
            fault
                "has-noise"
                (sprintf
                    "%s is a method for equations without noise, and %s has %d: %s; use %s"
                    name
                    d.Name
                    d.Noises.Length
                    (System.String.Join(", ", d.Noises |> List.map _.Name))
                    (fitting noise))
        elif not isExplicit then
            fault
                "implicit"
                (sprintf
                    "%s has implicit stages, which ensembles do not solve; use DormandPrince54, Tsit5 or ClassicalRk4"
                    name)
        else
            let r = EquationReader.create Calculus.Ito d

            let orders adaptive step =
                finish after r noise Calculus.Ito step adaptive (2 * order) (2 * order) (2 * order)

            match lengths with
            | StepLengths.Equal -> orders None (RungeKuttaStep.build tableau r)
            | StepLengths.Tolerated _ when tableau.Embedded.IsNone ->
                fault
                    "steps"
                    (sprintf
                        "steps by tolerance need embedded weights to tell the error, and %s has none; %s"
                        name
                        (fittingTolerance d noise))
            | StepLengths.Tolerated embeddedOrder ->
                let step, adaptive = AdaptiveStep.ofTableau tableau order embeddedOrder r
                orders (Some adaptive) step

    let private splitting after lengths name (parts: SplittingPart list) (d: SdeDeclaration) noise =
        let r = EquationReader.create Calculus.Ito d

        match KineticStructure.find r with
        | Error reason ->
            fault
                "structure"
                (sprintf
                    "%s splits dq = v(p) dt, dp = (F(q) - gamma p) dt + s dW, and %s is not of that form: %s; use %s"
                    name
                    d.Name
                    reason
                    (fitting noise))
        | Ok _ when lengths <> StepLengths.Equal ->
            fault
                "steps"
                (sprintf
                    "%s keeps its stationary law with steps of equal length only; take Stepping.Fixed, or by tolerance: %s"
                    name
                    (fittingTolerance d noise))
        | Ok structure ->
            // Symmetric splittings have weak order 2; the strong order of additive noise is 1.
            let weak = if parts = List.rev parts then 4 else 2
            finish after r noise Calculus.Ito (SplittingStep.build parts structure r) None 2 weak weak

    /// The step of a method on a sound equation. The orders of a stochastic tableau are those that were proven of it; of a
    /// Runge-Kutta tableau its proven order. After are formulas that are wanted of the state after every step.
    [<CompiledName("Derive")>]
    let rec derive
        (d: SdeDeclaration)
        (solver: EnsembleSolver)
        (orders: StochasticOrders option)
        (order: int)
        (lengths: StepLengths)
        (after: Expr list)
        : Result<DerivedEnsemble, EnsembleFault> =
        let noise = NoiseClassification.classify d

        match solver with
        | EnsembleSolver.Stochastic m ->
            let orders = orders |> Option.defaultWith (fun () -> StochasticProofs.orders m)
            stochastic after lengths m orders d noise
        | EnsembleSolver.Taylor scheme -> taylor after lengths scheme d noise
        | EnsembleSolver.RungeKutta(name, tableau) -> rungeKutta after lengths name tableau order d noise
        | EnsembleSolver.Splitting(name, parts) -> splitting after lengths name parts d noise
        | EnsembleSolver.ReversibleHeun name -> ReversibleEnsemble.heun after lengths name false d noise
        | EnsembleSolver.Reversible method ->
            match ReversibleEnsemble.unturnable d lengths noise, method with
            | Some why, _ -> ReversibleEnsemble.irreversible why
            | None, EnsembleSolver.ReversibleHeun name -> ReversibleEnsemble.heun after lengths name true d noise
            | None, _ ->
                derive d method orders order lengths []
                |> Result.bind (ReversibleEnsemble.coupled after method d noise)
