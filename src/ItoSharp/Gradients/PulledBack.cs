using System.Numerics;

namespace ItoSharp;

/// <summary>Finds a model's pull-back that writes too little, as the stepper finds such a prediction.</summary>
internal static class PulledBack
{
    public static void Poison<T>(in ModelCotangents<T> into)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        into.X.Fill(T.NaN);
        into.Condition.Fill(T.NaN);
        into.Time.Fill(double.NaN);
    }

    public static void RequireWritten<T>(in ModelCotangents<T> into, RunInput<T> input, int step, double time)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (input.Options.NonFinite == NonFinite.Continue)
        {
            return;
        }

        Require<T>(into.X, "the state's cotangent", input, step, time);
        Require<T>(into.Condition, "the condition's cotangent", input, step, time);
        Require<double>(into.Time, "the time's cotangent", input, step, time);

        static void Require<TValue>(ReadOnlySpan<TValue> values, string what, RunInput<T> input, int step, double time)
            where TValue : unmanaged, IBinaryFloatingPointIeee754<TValue>
        {
            int width = Math.Max(1, values.Length / input.Rows);
            for (int i = 0; i < values.Length; i++)
            {
                if (!TValue.IsFinite(values[i]))
                {
                    throw new NonFiniteStateException(
                        $"{what} from the model's pull-back (entries it left unwritten are NaN)",
                        input.Options.FirstSample + (ulong)(input.First + i / width),
                        step,
                        time,
                        double.CreateTruncating(values[i])
                    );
                }
            }
        }
    }
}
