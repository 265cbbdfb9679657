namespace ItoSharp;

/// <summary>How a raw prediction y at state x becomes the solver's form: <c>m = X x + Model y + Mean mu</c>.</summary>
/// <param name="X">The coefficient of the state.</param>
/// <param name="Model">The coefficient of the raw prediction.</param>
/// <param name="Mean">The coefficient of the mean of a mean-reverting process, in whose coordinates data predictions stay.</param>
public readonly record struct Conversion(double X, double Model, double Mean)
{
    /// <summary>The conversion times a number.</summary>
    public static Conversion operator *(in Conversion conversion, double factor) =>
        new(conversion.X * factor, conversion.Model * factor, conversion.Mean * factor);

    /// <summary>The conversion of a model's predictions to a solver's form at one point of a process.</summary>
    public static Conversion At(in ProcessPoint point, Prediction from, Prediction to)
    {
        PredictionMap map = PredictionMap.Between(point, from, to);
        // With X = x - mu and D_X = D_x - mu: m_X = kx (x - mu) + km (y - [from data] mu), and m_x = m_X + [to data] mu.
        double mean = (to == Prediction.Data ? 1 : 0) - map.State - (from == Prediction.Data ? map.Model : 0);
        return new Conversion(map.State, map.Model, mean);
    }
}
