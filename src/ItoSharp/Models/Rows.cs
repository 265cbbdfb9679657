using System.Numerics;

namespace ItoSharp;

/// <summary>Rows of T to and from the padded double rows in which oracles compute.</summary>
internal static class Rows
{
    /// <summary>Copies a row and fills the padding with zeros.</summary>
    public static void Load<T>(ReadOnlySpan<T> row, Span<double> padded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < row.Length; i++)
            padded[i] = double.CreateTruncating(row[i]);
        padded[row.Length..].Clear();
    }

    /// <summary>Copies a row back, each value rounded once.</summary>
    public static void Store<T>(ReadOnlySpan<double> padded, Span<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < row.Length; i++)
            row[i] = T.CreateTruncating(padded[i]);
    }
}
