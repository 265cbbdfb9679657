using ItoSharp.Generator.Models;

namespace ItoSharp.Generator.Emit;

/// <summary>The part of a faulty ensemble: its constructor says what is wrong, so that a build without analyzers holds no silent error.</summary>
internal static class EnsembleStub
{
    public static string Write(EnsembleModel model, string fault) =>
        GeneratedFile.Write(
            model.Type,
            "",
            writer => writer.Doc("remarks", "This declaration has an error; its constructor throws until it is mended."),
            writer =>
            {
                string message = PlanEmitter.Literal($"The ensemble '{model.Type.FullName}' was not generated: see error {fault}");
                writer.Doc("summary", "Throws: the declaration has an error.");
                writer.Line(GeneratedFile.Mark);
                writer.Line($"public {model.Type.Name}({EnsembleEmitter.ConstructorParameters(model)}) =>");
                using (writer.Indent())
                {
                    writer.Line($"throw new global::System.InvalidOperationException({message});");
                }

                CoefficientsEmitter.Emit(writer, model);
            }
        );
}
