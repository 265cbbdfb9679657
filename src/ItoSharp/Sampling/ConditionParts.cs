namespace ItoSharp;

/// <summary>The conditions of a run: one, or several that hold one after the other.</summary>
internal sealed class ConditionParts<T>(ReadOnlyMemory<T>[] conditions, double[] times)
    where T : unmanaged
{
    /// <summary>The number of conditions: the changes and one.</summary>
    public int Count => conditions.Length;

    /// <summary>When the changes happen.</summary>
    public IReadOnlyList<double> Times => times;

    /// <summary>The condition that holds first.</summary>
    public ReadOnlyMemory<T> First => conditions[0];

    public ReadOnlyMemory<T> this[int part] => conditions[part];

    /// <summary>Which condition holds where the model is asked at a time.</summary>
    public int At(double time) => PartOf(times, time);

    /// <summary>The number of changes at a time or above it.</summary>
    public static int PartOf(IReadOnlyList<double> times, double time)
    {
        int part = 0;
        while (part < times.Count && times[part] >= time)
        {
            part++;
        }

        return part;
    }

    /// <summary>The same for some of the rows.</summary>
    public ConditionParts<T> Slice(int first, int rows, int of) =>
        new(Array.ConvertAll(conditions, c => c.IsEmpty ? c : c.Slice(first * (c.Length / of), rows * (c.Length / of))), times);

    /// <summary>Zeros for each condition.</summary>
    public T[][] Cotangents() => Array.ConvertAll(conditions, condition => new T[condition.Length]);

    /// <summary>Checks that the changes come one after the other.</summary>
    public static void Require(IReadOnlyList<ConditionChange<T>> changes)
    {
        ArgumentNullException.ThrowIfNull(changes, "options");
        for (int i = 0; i < changes.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(changes[i], "options");
            if (!double.IsFinite(changes[i].Time) || i > 0 && changes[i].Time >= changes[i - 1].Time)
            {
                throw new ArgumentException(
                    $"ConditionChanges[{i}].Time is {changes[i].Time:R}"
                        + (i > 0 ? $" after {changes[i - 1].Time:R}" : "")
                        + "; the times are finite and decrease, as t does on the way from noise to data",
                    "options"
                );
            }
        }
    }
}
