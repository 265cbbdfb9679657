namespace ItoSharp.Symbolics

/// Steps made of the equation's own derivatives: Euler and Maruyama, Milstein, and their tamed forms.
///
/// x + f h + sum_k g_k dW_k + sum_jk (Dg_k) g_j I_jk, with I_jk = (dW_j dW_k - delta_jk h) / 2 in Ito's calculus and dW_j dW_k / 2
/// in Stratonovich's: right where noises commute. Tamed: f h / (1 + h |f|) (Hutzenthaler, Jentzen and Kloeden, "Strong convergence
/// of an explicit numerical method for SDEs with nonglobally Lipschitz continuous coefficients", Ann. Appl. Probab. 22, 2012; with
/// Milstein's terms Wang and Gan, "The tamed Milstein method for commutative SDEs", J. Differ. Equ. Appl. 19, 2013).
module TaylorStep =
    /// Double integrals are even: they are the same on the way back.
    let private along (direction: Expr) (scheme: TaylorScheme) (r: EquationReader) : StepFormulas =
        let d = r.Declaration
        let taken = StepProgram.namesOf d
        let noises = r.Equation.Noises.Length

        let variables =
            RandomVariables.create taken StochasticForm.Increments scheme.Calculus noises Set.empty

        let names =
            Set.unionMany [
                taken
                Set.ofList variables.Names.Normals
                Set.singleton variables.Names.Step
            ]

        let writer = LetWriter names
        let h = Var variables.Names.Step
        let suffix = d.State |> List.map (fun s -> "_" + s)
        let state = d.State |> List.map Var
        let drift = writer.Vector("f", suffix, EquationReader.drift r Expr.zero state)

        let advance =
            if scheme.IsTamed then
                let norm =
                    match drift with
                    | [ single ] -> Expr.abs single
                    | several -> several |> List.map (fun f -> Expr.powi f 2) |> Expr.sum |> Expr.sqrt

                let weight = writer.Value("tamedStep", h / (Expr.one + h * norm))
                drift |> List.map (fun f -> direction * weight * f)
            else
                drift |> List.map (fun f -> direction * h * f)

        let noise k =
            writer.Vector("g" + LetWriter.Number k, suffix, EquationReader.noise r Expr.zero state k)

        let first = [
            for k in 1..noises do
                let weight = direction * variables.Factor(RandomFactor.Wiener k)
                noise k |> List.map (fun g -> weight * g)
        ]

        let position name =
            r.Equation.Noises |> List.findIndex (fun n -> n.Name = name) |> (+) 1

        let second =
            if scheme.HasDoubleIntegrals then
                ItoOperators.milstein r.Equation
                |> List.filter (fun term -> term.Components |> List.exists (fun e -> e <> Expr.zero))
                |> List.map (fun term ->
                    let j, k = position term.First, position term.Second
                    // The factor comes divided by the root of the step.
                    let weight = Expr.sqrt h * variables.Factor(RandomFactor.Double(min j k, max j k))

                    EquationReader.at r Expr.zero state term.Components
                    |> List.map (fun e -> weight * e))
            else
                []

        let next =
            state
            |> List.mapi (fun i x ->
                Expr.sum (
                    x
                    :: List.item i advance
                    :: (first @ second |> List.map (fun v -> List.item i v))
                ))

        {
            Normals = variables.Normals
            Names = variables.Names
            Lets = writer.Lets
            Next = next
            Error = None
        }

    /// The step.
    [<CompiledName("Build")>]
    let build (scheme: TaylorScheme) (r: EquationReader) : StepFormulas = along Expr.one scheme r

    /// The step back along the same path, from the state and the time "t" at its end.
    let back (scheme: TaylorScheme) (r: EquationReader) : StepFormulas = along (Expr.integer -1) scheme r
