namespace ItoSharp;

/// <summary>The validated data of one run on tensors.</summary>
internal sealed class TensorInput<TTensor>
    where TTensor : class, IDisposable
{
    private readonly TensorOps<TTensor> _ops;

    private TensorInput(TensorOps<TTensor> ops, TTensor start, int rows, TensorOptions<TTensor> options)
    {
        _ops = ops;
        Start = start;
        Rows = rows;
        Options = options;
    }

    public TTensor Start { get; }

    public int Rows { get; }

    public TensorOptions<TTensor> Options { get; }

    /// <summary>Whether noise is a function of seed, path and step, and so need not be kept for a reverse pass.</summary>
    public bool Replays => Options.Seed is not null || !Options.SampleSeeds.IsEmpty;

    public static TensorInput<TTensor> Validate(
        TensorOps<TTensor> ops,
        TTensor start,
        ConditionUse use,
        bool meanReverting,
        TensorOptions<TTensor> options
    )
    {
        int rows = TensorShapes.Rows(ops, start, nameof(start));
        bool seeded = options.Seed is not null;
        if (!options.SampleSeeds.IsEmpty && (seeded || options.SampleSeeds.Length != rows))
        {
            throw new ArgumentException(
                seeded
                    ? "Seed and SampleSeeds are both given; a row's noise has one key"
                    : $"SampleSeeds has {options.SampleSeeds.Length} entries for {rows} rows",
                nameof(options)
            );
        }

        if (options.DrawNoise is not null && (seeded || !options.SampleSeeds.IsEmpty))
        {
            throw new ArgumentException("DrawNoise is given together with a seed; noise has one source", nameof(options));
        }

        RequireCondition(ops, options.Condition, use, rows);
        RequireMean(ops, options.Mean, meanReverting, start);
        return new(ops, start, rows, options);
    }

    /// <summary>The standard normals of one step.</summary>
    public TTensor Noise(uint step)
    {
        if (!Replays)
        {
            return Options.DrawNoise is { } draw ? Drawn(draw(Start)) : _ops.Normals(Start);
        }

        var normals = new double[_ops.Shape(Start).Aggregate(1L, (product, length) => checked(product * length))];
        int width = normals.Length / Rows;
        for (int row = 0; row < Rows; row++)
        {
            (ulong seed, ulong path) = Options.Seed is { } key
                ? (key, Options.FirstSample + (ulong)row)
                : (Options.SampleSeeds.Span[row], 0UL);
            FieldNoise.Fill(seed, path, step, normals.AsSpan(row * width, width));
        }

        return _ops.Of(normals, Start);
    }

    /// <summary>Refuses a value that is not finite, where values are checked.</summary>
    public void RequireFinite(TTensor value, string what, int step, double time)
    {
        if (Options.NonFinite == NonFinite.Stop && _ops.FirstNonFiniteRow(value) is >= 0 and int row)
        {
            throw new NonFiniteStateException(what, Options.FirstSample + (ulong)row, step, time);
        }
    }

    private TTensor Drawn(TTensor noise)
    {
        ArgumentNullException.ThrowIfNull(noise, nameof(TensorOptions<TTensor>.DrawNoise));
        TensorShapes.RequireEqual(_ops, noise, nameof(TensorOptions<TTensor>.DrawNoise), Start, "its argument");
        return noise;
    }

    private static void RequireCondition(TensorOps<TTensor> ops, TTensor? condition, ConditionUse use, int rows)
    {
        if (condition is null)
        {
            if (use == ConditionUse.Required)
            {
                throw new ArgumentException("the model takes a condition, but options.Condition is null", "options");
            }

            return;
        }

        if (use == ConditionUse.None)
        {
            throw new ArgumentException(
                "options.Condition is given, but the model takes states and times alone: give the sampler a delegate or module of three arguments",
                "options"
            );
        }

        long[] shape = ops.Shape(condition);
        if (shape.Length == 0 || shape[0] != rows)
        {
            throw new ArgumentException(
                $"options.Condition is {TensorShapes.Describe(ops, condition)} for {rows} rows; its first axis must be the batch",
                "options"
            );
        }
    }

    private static void RequireMean(TensorOps<TTensor> ops, TTensor? mean, bool meanReverting, TTensor start)
    {
        if (mean is null != !meanReverting)
        {
            throw new ArgumentException(
                meanReverting
                    ? "the process reverts to a mean, but options.Mean is null"
                    : "options.Mean is given, but the process is not mean-reverting",
                "options"
            );
        }

        if (mean is not null && !TensorShapes.AreEqual(ops, mean, start))
        {
            throw new ArgumentException(
                $"options.Mean is {TensorShapes.Describe(ops, mean)}; it must be like start, which is {TensorShapes.Describe(ops, start)}",
                "options"
            );
        }
    }
}
