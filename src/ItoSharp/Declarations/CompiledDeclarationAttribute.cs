using System.ComponentModel;

namespace ItoSharp;

/// <summary>
/// Written by the generator on every declaration it compiles and read by the generator of a consuming assembly, which cannot
/// read method bodies of a referenced assembly. Not for hand-written code.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CompiledDeclarationAttribute(int format, string text) : Attribute
{
    /// <summary>The version of the text's format.</summary>
    public int Format => format;

    /// <summary>The declaration as text.</summary>
    public string Text => text;
}
