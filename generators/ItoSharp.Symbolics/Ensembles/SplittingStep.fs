namespace ItoSharp.Symbolics

/// A step of a splitting of kinetic Langevin's equation (Leimkuhler and Matthews, "Rational construction of stochastic numerical
/// methods for molecular sampling", Appl. Math. Res. Express 2013): A moves the positions, B kicks the momenta, O solves friction
/// and noise exactly, p exp(-gamma c h) + s sqrt((1 - exp(-2 gamma c h)) / (2 gamma)) z.
module SplittingStep =
    /// Every O uses normals of its own: the increments first, the extra ones for further Os.
    [<CompiledName("Build")>]
    let build (parts: SplittingPart list) (structure: KineticStructure) (r: EquationReader) : StepFormulas =
        let d = r.Declaration
        let taken = StepProgram.namesOf d
        let noises = r.Equation.Noises.Length

        let turns =
            parts
            |> List.filter (fun part ->
                match part with
                | SplittingPart.O _ -> true
                | _ -> false)
            |> List.length

        let step = StepProgram.fresh taken "h"

        let name prefix n =
            StepProgram.fresh taken (prefix + LetWriter.Number n)

        let normals = [
            for k in 1..noises do
                name "z" k

            for k in 1 .. noises * (turns - 1) do
                name "u" k
        ]

        let writer =
            LetWriter(Set.unionMany [ taken; Set.ofList normals; Set.singleton step ])

        let h = Var step

        /// The state, the time that has passed, the Os that were done, the number of the part.
        let apply (state: Map<string, Expr>, passed: Expr, done', number) part =
            let substitute offset e =
                let values = state |> Map.filter (fun name e -> e <> Var name)

                let values =
                    if offset = Expr.zero then
                        values
                    else
                        values.Add("t", Var "t" + offset)

                if values.IsEmpty then e else Substitute.apply values e

            let put (state: Map<string, Expr>) name e =
                state.Add(name, writer.Value(name + "_" + LetWriter.Number number, e))

            match part with
            | SplittingPart.A fraction ->
                let c = Expr.constant fraction * h
                // Exact in the positions; a velocity that depends on time is taken at the middle of the part.
                let middle = passed + c * Expr.rational 1 2

                let moved =
                    structure.Positions
                    |> List.map (fun (q, v) -> q, state.[q] + c * substitute middle v)

                (state, moved) ||> List.fold (fun s (q, e) -> put s q e), passed + c, done', number + 1
            | SplittingPart.B fraction ->
                let c = Expr.constant fraction * h

                let kicked =
                    structure.Momenta
                    |> List.map (fun p -> p.Component, state.[p.Component] + c * substitute passed p.Force)

                (state, kicked) ||> List.fold (fun s (p, e) -> put s p e), passed, done', number + 1
            | SplittingPart.O fraction ->
                let c = Expr.constant fraction * h

                let damped =
                    structure.Momenta
                    |> List.map (fun p ->
                        let friction = substitute passed p.Friction
                        let decay = Expr.exp (-(friction * c))

                        let k, strength = p.Noise
                        let z = Var normals.[done' * noises + k - 1]

                        let spread =
                            if friction = Expr.zero then
                                Expr.sqrt c
                            else
                                Expr.sqrt (
                                    -(Expr.expm1 (Expr.integer -2 * friction * c)) / (Expr.integer 2 * friction)
                                )

                        p.Component, decay * state.[p.Component] + substitute passed strength * spread * z)

                (state, damped) ||> List.fold (fun s (p, e) -> put s p e), passed, done' + 1, number + 1

        let start = d.State |> List.map (fun s -> s, Var s) |> Map.ofList
        let final, _, _, _ = ((start, Expr.zero, 0, 1), parts) ||> List.fold apply

        {
            Normals = {
                Noises = noises
                TimeIntegrals = false
                Extra = noises * (turns - 1)
            }
            Names = { Step = step; Normals = normals }
            Lets = writer.Lets
            Next = d.State |> List.map (fun s -> final.[s])
            Error = None
        }
