using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Parsing;

/// <summary>What happens at the ends of a declared process, as far as its own formulas show it.</summary>
internal static class ProcessEnds
{
    const double Zero = 1e-14;

    /// <summary>Whether alpha is 0 at MaxTime: Alpha says so, or the drift f = d log(alpha)/dt has a pole there.</summary>
    public static bool LosesSignal(ProcessDeclaration process) => LosesSignal(process, process.MaxTime);

    /// <summary>The same at any time.</summary>
    public static bool LosesSignal(ProcessDeclaration process, double time) =>
        HasDefaults(process)
        && (
            process.Alpha is { Value: var alpha }
                ? Math.Abs(At(process, time, alpha)) < Zero
                : process.Drift is { Value: var drift } && double.IsInfinity(At(process, time, drift))
        );

    /// <summary>Whether sigma is 0 at MinTime: Sigma says so, or the noise of a Diffusion is gathered from that very time.</summary>
    public static bool LosesNoise(ProcessDeclaration process) =>
        HasDefaults(process)
        && (process.Sigma is { Value: var sigma } ? Math.Abs(At(process, process.MinTime, sigma)) < Zero : process.MinTime == 0);

    // Without a default there is no value to judge by.
    static bool HasDefaults(ProcessDeclaration process) => process.Parameters.All(p => p.Item2 is not null);

    static double At(ProcessDeclaration process, double time, Expr formula)
    {
        var values = process.Parameters.Select(p => Tuple.Create(p.Item1, p.Item2.Value)).Append(Tuple.Create("t", time));
        return Evaluate.At(MapModule.OfSeq(values), formula);
    }
}
