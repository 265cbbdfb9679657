using System.Globalization;
using System.Text.RegularExpressions;

namespace ItoSharp.Benchmarks.GpuLimits;

/// <summary>Reads SASS, the instructions of a device itself, as <c>cuobjdump -sass</c> prints them.</summary>
internal static partial class SassListing
{
    /// <summary>The instructions of a function; none where the text has no such function.</summary>
    /// <param name="sass">The text.</param>
    /// <param name="function">The kernel's name.</param>
    public static IReadOnlyList<Instruction> Read(string sass, string function)
    {
        Match begin = Regex.Match(sass, $@"Function\s*:\s*{Regex.Escape(function)}\s*$", RegexOptions.Multiline);
        if (!begin.Success)
        {
            return [];
        }

        int from = begin.Index + begin.Length;
        Match next = Regex.Match(sass[from..], @"Function\s*:");
        string text = next.Success ? sass.Substring(from, next.Index) : sass[from..];
        Dictionary<long, int> addresses = [];
        List<(string Condition, string Operation)> found = [];
        foreach (Match line in Line().Matches(text))
        {
            addresses[long.Parse(line.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)] = found.Count;
            found.Add((line.Groups[2].Value, line.Groups[3].Value));
        }

        return [.. found.Select(line => Parse(line.Condition, line.Operation, addresses))];
    }

    private static Instruction Parse(string condition, string operation, Dictionary<long, int> addresses)
    {
        bool conditional = condition.Length > 0 && condition != "@PT";
        int target = -1;
        if (Branch().Match(operation) is { Success: true } branch)
        {
            long address = long.Parse(branch.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            target = addresses.TryGetValue(address, out int index) ? index : -1;

            // Newer devices also write conditions as an operand.
            conditional |= Regex.IsMatch(operation, @"^BRA\S*\s+!?U?P\d");
        }

        bool ends = Regex.IsMatch(operation, @"^(BRA|EXIT|RET|BRX|JMP)\b");
        return new(
            target,
            conditional || !ends,
            !conditional && Regex.IsMatch(operation, @"^(STG|ST\.E|RED|ATOMG)\b"),
            Factor().IsMatch(operation)
        );
    }

    [GeneratedRegex(@"/\*([0-9a-f]{4,})\*/\s+(?:\{\s*)?(@!?U?P\w+)?\s*([A-Z][^;]*?)\s*;")]
    private static partial Regex Line();

    [GeneratedRegex(@"(0xd2511f53|-0x2daee0ad)\b")]
    private static partial Regex Factor();

    [GeneratedRegex(@"^BRA\b.*?\b0x([0-9a-f]+)\b")]
    private static partial Regex Branch();
}
