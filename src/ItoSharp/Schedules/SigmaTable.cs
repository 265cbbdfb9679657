using System.Collections.Immutable;

namespace ItoSharp;

/// <summary>
/// An explicit table of noise levels <c>sigma / alpha</c> (the sigmas of EDM and of k-diffusion, where alpha = 1), from the noise to
/// the data; a last 0 is the data themselves.
/// </summary>
public sealed class SigmaTable : Schedule
{
    private SigmaTable(ImmutableArray<double> sigmas)
        : base(sigmas.Length - 1) => Sigmas = sigmas;

    /// <summary>sigma / alpha of the nodes.</summary>
    public ImmutableArray<double> Sigmas { get; }

    /// <inheritdoc/>
    public override bool OwnsTimes => true;

    /// <inheritdoc/>
    protected override object Identity => Sigmas.ToArray();

    /// <summary>A table of at least two numbers, strictly falling, all positive but perhaps the last.</summary>
    /// <param name="sigmas">sigma / alpha of all nodes; the number of steps is one less.</param>
    /// <exception cref="ArgumentException">Too few numbers, one that is negative or not finite, or one that does not fall.</exception>
    public static SigmaTable Of(params ReadOnlySpan<double> sigmas)
    {
        ScheduleChecks.Monotone(sigmas, nameof(sigmas), "sigma", decreasingOnly: true);
        if (sigmas[^1] < 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"sigmas[{sigmas.Length - 1}] is {sigmas[^1]:R}; no sigma may be negative"),
                nameof(sigmas)
            );
        }

        return new([.. sigmas]);
    }

    /// <inheritdoc/>
    public override void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes)
    {
        for (int i = 0; i < Sigmas.Length; i++)
        {
            nodes[i] =
                Sigmas[i] == 0 ? ScheduleNode.Data(process, nodes[i - 1].Time) : ScheduleNode.AtLambda(process, -Math.Log(Sigmas[i]));
        }
    }
}
