using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>The statistics of a run by the names of components, observables and stops.</summary>
internal static class EnsembleResultEmitter
{
    // Elements of inline arrays are looked up by index: forty properties would be no help.
    public static void Emit(SourceWriter writer, EnsembleModel model, StateLayout layout, string element)
    {
        writer.Line();
        writer.Doc("summary", "The statistics of a run.");
        writer.Line(GeneratedFile.Mark);
        using (writer.Block("public sealed class Result"))
        {
            writer.Line("internal Result(global::ItoSharp.EnsembleStatistics statistics) => Statistics = statistics;").Line();
            writer.Doc("summary", "All statistics, at every observation; slices of a run merge through it.");
            writer.Line("public global::ItoSharp.EnsembleStatistics Statistics { get; }");
            foreach (NumberMember member in layout.Members)
            {
                writer.Line();
                if (member.Length == 0)
                {
                    writer.Doc("summary", $"{member.Name} at the end.");
                    writer.Line(
                        $"public global::ItoSharp.EnsembleEstimate {CSharpPrinter.identifier(member.Name)} => Statistics[\"{member.Name}\"];"
                    );
                }
                else
                {
                    writer.Doc("summary", $"An element of {member.Name} at the end.");
                    writer.Line(
                        $"public global::ItoSharp.EnsembleEstimate {CSharpPrinter.identifier(member.Name)}(int index) => Statistics[global::System.FormattableString.Invariant($\"{member.Name}{{index}}\")];"
                    );
                }
            }

            foreach (ObservableModel observable in model.Observables)
            {
                writer.Line();
                writer.Doc("summary", $"<see cref=\"{observable.Name}\"/> at the end.");
                writer.Line(
                    $"public global::ItoSharp.EnsembleEstimate {CSharpPrinter.identifier(observable.Name)} => Statistics[\"{observable.Name}\"];"
                );
            }

            foreach (StopModel stop in model.Stops)
            {
                writer.Line();
                writer.Doc("summary", $"How often and when <see cref=\"{stop.Name}\"/> ended a path.");
                writer.Line(
                    $"public global::ItoSharp.EnsembleStop {CSharpPrinter.identifier(stop.Name)} => Statistics.Stop(\"{stop.Name}\");"
                );
            }

            writer.Line();
            writer.Doc("summary", "The estimates as a table.");
            writer.Line("public override string ToString() => Statistics.ToString()!;");
        }
    }
}
