namespace ItoSharp.Symbolics

open System.Globalization

/// A coefficient of a method that a run is given.
type FreeCoefficient = {
    /// Block, row and column, counted from 1: A_2_1; weights and times have no row: B_1.
    Name: string
    /// Its value as declared.
    Value: float
}

/// Methods whose coefficients are values of a run: what is not 0 gets a name, zeros stay what makes a method explicit.
module FreeCoefficients =
    let private number (n: int) =
        n.ToString(CultureInfo.InvariantCulture)

    let private nameOf (block: string) (place: int list) =
        let block = block.Substring(0, 1).ToUpperInvariant() + block.Substring 1

        System.String.Join("_", block :: (place |> List.map (fun i -> number (i + 1))))

    let private free block place (c: Coefficient) =
        if c.IsZero then
            c
        else
            Coefficient.Free(nameOf block place, c)

    let private row block place (coefficients: Coefficient list) =
        coefficients |> List.mapi (fun j c -> free block (place @ [ j ]) c)

    let private named (c: Coefficient) =
        match c with
        | Coefficient.Free(name, declared) -> [
            {
                FreeCoefficient.Name = name
                Value = Coefficient.toDouble declared
            }
          ]
        | _ -> []

    /// The method with its coefficients free; unchanged where it is none of a tableau.
    [<CompiledName("Of")>]
    let rec ofSolver (solver: EnsembleSolver) : EnsembleSolver =
        match solver with
        | EnsembleSolver.RungeKutta(name, tableau) ->
            EnsembleSolver.RungeKutta(
                name,
                {
                    tableau with
                        A = tableau.A |> List.mapi (fun i r -> row "A" [ i ] r)
                        B = row "B" [] tableau.B
                        C = row "C" [] tableau.C
                }
            )
        | EnsembleSolver.Stochastic m ->
            // Blocks of stages are in capitals; those of times and weights have one row.
            let freed (block: string) (rows: Coefficient list list) =
                rows
                |> List.mapi (fun i r -> row block (if System.Char.IsUpper block.[0] then [ i ] else []) r)

            EnsembleSolver.Stochastic {
                m with
                    Blocks = m.Blocks |> Map.map freed
            }
        | EnsembleSolver.Reversible inner -> EnsembleSolver.Reversible(ofSolver inner)
        | EnsembleSolver.Taylor _
        | EnsembleSolver.Splitting _
        | EnsembleSolver.ReversibleHeun _ -> solver

    /// The coefficients that are free: times and stages, then weights.
    [<CompiledName("Named")>]
    let rec names (solver: EnsembleSolver) : FreeCoefficient list =
        match solver with
        | EnsembleSolver.RungeKutta(_, t) -> t.C @ List.concat t.A @ t.B |> List.collect named
        | EnsembleSolver.Stochastic m ->
            m.Blocks
            |> Map.toList
            |> List.collect (snd >> List.concat)
            |> List.collect named
        | EnsembleSolver.Reversible inner -> names inner
        | EnsembleSolver.Taylor _
        | EnsembleSolver.Splitting _
        | EnsembleSolver.ReversibleHeun _ -> []

    /// The equation with the coefficients among its parameters.
    [<CompiledName("Declare")>]
    let declare (d: SdeDeclaration) (coefficients: FreeCoefficient list) : SdeDeclaration =
        let parameters =
            coefficients
            |> List.map (fun c -> {
                SdeParameter.Name = c.Name
                Default = Some c.Value
                Positive = false
            })

        {
            d with
                Parameters = d.Parameters @ parameters
        }
