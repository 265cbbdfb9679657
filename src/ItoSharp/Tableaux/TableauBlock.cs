namespace ItoSharp;

/// <summary>A named block of a tableau: an immutable matrix of doubles, or a row of times or weights.</summary>
public sealed class TableauBlock
{
    readonly double[] values;

    /// <summary>A block from its values, row by row.</summary>
    /// <param name="name">Its name in the tableau, such as A0 or beta1.</param>
    /// <param name="rows">The number of rows: the stages that use it; 1 for times and weights.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="values">The values; copied.</param>
    /// <exception cref="ArgumentException">The values are not rows times columns many.</exception>
    public TableauBlock(string name, int rows, int columns, params double[] values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (values.Length != rows * columns)
        {
            throw new ArgumentException($"Block {name} of {rows} x {columns} has {values.Length} values.", nameof(values));
        }

        Name = name;
        Rows = rows;
        Columns = columns;
        this.values = [.. values];
    }

    /// <summary>Its name in the tableau.</summary>
    public string Name { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>All values, row by row.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>One row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<double> this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
            return values.AsSpan(row * Columns, Columns);
        }
    }

    /// <summary>One value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Columns);
            return this[row][column];
        }
    }
}
