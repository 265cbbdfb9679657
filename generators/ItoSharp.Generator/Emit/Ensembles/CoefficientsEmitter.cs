using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>The coefficients of a method as values of an instance, those that the tableau declares unless others are given.</summary>
internal static class CoefficientsEmitter
{
    public static void Emit(SourceWriter writer, EnsembleModel model)
    {
        if (model.Coefficients.IsEmpty)
        {
            return;
        }

        writer.Line();
        writer.Doc("summary", $"The coefficients of <see cref=\"{model.Solver}\"/> that steps are taken with.");
        writer.Line(GeneratedFile.Mark);
        writer.Line("public SolverCoefficients Coefficients { get; }").Line();
        writer.Doc(
            "summary",
            $"The coefficients of <see cref=\"{model.Solver}\"/> that are not 0, by block, row and column, as declared unless set. Proven orders",
            "are those of the declared values."
        );
        writer.Line(GeneratedFile.Mark);
        using (writer.Block("public sealed record SolverCoefficients"))
        {
            foreach (CoefficientModel coefficient in model.Coefficients)
            {
                writer.Doc("summary", $"Declared as {CSharpPrinter.Literal(coefficient.Value)}.");
                writer.Line($"public double {coefficient.Name} {{ get; init; }} = {CSharpPrinter.Literal(coefficient.Value)};").Line();
            }

            using (writer.Block("internal void Validate()"))
            {
                foreach (CoefficientModel coefficient in model.Coefficients)
                {
                    writer.Line($"Require({coefficient.Name}, nameof({coefficient.Name}));");
                }
            }

            writer.Line();
            using (writer.Block("static void Require(double value, string name)"))
            using (writer.Block("if (!double.IsFinite(value))"))
            {
                writer.Line(
                    "throw new global::System.ArgumentOutOfRangeException(name, value, \"a coefficient of a method must be finite\");"
                );
            }
        }
    }
}
