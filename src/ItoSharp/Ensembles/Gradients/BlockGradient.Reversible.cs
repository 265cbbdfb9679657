using System.Globalization;

namespace ItoSharp;

internal sealed partial class BlockGradient<T>
{
    /// <summary>The largest error of a start that was computed back, over all paths so far.</summary>
    public double ReconstructionError { get; private set; }

    /// <summary>Forward over all steps with nothing kept but the start, and back by the steps' inverse, a chunk at a time.</summary>
    private void ThereAndBack(long firstRow, int live)
    {
        GoForth();
        Span<bool> finite = stackalloc bool[_lanes];
        for (int lane = 0; lane < _lanes; lane++)
        {
            finite[lane] = IsFinite(lane);
        }

        GoBack();
        for (int lane = 0; lane < live; lane++)
        {
            // Paths that ran to infinity are dealt with by the run's policy.
            if (finite[lane])
            {
                Compare(firstRow + lane, lane);
            }
        }
    }

    private void GoForth()
    {
        int at = 0;
        foreach (int step in _plan.Observations)
        {
            Forward(at, step);
            at = step;
            T time = T.CreateTruncating(_run.Run.Time(step));
            _run.Program.Observe(_run.Width, in _state.At(0), in _run.Constants[0], time, ref _observed.At(0));
            _cotangents.AddValues(ref _observed.At(0), step);
        }

        // No target is behind the last observation; the check goes back from the end of what was gone.
        _end = at;
    }

    private void GoBack()
    {
        int[] observations = _plan.Observations;
        int observation = observations.Length - 1;
        int at = _end;
        while (true)
        {
            if (observation >= 0 && observations[observation] == at)
            {
                _cotangents.AddDerivatives(ref _state.At(0), T.CreateTruncating(_run.Run.Time(at)), at);
                observation--;
            }

            if (at == 0)
            {
                return;
            }

            int from = _noise.ChunkStart(at - 1);
            from = observation >= 0 ? Math.Max(from, observations[observation]) : from;
            ref T normals = ref _noise.Of(from);
            _reversible!.Retreat(_run.Width, ref _state.At(0), in normals, in _run.Constants[0], in Row(from), at - from, ref Tape(1));
            _cotangents.Reverse(ref Tape(1), ref normals, ref Row(from), from, at);
            at = from;
        }
    }

    private bool IsFinite(int lane)
    {
        for (int row = 0; row < _rows; row++)
        {
            if (!T.IsFinite(_state.At((row * EnsembleBlock.Paths) + lane)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a path came back to where it started, state and twin.</summary>
    private void Compare(long path, int lane)
    {
        double error = 0;
        double size = 1;
        for (int row = 0; row < _rows; row++)
        {
            double start = double.CreateTruncating(Tape(0, row, lane));
            double worse = Math.Abs(double.CreateTruncating(_state.At((row * EnsembleBlock.Paths) + lane)) - start);

            // What is no number stays.
            error = worse <= error ? error : worse;
            size = Math.Max(size, Math.Abs(start));
        }

        error /= size;
        if (!(error <= _plan.ReconstructionTolerance))
        {
            throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"path {path} came back over {_end} steps to another start: the error is {error:0.##e+0} of its largest component or 1, and {_plan.ReconstructionTolerance:0.##e+0} is allowed. It forgets its start too fast for steps to be undone in float64: take a shorter time, allow more by EnsembleGradientOptions.ReconstructionTolerance, or give EnsembleGradientOptions.Memory, within which states are kept in checkpoints instead"
                )
            );
        }

        ReconstructionError = Math.Max(ReconstructionError, error);
    }
}
