namespace ItoSharp.Generator.Models;

/// <summary>What the generated part of a declared type must repeat: where the type lives and how its header begins.</summary>
/// <param name="Namespace">The namespace, empty for the global one.</param>
/// <param name="Containers">The headers of the containing types, outermost first, such as <c>partial class Models</c>.</param>
/// <param name="Keyword"><c>record</c> or <c>class</c>.</param>
/// <param name="Name">The type's name, escaped where it is a keyword.</param>
/// <param name="TypeParameters"><c>&lt;T&gt;</c>; empty without.</param>
/// <param name="FullName">The name that messages and generated references use, without <c>global::</c>.</param>
/// <param name="FileMark">What tells its generated files from those of a type whose name differs in case only; usually empty.</param>
/// <param name="TakenNames">The short names of generated files that mean something else in the type's own namespace.</param>
internal sealed record TypeShape(
    string Namespace,
    EquatableArray<string> Containers,
    string Keyword,
    string Name,
    string TypeParameters,
    string FullName,
    string FileMark,
    EquatableArray<string> TakenNames
)
{
    /// <summary>The start of the generated file's name: one file per concern, so that a reader opens exactly what he looks for.</summary>
    public string HintName(string concern) =>
        FullName.Replace("@", "").Replace('<', '{').Replace('>', '}').Replace(", ", ",") + FileMark + "." + concern + ".g.cs";

    /// <summary>The name with type parameters, as the type refers to itself.</summary>
    public string SelfName => Name + TypeParameters;
}
