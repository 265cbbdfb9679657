using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Pipelines;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Parsing;

/// <summary>Reads a [Sampler] type into a <see cref="SamplerModel"/>. Behind this no symbol is seen any more.</summary>
internal static class SamplerParser
{
    public const string Attribute = "ItoSharp.SamplerAttribute`2";
    const int MaximumMemory = 8;
    const string Process = "ItoSharp.ProcessAttribute";

    public static ParsedSampler Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        AttributeData attribute = context.Attributes[0];
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
        var faults = new List<DiagnosticInfo>();
        string? wrong =
            PartialTypeShape.Wrong(type, recordAllowed: false, cancellation)
            ?? (type.BaseType is { SpecialType: not SpecialType.System_Object } parent ? $"derived from '{parent.Name}'" : null)
            ?? (
                type.Name is "Gradient" or "GradientAdjointDeis" or "Kernels" or "Facts" or "With"
                || type.Name == "Torch" && TorchPipeline.IsPresent(context.SemanticModel.Compilation)
                    ? "named like one of its generated members"
                    : null
            );
        if (wrong is not null)
        {
            faults.Add(DiagnosticInfo.At(LocationInfo.From(type.Locations.FirstOrDefault()), Descriptors.SamplerShape, type.Name, wrong));
        }

        TypeArgumentListSyntax? arguments = syntax?.Name.DescendantNodesAndSelf().OfType<TypeArgumentListSyntax>().FirstOrDefault();
        LocationInfo? Place(int index) =>
            arguments is { } list && index < list.Arguments.Count ? LocationInfo.From(list.Arguments[index]) : LocationInfo.From(syntax);

