namespace ItoSharp.Symbolics

/// What a formula of the program of an equation is.
[<RequireQualifiedAccess>]
type SdeOutput =
    /// The Ito drift of a component.
    | ItoDrift of dimension: string
    /// The Stratonovich drift of a component.
    | StratonovichDrift of dimension: string
    /// What an independent noise does to a component.
    | Noise of noise: string * dimension: string
    /// L^first g_second of a component.
    | Milstein of first: string * second: string * dimension: string
    /// Anything else, by a name of the caller's.
    | Other of name: string

/// One straight-line program for what a solver evaluates in a step.
module SdeProgram =
    /// The formulas of the equation with independent noises: the drift in the wanted calculus, all noises, and the Milstein
    /// terms that are not 0 where they are wanted, then the extra ones.
    [<CompiledName("Build")>]
    let build
        (d: SdeDeclaration)
        (calculus: Calculus)
        (milstein: bool)
        (extra: (string * Expr) list)
        : HoistedProgram<SdeOutput> =
        let independent = CorrelationMatrix.independent d

        let drift, output =
            match calculus with
            | Calculus.Ito -> Interpretations.toIto d, SdeOutput.ItoDrift
            | Calculus.Stratonovich -> Interpretations.toStratonovich d, SdeOutput.StratonovichDrift

        let outputs = [
            for x, e in List.zip d.State drift.Drift do
                output x, SdeTrials.tidy d e

            for g in independent.Equation.Noises do
                for x, e in List.zip d.State g.Components do
                    SdeOutput.Noise(g.Name, x), e

            if milstein then
                for term in ItoOperators.milstein independent.Equation do
                    for x, e in List.zip d.State term.Components do
                        if e <> Expr.zero then
                            SdeOutput.Milstein(term.First, term.Second, x), e

            for name, e in extra do
                SdeOutput.Other name, e
        ]

        let program = Hoisting.share d.State outputs

        // The factors of the correlation depend on parameters only and come first.
        {
            program with
                Constants = independent.Factors @ program.Constants
        }
