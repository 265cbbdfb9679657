using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Parsing;

/// <summary>What happens at the ends of a declared process, as far as its own formulas show it.</summary>
internal static class ProcessEnds
{
    const double Zero = 1e-14;

    /// <summary>Whether alpha is 0 at MaxTime: Alpha says so, or the drift f = d log(alpha)/dt has a pole there.</summary>
    public static bool LosesSignal(ProcessDeclaration process)
    {
        // Without a default there is no value to judge by.
        if (process.Parameters.Any(p => p.Item2 is null))
        {
            return false;
        }

        var values = process.Parameters.Select(p => Tuple.Create(p.Item1, p.Item2.Value)).Append(Tuple.Create("t", process.MaxTime));
        FSharpMap<string, double> at = MapModule.OfSeq(values);
        if (process.Alpha is { Value: var alpha })
        {
            return Math.Abs(Evaluate.At(at, alpha)) < Zero;
        }

        return process.Drift is { Value: var drift } && double.IsInfinity(Evaluate.At(at, drift));
    }
}
