using System.Globalization;

namespace ItoSharp;

/// <summary>
/// All that shapes the result of a run, but for its blocks: two statistics can be merged, and a run resumed, only where these agree.
/// </summary>
internal sealed class RunDescription
{
    public required string Program { get; init; }
    public required string Digest { get; init; }
    public required string Precision { get; init; }
    public required string[] Components { get; init; }
    public required string[] Observables { get; init; }
    public required string[] Stops { get; init; }
    public required string[] ArgumentNames { get; init; }
    public required double[] Arguments { get; init; }
    public required string StartState { get; init; }
    public required ulong Seed { get; init; }
    public required int NormalsPerStep { get; init; }
    public required int Steps { get; init; }
    public required double Start { get; init; }
    public required double Until { get; init; }
    public required bool Antithetic { get; init; }
    public required int Refinement { get; init; }
    public required NonFinitePaths NonFinite { get; init; }
    public required bool Covariance { get; init; }
    public required int[] ObservationSteps { get; init; }
    public required HistogramRange[] Histograms { get; init; }

    public double H => (Until - Start) / Steps;

    public int Columns => Components.Length + Observables.Length;

    /// <summary>The time after so many steps; exactly the end after the last.</summary>
    public double Time(int step) => step == Steps ? Until : Start + (step * H);

    public string Column(int index) => index < Components.Length ? Components[index] : Observables[index - Components.Length];

    /// <summary>The time after so many steps and a fraction of one.</summary>
    public double Time(double steps) => steps == Steps ? Until : Start + (steps * H);

    /// <summary>Refuses another description, naming what differs.</summary>
    public void Require(RunDescription other, string what, string argument)
    {
        List<string> differences = [];
        var mine = Facts().ToArray();
        var others = other.Facts().ToDictionary(fact => fact.Name, fact => fact.Value);
        foreach (var (name, value) in mine)
        {
            string there = others.GetValueOrDefault(name, "absent");
            if (there != value)
            {
                differences.Add($"{name} is {there} there and {value} here");
            }

            others.Remove(name);
        }

        differences.AddRange(others.Select(fact => $"{fact.Key} is {fact.Value} there and absent here"));
        if (differences.Count > 0)
        {
            throw new ArgumentException($"{what} belongs to another run: {string.Join("; ", differences)}", argument);
        }
    }

    /// <summary>The run of the same paths that keeps other columns, at the end only.</summary>
    public RunDescription OfGradients(string[] columns, bool covariance) =>
        new()
        {
            Program = Program,
            Digest = Digest,
            Precision = Precision,
            Components = [],
            Observables = columns,
            Stops = [],
            ArgumentNames = ArgumentNames,
            Arguments = Arguments,
            StartState = StartState,
            Seed = Seed,
            NormalsPerStep = NormalsPerStep,
            Steps = Steps,
            Start = Start,
            Until = Until,
            Antithetic = Antithetic,
            Refinement = Refinement,
            NonFinite = NonFinite,
            Covariance = covariance,
            ObservationSteps = [Steps],
            Histograms = [],
        };

    private IEnumerable<(string Name, string Value)> Facts()
    {
        yield return ("the program", Program);
        yield return ("the program's digest", Digest.Length == 0 ? "absent" : Digest);
        yield return ("the precision", Precision);
        yield return ("the list of components", string.Join(", ", Components));
        yield return ("the list of observables", string.Join(", ", Observables));
        yield return ("the list of stops", string.Join(", ", Stops));
        for (int i = 0; i < Arguments.Length; i++)
        {
            yield return (i < ArgumentNames.Length ? $"argument {ArgumentNames[i]}" : $"argument {i}", Number(Arguments[i]));
        }

        yield return ("the start state", StartState);
        yield return ("the seed", Seed.ToString(CultureInfo.InvariantCulture));
        yield return ("the number of normals a step", NormalsPerStep.ToString(CultureInfo.InvariantCulture));
        yield return ("the number of steps", Steps.ToString(CultureInfo.InvariantCulture));
        yield return ("the start time", Number(Start));
        yield return ("the end time", Number(Until));
        yield return ("Antithetic", Antithetic ? "true" : "false");
        yield return ("Refinement", Refinement.ToString(CultureInfo.InvariantCulture));
        yield return ("NonFinite", NonFinite.ToString());
        yield return ("Covariance", Covariance ? "true" : "false");
        yield return ("ObservationSteps", Steplist());
        yield return (
            "Histograms",
            Histograms.Length == 0
                ? "none"
                : string.Join(", ", Histograms.Select(h => $"{h.Column} [{Number(h.Min)}, {Number(h.Max)}] in {h.Bins}"))
        );
    }

    // Long lists are told apart by number and digest; the first and last steps say most.
    private string Steplist()
    {
        if (ObservationSteps.Length <= 16)
        {
            return string.Join(", ", ObservationSteps);
        }

        ulong digest = ItoSharp.Digest.Of(System.Runtime.InteropServices.MemoryMarshal.AsBytes(ObservationSteps.AsSpan()));
        return $"{ObservationSteps.Length} steps from {ObservationSteps[0]} to {ObservationSteps[^1]} (digest {digest:x16})";
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
