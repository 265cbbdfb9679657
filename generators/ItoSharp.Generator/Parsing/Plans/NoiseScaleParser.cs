using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>Differentiates the formula of a plan's noise scale, whose slope the gradients of process parameters need.</summary>
internal static class NoiseScaleParser
{
    /// <summary>d NoiseScale / d rho as C# over rho and the type's own properties; null with a fault where the formula cannot be read.</summary>
    public static string? Slope(
        INamedTypeSymbol type,
        IMethodSymbol formula,
        Compilation compilation,
        List<DiagnosticInfo> faults,
        CancellationToken cancellation
    )
    {
        Dictionary<string, FormulaValue> values = type.GetMembers()
            .OfType<IPropertySymbol>()
            .Where(p => p is { Type.SpecialType: SpecialType.System_Double, IsStatic: false, IsIndexer: false })
            // Beside the method's own parameter a property called rho is this.rho.
            .ToDictionary(p => p.Name, p => (FormulaValue)Expr.NewVar(p.Name == "rho" ? "this.rho" : p.Name), StringComparer.Ordinal);
        FormulaValue[] rho = { Expr.NewVar("rho") };
        var parser = new FormulaParser(compilation, type, values, FormulaLanguage.OfProcesses, cancellation);
        if (!parser.TryParse(formula, rho, out Expr scale, out DiagnosticInfo fault))
        {
            faults.Add(fault);
            return null;
        }

        return CSharpPrinter.Print(Simplify.Simplify(Differentiate.WithRespectTo("rho", scale)));
    }
}
