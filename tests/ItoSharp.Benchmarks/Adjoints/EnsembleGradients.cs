using System.Globalization;
using System.Numerics;
using ItoSharp.Benchmarks.Ensembles;
using ItoSharp.Benchmarks.Timing;

namespace ItoSharp.Benchmarks.Adjoints;

/// <summary>What gradients of ensembles cost: time over that of the value, memory over steps, lanes over a plain loop.</summary>
internal static class EnsembleGradients
{
    private const int Steps = 256;
    private const int Root = 16;
    private const int Paths = 1 << 14;
    private const int FewPaths = 1 << 12;

    /// <summary>Measures and prints; whether all that must agree does.</summary>
    public static bool Run(TextWriter to)
    {
        Problem gbm = Problems.GbmIn(Steps, Paths);
        Problem heston = Problems.HestonIn(Steps, Paths);
        Problem sde = Problems.MixtureSdeIn(Steps, FewPaths);
        Problem ode = Problems.MixtureOdeIn(Steps, FewPaths);
        bool right = Report(to, GradientCase<float>.Of<ScalarReverses.Gbm<float>>(gbm));
        right &= Report(to, GradientCase<double>.Of<ScalarReverses.Gbm<double>>(gbm));
        right &= Report(to, GradientCase<float>.Of<ScalarReverses.Heston<float>>(heston));
        right &= Report(to, GradientCase<double>.Of<ScalarReverses.Heston<double>>(heston));
        right &= Report(to, GradientCase<float>.Of<ScalarReverses.MixtureSde<float>>(sde));
        right &= Report(to, GradientCase<double>.Of<ScalarReverses.MixtureSde<double>>(sde));
        right &= Report(to, GradientCase<float>.Of<ScalarReverses.MixtureOde<float>>(ode));
        right &= Report(to, GradientCase<double>.Of<ScalarReverses.MixtureOde<double>>(ode));
        return right & GradientMemoryTable.Print(to);
    }

    private static bool Report<T>(TextWriter to, GradientCase<T> subject)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var measured = Interleaved.Measure(subject);
        foreach (string rival in subject.Rivals)
        {
            Line(to, $"time {subject.Name}/{rival} {measured[rival].Seconds / subject.PathSteps * 1e9:f3} ns a step of a path");
        }

        double value = measured[GradientCase<T>.Value].Seconds;
        double full = measured[GradientCase<T>.Full].Seconds;
        string[] ways = [GradientCase<T>.Full, GradientCase<T>.Checkpointed(Root), GradientCase<T>.Checkpointed(2 * Root)];
        foreach (string way in ways)
        {
            Line(to, $"ratio {subject.Name}/{way} {measured[way].Seconds / value:f2}");
        }

        Line(to, $"ratio {subject.Name}/{GradientCase<T>.Scalar} {measured[GradientCase<T>.Scalar].Seconds / full:f2}");
        double difference = subject.Difference();
        Line(to, $"difference {subject.Name}/{GradientCase<T>.Scalar} {difference:e1} on the same noise");
        double allowed = typeof(T) == typeof(float) ? 1e-3 : 1e-10;
        return difference <= allowed;
    }

    private static void Line(TextWriter to, FormattableString text)
    {
        to.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        to.Flush();
    }
}
