using System.Text;

namespace ItoSharp.Generator.Emit;

/// <summary>Writes indented text with <c>\n</c> line ends on every system, so that equal input gives equal bytes.</summary>
internal sealed class SourceWriter
{
    readonly StringBuilder text = new();
    int depth;

    /// <summary>
    /// Writes text of one or several lines at the present indentation; an empty line stays empty, and is left out behind an
    /// opening brace.
    /// </summary>
    public SourceWriter Line(string line = "")
    {
        if (line.Length == 0 && text.Length > 1 && text[text.Length - 2] == '{')
        {
            return this;
        }

        foreach (string part in line.Replace("\r\n", "\n").Split('\n'))
        {
            if (part.Length > 0)
            {
                text.Append(' ', 4 * depth).Append(part);
            }

            text.Append('\n');
        }

        return this;
    }

    public SourceWriter Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Line(line);
        }

        return this;
    }

    /// <summary>Opens a block under a header; disposing closes it. <paramref name="end"/> follows the closing brace.</summary>
    public Scope Block(string header, string end = "")
    {
        Line(header).Line("{");
        depth++;
        return new Scope(this, "}" + end);
    }

    /// <summary>Indents without braces: the continuation of a long statement.</summary>
    public Scope Indent()
    {
        depth++;
        return new Scope(this, null);
    }

    /// <summary>A documentation comment: the lines between <c>&lt;tag&gt;</c> and its end, on one line where it fits.</summary>
    public SourceWriter Doc(string tag, params string[] lines)
    {
        string name = tag.Split(' ')[0];
        if (lines.Length == 1 && lines[0].Length <= 100)
        {
            return Line($"/// <{tag}>{lines[0]}</{name}>");
        }

        Line($"/// <{tag}>");
        foreach (string line in lines)
        {
            Line("/// " + line);
        }

        return Line($"/// </{name}>");
    }

    public override string ToString() => text.ToString();

    internal readonly struct Scope : IDisposable
    {
        readonly SourceWriter writer;
        readonly string? close;

        public Scope(SourceWriter writer, string? close) => (this.writer, this.close) = (writer, close);

        public void Dispose()
        {
            writer.depth--;
            if (close is not null)
            {
                writer.Line(close);
            }
        }
    }
}
