namespace ItoSharp;

/// <summary>
/// A prediction at one time as <c>a D + b U</c> of the two posterior means that oracles compute without any division by sigma
/// or alpha: the data D = E[x0 | x] and U = E[eps | x] / sigma = -score.
/// </summary>
/// <remarks>Going from D to the noise by (x - alpha D) / sigma would lose all digits where sigma is small.</remarks>
internal readonly struct PredictionForm
{
    private readonly Prediction kind;
    private readonly ProcessPoint point;

    public PredictionForm(Prediction kind, in ProcessPoint point)
    {
        this.kind = kind;
        this.point = point;
        (Data, Precision) = kind switch
        {
            Prediction.Data => (1.0, 0.0),
            Prediction.Noise => (0.0, point.Sigma),
            Prediction.Score => (0.0, -1.0),
            Prediction.Velocity => (-point.Sigma, point.Alpha * point.Sigma),
            Prediction.Flow => (point.AlphaRate, point.SigmaRate * point.Sigma),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a prediction that oracles know."),
        };
    }

    /// <summary>The coefficient a of the data D.</summary>
    public double Data { get; }

    /// <summary>The coefficient b of U = -score.</summary>
    public double Precision { get; }

    /// <summary>
    /// The derivative along time of c'(a D + b U), from the inner products of c with D and U and from the derivatives of
    /// c'(a D + b U) along alpha and sigma with a and b held fixed.
    /// </summary>
    public double TimeDerivative(IProcess process, double withData, double withPrecision, double alongAlpha, double alongSigma)
    {
        double alphaRate = 0.0;
        double sigmaRate = 0.0;
        switch (kind)
        {
            case Prediction.Noise:
                alongSigma += withPrecision;
                break;
            case Prediction.Velocity:
                alongAlpha += point.Sigma * withPrecision;
                alongSigma += point.Alpha * withPrecision - withData;
                break;
            case Prediction.Flow:
                alphaRate = withData;
                sigmaRate = point.Sigma * withPrecision;
                alongSigma += point.SigmaRate * withPrecision;
                break;
        }
        var cotangent = new ProcessPoint(0.0, alongAlpha, alongSigma, 0.0, alphaRate, sigmaRate);
        return process.PullBack(point.Time, cotangent, []);
    }
}
