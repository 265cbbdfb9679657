using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// A table of eight numbers as one look-up for every width: a permutation of registers where there is one, a gather or an array elsewhere.
/// </summary>
internal static class LookUpEmitter
{
    public static void Emit(SourceWriter writer, LaneTable table)
    {
        string[] entries = table.Entries.Select(CSharpPrinter.Literal).ToArray();
        string name = table.Name;
        string all = string.Join(", ", entries);
        string low = string.Join(", ", entries.Take(4));
        string high = string.Join(", ", entries.Skip(4));
        writer.Line();
        writer.Line($"private static ReadOnlySpan<double> {name}Of => [{all}];");
        Function(writer, table, "double", "ulong", $"return {name}Of[(int)(word & 7)];");
        Function(
            writer,
            table,
            "Vector128<double>",
            "Vector128<ulong>",
            $"return Vector128.Create({name}(word.ToScalar()), {name}(word.GetElement(1)));"
        );
        Function(
            writer,
            table,
            "Vector256<double>",
            "Vector256<ulong>",
            "if (Avx512F.VL.IsSupported)",
            "{",
            $"    return Avx512F.VL.PermuteVar4x64x2(Vector256.Create({low}), word.AsInt64(), Vector256.Create({high}));",
            "}",
            "",
            $"return Vector256.Create({name}(word.GetLower()), {name}(word.GetUpper()));"
        );
        Function(
            writer,
            table,
            "Vector512<double>",
            "Vector512<ulong>",
            "if (Avx512F.IsSupported)",
            "{",
            $"    return Avx512F.PermuteVar8x64(Vector512.Create({all}), word.AsInt64());",
            "}",
            "",
            $"return Vector512.Create({name}(word.GetLower()), {name}(word.GetUpper()));"
        );
    }

    static void Function(SourceWriter writer, LaneTable table, string value, string word, params string[] body)
    {
        writer.Line();
        writer.Line($"// {table.Meaning}.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"private static {value} {table.Name}({word} word)"))
        {
            writer.Lines(body);
        }
    }
}
