using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Parsing;

/// <summary>Finds the functions a process declares: Drift, Diffusion, Alpha, Sigma, each <c>double F(double t)</c>.</summary>
internal sealed class ProcessFunctions
{
    static readonly string[] Names = { "Drift", "Diffusion", "Alpha", "Sigma" };

    readonly Dictionary<string, IMethodSymbol> methods = new(StringComparer.Ordinal);

    public IMethodSymbol? Method(string name) => methods.TryGetValue(name, out IMethodSymbol method) ? method : null;

    public Declared DeclaredAs(string name) =>
        Method(name) switch
        {
            null => Declared.No,
            { DeclaredAccessibility: Accessibility.Public, IsStatic: false } => Declared.Public,
            _ => Declared.Hidden,
        };

    public static ProcessFunctions Read(
        INamedTypeSymbol type,
        List<DiagnosticInfo> faults,
        List<NamedPlace> places,
        CancellationToken cancellation
    )
    {
        var functions = new ProcessFunctions();
        int wrong = 0;
        foreach (string name in Names)
        {
            ISymbol[] members = type.GetMembers(name).Where(m => !m.IsImplicitlyDeclared && !IsPositional(m, cancellation)).ToArray();
            if (members.OfType<IMethodSymbol>().FirstOrDefault(IsFunction) is { } method)
            {
                functions.methods.Add(name, method);
                places.Add(new NamedPlace(name, LocationInfo.From(method.Locations.FirstOrDefault())));
            }
            else if (members.Length > 0)
            {
                wrong++;
                ISymbol member = members[0];
                faults.Add(
                    DiagnosticInfo.At(
                        LocationInfo.From(member.Locations.FirstOrDefault()),
                        Descriptors.WrongSignature,
                        name,
                        type.Name,
                        Signature(member)
                    )
                );
            }
        }

        // A wrong signature is reported by itself; that the function is then missing would be the same fault twice.
        if (wrong == 0 && !functions.HasPair("Drift", "Diffusion") && !functions.HasPair("Alpha", "Sigma"))
        {
            string has =
                functions.methods.Count == 0
                    ? "none of its functions"
                    : "only " + string.Join(" and ", Names.Where(functions.methods.ContainsKey));
            faults.Add(DiagnosticInfo.At(LocationInfo.From(type.Locations.FirstOrDefault()), Descriptors.MissingFunctions, type.Name, has));
        }

        return functions;
    }

    bool HasPair(string first, string second) => methods.ContainsKey(first) && methods.ContainsKey(second);

    static bool IsFunction(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Ordinary
        && !method.IsGenericMethod
        && method.ReturnType.SpecialType == SpecialType.System_Double
        && method.RefKind == RefKind.None
        && method.Parameters.Length == 1
        && method.Parameters[0].Type.SpecialType == SpecialType.System_Double
        && method.Parameters[0].RefKind == RefKind.None;

    // A parameter with the name of a function is told as a reserved name.
    static bool IsPositional(ISymbol member, CancellationToken cancellation) =>
        member is IPropertySymbol && member.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation) is ParameterSyntax);

    static string Signature(ISymbol member) =>
        member is IMethodSymbol method
            ? $"{method.ReturnType.ToDisplayString()} {method.Name}{(method.IsGenericMethod ? "<...>" : "")}({string.Join(", ", method.Parameters.Select(p => p.ToDisplayString()))})"
            : $"the {member.Kind.ToString().ToLowerInvariant()} {member.Name}";
}
