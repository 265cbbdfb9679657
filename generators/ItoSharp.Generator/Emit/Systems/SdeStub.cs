using ItoSharp.Generator.Models;

namespace ItoSharp.Generator.Emit.Systems;

/// <summary>The part of a faulty equation. No text of it is compiled, so that nobody takes it for an equation.</summary>
internal static class SdeStub
{
    public static string Write(TypeShape type, string fault) =>
        GeneratedFile.Write(
            type,
            "",
            writer => writer.Doc("remarks", "This declaration has an error; every generated member throws until it is mended."),
            writer =>
            {
                string message = PlanEmitter.Literal($"The equation '{type.FullName}' was not generated: see error {fault}");
                writer.Doc("summary", "Throws: the declaration has an error.");
                writer.Line(GeneratedFile.Mark);
                writer.Line("public void Validate() =>");
                using (writer.Indent())
                {
                    writer.Line($"throw new global::System.InvalidOperationException({message});");
                }
            }
        );
}
