using System.ComponentModel;

namespace ItoSharp;

/// <summary>The checks that the generated members of a process share.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ProcessParameters
{
    /// <summary>Throws unless a span has one entry for each parameter of the process.</summary>
    public static void Expect(int length, string process, IReadOnlyList<string> names)
    {
        if (length != names.Count)
        {
            string listed = names.Count == 0 ? "none" : string.Join(", ", names);
            throw new ArgumentException(
                FormattableString.Invariant($"{process} has {names.Count} parameters ({listed}), but the span has {length} entries."),
                "parameters"
            );
        }
    }
}
