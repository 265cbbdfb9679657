using System.Numerics;

namespace ItoSharp;

/// <summary>What the kernels of a run have told of states that are not finite.</summary>
internal sealed class DeviceFaults<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly DeviceQueue _queue;
    private readonly RunInput<T> _input;
    private readonly StepRow[] _rows;

    public DeviceFaults(DeviceQueue queue, DeviceArrays arrays, RunInput<T> input, StepRow[] rows)
    {
        (_queue, _input, _rows) = (queue, input, rows);
        Flags = arrays.Copy<int>(new int[1 + (2 * input.Rows)]);
    }

    /// <summary>One flag for all; then of each row the first query whose state, and whose prediction, was not finite.</summary>
    public DeviceArray Flags { get; }

    /// <summary>Waits for the device and throws where a state was not finite, as a run on the CPU does at its first bad step.</summary>
    public void ThrowIfAny()
    {
        int any = 0;
        _queue.Read(Flags, new Span<int>(ref any));
        if (any == 0)
        {
            return;
        }

        int[] flags = new int[1 + (2 * _input.Rows)];
        _queue.Read(Flags, flags.AsSpan());
        int query = int.MaxValue;
        for (int row = 0; row < _input.Rows; row++)
        {
            query = flags[1 + (2 * row)] is > 0 and int first ? Math.Min(query, first) : query;
        }

        // Of that query predictions come first, which the states follow.
        for (int what = 1; what >= 0; what--)
        {
            for (int row = 0; row < _input.Rows; row++)
            {
                if (flags[1 + (2 * row) + what] == query)
                {
                    throw At(query, row, what == 1 ? "the model's prediction (entries it left unwritten are NaN)" : "the state");
                }
            }
        }
    }

    private NonFiniteStateException At(int query, int row, string what)
    {
        int step = 0;
        int block = query - 1;
        while (block >= _rows[step].Evaluations)
        {
            block -= _rows[step++].Evaluations;
        }

        return new(what, _input.Options.FirstSample + (ulong)(_input.First + row), step, _rows[step].Points[block].Time);
    }
}
