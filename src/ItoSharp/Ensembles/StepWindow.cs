namespace ItoSharp;

/// <summary>
/// Steps that all groups of a block take before its statistics are brought up to date: short enough that their observations and timed
/// rows stay in a cache. Begins at a multiple of four steps.
/// </summary>
internal readonly record struct StepWindow(int FirstStep, int End, int FirstObservation, int Observations)
{
    private const int ObservedBytes = 1 << 20;
    private const int TableBytes = 1 << 16;
    private const int MostSteps = 4096;

    /// <summary>Observations in four steps, with that of the start.</summary>
    private const int LeastObservations = 5;

    /// <summary>The windows of a run. They shape nothing but its speed.</summary>
    public static StepWindow[] Plan(int steps, ReadOnlySpan<int> observationSteps, int columns, int timedColumns, int elementBytes)
    {
        int mostObservations = Math.Max(LeastObservations, ObservedBytes / (columns * EnsembleBlock.Paths * elementBytes));
        int mostSteps = timedColumns == 0 ? MostSteps : Math.Clamp(TableBytes / (timedColumns * elementBytes) / 4 * 4, 4, MostSteps);
        List<StepWindow> windows = [];
        int first = 0;
        int observation = 0;
        while (first < steps)
        {
            int end = first;
            int seen = observation;
            while (end < steps && end - first < mostSteps)
            {
                int next = Math.Min(end + 4, steps);
                int after = seen;
                while (after < observationSteps.Length && observationSteps[after] <= next)
                {
                    after++;
                }

                if (after - observation > mostObservations)
                {
                    break;
                }

                end = next;
                seen = after;
            }

            windows.Add(new(first, end, observation, seen - observation));
            first = end;
            observation = seen;
        }

        return [.. windows];
    }
}
