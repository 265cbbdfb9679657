using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Pipelines;

/// <summary>
/// Turns a defect of ours into ITO0099 on the user's declaration: an exception would stop the whole generator with CS8785,
/// a mere warning that hides behind the errors of everything that was then not generated.
/// </summary>
internal static class Guard
{
    /// <summary>Runs <paramref name="work"/>; a cancellation passes, any other exception becomes <paramref name="onDefect"/>'s value.</summary>
    public static T Run<T>(Func<T> work, Func<DiagnosticInfo, T> onDefect, LocationInfo? location, string declaration)
    {
        try
        {
            return work();
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            return onDefect(Defect(defect, location, declaration));
        }
    }

    public static DiagnosticInfo Defect(Exception defect, LocationInfo? location, string declaration) =>
        DiagnosticInfo.At(location, Descriptors.InternalError, declaration, OneLine($"{defect.GetType().Name}: {defect.Message}"));

    /// <summary>Adds the file of one declaration; none where <paramref name="emit"/> has nothing to say.</summary>
    public static void Print(SourceProductionContext context, TypeShape type, string concern, Func<string?> emit)
    {
        try
        {
            if (emit() is { } text)
            {
                context.AddSource(type.HintName(concern), text);
            }
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            context.ReportDiagnostic(Defect(defect, null, type.FullName).ToDiagnostic());
        }
    }

    /// <summary>Reports the faults of one declaration.</summary>
    public static void Report(SourceProductionContext context, IEnumerable<DiagnosticInfo> faults)
    {
        foreach (DiagnosticInfo fault in faults)
        {
            context.ReportDiagnostic(fault.ToDiagnostic());
        }
    }

    static string OneLine(string text) => text.Replace('\r', ' ').Replace('\n', ' ');
}
