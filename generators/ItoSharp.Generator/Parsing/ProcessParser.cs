using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Parsing;

/// <summary>Reads a [Process] type into a <see cref="ProcessModel"/>. Behind this no symbol is seen any more.</summary>
internal sealed class ProcessParser
{
    /// <summary>The attribute's metadata name.</summary>
    public const string AttributeName = "ItoSharp.ProcessAttribute";

    readonly INamedTypeSymbol type;
    readonly AttributeData attribute;
    readonly Compilation compilation;
    readonly CancellationToken cancellation;
    readonly List<DiagnosticInfo> faults = new();
    readonly List<NamedPlace> places = new();

    ProcessParser(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellation) =>
        (this.type, this.attribute, this.compilation, this.cancellation) = (type, attribute, compilation, cancellation);

    public static ParsedProcess Parse(DeclaredType declared, CancellationToken cancellation) =>
        new ProcessParser(declared.Type, declared.Attribute, declared.Compilation, cancellation).Parse();

    LocationInfo? TypePlace => LocationInfo.From(type.Locations.FirstOrDefault());

    ParsedProcess Parse()
    {
        TypeShape shape = TypeShapeParser.Parse(type);
        bool partial = ProcessShape.Check(type, TypePlace, faults, cancellation);
        ParameterListSyntax? list = ParameterList();
        EquatableArray<ProcessParameter> parameters = Parameters(list);
        (double minTime, double maxTime) = Times();
        var functions = ProcessFunctions.Read(type, faults, places, cancellation);
        ReservedNames.Check(type, list, faults, cancellation);
        ProcessDeclaration? declaration = faults.Count == 0 ? Declaration(parameters, functions, minTime, maxTime) : null;
        var model = new ProcessModel(
            shape,
            parameters,
            minTime,
            maxTime,
            Named("MeanReverting") is true,
            functions.DeclaredAs("Alpha"),
            functions.DeclaredAs("Sigma"),
            type.GetMembers("PrintMembers").Any(m => !m.IsImplicitlyDeclared),
            ReservedNames.Taken(type),
            faults.Count == 0 ? declaration : null,
            faults.Count == 0 ? "" : faults[0].Text
        );
        return new ParsedProcess(
            shape.FullName,
            partial ? model : null,
            new ProcessPlaces(TypePlace, places.ToEquatableArray()),
            faults.ToEquatableArray()
        );
    }

    ParameterListSyntax? ParameterList() =>
        type
            .DeclaringSyntaxReferences.Select(r => (r.GetSyntax(cancellation) as TypeDeclarationSyntax)?.ParameterList)
            .FirstOrDefault(list => list is not null);

    EquatableArray<ProcessParameter> Parameters(ParameterListSyntax? list)
    {
        var parameters = new List<ProcessParameter>();
        foreach (ParameterSyntax syntax in list?.Parameters ?? default)
        {
            SemanticModel model = compilation.GetSemanticModel(syntax.SyntaxTree);
            if (model.GetDeclaredSymbol(syntax, cancellation) is not { } parameter)
            {
                continue;
            }

            LocationInfo? place = LocationInfo.From(syntax.Identifier);
            places.Add(new NamedPlace(parameter.Name, place));
            if (parameter.Type.SpecialType != SpecialType.System_Double || parameter.RefKind != RefKind.None)
            {
                string kind = parameter.RefKind == RefKind.None ? "" : "passed by reference as ";
                faults.Add(
                    DiagnosticInfo.At(
                        place,
                        Descriptors.ParameterNotDouble,
                        parameter.Name,
                        type.Name,
                        $"{kind}'{parameter.Type.ToDisplayString()}'"
                    )
                );
            }

            double? value = parameter.HasExplicitDefaultValue && parameter.ExplicitDefaultValue is double d ? d : null;
            if (value is { } number && (double.IsNaN(number) || double.IsInfinity(number)))
            {
                faults.Add(
                    DiagnosticInfo.At(
                        LocationInfo.From(syntax.Default!.Value),
                        Descriptors.InvalidDefault,
                        parameter.Name,
                        number.ToString(CultureInfo.InvariantCulture)
                    )
                );
                value = null;
            }

            parameters.Add(new ProcessParameter(parameter.Name, value));
        }

        return parameters.ToEquatableArray();
    }

    object? Named(string name) => attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value;

    (double MinTime, double MaxTime) Times()
    {
        // The defaults of ProcessAttribute.
        double min = Named("MinTime") is double a ? a : 1e-3;
        double max = Named("MaxTime") is double b ? b : 1;
        if (!(min >= 0 && min < max && !double.IsInfinity(max)))
        {
            string Text(double d) => d.ToString("R", CultureInfo.InvariantCulture);
            SyntaxNode? syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation);
            AttributeArgumentSyntax? argument = (syntax as AttributeSyntax)?.ArgumentList?.Arguments.FirstOrDefault(arg =>
                arg.NameEquals?.Name.Identifier.ValueText is "MinTime" or "MaxTime"
            );
            faults.Add(DiagnosticInfo.At(LocationInfo.From(argument ?? syntax), Descriptors.InvalidTimes, type.Name, Text(min), Text(max)));
        }

        return (min, max);
    }

    ProcessDeclaration? Declaration(EquatableArray<ProcessParameter> parameters, ProcessFunctions functions, double minTime, double maxTime)
    {
        var values = parameters.ToDictionary(p => p.Name, p => (FormulaValue)Expr.NewVar(p.Name), StringComparer.Ordinal);
        var parser = new FormulaParser(compilation, type, values, FormulaLanguage.OfProcesses, cancellation);
        FormulaValue[] time = { Expr.NewVar("t") };
        FSharpOption<Expr>? Formula(string name)
        {
            if (functions.Method(name) is not { } method)
            {
                return FSharpOption<Expr>.None;
            }

            if (parser.TryParse(method, time, out Expr formula, out DiagnosticInfo fault))
            {
                return FSharpOption<Expr>.Some(formula);
            }

            faults.Add(fault);
            return FSharpOption<Expr>.None;
        }

        return new ProcessDeclaration(
            type.Name,
            ListModule.OfSeq(
                parameters.Select(p => Tuple.Create(p.Name, p.Default is { } d ? FSharpOption<double>.Some(d) : FSharpOption<double>.None))
            ),
            Formula("Drift"),
            Formula("Diffusion"),
            Formula("Alpha"),
            Formula("Sigma"),
            minTime,
            maxTime,
            Named("MeanReverting") is true
        );
    }
}
