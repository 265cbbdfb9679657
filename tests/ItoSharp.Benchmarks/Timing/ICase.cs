namespace ItoSharp.Benchmarks.Timing;

/// <summary>Something that several rivals compute.</summary>
internal interface ICase
{
    /// <summary>Its name, as the printed lines have it.</summary>
    string Name { get; }

    /// <summary>The steps of all paths: what a time is divided by.</summary>
    double PathSteps { get; }

    /// <summary>The paths, over which a mean is taken.</summary>
    int Paths { get; }

    /// <summary>Who computes it here; the first is what the others are compared with.</summary>
    IReadOnlyList<string> Rivals { get; }

    /// <summary>Who does not, and why.</summary>
    IReadOnlyDictionary<string, string> Skipped { get; }

    /// <summary>One run.</summary>
    Outcome Run(string rival);
}
