using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Emit;

/// <summary>What a user calls of an ensemble: constructor, runs, and the result by the names of the equation.</summary>
internal static class EnsembleEmitter
{
    public static string Emit(EnsembleModel model)
    {
        if (EnsembleQuestion.Of(model) is not { } question || model.Layout is not { } layout)
        {
            return EnsembleStub.Write(model, model.Fault);
        }

        FSharpResult<DerivedEnsemble, EnsembleFault> derived = Proven.Ensemble(question);
        return derived.IsOk
            ? Write(model, layout, derived.ResultValue)
            : EnsembleStub.Write(
                model,
                DiagnosticInfo
                    .At(
                        null,
                        derived.ErrorValue.Rule == "reversible" ? Descriptors.EnsembleNotReversible : Descriptors.EnsembleUnfit,
                        model.Type.Name,
                        derived.ErrorValue.Message
                    )
                    .Text
            );
    }

    static string Write(EnsembleModel model, StateLayout layout, DerivedEnsemble derived)
    {
        string element = model.IsSingle ? "float" : "double";
        return GeneratedFile.Write(
            model.Type,
            "",
            writer => Remarks(writer, model, derived, element),
            writer =>
            {
                writer.Line("readonly double[] parameters;").Line();
                Constructor(writer, model, element);
                writer.Line();
                writer.Doc("summary", "The equation and its parameters.");
                writer.Line(GeneratedFile.Mark);
                writer.Line($"public {model.Equation} Equation {{ get; }}").Line();
                writer.Doc("summary", "The grid of steps, and runs from any start.");
                writer.Line(GeneratedFile.Mark);
                writer.Line($"public global::ItoSharp.Ensemble<{element}> Ensemble {{ get; }}");
                CoefficientsEmitter.Emit(writer, model);
                Runs(writer, model, layout, element);
                Arguments(writer, model);
                Values(writer, layout);
                EnsembleResultEmitter.Emit(writer, model, layout, element);
                if (model.HasGradients)
                {
                    GradientEmitter.Emit(writer, model, layout);
                }
            }
        );
    }

    static void Remarks(SourceWriter writer, EnsembleModel model, DerivedEnsemble derived, string element)
    {
        writer.Line("/// <remarks>");
        writer.Line($"/// <see cref=\"{model.Solver}\"/> on <see cref=\"{model.Equation}\"/>, states of type {element}.");
        string noise = StochasticNames.noise(derived.Noise.Class).ToLowerInvariant();
        if (model.Declaration!.Noises.IsEmpty)
        {
            writer.Line($"/// An ordinary differential equation; order {StochasticNames.Order(derived.DeterministicOrder)}.");
        }
        else
        {
            writer.Line($"/// The noise is {noise}{(derived.Noise.Assumed ? " (assumed)" : "")}: {PlanEmitter.Xml(derived.Noise.Reason)}.");
            string strong = derived.StrongOrder == 0 ? "no strong order" : $"strong order {StochasticNames.Order(derived.StrongOrder)}";
            writer.Line($"/// For it the method has {strong} and weak order {StochasticNames.Order(derived.WeakOrder)}.");
        }

        if (!model.Coefficients.IsEmpty)
        {
            writer.Line("/// The coefficients of the method are values of the instance; its orders are those of the declared ones.");
        }

        if (derived.Adaptive is { Value.FirstStep: { } })
        {
            writer.Line("/// Every path has steps of its own, controlled by the difference to the embedded weights.");
        }
        else if (derived.Adaptive is not null)
        {
            writer.Line(
                "/// Every path has steps of its own: the grid's, halved on its own Brownian motion where the difference to Euler's step is too large."
            );
        }

        if (derived.Twin?.Value is { Growth: > 1 })
        {
            writer.Line("/// McCallum and Foster's coupling of that method: a second state makes every step reversible.");
        }

        if (derived.Converted)
        {
            writer.Line(
                "/// The drift is converted to the integral that the method follows; the solution is that of the declared equation."
            );
        }

        writer.Line("/// </remarks>");
    }

