using System.Collections.Immutable;

namespace ItoSharp;

/// <summary>An explicit table of half log-SNRs, lambda = log(alpha / sigma); the times follow from the process.</summary>
public sealed class LambdaTable : Schedule
{
    private LambdaTable(ImmutableArray<double> lambdas)
        : base(lambdas.Length - 1) => Lambdas = lambdas;

    /// <summary>lambda of the nodes.</summary>
    public ImmutableArray<double> Lambdas { get; }

    /// <inheritdoc/>
    public override bool OwnsTimes => true;

    /// <inheritdoc/>
    protected override object Identity => Lambdas.ToArray();

    /// <summary>A table of at least two finite numbers, strictly monotone: rising when sampling, falling when encoding.</summary>
    /// <param name="lambdas">lambda of all nodes; the number of steps is one less.</param>
    /// <exception cref="ArgumentException">Too few numbers, one that is not finite, or one that turns back.</exception>
    public static LambdaTable Of(params ReadOnlySpan<double> lambdas)
    {
        ScheduleChecks.Monotone(lambdas, nameof(lambdas), "lambda");
        return new([.. lambdas]);
    }

    /// <inheritdoc/>
    public override void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes)
    {
        for (int i = 0; i < Lambdas.Length; i++)
        {
            nodes[i] = ScheduleNode.AtLambda(process, Lambdas[i]);
        }
    }
}
