using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Pipelines;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Parsing;

/// <summary>Reads a [Sampler] type into a <see cref="SamplerModel"/>. Behind this no symbol is seen any more, and nothing is proven yet.</summary>
internal static class SamplerParser
{
    public const string Attribute = "ItoSharp.SamplerAttribute`2";
    const int MaximumMemory = 8;

    public static ParsedSampler Parse(DeclaredType declared, CancellationToken cancellation)
    {
        (INamedTypeSymbol type, AttributeData attribute, Compilation compilation) = declared;
        var faults = new List<DiagnosticInfo>();
        string? wrong = Wrong(type, compilation, cancellation);
        if (wrong is not null)
        {
            faults.Add(
                DiagnosticInfo
                    .At(LocationInfo.From(type.Locations.FirstOrDefault()), Descriptors.SamplerShape, type.Name, wrong)
                    .With(TypeCures.Modifiers(type, cancellation))
            );
        }

        var arguments = SamplerArguments.Of(declared, cancellation);
        CheckProcess(arguments, faults);
        CheckSolver(arguments, faults);
        int memory = Memory(declared, arguments.Plan, faults, cancellation);
        ReversibleGradients.Check(declared, arguments.Plan, faults, cancellation);
        return new ParsedSampler(
            wrong is null && CanBeEmitted(type, arguments, cancellation)
                ? Model(type, attribute, arguments, memory, faults, cancellation)
                : null,
            faults.ToEquatableArray()
        );
    }

    /// <summary>A time of the attribute; NaN where it is not given.</summary>
    public static double Time(AttributeData attribute, string name) =>
        PlanAttributes.Named(attribute, name) is double time ? time : double.NaN;

