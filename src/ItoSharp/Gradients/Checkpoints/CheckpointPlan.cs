using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>What the exact adjoint of a batch keeps within a byte budget.</summary>
/// <param name="Checkpoints">The number of checkpoints; 0: every evaluation is taped and none is repeated.</param>
/// <param name="Bytes">Of forward states and predictions, at once, of the whole batch.</param>
/// <param name="Advances">The steps that are done without being taped.</param>
internal readonly record struct CheckpointPlan(int Checkpoints, long Bytes, long Advances)
{
    /// <summary>The arrays of a checkpoint: the state and the past predictions that the steps after it may combine.</summary>
    public static int ArraysPerCheckpoint(SolverShape shape) => 1 + PredictionHistory<byte>.Past(shape);

    /// <summary>The plan for a budget; null: unlimited.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No plan is so small.</exception>
    public static CheckpointPlan For<T>(SamplerPlan<T> plan, long states, bool thresholds, long? memory)
        where T : unmanaged
    {
        long array = states * Unsafe.SizeOf<T>();
        int perEvaluation = 2 + (thresholds ? 1 : 0) + (plan.Kernels.Shape.HeavyBall ? 1 : 0);
        int steps = plan.Rows.Length;
        long whole = plan.Rows.Sum(row => row.Evaluations) * perEvaluation * array;
        long taped = plan.Rows.Max(row => row.Evaluations) * perEvaluation * array;
        long checkpoint = ArraysPerCheckpoint(plan.Kernels.Shape) * array;
        long budget = memory ?? long.MaxValue;
        if (budget >= whole)
        {
            return new(0, whole, 0);
        }

        if (budget < taped + checkpoint)
        {
            throw new ArgumentOutOfRangeException(
                nameof(memory),
                memory,
                $"the reverse of {states} values needs at least {Math.Min(whole, taped + checkpoint)} bytes: one checkpoint of {checkpoint} and the "
                    + $"tape of one step of {taped}; {whole} hold every evaluation, and nothing is done twice"
            );
        }

        // More checkpoints than steps have no place: the last step is reversed from where the run stands.
        int checkpoints = (int)Math.Min((budget - taped) / checkpoint, Math.Max(1, steps - 1));
        return new(checkpoints, checkpoints * checkpoint + taped, BinomialSchedule.ForwardSteps(steps, checkpoints));
    }
}
