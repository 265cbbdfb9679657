using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>The exact adjoint of one part of a batch that keeps few states and does the steps between them again.</summary>
/// <remarks>
/// The reverse of a step is the same code on the same numbers as with all evaluations kept, so the gradients are the same bits: a
/// step that is done again starts from a copied state and history, and its noise is a function of its counters.
/// </remarks>
internal sealed class CheckpointedAdjoint<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SamplerPlan<T> _plan;
    private readonly RunInput<T> _input;
    private readonly Tape<T> _tape = new(predictions: true) { Records = false };
    private readonly T[]?[][] _slots;
    private readonly int[] _steps;
    private SamplerRun<T> _run;
    private int _count;

    public CheckpointedAdjoint(
        SamplerPlan<T> plan,
        RunInput<T> input,
        ReadOnlySpan<T> start,
        int checkpoints,
        SharedProgress? progress = null
    )
    {
        _plan = plan;
        _input = input;
        _slots = new T[]?[checkpoints][];
        _steps = new int[checkpoints];
        _run = new(plan, input, start, _tape, progress);
        Push();
    }

    /// <summary>The evaluations of the model so far.</summary>
    public int Evaluations { get; private set; }

    /// <summary>The bytes of checkpoints and tape that are held.</summary>
    public long Bytes =>
        _tape.Bytes + _slots.Where(slot => slot is not null).Sum(slot => slot.Sum(array => (long)array!.Length * Unsafe.SizeOf<T>()));

    /// <summary>Runs to the samples, leaving the first checkpoints behind and the last step on the tape.</summary>
    public void Forward(Span<T> samples)
    {
        GoBeforeTheEndOf(_plan.Rows.Length);
        Tape();
        _run.State.CopyTo(samples);
    }

    /// <summary>Takes the samples' cotangent, in place, to the start state's.</summary>
    public void Reverse(ExactAdjoint<T> adjoint, T[] x)
    {
        int end = _plan.Rows.Length;
        adjoint.RunStep(end - 1, _tape, _run.History, x);
        _run = new(_plan, _input.Unwatched(), _run.State, _tape);
        while (--end > 0)
        {
            // A checkpoint at the end belongs to the step just reversed.
            _count -= _steps[_count - 1] == end ? 1 : 0;
            Restore();
            GoBeforeTheEndOf(end);
            Tape();
            adjoint.RunStep(end - 1, _tape, _run.History, x);
        }
    }

    /// <summary>From the last checkpoint to the start of the step that ends at a node, with checkpoints on the way.</summary>
    private void GoBeforeTheEndOf(int node)
    {
        while (_run.Step < node - 1)
        {
            int free = _slots.Length - _count + 1;
            int next = free == 1 ? node - 1 : _run.Step + BinomialSchedule.Split(node - _run.Step, free);
            Evaluations += EvaluationsTo(next);
            _run.Complete(next);
            if (next < node - 1)
            {
                Push();
            }
        }
    }

    private void Tape()
    {
        _tape.Rewind();
        _tape.Records = true;
        int next = _run.Step + 1;
        Evaluations += EvaluationsTo(next);
        _run.Complete(next);
        _tape.Records = false;
    }

    private int EvaluationsTo(int step)
    {
        int evaluations = 0;
        for (int n = _run.Step; n < step; n++)
        {
            evaluations += _plan.Rows[n].Evaluations;
        }

        return evaluations;
    }

    private void Push()
    {
        T[]?[] slot = _slots[_count] ??= new T[CheckpointPlan.ArraysPerCheckpoint(_plan.Kernels.Shape)][];
        Copy(_run.State, ref slot[0]);
        int at = 1;
        foreach (T[] past in _run.History.Past(_run.Step))
        {
            Copy(past, ref slot[at++]);
        }

        _steps[_count++] = _run.Step;
    }

    private void Restore()
    {
        T[]?[] slot = _slots[_count - 1];
        int step = _steps[_count - 1];
        int at = 1;
        foreach (T[] past in _run.History.Past(step))
        {
            slot[at++]!.CopyTo(past, 0);
        }

        _run.GoTo(step, slot[0]);
    }

    private static void Copy(ReadOnlySpan<T> values, ref T[]? to)
    {
        to ??= new T[values.Length];
        values.CopyTo(to);
    }
}
