using System.Globalization;

namespace ItoSharp;

/// <summary>
/// How one form of prediction is made of the state and another form, at one time: <c>m_to = State x + Model m_from</c>. All forms
/// are rows over the data D and the noise eps of <c>x = alpha D + sigma eps</c>, so every conversion solves that pair of equations.
/// </summary>
/// <param name="State">The factor of x.</param>
/// <param name="Model">The factor of the model's own prediction.</param>
public readonly record struct PredictionMap(double State, double Model)
{
    /// <summary>The conversion at a point of a process.</summary>
    /// <exception cref="InvalidOperationException">
    /// The prediction does not determine the wanted form there: noise says nothing of the data where alpha = 0, data nothing of
    /// the noise where sigma = 0.
    /// </exception>
    public static PredictionMap Between(in ProcessPoint point, Prediction from, Prediction to)
    {
        if (Row.IsUnknown(from))
            throw Row.Unknown(nameof(from), from);
        if (Row.IsUnknown(to))
            throw Row.Unknown(nameof(to), to);
        if (from == to)
            return new PredictionMap(0.0, 1.0);

        PredictionMap plain = Solve(point, from, to);
        double toFactor = ScoreFactor(point, to);
        double fromFactor = from == Prediction.Score ? -point.Sigma : 1.0;
        var map = new PredictionMap(plain.State * toFactor, plain.Model * toFactor * fromFactor);
        return double.IsFinite(map.State) && double.IsFinite(map.Model) ? map : throw Impossible(point, from, to);
    }

    /// <summary>The cotangent of the point, given that of the map: what process gradients need of a converted prediction.</summary>
    /// <param name="point">The point of <see cref="Between"/>.</param>
    /// <param name="from">The model's form.</param>
    /// <param name="to">The wanted form.</param>
    /// <param name="cotangent">The derivative of a loss by <see cref="State"/> and <see cref="Model"/>.</param>
    public static ProcessPoint PullBack(in ProcessPoint point, Prediction from, Prediction to, in PredictionMap cotangent)
    {
        if (from == to)
            return default;

        // The score is -eps / sigma on either side; what is left is a conversion of the noise.
        PredictionMap plain = Solve(point, from, to);
        double toFactor = ScoreFactor(point, to);
        double fromFactor = from == Prediction.Score ? -point.Sigma : 1.0;
        double sigma = 0.0;
        if (from == Prediction.Score)
            sigma -= cotangent.Model * plain.Model * toFactor;
        if (to == Prediction.Score)
            sigma += (cotangent.State * plain.State + cotangent.Model * plain.Model * fromFactor) / (point.Sigma * point.Sigma);

        Row source = Row.Of(point, from);
        Row target = Row.Of(point, to);
        if (source == target)
            return new ProcessPoint(0.0, 0.0, sigma, 0.0, 0.0, 0.0);
        double state = cotangent.State * toFactor;
        double model = cotangent.Model * toFactor * fromFactor;
        double determinant = point.Alpha * source.Noise - point.Sigma * source.Data;
        double top = state / determinant;
        double bottom = model / determinant;
        double whole = -(state * plain.State + model * plain.Model) / determinant;
        var result = new ProcessPoint(
            0.0,
            Alpha: bottom * target.Noise + whole * source.Noise,
            Sigma: sigma - bottom * target.Data - whole * source.Data,
            0.0,
            0.0,
            0.0
        );
        var toTarget = new Row(top * source.Noise - bottom * point.Sigma, bottom * point.Alpha - top * source.Data);
        var toSource = new Row(-top * target.Noise - whole * point.Sigma, top * target.Data + whole * point.Alpha);
        return toSource.AddTo(toTarget.AddTo(result, to), from);
    }

    // Cramer's rule for D and eps from the rows of x and of the model; a score is taken as the noise it stands for.
    private static PredictionMap Solve(in ProcessPoint point, Prediction from, Prediction to)
    {
        Row source = Row.Of(point, from);
        Row target = Row.Of(point, to);
        if (source == target)
            return new PredictionMap(0.0, 1.0);
        double determinant = point.Alpha * source.Noise - point.Sigma * source.Data;
        return new PredictionMap(
            (target.Data * source.Noise - target.Noise * source.Data) / determinant,
            (target.Noise * point.Alpha - target.Data * point.Sigma) / determinant
        );
    }

    private static double ScoreFactor(in ProcessPoint point, Prediction form) => form == Prediction.Score ? -1.0 / point.Sigma : 1.0;

    private static InvalidOperationException Impossible(in ProcessPoint point, Prediction from, Prediction to)
    {
        string why =
            point.Alpha == 0.0
                ? "alpha = 0 there, so that x holds nothing of the data; let the model predict data, velocity or flow, or start below that time"
            : point.Sigma == 0.0
                ? "sigma = 0 there, so that x holds nothing of the noise; let the model predict noise or velocity, or end above that time"
            : "the coefficients are not finite there";
        return new InvalidOperationException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"A {from} prediction does not determine {to} at t = {point.Time} (alpha = {point.Alpha}, sigma = {point.Sigma}): {why}."
            )
        );
    }

    // A form of prediction as its factors of the data and of the noise.
    private readonly record struct Row(double Data, double Noise)
    {
        public static bool IsUnknown(Prediction form) => form is < Prediction.Noise or > Prediction.Flow;

        public static ArgumentOutOfRangeException Unknown(string argument, Prediction form) =>
            new(argument, form, "A prediction is Noise, Data, Velocity, Score or Flow.");

        public static Row Of(in ProcessPoint point, Prediction form) =>
            form switch
            {
                Prediction.Noise or Prediction.Score => new Row(0.0, 1.0),
                Prediction.Data => new Row(1.0, 0.0),
                Prediction.Velocity => new Row(-point.Sigma, point.Alpha),
                Prediction.Flow => new Row(point.AlphaRate, point.SigmaRate),
                _ => throw Unknown(nameof(form), form),
            };

        // The cotangent of the point when this is the cotangent of the row of a form.
        public ProcessPoint AddTo(in ProcessPoint sum, Prediction form) =>
            form switch
            {
                Prediction.Velocity => sum with { Sigma = sum.Sigma - Data, Alpha = sum.Alpha + Noise },
                Prediction.Flow => sum with { AlphaRate = sum.AlphaRate + Data, SigmaRate = sum.SigmaRate + Noise },
                _ => sum,
            };
    }
}
