using System.Text.RegularExpressions;
using ItoSharp.Generator.Models;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// The short names of generated files, for readability. Where the declaring namespace itself holds such a name an alias would
/// clash with it (CS0576), and the file spells the full name out. An alias in lower case is a warning (CS8981), so torch is
/// brought in with its namespace.
/// </summary>
internal static class ShortNames
{
    static readonly (string Short, string Full)[] All =
    {
        ("BitConverter", "global::System.BitConverter"),
        ("GeneratedCode", "global::System.CodeDom.Compiler.GeneratedCodeAttribute"),
        ("LaneMath", "global::ItoSharp.LaneMath"),
        ("Math", "global::System.Math"),
        ("MathF", "global::System.MathF"),
        ("MemoryMarshal", "global::System.Runtime.InteropServices.MemoryMarshal"),
        ("MethodImpl", "global::System.Runtime.CompilerServices.MethodImplAttribute"),
        ("MethodImplOptions", "global::System.Runtime.CompilerServices.MethodImplOptions"),
        ("Special", "global::ItoSharp.Special"),
        ("torch", "global::TorchSharp.torch"),
        ("Unsafe", "global::System.Runtime.CompilerServices.Unsafe"),
        ("Vector128", "global::System.Runtime.Intrinsics.Vector128"),
        ("Vector256", "global::System.Runtime.Intrinsics.Vector256"),
        ("Vector512", "global::System.Runtime.Intrinsics.Vector512"),
    };

    /// <summary>Those that <paramref name="isTaken"/> in the namespace of a declaration.</summary>
    public static EquatableArray<string> Taken(Func<string, bool> isTaken) =>
        All.Select(name => name.Short).Where(isTaken).ToEquatableArray();

    /// <summary>The using directives of the names that <paramref name="text"/> uses and may use.</summary>
    public static IEnumerable<string> Usings(string text, EquatableArray<string> taken) =>
        All.Where(name => !taken.Contains(name.Short) && Uses(name.Short).IsMatch(text))
            .Select(name => name.Short == "torch" ? "using global::TorchSharp;" : $"using {name.Short} = {name.Full};");

    /// <summary>The text with the taken names spelled out.</summary>
    public static string SpellOut(string text, EquatableArray<string> taken)
    {
        foreach ((string name, string full) in All)
        {
            if (taken.Contains(name))
            {
                text = Uses(name).Replace(text, full);
            }
        }

        return text;
    }

    static Regex Uses(string name) => new($@"(?<![\w.:]){name}(?=[.(])", RegexOptions.CultureInvariant);
}
