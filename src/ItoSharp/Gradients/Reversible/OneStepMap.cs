namespace ItoSharp;

/// <summary>
/// One step of a one-step plan as numbers, in coordinates of x - mu: stages that combine the state with the predictions before them.
/// </summary>
/// <param name="Weights">Block by block <c>[a, c_0 .. c_b]</c>.</param>
/// <param name="Points">Where each stage asks the model.</param>
/// <param name="Conversions">From the model's prediction to the form that the blocks combine.</param>
/// <param name="From">The scale of the start: x - mu = From u.</param>
/// <param name="To">The scale of the end.</param>
internal sealed record OneStepMap(double[] Weights, ProcessPoint[] Points, Conversion[] Conversions, double From, double To)
{
    public int Stages => Points.Length;

    public ReadOnlySpan<double> Block(int block) => Weights.AsSpan(block * (block + 3) / 2, block + 2);

    /// <summary>What the step adds to u beside the predictions: nothing in a one-node plan, whose scales are its own gains.</summary>
    public double Remainder { get; } = Points.Length == 1 ? 0 : Weights[^(Points.Length + 1)] * From / To - 1;
}
