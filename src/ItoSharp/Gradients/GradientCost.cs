namespace ItoSharp;

/// <summary>What a gradient will cost, known before it is taken.</summary>
/// <param name="StoredBytes">
/// Forward states and predictions held at once, of the whole batch; <see cref="Gradient{TProcess, T}.StoredBytes"/> is the measured number.
/// </param>
/// <param name="Checkpoints">The checkpoints of a binomial schedule; 0 where every evaluation is kept, or none.</param>
/// <param name="Advances">The steps that are done without being taped; 0 where every evaluation is kept.</param>
/// <param name="Evaluations">Model evaluations of a row: those of the advances, and one before each pull-back.</param>
/// <param name="PullBacks">Pull-backs of a row.</param>
public readonly record struct GradientCost(long StoredBytes, int Checkpoints, long Advances, long Evaluations, long PullBacks);
