namespace ItoSharp.Symbolics

/// What a step evaluates: drift and noises of the equation with independent noises, in the calculus of the method, at any time and
/// state.
type EquationReader = {
    Declaration: SdeDeclaration
    /// With independent noises, read in the calculus of the method.
    Equation: SdeDeclaration
    /// Named entries of the correlation's factor, functions of the parameters.
    Factors: (string * Expr) list
}

module EquationReader =
    /// The equation as a method of a calculus reads it.
    let create (calculus: Calculus) (d: SdeDeclaration) : EquationReader =
        let read =
            match calculus with
            | Calculus.Ito -> Interpretations.toIto d
            | Calculus.Stratonovich -> Interpretations.toStratonovich d

        let independent = CorrelationMatrix.independent read

        {
            Declaration = d
            Equation = {
                independent.Equation with
                    Drift = read.Drift |> List.map (SdeTrials.tidy d)
            }
            Factors = independent.Factors
        }

    /// Formulas of the equation at t + offset and a state, bounds of full truncation in force.
    let at (r: EquationReader) (offset: Expr) (state: Expr list) (formulas: Expr list) : Expr list =
        let values =
            List.zip r.Declaration.State state
            |> List.map (fun (name, e) -> name, StateBounds.read r.Declaration name e)

        let values =
            if offset = Expr.zero then
                values
            else
                ("t", Var "t" + offset) :: values

        let values = values |> List.filter (fun (name, e) -> e <> Var name) |> Map.ofList

        if values.IsEmpty then
            formulas
        else
            formulas |> List.map (Substitute.apply values)

    let drift r offset state = at r offset state r.Equation.Drift

    let noise r offset state k =
        at r offset state r.Equation.Noises.[k - 1].Components