    static string? Wrong(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        PartialTypeShape.Wrong(type, recordAllowed: false, cancellation)
        ?? (type.BaseType is { SpecialType: not SpecialType.System_Object } parent ? $"derived from '{parent.Name}'" : null)
        ?? (
            type.Name is "Gradient" or "GradientAdjointDeis" or "Kernels" or "Facts" or "With"
            || type.Name == "Torch" && TorchPipeline.IsPresent(compilation)
                ? "named like one of its generated members"
                : null
        );

    static void CheckProcess(SamplerArguments arguments, List<DiagnosticInfo> faults)
    {
        if (arguments.ProcessAttribute is null && !arguments.IsWritten && arguments.Process?.TypeKind != TypeKind.Error)
        {
            string hint =
                arguments is { Solver: not null, Process: { } process } && PlanAttributes.Find(process) is not null
                    ? "; the process comes first, the solver second"
                    : WrittenProcess.Hint(arguments.Process);
            faults.Add(DiagnosticInfo.At(arguments.Place(0), Descriptors.NotAProcess, arguments.ProcessName, hint));
        }

        arguments.Compiled(out DiagnosticInfo? unreadable);
        if (unreadable is not null)
        {
            faults.Add(unreadable);
        }
    }

    static void CheckSolver(SamplerArguments arguments, List<DiagnosticInfo> faults)
    {
        if (arguments.Solver is not { } solver || solver.TypeKind == TypeKind.Error || arguments.Plan is not null)
        {
            return;
        }

        if (arguments.PlanProblems.Count == 0)
        {
            faults.Add(DiagnosticInfo.At(arguments.Place(1), Descriptors.NotASolver, solver.Name, ""));
        }
        else if (solver.DeclaringSyntaxReferences.IsEmpty)
        {
            // A plan of this compilation reports its faults itself; one of another assembly can only be reported here.
            CompiledDeclarationReader.Read(solver, arguments.Place(1), PlanText.Read, out DiagnosticInfo? fault);
            faults.Add(
                fault
                    ?? DiagnosticInfo.At(arguments.Place(1), Descriptors.NotASolver, solver.Name, "; " + arguments.PlanProblems[0].Message)
            );
        }
    }

    static int Memory(DeclaredType declared, PlanDeclaration? plan, List<DiagnosticInfo> faults, CancellationToken cancellation)
    {
        int memory = PlanAttributes.Named(declared.Attribute, "Memory") is int asked ? asked : 0;
        if (WrongMemory(memory, plan) is not { } unfit)
        {
            return memory;
        }

        var syntax = declared.Syntax(cancellation) as AttributeSyntax;
        AttributeArgumentSyntax? stated = syntax?.ArgumentList?.Arguments.FirstOrDefault(a =>
            a.NameEquals?.Name.Identifier.ValueText == "Memory"
        );
        LocationInfo? at = stated is null ? LocationInfo.From(syntax) : LocationInfo.From(stated.Expression);
        faults.Add(DiagnosticInfo.At(at, Descriptors.MemoryDoesNotFit, declared.Type.Name, unfit));
        // The error is all there is to read: what the memory would emit is left out.
        return 0;
    }

    /// <summary>What is wrong with the asked memory; null: nothing.</summary>
    static string? WrongMemory(int memory, PlanDeclaration? plan) =>
        memory is < 0 or > MaximumMemory
            ? $"Memory is {memory.ToString(CultureInfo.InvariantCulture)}; a coefficient table weighs 1 to {MaximumMemory.ToString(CultureInfo.InvariantCulture)} predictions (0: those of the plan itself)"
        // A one-stage method on the equation itself is a one-node step like any other.
        : memory > 0 && plan?.Method is PlanMethod.RungeKutta { Item: { } stages } && !(stages.IsDirect && stages.Stages.Length == 1)
            ? $"'{plan!.Name}' is a Runge-Kutta plan, which keeps no predictions of earlier steps: a coefficient table weighs the stages of its last block; leave Memory out"
        : null;

    static bool CanBeEmitted(INamedTypeSymbol type, SamplerArguments arguments, CancellationToken cancellation) =>
        (arguments.ProcessAttribute is not null || arguments.IsWritten)
        && arguments.Solver is not null
        && PlanAttributes.Find(arguments.Solver) is not null
        // Of a process that cannot have a generated part no sampler can be made, not even a stub; its own error says why.
        && (
            arguments.IsWritten
            || arguments.Process!.DeclaringSyntaxReferences.IsEmpty
            || PartialTypeShape.CanHavePart(arguments.Process, cancellation)
        )
        && PartialTypeShape.CanHavePart(type, cancellation)
        && !type.IsStatic;

    static SamplerModel Model(
        INamedTypeSymbol type,
        AttributeData attribute,
        SamplerArguments arguments,
        int memory,
        List<DiagnosticInfo> faults,
        CancellationToken cancellation
    )
    {
        INamedTypeSymbol solver = arguments.Solver!;
        int gradients = PlanAttributes.Number(attribute, "Gradients", 0);
        string fault =
            faults.Count > 0 ? faults[0].Text
            : arguments.Plan is null || !IsUsable(arguments, cancellation) ? $"the solver plan '{solver.Name}' has errors of its own"
            : "";
        return new SamplerModel(
            TypeShapeParser.Parse(type),
            arguments.Process!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            solver.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            solver.InstanceConstructors.Any(c =>
                c.DeclaredAccessibility == Accessibility.Public && c.Parameters.All(p => p.HasExplicitDefaultValue)
            ),
            arguments.ProcessAttribute is not { } process ? MeanTerms.IfGiven
                : PlanAttributes.Named(process, "MeanReverting") is true ? MeanTerms.Always
                : MeanTerms.Never,
            PlanAttributes.Named(attribute, "Precision") is 1,
            (gradients & 1) != 0,
            (gradients & 2) != 0,
            ReversibleGradients.AreAsked(gradients),
            memory,
            Time(attribute, "StartTime"),
            Time(attribute, "EndTime"),
            fault.Length == 0 ? arguments.Plan : null,
            fault
        );
    }

    /// <summary>Behind a plan that is at fault the sampler is a stub: nothing it would call has been generated.</summary>
    static bool IsUsable(SamplerArguments arguments, CancellationToken cancellation) =>
        arguments.Solver!.DeclaringSyntaxReferences.IsEmpty
        || PartialTypeShape.Wrong(arguments.Solver, recordAllowed: true, cancellation) is null
            && !PlanMembers.Missing(arguments.Solver, arguments.Plan!).Any();
}
