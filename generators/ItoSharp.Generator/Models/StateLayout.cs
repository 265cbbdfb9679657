using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace ItoSharp.Generator.Models;

/// <summary>A member of a state, or a positional parameter: a double, or an inline array of them.</summary>
/// <param name="Name">The name in source.</param>
/// <param name="ArrayType">The full name of an inline array's type; empty of a double.</param>
/// <param name="Length">The number of elements of an inline array; 0 of a double.</param>
internal sealed record NumberMember(string Name, string ArrayType, int Length)
{
    /// <summary>The names of its doubles in an equation: S, or X0, X1, ...</summary>
    public IEnumerable<string> Names => Length == 0 ? [Name] : Enumerable.Range(0, Length).Select(i => Name + Text(i));

    /// <summary>The same as C# reads them: S, or X[0], X[1], ...</summary>
    public IEnumerable<string> Accessors => Length == 0 ? [Source] : Enumerable.Range(0, Length).Select(i => $"{Source}[{Text(i)}]");

    /// <summary>The name as C# spells it.</summary>
    public string Source =>
        SyntaxFacts.GetKeywordKind(Name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(Name) != SyntaxKind.None
            ? "@" + Name
            : Name;

    static string Text(int i) => i.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How the State of an equation holds its components, so that emitted code can read and build one.</summary>
/// <param name="Type">The full name of the struct, with <c>global::</c>.</param>
/// <param name="ArrayLength">The number of elements where the struct itself is an inline array; else 0.</param>
/// <param name="IsPositional">Whether its constructor takes the members in order.</param>
/// <param name="Members">The members; of an inline array the one that stands for it, X.</param>
internal sealed record StateLayout(string Type, int ArrayLength, bool IsPositional, EquatableArray<NumberMember> Members)
{
    /// <summary>The name that the elements of a state have that is itself an inline array: X0, X1, ...</summary>
    public const string ElementName = "X";

    /// <summary>The names of the components in the equation, in order.</summary>
    public IReadOnlyList<string> Components => Members.SelectMany(member => member.Names).ToArray();

    /// <summary>C# that reads each component of a state: <c>x.S</c>, <c>x.X[3]</c>, <c>x[3]</c>.</summary>
    public IReadOnlyList<string> Read(string state) =>
        ArrayLength > 0
            ? Enumerable.Range(0, ArrayLength).Select(i => $"{state}[{Text(i)}]").ToArray()
            : Members.SelectMany(member => member.Accessors).Select(accessor => $"{state}.{accessor}").ToArray();

    /// <summary>
    /// C# that builds a state of the values, in order: an expression and the statements before it. Locals begin with
    /// <paramref name="prefix"/>; an expression longer than <paramref name="width"/> has a line for each member.
    /// </summary>
    public (IReadOnlyList<string> Statements, string Expression) Build(
        IReadOnlyList<string> values,
        string prefix,
        int width = int.MaxValue
    )
    {
        var statements = new List<string>();
        string Filled(string name, string type, int first, int length)
        {
            statements.Add($"var {name} = new {type}();");
            statements.AddRange(Enumerable.Range(0, length).Select(i => $"{name}[{Text(i)}] = {values[first + i]};"));
            return name;
        }

        if (ArrayLength > 0)
        {
            return (statements, Filled(prefix, Type, 0, ArrayLength));
        }

        var parts = new List<string>();
        int next = 0;
        foreach (NumberMember member in Members)
        {
            string part = member.Length == 0 ? values[next] : Filled(prefix + member.Name, member.ArrayType, next, member.Length);
            parts.Add(IsPositional ? part : $"{member.Source} = {part}");
            next += Math.Max(1, member.Length);
        }

        bool isLong = parts.Sum(part => part.Length + 2) > width;
        string all = isLong ? "\n    " + string.Join(",\n    ", parts) + "\n" : string.Join(", ", parts);
        return (statements, IsPositional ? $"new {Type}({all})" : $"new {Type} {{ {all} }}");
    }

    static string Text(int i) => i.ToString(CultureInfo.InvariantCulture);
}
