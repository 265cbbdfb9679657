namespace ItoSharp.Symbolics

/// A step of an explicit Runge-Kutta tableau on an equation without noise.
module RungeKuttaStep =
    /// The stage derivatives, and the step with a row of weights.
    let internal stages (tableau: ButcherTableau) (r: EquationReader) (writer: LetWriter) (h: Expr) : Expr list list =
        let d = r.Declaration
        let state = d.State |> List.map Var
        let suffix = d.State |> List.map (fun s -> "_" + s)
        let slopes = ResizeArray<Expr list>()

        for i in 0 .. tableau.Stages - 1 do
            let weights =
                tableau.A.[i]
                |> List.take i
                |> List.indexed
                |> List.filter (fun (_, a) -> not a.IsZero)

            let number = LetWriter.Number(i + 1)

            let at =
                state
                |> List.mapi (fun s x ->
                    Expr.sum (
                        x
                        :: [ for j, a in weights -> Coefficient.toExpr a * h * List.item s slopes.[j] ]
                    ))

            let at = writer.Vector("x" + number, suffix, at)
            let offset = Coefficient.toExpr tableau.C.[i] * h
            slopes.Add(writer.Vector("k" + number, suffix, EquationReader.drift r offset at))

        List.ofSeq slopes

    /// sum_i b_i k_i h of a row of weights, by component.
    let increment (weights: Coefficient list) (slopes: Expr list list) (h: Expr) : Expr list =
        let used = List.zip weights slopes |> List.filter (fun (b, _) -> not b.IsZero)

        slopes.Head
        |> List.mapi (fun s _ -> Expr.sum [ for b, k in used -> Coefficient.toExpr b * h * List.item s k ])

    let private along (direction: Expr) (tableau: ButcherTableau) (r: EquationReader) : StepFormulas * Expr list =
        let d = r.Declaration
        let taken = StepProgram.namesOf d
        let step = StepProgram.fresh taken "h"
        let writer = LetWriter(taken.Add step)
        let h = direction * Var step
        let slopes = stages tableau r writer h

        let next =
            List.map2 (fun name dx -> Var name + dx) d.State (increment tableau.B slopes h)

        let errors =
            match tableau.Embedded with
            | Some embedded ->
                // Weight by weight: where the rows agree nothing is left to round.
                let differences =
                    List.map2 (fun b e -> Coefficient.toExpr b - Coefficient.toExpr e) tableau.B embedded

                slopes.Head
                |> List.mapi (fun s _ ->
                    Var step
                    * Expr.sum (List.map2 (fun c k -> c * List.item s k) differences slopes))
            | None -> []

        {
            Normals = {
                Noises = 0
                TimeIntegrals = false
                Extra = 0
            }
            Names = { Step = step; Normals = [] }
            Lets = writer.Lets
            Next = next
            Error = None
        },
        errors

    /// The step, and by component what the embedded weights make of it less.
    let withErrors tableau r = along Expr.one tableau r

    /// The step back, from the state and the time "t" at its end.
    let back tableau r : StepFormulas = fst (along (Expr.integer -1) tableau r)

    /// The step.
    [<CompiledName("Build")>]
    let build (tableau: ButcherTableau) (r: EquationReader) : StepFormulas = fst (withErrors tableau r)
