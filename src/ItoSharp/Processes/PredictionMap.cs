namespace ItoSharp;

/// <summary>
/// The linear map between two forms of a prediction at one time: <c>m_to = X x + Model m_from</c> (x the state; for a
/// mean-reverting process x - mu, and data in those coordinates). Identities: <c>x = alpha D + sigma eps</c>,
/// <c>s = -eps/sigma</c>, <c>v = alpha eps - sigma D</c>, <c>u = alpha' D + sigma' eps</c>.
/// </summary>
/// <param name="X">The coefficient of the state.</param>
/// <param name="Model">The coefficient of the given prediction.</param>
public readonly record struct PredictionMap(double X, double Model)
{
    /// <summary>The map from <paramref name="from"/> to <paramref name="to"/> at <paramref name="point"/>.</summary>
    /// <exception cref="ArgumentException">
    /// The map does not exist there: noise or score to data where alpha = 0, data to noise where sigma = 0.
    /// </exception>
    public static PredictionMap Between(in ProcessPoint point, Prediction from, Prediction to)
    {
        if (from == to)
        {
            return new(0, 1);
        }

        PredictionMap map = to switch
        {
            Prediction.Data or Prediction.Noise => PredictionQuotient.Of(point, from, to).Value,
            Prediction.Score => Scale(Between(point, from, Prediction.Noise), -1 / point.Sigma),
            Prediction.Velocity => Combine(point, from, -point.Sigma, point.Alpha),
            Prediction.Flow => Combine(point, from, point.AlphaRate, point.SigmaRate),
            _ => throw new ArgumentOutOfRangeException(nameof(to), to, "unknown kind of prediction"),
        };
        if (!double.IsFinite(map.X) || !double.IsFinite(map.Model))
        {
            throw new ArgumentException(
                $"a {from} prediction does not determine {to} at time {point.Time:R}, where alpha = {point.Alpha:R} and sigma = "
                    + $"{point.Sigma:R}: use a model that predicts Data, Velocity or Flow, or a time where both are positive",
                nameof(from)
            );
        }

        return map;
    }

    /// <summary>
    /// The pull-back of <see cref="Between"/> to <see cref="Prediction.Data"/> or <see cref="Prediction.Noise"/>: the point's
    /// cotangent for a cotangent of the two coefficients.
    /// </summary>
    public static ProcessPoint PullBack(in ProcessPoint point, Prediction from, Prediction to, in PredictionMap cotangent) =>
        from == to ? default : PredictionQuotient.Of(point, from, to).PullBack(cotangent);

    private static PredictionMap Scale(PredictionMap map, double factor) => new(map.X * factor, map.Model * factor);

    private static PredictionMap Combine(in ProcessPoint point, Prediction from, double data, double noise)
    {
        PredictionMap d = Between(point, from, Prediction.Data);
        PredictionMap e = Between(point, from, Prediction.Noise);
        return new(data * d.X + noise * e.X, data * d.Model + noise * e.Model);
    }
}
