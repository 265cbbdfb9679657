namespace ItoSharp;

/// <summary>The argument checks that all models share.</summary>
internal static class ModelChecks
{
    /// <summary>Checks the shapes of an evaluation.</summary>
    public static void Evaluation<T>(IModel<T> model, in ModelInput<T> input, int predictionLength)
        where T : unmanaged
    {
        Input(model, input);
        Length("prediction", predictionLength, input.Batch, model.Dimension);
    }

    /// <summary>Checks the shapes of a pull-back.</summary>
    public static void PullBack<T>(IDifferentiableModel<T> model, in ModelInput<T> input, int cotangentLength, in ModelCotangents<T> into)
        where T : unmanaged
    {
        Input(model, input);
        Length("cotangent", cotangentLength, input.Batch, model.Dimension);
        if (!into.X.IsEmpty)
            Length("into.X", into.X.Length, input.Batch, model.Dimension);
        if (!into.Condition.IsEmpty)
            Length("into.Condition", into.Condition.Length, input.Batch, model.ConditionDimension);
        if (!into.Time.IsEmpty)
            Length("into.Time", into.Time.Length, input.Batch, 1);
        if (!into.Parameters.IsEmpty)
            Length("into.Parameters", into.Parameters.Length, 1, model.ParameterCount);
    }

    /// <summary>Checks that a number is finite.</summary>
    public static void Finite(double value, string argument, int index)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException(FormattableString.Invariant($"Entry {index} is {value}; every entry must be finite."), argument);
    }

    /// <summary>Checks alpha and sigma of a time.</summary>
    public static void Point(in ProcessPoint point, double time)
    {
        bool good = double.IsFinite(point.Alpha) && double.IsFinite(point.Sigma) && point.Sigma >= 0.0;
        if (!good || (point.Alpha == 0.0 && point.Sigma == 0.0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(time),
                time,
                FormattableString.Invariant(
                    $"The process has alpha = {point.Alpha} and sigma = {point.Sigma} there; both must be finite, sigma not negative, and one of them not 0."
                )
            );
        }
    }

    private static void Input<T>(IModel<T> model, in ModelInput<T> input)
        where T : unmanaged
    {
        if (input.Batch < 0)
            throw new ArgumentOutOfRangeException(nameof(input), input.Batch, "The batch must not be negative.");
        Length("input.X", input.X.Length, input.Batch, model.Dimension);
        Length("input.Condition", input.Condition.Length, input.Batch, model.ConditionDimension);
    }

    private static void Length(string argument, int length, int rows, int columns)
    {
        if (length != (long)rows * columns)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{argument} has {length} entries; {rows} x {columns} = {(long)rows * columns} are right."),
                argument
            );
        }
    }
}
