namespace ItoSharp.Tests.Models;

/// <summary>A mean-reverting process written by hand: the generator sees no declaration of it.</summary>
public sealed class WrittenIrSde(IrSde inner) : IProcess<WrittenIrSde>
{
    public static WrittenIrSde Default => new(IrSde.Default);

    public double MinTime => inner.MinTime;

    public double MaxTime => inner.MaxTime;

    public bool MeanReverting => inner.MeanReverting;

    public IReadOnlyList<string> ParameterNames => inner.ParameterNames;

    public static WrittenIrSde FromParameters(ReadOnlySpan<double> parameters) => new(IrSde.FromParameters(parameters));

    public void CopyParameters(Span<double> parameters) => inner.CopyParameters(parameters);

    public double Alpha(double t) => inner.Alpha(t);

    public double Sigma(double t) => inner.Sigma(t);

    public double Lambda(double t) => inner.Lambda(t);

    public double TimeOfLambda(double lambda) => inner.TimeOfLambda(lambda);

    public double LinearDrift(double t) => inner.LinearDrift(t);

    public double DiffusionSquared(double t) => inner.DiffusionSquared(t);

    public ProcessPoint At(double t) => inner.At(t);

    public double PullBack(double t, in ProcessPoint cotangent, Span<double> parameters) => inner.PullBack(t, cotangent, parameters);
}
