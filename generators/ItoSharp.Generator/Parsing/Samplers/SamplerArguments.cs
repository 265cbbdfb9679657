using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>The two type arguments of a sampler, and what can be read of them.</summary>
internal sealed class SamplerArguments
{
    readonly DeclaredType declared;
    readonly CancellationToken cancellation;
    readonly Compilation compilation;

    SamplerArguments(DeclaredType declared, CancellationToken cancellation)
    {
        compilation = declared.Compilation;
        (this.declared, this.cancellation) = (declared, cancellation);
        ITypeSymbol[] types = declared.Attribute.AttributeClass?.TypeArguments.ToArray() ?? [];
        ProcessName = types.ElementAtOrDefault(0)?.Name ?? "?";
        Process = types.ElementAtOrDefault(0) as INamedTypeSymbol;
        Solver = types.ElementAtOrDefault(1) as INamedTypeSymbol;
        ProcessAttribute = Process?.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == ProcessParser.AttributeName);
        IsWritten = ProcessAttribute is null && Process is not null && WrittenProcess.Is(Process);
        if (Solver is not null && Solver.TypeKind != TypeKind.Error)
        {
            Plan = PlanAttributes.Read(Solver, PlanProblems);
        }
    }

    public static SamplerArguments Of(DeclaredType declared, CancellationToken cancellation) => new(declared, cancellation);

    public string ProcessName { get; }

    public INamedTypeSymbol? Process { get; }

    public INamedTypeSymbol? Solver { get; }

    /// <summary>[Process] on the first argument.</summary>
    public AttributeData? ProcessAttribute { get; }

    /// <summary>Whether the first argument is a process written by hand.</summary>
    public bool IsWritten { get; }

    /// <summary>The plan as read, not yet proven; null where it cannot be read.</summary>
    public PlanDeclaration? Plan { get; }

    /// <summary>Why it cannot.</summary>
    public List<(string Rule, string Property, string Message)> PlanProblems { get; } = new();

    /// <summary>The place of a type argument.</summary>
    public LocationInfo? Place(int index) => declared.PlaceOfArgument(index, cancellation);

    /// <summary>The compiled text of a process of another assembly; null for any other, or with a fault where it cannot be read.</summary>
    public ProcessDeclaration? Compiled(out DiagnosticInfo? fault)
    {
        fault = null;
        return ProcessAttribute is not null && !DeclarationSite.IsIn(compilation, Process!)
            ? CompiledDeclarationReader.Process(Process!, Place(0), out fault)
            : null;
    }

    /// <summary>The formulas of the process; null where it is written by hand or at fault.</summary>
    public ProcessDeclaration? Declaration(CancellationToken cancellation) =>
        ProcessAttribute is null ? null
        : DeclarationSite.IsIn(compilation, Process!)
            ? ProcessParser.Parse(new DeclaredType(Process!, ProcessAttribute, compilation), cancellation).Model?.Declaration
        : Compiled(out _);
}
