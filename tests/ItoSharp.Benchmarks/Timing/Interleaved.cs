namespace ItoSharp.Benchmarks.Timing;

/// <summary>Rivals take turns, so that what the machine does meanwhile hits all of them; a time is the median of the rounds.</summary>
internal static class Interleaved
{
    /// <summary>Rounds that count.</summary>
    public const int Rounds = 9;

    /// <summary>Each rival's median time in seconds and its last outcome; a first round warms up and does not count.</summary>
    public static IReadOnlyDictionary<string, (double Seconds, Outcome Last)> Measure(ICase subject)
    {
        var times = subject.Rivals.ToDictionary(rival => rival, _ => new List<double>());
        var last = new Dictionary<string, Outcome>();
        for (int round = -1; round < Rounds; round++)
        {
            foreach (string rival in subject.Rivals)
            {
                var outcome = subject.Run(rival);
                last[rival] = outcome;
                if (round >= 0)
                {
                    times[rival].Add(outcome.Seconds);
                }
            }
        }

        return subject.Rivals.ToDictionary(rival => rival, rival => (Median(times[rival]), last[rival]));
    }

    /// <summary>The middle one of an odd number of values.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
