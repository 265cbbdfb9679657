using System.Security.Cryptography;

namespace ItoSharp;

/// <summary>What all runs of one sampler share: immutable after construction.</summary>
internal sealed class SamplerPlan<T>
    where T : unmanaged
{
    public SamplerPlan(IModel<T> model, IProcess process, SampleGrid grid, SolverKernels<T> kernels, StepCoefficients? coefficients = null)
    {
        Model = model;
        Process = process;
        Grid = grid;
        Kernels = kernels;
        Rows = StepTable.Build(process, grid, kernels, model.Predicts);
        Coefficients = coefficients;
        if (coefficients is not null)
        {
            Rows = CoefficientOverride.Apply(Rows, coefficients, kernels.Shape, grid.TowardsData);
        }

        Updates = [.. Rows.Select((row, n) => kernels is ScheduledKernels<T> schedule ? schedule.UpdateOf(n, row) : kernels)];
        Fingerprint = Identify();
    }

    public IModel<T> Model { get; }

    public IProcess Process { get; }

    public SampleGrid Grid { get; }

    public SolverKernels<T> Kernels { get; }

    /// <summary>The table that <see cref="Rows"/> has taken in, if any.</summary>
    public StepCoefficients? Coefficients { get; }

    public StepRow[] Rows { get; }

    /// <summary>Per step, the kernels whose fused update takes its row.</summary>
    public SolverKernels<T>[] Updates { get; }

    /// <summary>Identifies the numbers that decide a run: a checkpoint resumes only on the plan that wrote it.</summary>
    public ulong Fingerprint { get; }

    private ulong Identify()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        Append(hash, number, typeof(T) == typeof(float) ? 4 : 8);
        Append(hash, number, Model.Dimension);
        Append(hash, number, Model.ConditionDimension);
        foreach (StepRow row in Rows)
        {
            foreach (ProcessPoint point in row.Points)
            {
                Append(hash, number, point.Time);
            }

            if (row.Lift is { } lift)
            {
                Append(hash, number, lift.Gain);
                Append(hash, number, lift.Noise);
            }

            foreach (double weight in (ReadOnlySpan<double>)[.. row.Weights, .. row.Before?.Weights ?? []])
            {
                Append(hash, number, weight);
            }

            Conversion[] other = row.OtherConversion is { } to ? [to] : [];
            foreach (Conversion conversion in (ReadOnlySpan<Conversion>)[.. row.Conversions, .. other])
            {
                Append(hash, number, conversion.X);
                Append(hash, number, conversion.Model);
                Append(hash, number, conversion.Mean);
            }
        }

        return BitConverter.ToUInt64(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, Span<byte> number, double value)
    {
        BitConverter.TryWriteBytes(number, value);
        hash.AppendData(number);
    }
}