        ITypeSymbol[] types = attribute.AttributeClass?.TypeArguments.ToArray() ?? [];
        var process = types.ElementAtOrDefault(0) as INamedTypeSymbol;
        var solver = types.ElementAtOrDefault(1) as INamedTypeSymbol;
        AttributeData? processAttribute = process?.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == Process);
        bool written = processAttribute is null && process is not null && WrittenProcess.Is(process);
        if (processAttribute is null && !written && process?.TypeKind != TypeKind.Error)
        {
            string hint =
                solver is not null && process is not null && PlanAttributes.Find(process) is not null
                    ? "; the process comes first, the solver second"
                    : WrittenProcess.Hint(process);
            faults.Add(DiagnosticInfo.At(Place(0), Descriptors.NotAProcess, types.ElementAtOrDefault(0)?.Name ?? "?", hint));
        }

        PlanDeclaration? plan = solver is null ? null : Plan(solver, Place(1), faults, cancellation);
        double startTime = Time(attribute, "StartTime");
        Compilation compilation = context.SemanticModel.Compilation;
        ProcessDeclaration? compiled = null;
        if (processAttribute is not null && !DeclarationSite.IsIn(compilation, process!))
        {
            compiled = CompiledDeclarationReader.Process(process!, Place(0), out DiagnosticInfo? unreadable);
            if (unreadable is not null)
            {
                faults.Add(unreadable);
            }
        }

        if (plan is not null && processAttribute is not null && double.IsNaN(startTime) && plan.Form.IsNoise)
        {
            ProcessDeclaration? declaration = DeclarationSite.IsIn(compilation, process!)
                ? ProcessParser.DeclarationOf(process!, processAttribute, compilation, cancellation)
                : compiled;
            if (declaration is not null && ProcessEnds.LosesSignal(declaration))
            {
                string end = declaration.MaxTime.ToString("R", CultureInfo.InvariantCulture);
                faults.Add(
                    DiagnosticInfo.At(
                        Place(1),
                        Descriptors.ProcessLacks,
                        type.Name,
                        $"'{solver!.Name}' combines noise predictions and so needs alpha > 0, but '{process!.Name}' has alpha = 0 at its "
                            + $"MaxTime {end}, where sampling starts; use a plan in data form, or add a StartTime below {end} to [Sampler]"
                    )
                );
            }
        }

        int memory = PlanAttributes.Named(attribute, "Memory") is int asked ? asked : 0;
        if (WrongMemory(memory, plan) is { } unfit)
        {
            AttributeArgumentSyntax? stated = syntax?.ArgumentList?.Arguments.FirstOrDefault(a =>
                a.NameEquals?.Name.Identifier.ValueText == "Memory"
            );
            LocationInfo? at = stated is null ? LocationInfo.From(syntax) : LocationInfo.From(stated.Expression);
            faults.Add(DiagnosticInfo.At(at, Descriptors.MemoryDoesNotFit, type.Name, unfit));
            // The error is all there is to read: what the memory would emit is left out.
            memory = 0;
        }

        bool ready = (processAttribute is not null || written) && solver is not null && PlanAttributes.Find(solver) is not null;
        // Of a process that cannot have a generated part no sampler can be made, not even a stub; its own error says why.
        ready = ready && (written || process!.DeclaringSyntaxReferences.IsEmpty || PartialTypeShape.CanHavePart(process, cancellation));
        SamplerModel? model =
            ready && PartialTypeShape.CanHavePart(type, cancellation) && !type.IsStatic && wrong is null
                ? new SamplerModel(
                    TypeShapeParser.Parse(type),
                    process!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                    solver!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                    solver.InstanceConstructors.Any(c =>
                        c.DeclaredAccessibility == Accessibility.Public && c.Parameters.All(p => p.HasExplicitDefaultValue)
                    ),
                    processAttribute is null ? MeanTerms.IfGiven
                        : PlanAttributes.Named(processAttribute, "MeanReverting") is true ? MeanTerms.Always
                        : MeanTerms.Never,
                    PlanAttributes.Named(attribute, "Precision") is 1,
                    PlanAttributes.Named(attribute, "Gradients") is int exact && (exact & 1) != 0,
                    PlanAttributes.Named(attribute, "Gradients") is int deis && (deis & 2) != 0,
                    memory,
                    startTime,
                    Time(attribute, "EndTime"),
                    plan
                )
                : null;
        return new ParsedSampler(model, faults.ToEquatableArray());
    }

    /// <summary>What is wrong with the asked memory; null: nothing.</summary>
    static string? WrongMemory(int memory, PlanDeclaration? plan) =>
        memory is < 0 or > MaximumMemory
            ? $"Memory is {memory.ToString(CultureInfo.InvariantCulture)}; a coefficient table weighs 1 to {MaximumMemory.ToString(CultureInfo.InvariantCulture)} predictions (0: those of the plan itself)"
        // A one-stage method on the equation itself is a one-node step like any other.
        : memory > 0 && plan?.Method is PlanMethod.RungeKutta { Item: { } stages } && !(stages.IsDirect && stages.Stages.Length == 1)
            ? $"'{plan!.Name}' is a Runge-Kutta plan, which keeps no predictions of earlier steps: a coefficient table weighs the stages of its last block; leave Memory out"
        : null;

    static double Time(AttributeData attribute, string name) => PlanAttributes.Named(attribute, name) is double time ? time : double.NaN;

    static PlanDeclaration? Plan(INamedTypeSymbol solver, LocationInfo? place, List<DiagnosticInfo> faults, CancellationToken cancellation)
    {
        if (solver.TypeKind == TypeKind.Error)
        {
            return null;
        }

        var problems = new List<(string Rule, string Property, string Message)>();
        PlanDeclaration? plan = PlanAttributes.Read(solver, problems);
        if (plan is null && problems.Count == 0)
        {
            faults.Add(DiagnosticInfo.At(place, Descriptors.NotASolver, solver.Name, ""));
        }
        else if (plan is null && solver.DeclaringSyntaxReferences.IsEmpty)
        {
            // A plan of this compilation reports its faults itself; one of another assembly can only be reported here.
            CompiledDeclarationReader.Read(solver, place, PlanText.Read, out DiagnosticInfo? fault);
            faults.Add(fault ?? DiagnosticInfo.At(place, Descriptors.NotASolver, solver.Name, "; " + problems[0].Message));
        }

        if (plan is null)
        {
            return null;
        }

        PlanFault? claim = PlanProofs.Faults(plan).FirstOrDefault();
        bool own = !solver.DeclaringSyntaxReferences.IsEmpty;
        if (claim is not null && !own)
        {
            faults.Add(DiagnosticInfo.At(place, Descriptors.NotASolver, solver.Name, "; " + claim.Message));
        }

        // Behind a plan that is at fault the sampler is a stub: nothing it would call has been generated.
        bool lacksValue = PlanMembers.Missing(solver, plan).Any();
        bool usable = claim is null && (!own || PartialTypeShape.Wrong(solver, recordAllowed: true, cancellation) is null && !lacksValue);
        return usable ? plan : null;
    }
}
