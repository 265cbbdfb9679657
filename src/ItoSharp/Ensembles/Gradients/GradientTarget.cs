namespace ItoSharp;

/// <summary>One scalar whose gradient is taken: observables at steps, weighted.</summary>
internal sealed record GradientTarget(string Name, GradientPart[] Parts)
{
    /// <summary>The last step that it reads.</summary>
    public int LastStep { get; } = Parts.Max(part => part.Step);
}

/// <summary>An observable at a step, its weight, and the width of its steps where it is smoothed, else 0.</summary>
internal readonly record struct GradientPart(int Observable, int Step, double Weight, double Width);
