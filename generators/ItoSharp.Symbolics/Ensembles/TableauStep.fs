namespace ItoSharp.Symbolics

open System.Collections.Generic

/// A step of a stochastic Runge-Kutta tableau: stages of three families as the form has them, explicit ones.
module TableauStep =
    let private combine (terms: (Expr * Expr list) list) (start: Expr list) =
        start
        |> List.mapi (fun i x -> Expr.sum (x :: [ for weight, v in terms -> weight * List.item i v ]))

    let private row (m: StochasticMethod) block i =
        match m.Blocks.TryFind block with
        | Some rows when i < List.length rows -> rows.[i]
        | _ -> []

    let private entries coefficients =
        coefficients
        |> List.indexed
        |> List.filter (fun (_, c: Coefficient) -> not c.IsZero)
        |> List.map (fun (j, c) -> j, Coefficient.toExpr c)

    let private lettersOf kind =
        match kind with
        | StageKind.Drift -> ""
        | StageKind.Noise -> "n"
        | StageKind.Hat -> "hat"

    let private build
        (m: StochasticMethod)
        (r: EquationReader)
        (taken: Set<string>)
        (variables: RandomVariables)
        factor
        =
        let writer = LetWriter taken
        writer.Add variables.Lets
        let d = r.Declaration
        let state = d.State |> List.map Var
        let noises = r.Equation.Noises.Length
        let h = factor RandomFactor.Step
        let stages = Dictionary<StageKind * int * int, Expr list>()
        let drifts = Dictionary<int, Expr list>()
        let values = Dictionary<StageKind * int * int, Expr list>()

        let time kind i =
            match
                entries (row m (StochasticForms.timesOf kind) 0)
                |> List.tryFind (fun (j, _) -> j = i)
            with
            | Some(_, c) -> c * h
            | None -> Expr.zero

        /// Stage i of a family, that of a noise's colour.
        let rec stage kind colour i : Expr list =
            match stages.TryGetValue((kind, colour, i)) with
            | true, value -> value
            | _ ->
                let terms = [
                    for child in 0..noises do
                        match StochasticForms.edge m.Form kind colour child with
                        | Some(block, family, random) ->
                            for j, c in entries (row m block i) do
                                let value = if child = 0 then drift j else noise family child j
                                c * factor random, value
                        | None -> ()
                ]

                let number = LetWriter.Number(i + 1)

                let prefix =
                    lettersOf kind
                    + (if colour > 0 && noises > 1 then
                           LetWriter.Number colour + "_"
                       else
                           "")
                    + number

                let named =
                    writer.Vector("x" + prefix, d.State |> List.map (fun s -> "_" + s), combine terms state)

                stages.[(kind, colour, i)] <- named
                named

        and drift j =
            match drifts.TryGetValue j with
            | true, value -> value
            | _ ->
                let value =
                    EquationReader.drift r (time StageKind.Drift j) (stage StageKind.Drift 0 j)

                let named =
                    writer.Vector("f" + LetWriter.Number(j + 1), d.State |> List.map (fun s -> "_" + s), value)

                drifts.[j] <- named
                named

        and noise family k j =
            match values.TryGetValue((family, k, j)) with
            | true, value -> value
            | _ ->
                let value = EquationReader.noise r (time family j) (stage family k j) k

                let named =
                    writer.Vector(
                        "g" + LetWriter.Number k + lettersOf family + "_" + LetWriter.Number(j + 1),
                        d.State |> List.map (fun s -> "_" + s),
                        value
                    )

                values.[(family, k, j)] <- named
                named

        let terms = [
            for j, c in entries (row m "alpha" 0) do
                c * factor RandomFactor.Step, drift j

            for block, family, random in StochasticForms.noiseWeights m.Form do
                for k in 1..noises do
                    for j, c in entries (row m block 0) do
                        c * factor (random k), noise family k j
        ]

        let next = combine terms state
        writer.Lets, next

    /// The random factors that a step takes. They decide which normals there are: the time integrals of additive noise cost a normal
    /// each.
    let factors (m: StochasticMethod) (r: EquationReader) : RandomFactor Set =
        let taken = StepProgram.namesOf r.Declaration
        let used = HashSet<RandomFactor>()

        let trial =
            RandomVariables.create taken m.Form m.Calculus r.Equation.Noises.Length Set.empty

        build m r taken trial (fun random ->
            used.Add random |> ignore
            Var "used")
        |> ignore

        Set.ofSeq used

    let private along (m: StochasticMethod) (r: EquationReader) factor : StepFormulas =
        let taken = StepProgram.namesOf r.Declaration

        let variables =
            RandomVariables.create taken m.Form m.Calculus r.Equation.Noises.Length (factors m r)

        let names =
            Set.unionMany [
                taken
                Set.ofList variables.Names.Normals
                Set.singleton variables.Names.Step
            ]

        let lets, next = build m r names variables (factor variables)

        {
            Normals = variables.Normals
            Names = variables.Names
            Lets = lets
            Next = next
            Error = None
        }

    /// The step; the tableau is explicit.
    [<CompiledName("Build")>]
    let step (m: StochasticMethod) (r: EquationReader) : StepFormulas = along m r _.Factor

    /// The step back along the same path, from the state and the time "t" at its end.
    let back (m: StochasticMethod) (r: EquationReader) : StepFormulas = along m r RandomVariables.turned
