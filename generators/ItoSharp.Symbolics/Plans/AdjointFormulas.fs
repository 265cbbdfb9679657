namespace ItoSharp.Symbolics

/// AdjointDEIS (arXiv 2405.15020) and its data-parameterised twin, samplers note C.2 and C.3. The adjoint runs from the clean
/// end t to the noisier s, so h = lambda_s - lambda_t < 0. With v = a' dm/dx and q = a' dm/dz at a node:
/// a_x(s) = a a_x(t) + w0 v_t + w1 v_r and a_z(s) = a_z(t) + u0 q_t + u1 q_r, r the node before t.
module AdjointFormulas =
    let private v = Expr.variable
    let private num (n: int) = Expr.integer n

    let private inputs order = [
        for index, name in [ 0, "S"; 1, "T"; 2, "R" ] do
            if index < order + 1 then
                yield "alpha" + name, ProgramInput.Node(index, NodeField.Alpha)
                yield "sigma" + name, ProgramInput.Node(index, NodeField.Sigma)
                yield "lambda" + name, ProgramInput.Node(index, NodeField.Lambda)
        yield "tauSquared", ProgramInput.Level
    ]

    /// The step, the base weights of v and q, and the factor by which a node's bracketed quantity differs from v and q.
    let private parts form =
        match form with
        | PlanForm.Noise ->
            // V_x = alpha^2 v, V_z = alpha q.
            [
                "h", v "lambdaS" - v "lambdaT"
                "scale", (num 1 + v "tauSquared") * v "sigmaS" / v "alphaS" * Expr.expm1 (v "h")
                "a", v "alphaT" / v "alphaS"
            ],
            (fun (node: string) -> v ("alpha" + node) * v ("alpha" + node) / v "alphaS"),
            (fun (node: string) -> v ("alpha" + node))
        | PlanForm.Data ->
            // V_x = (sigma exp(-tau^2 lambda))^2 v, V_z = sigma exp(-tau^2 lambda) q.
            let decay node =
                Expr.exp (v "tauSquared" * (v "lambdaS" - v ("lambda" + node)))

            [
                "h", v "lambdaS" - v "lambdaT"
                "scale", v "alphaS" / v "sigmaS" * Expr.expm1 (-((num 1 + v "tauSquared") * v "h"))
                "a", v "sigmaT" / v "sigmaS" * Expr.exp (v "tauSquared" * v "h")
            ],
            (fun node -> v ("sigma" + node) * v ("sigma" + node) * decay node * decay node / v "sigmaS"),
            (fun node -> v ("sigma" + node) * decay node)

    /// The row [a, w0, u0] of order 1 or [a, w0, w1, u0, u1] of order 2 (2M).
    [<CompiledName("Step")>]
    let step (form: PlanForm) (order: int) : Program =
        let lets, ofX, ofZ = parts form
        let b = v "scale"

        let weights =
            if order = 1 then
                [ "w0", b * ofX "T"; "u0", b * ofZ "T" ]
            else
                // V_bar = (1 + e) V_t - e V_r with e = h / (2 (lambda_t - lambda_r)).
                [
                    "e", v "h" / (num 2 * (v "lambdaT" - v "lambdaR"))
                    "w0", (num 1 + v "e") * b * ofX "T"
                    "w1", -(v "e") * b * ofX "R"
                    "u0", (num 1 + v "e") * b * ofZ "T"
                    "u1", -(v "e") * b * ofZ "R"
                ]

        {
            Inputs = inputs order
            Lets = lets @ weights
            Outputs = [
                "a"
                "w0"
                if order = 2 then
                    "w1"
                "u0"
                if order = 2 then
                    "u1"
            ]
        }
        |> Program.prune
