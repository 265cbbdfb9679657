namespace ItoSharp;

/// <summary>The same run on a device: batches of blocks in order.</summary>
internal sealed partial class EnsembleRun<T>
{
    private void WorkOnDevice(EnsembleDevice device, PathStore<T>? store, ProgressCount? progress)
    {
        long missing = _blockCount - _done.Count;
        if (missing == 0)
        {
            return;
        }

        _plan.Cancellation.ThrowIfCancellationRequested();
        int threads = _options.Threads == 0 ? Environment.ProcessorCount : _options.Threads;
        using DeviceSimulation<T> simulation = new(_plan, device, missing, threads, store is not null);
        for (long block = _firstBlock; block < End && _failure.Error is null; )
        {
            int count = 0;
            while (count < simulation.Blocks && block + count < End && !_done.Contains(block + count))
            {
                count++;
            }

            if (count > 0)
            {
                Batch(simulation, block, count, store, progress);
            }

            block += Math.Max(count, 1);
        }
    }

    private void Batch(DeviceSimulation<T> simulation, long first, int count, PathStore<T>? store, ProgressCount? progress)
    {
        double[][] sums = new double[count][];
        for (int b = 0; b < count; b++)
        {
            sums[b] = _tree.Rent();
        }

        try
        {
            (int bad, int path) = simulation.Run(first, sums, store, progress);
            if (bad >= 0)
            {
                throw PathReplay<T>.Find(_plan, first + bad, path);
            }

            for (int b = 0; b < count; b++)
            {
                Add(first + b, sums[b]);
            }
        }
        catch (Exception error)
        {
            _failure.Add(first, error);
        }
    }
}
