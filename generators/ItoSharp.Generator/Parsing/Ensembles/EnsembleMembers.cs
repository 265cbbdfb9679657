using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>Reads the observables and stops of an ensemble.</summary>
internal sealed class EnsembleMembers
{
    const string Observable = "ItoSharp.ObservableAttribute";
    const string Stop = "ItoSharp.StopAttribute";

    /// <summary>The name that an observable gives to the time at which it is read.</summary>
    const string Time = "t";

    // What observables are given stands before what stops are given, though stops are read first: observables may ask for them.
    readonly List<RunArgument> ofObservables = new();
    readonly List<RunArgument> ofStops = new();
    readonly List<ObservableModel> observables = new();
    readonly List<StopModel> stops = new();
    readonly List<DiagnosticInfo> faults;
    readonly StateFormulaParser parser;
    readonly FoundSde sde;

    EnsembleMembers(StateFormulaParser parser, FoundSde sde, List<DiagnosticInfo> faults) =>
        (this.parser, this.sde, this.faults) = (parser, sde, faults);

    public EquatableArray<RunArgument> Arguments => ofObservables.Concat(ofStops).ToEquatableArray();

    public EquatableArray<ObservableModel> Observables => observables.ToEquatableArray();

    public EquatableArray<StopModel> Stops => stops.ToEquatableArray();

    public static EnsembleMembers Read(DeclaredType declared, FoundSde sde, List<DiagnosticInfo> faults, CancellationToken cancellation)
    {
        var parser = new StateFormulaParser(declared.Compilation, declared.Type, sde, cancellation);
        var members = new EnsembleMembers(parser, sde, faults);
        IMethodSymbol[] methods = declared.Type.GetMembers().OfType<IMethodSymbol>().ToArray();
        foreach (IMethodSymbol method in methods.Where(m => Has(m, Stop)))
        {
            members.AddStop(method);
        }

        foreach (IMethodSymbol method in methods.Where(m => Has(m, Observable)))
        {
            members.AddObservable(method);
        }

        return members;
    }

    static bool Has(IMethodSymbol method, string attribute) =>
        method.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == attribute);

    void AddStop(IMethodSymbol method)
    {
        if (!IsShaped(method, SpecialType.System_Boolean, "[Stop] static bool"))
        {
            return;
        }

        var numbers = new Dictionary<string, Expr>(StringComparer.Ordinal) { [Time] = ExprModule.Variable(Time) };
        foreach (IParameterSymbol parameter in Numbers(method))
        {
            numbers[parameter.Name] = Given(method, parameter, parameter.Name, ofStops);
        }

        if (parser.TryCondition(method, numbers, new Dictionary<string, Condition>(), out Condition condition, out DiagnosticInfo fault))
        {
            stops.Add(new StopModel(method.Name, condition));
        }
        else
        {
            faults.Add(fault);
        }
    }

    void AddObservable(IMethodSymbol method)
    {
        if (!IsShaped(method, SpecialType.System_Double, "[Observable] static double"))
        {
            return;
        }

        var numbers = new Dictionary<string, Expr>(StringComparer.Ordinal) { [Time] = ExprModule.Variable(Time) };
        foreach (IParameterSymbol parameter in Numbers(method))
        {
            numbers[parameter.Name] = Given(method, parameter, Camel(method.Name) + Pascal(parameter.Name), ofObservables);
        }

        Dictionary<string, Condition> conditions = stops.ToDictionary(
            stop => Camel(stop.Name),
            stop => Condition.NewLess(ExprModule.Zero, ExprModule.Variable(stop.Flag)),
            StringComparer.Ordinal
        );
        if (parser.TryNumber(method, numbers, conditions, out Expr formula, out DiagnosticInfo fault))
        {
            AttributeData attribute = method.GetAttributes().First(a => a.AttributeClass?.ToDisplayString() == Observable);
            observables.Add(
                new ObservableModel(method.Name, formula) { Gradient = (ObservableGradient)PlanAttributes.Number(attribute, "Gradient", 0) }
            );
        }
        else
        {
            faults.Add(fault);
        }
    }

    static IEnumerable<IParameterSymbol> Numbers(IMethodSymbol method) =>
        method.Parameters.Where(p => p.Type.SpecialType == SpecialType.System_Double && p.Name != Time);

    /// <summary>The variable of a number that the run is given; one that two methods share is given once.</summary>
    Expr Given(IMethodSymbol method, IParameterSymbol parameter, string name, List<RunArgument> arguments)
    {
        bool taken =
            EnsembleNames.OfRun.Contains(name)
            || sde.Declaration!.State.Contains(name)
            || sde.Declaration.Parameters.Any(p => p.Name == name);
        if (taken)
        {
            faults.Add(
                DiagnosticInfo.At(
                    LocationInfo.From(parameter.Locations.FirstOrDefault()),
                    Descriptors.EnsembleName,
                    method.ContainingType.Name,
                    $"the parameter '{parameter.Name}' of '{method.Name}' would be '{name}' among the arguments of Run, which is taken; rename it"
                )
            );
        }
        else if (Arguments.All(a => a.Name != name))
        {
            arguments.Add(new RunArgument(name, method.Name));
        }

        return ExprModule.Variable(name);
    }

    bool IsShaped(IMethodSymbol method, SpecialType result, string wanted)
    {
        bool hasState = method.Parameters.Any(p => SymbolEqualityComparer.Default.Equals(p.Type, sde.State));
        if (EnsembleNames.OfClass.Contains(method.Name))
        {
            Report(method, Descriptors.EnsembleName, $"'{method.Name}' is the name of a member that is generated; rename it");
            return false;
        }

        if (method.ReturnType.SpecialType == result && method.IsStatic && !method.IsGenericMethod && hasState)
        {
            return true;
        }

        Report(
            method,
            Descriptors.EnsembleMember,
            $"'{method.Name}' must be '{wanted} {method.Name}({sde.State!.ContainingType?.Name}.State x, ...)' with parameters of type double besides"
        );
        return false;
    }

    void Report(IMethodSymbol method, DiagnosticDescriptor descriptor, string message) =>
        faults.Add(
            DiagnosticInfo.At(LocationInfo.From(method.Locations.FirstOrDefault()), descriptor, method.ContainingType.Name, message)
        );

    static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);

    static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);
}
