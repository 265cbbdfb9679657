using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Models;

/// <summary>A number that is given to a run: what it is called there, and what it is for.</summary>
/// <param name="Name">The parameter of Run, and the variable of formulas.</param>
/// <param name="Of">The observable or stop it belongs to.</param>
internal sealed record RunArgument(string Name, string Of);

/// <summary>A coefficient of a method that an instance is given.</summary>
/// <param name="Name">Block, row and column.</param>
/// <param name="Value">What the tableau declares.</param>
internal sealed record CoefficientModel(string Name, double Value);

/// <summary>A number that is read off a path.</summary>
internal sealed record ObservableModel(string Name, Expr Formula)
{
    /// <summary>How its gradient is taken.</summary>
    public ObservableGradient Gradient { get; init; }

    /// <summary>The argument of a gradient that is the width of its steps, where it is smoothed.</summary>
    public string WidthArgument => char.ToLowerInvariant(Name[0]) + Name.Substring(1) + "Width";
}

/// <summary>How the gradient of an observable is taken; the values of <c>ItoSharp.ObservableGradient</c>.</summary>
internal enum ObservableGradient
{
    Pathwise = 0,
    CommonRandomNumbers = 1,
    None = 2,
    Smoothed = 3,
}

/// <summary>A condition that ends a path.</summary>
internal sealed record StopModel(string Name, Condition Condition)
{
    /// <summary>The variable of formulas that is 1 where the path was stopped by it, else 0.</summary>
    public string Flag => "stopped_" + Name;

    /// <summary>1 where it holds, else 0.</summary>
    public Expr Indicator => Expr.NewChoose(Condition, ExprModule.One, ExprModule.Zero);
}

/// <summary>An ensemble as declared, without any place in the source: equal while its meaning is.</summary>
/// <param name="Type">The declared type.</param>
/// <param name="Equation">The full name of the equation's type, with global::.</param>
/// <param name="Solver">The full name of the method's type.</param>
/// <param name="Declaration">The equation; null where it has errors of its own.</param>
/// <param name="Layout">How its state holds the components.</param>
/// <param name="Parameters">How C# reads the equation's parameters on an instance.</param>
/// <param name="Method">The method; null where it has errors of its own.</param>
/// <param name="Order">The proven order of a Runge-Kutta tableau; 0 for other methods.</param>
/// <param name="EmbeddedOrder">That of its embedded weights; 0 where it has none.</param>
/// <param name="IsAdaptive">Whether steps have the length that their error allows.</param>
/// <param name="IsSingle">Whether states are of type float.</param>
/// <param name="Arguments">What a run is given beside the start.</param>
/// <param name="Fault">What is wrong, as the stub says it; empty where nothing is.</param>
internal sealed record EnsembleModel(
    TypeShape Type,
    string Equation,
    string Solver,
    SdeDeclaration? Declaration,
    StateLayout? Layout,
    EquatableArray<string> Parameters,
    EnsembleSolver? Method,
    int Order,
    int EmbeddedOrder,
    bool IsAdaptive,
    bool IsSingle,
    EquatableArray<RunArgument> Arguments,
    EquatableArray<ObservableModel> Observables,
    EquatableArray<StopModel> Stops,
    string Fault
) : IDeclarationModel
{
    /// <summary>Whether reverse kernels and gradients are emitted.</summary>
    public bool HasGradients { get; init; }

    /// <summary>Coefficients of the method that an instance is given; they are among the equation's parameters, the last ones.</summary>
    public EquatableArray<CoefficientModel> Coefficients { get; init; }
}

/// <summary>The outcome of parsing one ensemble.</summary>
/// <param name="Model">What is emitted; null where the type cannot have a second part.</param>
/// <param name="SolverPlace">The mention of the method, where it is told that it does not fit.</param>
/// <param name="SteppingPlace">The mention of adaptive steps.</param>
/// <param name="GradientsPlace">The mention of gradients.</param>
/// <param name="Faults">The faults found so far.</param>
internal sealed record ParsedEnsemble(
    EnsembleModel? Model,
    LocationInfo? SolverPlace,
    LocationInfo? SteppingPlace,
    LocationInfo? GradientsPlace,
    EquatableArray<DiagnosticInfo> Faults
);
