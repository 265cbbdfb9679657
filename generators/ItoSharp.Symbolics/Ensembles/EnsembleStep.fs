namespace ItoSharp.Symbolics

/// Why a method cannot advance an equation, and what can.
type EnsembleFault = {
    /// "noise-class", "has-noise", "implicit", "structure", "areas".
    Rule: string
    Message: string
}

/// A method on an equation: its step and what is known of it.
type DerivedEnsemble = {
    Program: StepProgram
    Noise: NoiseClassification
    /// Whether the drift was converted to the calculus of the method.
    Converted: bool
    /// Strong order for this equation's noise, doubled; 0 where none is proven.
    StrongOrder: int
    /// Weak order, doubled.
    WeakOrder: int
    /// The order without noise, doubled.
    DeterministicOrder: int
}

/// A method on an equation.
module EnsembleStep =
    /// The classes an equation belongs to, each of which may be what a method needs.
    let private classes (n: NoiseClassification) = [
        if n.IsAdditive then
            NoiseClass.Additive
        if n.IsDiagonal && not n.MixesStates then
            NoiseClass.Diagonal
        if n.IsScalar then
            NoiseClass.Scalar
        if n.IsCommutative then
            NoiseClass.Commutative
        NoiseClass.General
    ]

    let private className (n: NoiseClassification) =
        (StochasticNames.noise n.Class).ToLowerInvariant()
        + (if n.Assumed then
               " (assumed, since a smaller class could not be decided)"
           else
               "")

    /// Methods that are shipped and fit.
    let private fitting (n: NoiseClassification) =
        if n.IsAdditive then
            "Sra1, or any other"
        elif n.IsDiagonal && not n.MixesStates || n.IsScalar then
            "Sriw1, ItoMilstein, ItoEuler or, for weak order 2, PlatenWeak2"
        elif n.IsCommutative then
            "CommutativeMilstein, ItoEuler, StochasticHeun or, for weak order 2, Ri6"
        else
            "ItoEuler, EulerHeun, StochasticHeun or, for weak order 2, Ri6"

    let private fault rule message =
        Error { Rule = rule; Message = message }

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
            Converted =
                calculus <> d.Interpretation
                && (Interpretations.correction d |> List.exists (fun e -> e <> Expr.zero))
            StrongOrder = strong
            WeakOrder = weak
            DeterministicOrder = deterministic
        }

    let private stochastic after (m: StochasticMethod) (orders: StochasticOrders) (d: SdeDeclaration) noise =
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
            finish after r noise m.Calculus (TableauStep.step m r) strong weak orders.Deterministic

    let private taylor after (scheme: TaylorScheme) (d: SdeDeclaration) noise =
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

            finish after r noise scheme.Calculus (TaylorStep.build scheme r) strong 2 2

    let private rungeKutta after name (tableau: ButcherTableau) order (d: SdeDeclaration) noise =
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
            finish after r noise Calculus.Ito (RungeKuttaStep.build tableau r) (2 * order) (2 * order) (2 * order)

    let private splitting after name (parts: SplittingPart list) (d: SdeDeclaration) noise =
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
        | Ok structure ->
            // Symmetric splittings have weak order 2; the strong order of additive noise is 1.
            let weak = if parts = List.rev parts then 4 else 2
            finish after r noise Calculus.Ito (SplittingStep.build parts structure r) 2 weak weak

    /// The step of a method on a sound equation. The orders of a stochastic tableau are those that were proven of it; of a
    /// Runge-Kutta tableau its proven order. After are formulas that are wanted of the state after every step.
    [<CompiledName("Derive")>]
    let derive
        (d: SdeDeclaration)
        (solver: EnsembleSolver)
        (orders: StochasticOrders option)
        (order: int)
        (after: Expr list)
        : Result<DerivedEnsemble, EnsembleFault> =
        let noise = NoiseClassification.classify d

        match solver with
        | EnsembleSolver.Stochastic m ->
            let orders = orders |> Option.defaultWith (fun () -> StochasticProofs.orders m)
            stochastic after m orders d noise
        | EnsembleSolver.Taylor scheme -> taylor after scheme d noise
        | EnsembleSolver.RungeKutta(name, tableau) -> rungeKutta after name tableau order d noise
        | EnsembleSolver.Splitting(name, parts) -> splitting after name parts d noise
