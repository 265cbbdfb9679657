using System.Text.RegularExpressions;

namespace ItoSharp.Benchmarks.GpuLimits;

/// <summary>Reads PTX: what the run-time compiler gives the driver. A root or a quotient is one instruction of it and becomes several.</summary>
internal static partial class PtxListing
{
    /// <summary>The instructions of an entry; none where the text has no such entry.</summary>
    /// <param name="ptx">The text.</param>
    /// <param name="entry">The kernel's name.</param>
    public static IReadOnlyList<Instruction> Read(string ptx, string entry)
    {
        Match begin = Regex.Match(ptx, $@"\.entry\s+{Regex.Escape(entry)}\s*\(");
        if (!begin.Success)
        {
            return [];
        }

        Dictionary<string, int> labels = [];
        List<string> texts = [];
        int depth = 0;
        foreach (string raw in ptx[begin.Index..].Split('\n'))
        {
            string line = Comment().Replace(raw, "").Trim();
            depth += line.Count(c => c == '{');
            int closing = line.Count(c => c == '}');
            bool inside = depth > 0;
            depth -= closing;
            if (inside && depth == 0)
            {
                break;
            }

            if (Label().Match(line) is { Success: true } label)
            {
                labels[label.Groups[1].Value] = texts.Count;
                line = line[label.Length..].Trim();
            }

            // Directives begin with a dot; braces are blocks of names.
            if (inside && line.Length > 1 && line[0] != '.' && line[0] is not ('{' or '}'))
            {
                texts.Add(line);
            }
        }

        return [.. texts.Select(text => Parse(text, labels))];
    }

    private static Instruction Parse(string text, Dictionary<string, int> labels)
    {
        bool conditional = text[0] == '@';
        string operation = conditional ? text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..].TrimStart() : text;
        int target = Branch().Match(operation) is { Success: true } branch ? labels[branch.Groups[1].Value] : -1;
        bool ends = target >= 0 || Regex.IsMatch(operation, @"^(ret|exit|trap)\b");
        return new(
            target,
            conditional || !ends,
            !conditional && Regex.IsMatch(operation, @"^(st\.global|red\.|atom\.)"),
            Factor().IsMatch(operation)
        );
    }

    [GeneratedRegex(@"(-766435501|3528531795)\b")]
    private static partial Regex Factor();

    [GeneratedRegex(@"//.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^([$%\w]+):")]
    private static partial Regex Label();

    [GeneratedRegex(@"^bra(?:\.uni)?\s+([$%\w]+)")]
    private static partial Regex Branch();
}
