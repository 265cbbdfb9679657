using System.Globalization;
using System.Numerics;
using ItoSharp.Benchmarks.Timing;

namespace ItoSharp.Benchmarks.Ensembles;

/// <summary>Every equation in float and double: who takes how long.</summary>
internal static class EnsembleBenchmark
{
    /// <summary>Measures and prints; whether all that must agree does.</summary>
    /// <param name="to">Where to print.</param>
    /// <param name="cases">What the names of the cases to measure begin with.</param>
    public static bool Run(TextWriter to, string cases)
    {
        var exact = NativeRivals.Build(NativeRivals.Exact, out string whyNot);
        var fast = exact is null ? null : NativeRivals.Build(NativeRivals.Fast, out whyNot);
        using var torch = TorchRival.Start(out string whyNoTorch);
        to.WriteLine($"cpp: g++ {NativeRivals.Exact}");
        to.WriteLine($"cpp-fast: g++ {NativeRivals.Fast}");

        bool Measured<T, TStep>(Problem problem)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
            where TStep : Scalar.IStep<T>
        {
            var subject = new EnsembleCase<T>(problem);
            if (!subject.Name.StartsWith(cases, StringComparison.Ordinal))
            {
                return true;
            }

            _ = exact is null ? subject.Without("cpp", whyNot) : subject.With("cpp", exact.Run<T>);
            _ = fast is null ? subject.Without("cpp-fast", whyNot) : subject.With("cpp-fast", fast.Run<T>);
            subject.With("scalar", Scalar.Run<T, TStep>);
            _ = torch is null ? subject.Without("torch", whyNoTorch) : subject.With("torch", torch.Run);
            return Report(to, subject);
        }

        bool right = true;
        right &= Measured<float, ScalarSteps.Gbm<float>>(Problems.Gbm);
        right &= Measured<double, ScalarSteps.Gbm<double>>(Problems.Gbm);
        right &= Measured<float, ScalarSteps.Heston<float>>(Problems.Heston);
        right &= Measured<double, ScalarSteps.Heston<double>>(Problems.Heston);
        right &= Measured<float, ScalarSteps.MixtureSde<float>>(Problems.MixtureSde);
        right &= Measured<double, ScalarSteps.MixtureSde<double>>(Problems.MixtureSde);
        right &= Measured<float, ScalarSteps.MixtureOde<float>>(Problems.MixtureOde);
        right &= Measured<double, ScalarSteps.MixtureOde<double>>(Problems.MixtureOde);
        return right;
    }

    private static bool Report<T>(TextWriter to, EnsembleCase<T> subject)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var measured = Interleaved.Measure(subject);
        string first = subject.Rivals[0];
        var (seconds, reference) = measured[first];
        bool right = true;
        foreach (string rival in subject.Rivals)
        {
            var (own, last) = measured[rival];
            Line(to, $"time {subject.Name}/{rival} {own / subject.PathSteps * 1e9:f3} ns a step of a path, mean {last.Mean:g8}");
            if (rival != first)
            {
                Line(to, $"ratio {subject.Name}/{rival} {own / seconds:f2}");
            }

            // Five standard errors of a difference: another noise, the same law.
            double error = Math.Sqrt((last.Deviation * last.Deviation + reference.Deviation * reference.Deviation) / subject.Paths);
            if (!(Math.Abs(last.Mean - reference.Mean) <= 5 * error + 1e-3 * Math.Abs(reference.Mean)))
            {
                Line(to, $"wrong {subject.Name}/{rival}: mean {last.Mean:g8}, {first} has {reference.Mean:g8}, error {error:g2}");
                right = false;
            }
        }

        if (subject.Rivals.Contains("cpp"))
        {
            var (differing, values) = subject.Compare(first, "cpp");
            Line(to, $"bits {subject.Name}/cpp {differing} of {values} values at the end differ");
            right &= differing == 0;
        }

        Line(to, $"threads {subject.Name}/2 {subject.Speedup():f2}");
        foreach (var (rival, reason) in subject.Skipped)
        {
            Line(to, $"skipped {subject.Name}/{rival}: {reason}");
        }

        return right;
    }

    private static void Line(TextWriter to, FormattableString text)
    {
        to.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        to.Flush();
    }
}
