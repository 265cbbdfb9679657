namespace ItoSharp;

/// <summary>A prediction map to data or noise as the quotient <c>(x, model) / denominator</c>, each with its gradient in the point.</summary>
internal readonly struct PredictionQuotient
{
    private readonly Polynomial _x;
    private readonly Polynomial _model;
    private readonly Polynomial _denominator;

    private PredictionQuotient(Polynomial x, Polynomial model, Polynomial denominator)
    {
        _x = x;
        _model = model;
        _denominator = denominator;
    }

    public PredictionMap Value => new(_x.Value / _denominator.Value, _model.Value / _denominator.Value);

    public static PredictionQuotient Of(in ProcessPoint p, Prediction from, Prediction to)
    {
        Polynomial zero = new(0, 0, 0, 0, 0);
        Polynomial one = new(1, 0, 0, 0, 0);
        Polynomial alpha = new(p.Alpha, 1, 0, 0, 0);
        Polynomial sigma = new(p.Sigma, 0, 1, 0, 0);
        Polynomial alphaRate = new(p.AlphaRate, 0, 0, 1, 0);
        Polynomial sigmaRate = new(p.SigmaRate, 0, 0, 0, 1);
        Polynomial norm = new(p.Alpha * p.Alpha + p.Sigma * p.Sigma, 2 * p.Alpha, 2 * p.Sigma, 0, 0);
        // alpha sigma' - alpha' sigma > 0: the determinant of (D, eps) -> (x, u).
        Polynomial wronskian = new(
            p.Alpha * p.SigmaRate - p.AlphaRate * p.Sigma,
            p.SigmaRate,
            -p.AlphaRate,
            -p.Sigma,
            p.Alpha
        );
        return (from, to) switch
        {
            (Prediction.Noise, Prediction.Data) => new(one, sigma.Negate(), alpha),
            (Prediction.Score, Prediction.Data) => new(one, new(p.Sigma * p.Sigma, 0, 2 * p.Sigma, 0, 0), alpha),
            (Prediction.Velocity, Prediction.Data) => new(alpha, sigma.Negate(), norm),
            (Prediction.Flow, Prediction.Data) => new(sigmaRate, sigma.Negate(), wronskian),
            (Prediction.Data, Prediction.Noise) => new(one, alpha.Negate(), sigma),
            (Prediction.Score, Prediction.Noise) => new(zero, sigma.Negate(), one),
            (Prediction.Velocity, Prediction.Noise) => new(sigma, alpha, norm),
            (Prediction.Flow, Prediction.Noise) => new(alphaRate.Negate(), alpha, wronskian),
            _ => throw new ArgumentOutOfRangeException(nameof(from), from, "unknown kind of prediction"),
        };
    }

    public ProcessPoint PullBack(in PredictionMap cotangent)
    {
        double x = cotangent.X / _denominator.Value;
        double model = cotangent.Model / _denominator.Value;
        double denominator = -(x * _x.Value + model * _model.Value) / _denominator.Value;
        return new ProcessPoint(
            0,
            x * _x.Alpha + model * _model.Alpha + denominator * _denominator.Alpha,
            x * _x.Sigma + model * _model.Sigma + denominator * _denominator.Sigma,
            0,
            x * _x.AlphaRate + model * _model.AlphaRate + denominator * _denominator.AlphaRate,
            x * _x.SigmaRate + model * _model.SigmaRate + denominator * _denominator.SigmaRate
        );
    }

    private readonly record struct Polynomial(double Value, double Alpha, double Sigma, double AlphaRate, double SigmaRate)
    {
        public Polynomial Negate() => new(-Value, -Alpha, -Sigma, -AlphaRate, -SigmaRate);
    }
}
