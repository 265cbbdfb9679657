using ItoSharp.Generator.Models;
using Microsoft.CodeAnalysis.CSharp;

namespace ItoSharp.Generator.Emit.Processes;

/// <summary>
/// The part of a faulty process: the whole interface, every member throwing. Without it each use of the process would be a
/// further error, and the one that matters would drown.
/// </summary>
internal static class ProcessStub
{
    // Return type, name, parameters: of IProcess unless the last is false.
    static readonly (string Type, string Name, string Parameters, bool OfInterface)[] Methods =
    {
        ("double", "Alpha", "double t", true),
        ("double", "Sigma", "double t", true),
        ("double", "Lambda", "double t", true),
        ("double", "TimeOfLambda", "double lambda", true),
        ("double", "LinearDrift", "double t", true),
        ("double", "DiffusionSquared", "double t", true),
        ("global::ItoSharp.ProcessPoint", "At", "double t", true),
        ("double", "PullBack", "double t, in global::ItoSharp.ProcessPoint cotangent, global::System.Span<double> parameters", true),
        ("global::ItoSharp.TransitionKernel", "Transition", "double s, double t", false),
        ("global::ItoSharp.PredictionMap", "Convert", "global::ItoSharp.Prediction from, global::ItoSharp.Prediction to, double t", false),
        ("global::ItoSharp.ReverseProcess", "Reverse", "double tau", false),
        ("global::ItoSharp.ReverseProcess", "Reverse", "global::System.Func<double, double> tau", false),
    };

    static readonly (string Type, string Name, bool OfInterface)[] Properties =
    {
        ("double", "MinTime", true),
        ("double", "MaxTime", true),
        ("bool", "MeanReverting", true),
        ("global::System.Collections.Generic.IReadOnlyList<string>", "ParameterNames", true),
        ("double", "PriorDeviation", false),
    };

    public static string Write(ProcessModel model, string fault) =>
        GeneratedFile.Write(
            model.Type,
            $"global::ItoSharp.IProcess<{model.Type.SelfName}>",
            head: writer => writer.Doc("remarks", "This declaration has an error; every generated member throws until it is mended."),
            body: writer => Body(writer, model, fault)
        );

    static void Body(SourceWriter writer, ProcessModel model, string fault)
    {
        string self = model.Type.SelfName;
        string message = SymbolDisplay.FormatLiteral(
            $"The process '{model.Type.FullName}' was not generated: see error {fault}",
            quote: true
        );
        string fail = $"throw new global::System.InvalidOperationException({message})";
        foreach ((string type, string name, bool ofInterface) in Properties)
        {
            Line(writer, model, type, name, "", ofInterface, "global::ItoSharp.IProcess", "", fail);
        }

        foreach ((string type, string name, string parameters, bool ofInterface) in Methods)
        {
            if ((name == "Alpha" && model.Alpha == Declared.Public) || (name == "Sigma" && model.Sigma == Declared.Public))
            {
                continue;
            }

            Line(writer, model, type, name, $"({parameters})", ofInterface, "global::ItoSharp.IProcess", "", fail);
        }

        string generic = $"global::ItoSharp.IProcess<{self}>";
        Line(writer, model, self, "Default", "", true, generic, "static ", fail);
        Line(writer, model, self, "FromParameters", "(global::System.ReadOnlySpan<double> parameters)", true, generic, "static ", fail);
        Line(writer, model, "void", "CopyParameters", "(global::System.Span<double> parameters)", true, generic, "", fail);
    }

    /// <summary>A public member; where its name is the user's own an explicit one, or none if the interface does not ask for it.</summary>
    static void Line(
        SourceWriter writer,
        ProcessModel model,
        string type,
        string name,
        string parameters,
        bool ofInterface,
        string owner,
        string modifier,
        string fail
    )
    {
        bool taken = model.TakenNames.Contains(name);
        if (taken && !ofInterface)
        {
            return;
        }

        string head = taken ? $"{modifier}{type} {owner}.{name}" : $"public {modifier}{type} {name}";
        writer.Doc("summary", "Throws: the declaration has an error.").Line(GeneratedFile.Mark).Line($"{head}{parameters} => {fail};");
    }
}
