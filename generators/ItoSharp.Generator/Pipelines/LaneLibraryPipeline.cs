using ItoSharp.Generator.Emit;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Pipelines;

/// <summary>
/// The runtime's own lane code: the elementary functions and the noise are printed from the definitions that every emitted kernel and
/// device uses, into the classes of the runtime that carry an internal attribute.
/// </summary>
internal static class LaneLibraryPipeline
{
    const string Attribute = "ItoSharp.EmittedLanesAttribute";

    public static void Register(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                Attribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (syntax, _) => syntax.TargetSymbol.ToDisplayString()
            ),
            static (output, type) =>
            {
                foreach (LaneFormat format in new[] { LaneFormat.Single, LaneFormat.Double })
                {
                    string? text = type switch
                    {
                        "ItoSharp.LaneMath" => LaneMathEmitter.Emit(format),
                        "ItoSharp.NormalTiles" => NormalTilesEmitter.Emit(format),
                        "ItoSharp.DeviceLibrary" => DeviceLibraryEmitter.Emit(format),
                        _ => null,
                    };
                    if (text is not null)
                    {
                        output.AddSource($"{type}.{format}.g.cs", text);
                    }
                }
            }
        );
}
