using System.Numerics;

namespace ItoSharp;

/// <summary>How many blocks of paths a batch has and how many states each path keeps: known before the run.</summary>
internal sealed record DeviceGradientMemory(int Blocks, int Checkpoints, long Bytes, long Least)
{
    // As many paths at once fill any device; more only take memory, and fewer leave a part of it idle.
    private const int MostBlocks = 128;
    private const int ManyBlocks = 64;
    private const long DefaultBytes = 4L << 30;

    // The state that is gone back from and that after the last step have slots beside the checkpoints.
    private const int FurtherSlots = 2;

    // An action of the schedule, of which there are at most three a step.
    private const long ActionBytes = 4 * sizeof(int);
    private const long ActionsPerStep = 3;

    /// <summary>The slots of a path.</summary>
    public int Slots => Checkpoints + FurtherSlots;

    /// <param name="program">What is run.</param>
    /// <param name="device">Where.</param>
    /// <param name="budget">The most bytes that may be taken; null: what the device has, up to 4 GiB.</param>
    /// <param name="blocks">The number of blocks of the run.</param>
    public static DeviceGradientMemory Plan<T>(DeviceGradient<T> program, EnsembleDevice device, long? budget, long blocks)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int every = Math.Max(1, program.Steps - 1);
        long once = program.OnceBytes + (ActionsPerStep * program.Steps * ActionBytes);
        long Bytes(long count, long checkpoints) =>
            once + (count * (program.BlockBytes + ((checkpoints + FurtherSlots) * program.SlotBytes)));
        long least = Bytes(1, 1);
        if (budget is { } given && given < least)
        {
            throw new ArgumentOutOfRangeException(
                nameof(EnsembleGradientOptions.Memory),
                given,
                $"the least with which {device.Name} can take this gradient is {least} bytes; give that or more"
            );
        }

        // Where the device has less than the least, it says so when it is opened.
        DeviceRoom room = device.Room;
        long most = Math.Min(room.Bytes, budget ?? DefaultBytes);
        long Fitting(long count) =>
            Math.Min(
                (most - once - (count * program.BlockBytes)) / (count * program.SlotBytes),
                room.BytesAtOnce / (count * program.SlotBytes)
            ) - FurtherSlots;
        long count = Math.Clamp(blocks, 1, ManyBlocks);
        long wanted = Math.Min(every, (long)Math.Ceiling(Math.Sqrt(program.Steps)));
        while (count > 1 && Fitting(count) < wanted)
        {
            count /= 2;
        }

        long checkpoints = Math.Clamp(Fitting(count), 1, every);
        while (checkpoints == every && count < Math.Min(blocks, MostBlocks) && Fitting(count + 1) >= every)
        {
            count++;
        }

        return new((int)count, (int)checkpoints, Bytes(count, checkpoints), least);
    }
}
