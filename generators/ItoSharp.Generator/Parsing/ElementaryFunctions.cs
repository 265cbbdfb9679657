using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>The functions and constants of .NET that have a symbolic meaning.</summary>
internal static class ElementaryFunctions
{
    /// <summary>What a refusal offers instead.</summary>
    public const string Names =
        "Sqrt, Exp, Log, Log2, Log10, Pow, Sin, Cos, Tan, Asin, Acos, Atan, Sinh, Cosh, Tanh, Abs, Sign, Min, Max, Clamp";

    static readonly Dictionary<string, Func<Expr[], Expr>> Known = new(StringComparer.Ordinal)
    {
        ["Sqrt/1"] = a => ExprModule.Sqrt(a[0]),
        ["Exp/1"] = a => ExprModule.Exp(a[0]),
        ["ExpM1/1"] = a => ExprModule.Expm1(a[0]),
        ["Expm1/1"] = a => ExprModule.Expm1(a[0]),
        ["Log/1"] = a => ExprModule.Log(a[0]),
        ["Log/2"] = a => ExprModule.Log(a[0]) / ExprModule.Log(a[1]),
        ["Log2/1"] = a => ExprModule.Log(a[0]) / ExprModule.Log(ExprModule.Integer(2)),
        ["Log10/1"] = a => ExprModule.Log(a[0]) / ExprModule.Log(ExprModule.Integer(10)),
        ["LogP1/1"] = a => ExprModule.Log1p(a[0]),
        ["Log1p/1"] = a => ExprModule.Log1p(a[0]),
        ["Pow/2"] = a => ExprModule.GeneralPowerOf(a[0], a[1]),
        ["Sin/1"] = a => ExprModule.Sin(a[0]),
        ["Cos/1"] = a => ExprModule.Cos(a[0]),
        ["Tan/1"] = a => ExprModule.Tan(a[0]),
        ["Asin/1"] = a => ExprModule.Asin(a[0]),
        ["Acos/1"] = a => ExprModule.Acos(a[0]),
        ["Atan/1"] = a => ExprModule.Atan(a[0]),
        ["Sinh/1"] = a => ExprModule.Sinh(a[0]),
        ["Cosh/1"] = a => ExprModule.Cosh(a[0]),
        ["Tanh/1"] = a => ExprModule.Tanh(a[0]),
        ["Abs/1"] = a => ExprModule.Abs(a[0]),
        ["Sign/1"] = a => ExprModule.Sign(a[0]),
        ["Min/2"] = a => ExprModule.Min(a[0], a[1]),
        ["Max/2"] = a => ExprModule.Max(a[0], a[1]),
        ["Clamp/3"] = a => ExprModule.Min(ExprModule.Max(a[0], a[1]), a[2]),
        ["FusedMultiplyAdd/3"] = a => (a[0] * a[1]) + a[2],
    };

    /// <summary>Whether a type is where elementary functions live: Math, double, or the library's own Special.</summary>
    public static bool IsMath(INamedTypeSymbol? type) =>
        type is not null
        && (
            type.SpecialType == SpecialType.System_Double
            || (type.Name == "Math" && IsNamespace(type.ContainingNamespace, "System"))
            || (type.Name == "Special" && IsNamespace(type.ContainingNamespace, "ItoSharp"))
        );

    public static bool TryGet(IMethodSymbol method, out Func<Expr[], Expr> function)
    {
        function = null!;
        return IsMath(method.ContainingType)
            && method.IsStatic
            && !method.IsGenericMethod
            && method.Parameters.All(p => p.Type.SpecialType == SpecialType.System_Double || IsWholeOverload(method, p))
            && Known.TryGetValue($"{method.Name}/{method.Parameters.Length}", out function);
    }

    /// <summary>pi, e and tau exactly; null for any other constant.</summary>
    public static Expr? Constant(IFieldSymbol field) =>
        !IsMath(field.ContainingType)
            ? null
            : field.Name switch
            {
                "PI" or "Pi" => ExprModule.PiNumber,
                "Tau" => ExprModule.Integer(2) * ExprModule.PiNumber,
                "E" => ExprModule.Exp(ExprModule.One),
                _ => null,
            };

    // Math.Abs(int), Min(int, int), Max(int, int), Clamp(int, ...): exact on whole numbers.
    static bool IsWholeOverload(IMethodSymbol method, IParameterSymbol parameter) =>
        parameter.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64
        && method.Name is "Abs" or "Min" or "Max" or "Clamp" or "Sign";

    static bool IsNamespace(INamespaceSymbol? space, string name) =>
        space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: true } && space.Name == name;
}