    static void Constructor(SourceWriter writer, EnsembleModel model, string element)
    {
        writer.Doc(
            "summary",
            model.IsAdaptive
                ? "The equation with steps as long as the tolerance allows; the instance is immutable and thread-safe."
                : "The equation on a grid of equal steps; the instance is immutable and thread-safe."
        );
        writer.Line("/// <param name=\"equation\">The equation and its parameters.</param>");
        writer.Line(
            model.IsAdaptive
                ? "/// <param name=\"tolerance\">What error a step may have.</param>"
                : "/// <param name=\"steps\">The number of steps, at least 1.</param>"
        );
        writer.Line("/// <param name=\"until\">The time of the end, after <paramref name=\"from\"/>.</param>");
        writer.Line("/// <param name=\"from\">The time of the start.</param>");
        if (model.IsAdaptive)
        {
            writer.Line(
                "/// <param name=\"steps\">The number of longest steps: what can be observed is at their ends, where all paths meet.</param>"
            );
        }

        if (!model.Coefficients.IsEmpty)
        {
            writer.Line("/// <param name=\"coefficients\">The coefficients of the method; null: those that it declares.</param>");
        }

        writer.Line(
            "/// <exception cref=\"global::System.ArgumentOutOfRangeException\">A parameter, correlation, time or number of steps is out of range.</exception>"
        );
        writer.Line(GeneratedFile.Mark);
        using (writer.Block($"public {model.Type.Name}({ConstructorParameters(model)})"))
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(equation);");
            if (model.IsAdaptive)
            {
                string precision = model.IsSingle ? "Single" : "Double";
                writer.Line($"tolerance.Require(global::ItoSharp.Precision.{precision}, nameof(tolerance));");
            }

            writer.Line("equation.Validate();");
            Times(writer, model.Declaration!);
            if (model.Declaration!.Correlations.Any(c => ExprModule.Contains("t", c.Value)))
            {
                using (writer.Block("for (int step = 0; step <= steps; step++)"))
                {
                    writer.Line("equation.Validate(step == steps ? until : from + ((until - from) * step / steps));");
                }
            }

            writer.Line("Equation = equation;");
            IEnumerable<string> values = model.Parameters.Select(p => "equation." + p);
            if (!model.Coefficients.IsEmpty)
            {
                writer.Line("Coefficients = coefficients ?? new();");
                writer.Line("Coefficients.Validate();");
                values = values.Concat(model.Coefficients.Select(c => "Coefficients." + c.Name));
            }

            if (model.IsAdaptive)
            {
                values = values.Concat(["tolerance.Relative", "tolerance.Absolute"]);
            }

            writer.Line($"parameters = [{string.Join(", ", values)}];");
            writer.Line($"Ensemble = new(Program.Instance, steps, until, from);");
        }
    }

    public static string ConstructorParameters(EnsembleModel model) =>
        (
            model.IsAdaptive
                ? $"{model.Equation} equation, global::ItoSharp.StepTolerance tolerance, double until, double from = 0, int steps = 1"
                : $"{model.Equation} equation, int steps, double until, double from = 0"
        ) + (model.Coefficients.IsEmpty ? "" : ", SolverCoefficients? coefficients = null");

    /// <summary>The equation may hold between two times only.</summary>
    static void Times(SourceWriter writer, SdeDeclaration equation)
    {
        string name = equation.Name;
        string first = CSharpPrinter.Literal(equation.MinTime);
        using (writer.Block($"if (!(from >= {first}))"))
        {
            writer.Line(
                $"throw new global::System.ArgumentOutOfRangeException(nameof(from), from, \"{name} holds from time {first} on; start there or later.\");"
            );
        }

        if (equation.MaxTime is { } last)
        {
            string end = CSharpPrinter.Literal(last.Value);
            using (writer.Block($"if (!(until <= {end}))"))
            {
                writer.Line(
                    $"throw new global::System.ArgumentOutOfRangeException(nameof(until), until, \"{name} holds up to time {end}; end there or before.\");"
                );
            }
        }
    }

    static void Runs(SourceWriter writer, EnsembleModel model, StateLayout layout, string element)
    {
        string given = string.Concat(model.Arguments.Select(a => $"double {CSharpPrinter.identifier(a.Name)}, "));
        string passed = string.Join(", ", model.Arguments.Select(a => CSharpPrinter.identifier(a.Name)));
        (string Name, string Result, string Summary)[] runs =
        [
            ("Run", "Result", "Runs paths and takes their statistics; no path is stored."),
            (
                "Terminal",
                $"global::ItoSharp.EnsemblePaths<{element}>",
                "Runs paths and keeps their states, observables and stops at the end."
            ),
            (
                "Trajectories",
                $"global::ItoSharp.EnsemblePaths<{element}>",
                "Runs paths and keeps their states and observables at all observations of the options, and at the end."
            ),
        ];
        foreach ((string name, string result, string summary) in runs)
        {
            foreach (bool single in new[] { true, false })
            {
                writer.Line();
                writer.Doc("summary", summary);
                RunParameters(writer, model, single);
                writer.Line("/// <param name=\"options\">How to run and what to observe; null: on all processors, the end only.</param>");
                writer.Line(
                    "/// <exception cref=\"global::ItoSharp.NonFinitePathException\">A path is not finite, and the options do not say what else to do.</exception>"
                );
                writer.Line(GeneratedFile.Mark);
                string start = single ? layout.Type : "global::ItoSharp.EnsembleStart";
                writer.Line(
                    $"public {result} {name}({start} start, long paths, ulong seed, {given}global::ItoSharp.EnsembleOptions? options = null) =>"
                );
                string from = single ? "Values(start)" : "start";
                string call = $"Ensemble.{name}(Arguments({passed}), {from}, paths, seed, options)";
                using (writer.Indent())
                {
                    writer.Line(name == "Run" ? $"new({call});" : $"{call};");
                }
            }
        }
    }

    /// <summary>The documentation of start, paths, seed and arguments.</summary>
    public static void RunParameters(SourceWriter writer, EnsembleModel model, bool single)
    {
        writer.Line(
            single
                ? "/// <param name=\"start\">Where all paths start.</param>"
                : "/// <param name=\"start\">Where the paths start: each in its own state, or normally distributed.</param>"
        );
        writer.Line("/// <param name=\"paths\">The number of paths, at least 1.</param>");
        writer.Line("/// <param name=\"seed\">The key of the noise.</param>");
        foreach (RunArgument argument in model.Arguments)
        {
            writer.Line($"/// <param name=\"{argument.Name}\">Of <see cref=\"{argument.Of}\"/>.</param>");
        }
    }

    static void Arguments(SourceWriter writer, EnsembleModel model)
    {
        string given = string.Join(", ", model.Arguments.Select(a => $"double {CSharpPrinter.identifier(a.Name)}"));
        string values = string.Concat(model.Arguments.Select(a => $", {CSharpPrinter.identifier(a.Name)}"));
        writer.Line();
        writer.Line($"double[] Arguments({given}) => [.. parameters{values}];");
    }

    static void Values(SourceWriter writer, StateLayout layout)
    {
        writer.Line();
        writer.Line($"static double[] Values({layout.Type} state) => [{string.Join(", ", layout.Read("state"))}];");
    }
}
