namespace ItoSharp;

/// <summary>One or two inputs that the same timed values move with: the two times of a grid move with all of them.</summary>
/// <param name="Inputs">Their numbers: arguments, then the two times.</param>
/// <param name="Columns">The timed values.</param>
/// <param name="Rates">For every step and value the rates of the inputs.</param>
internal sealed record TimedPart(int[] Inputs, int[] Columns, double[] Rates)
{
    /// <summary>The rates from a step on.</summary>
    public ReadOnlySpan<double> From(int step) => Rates.AsSpan(step * Columns.Length * Inputs.Length);
}
