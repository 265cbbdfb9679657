namespace ItoSharp;

/// <summary>The validated per-sample data of one run, or of a slice of its rows.</summary>
internal sealed class RunInput<T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    private bool _homogeneous;

    private RunInput(ConditionParts<T> conditions, ReadOnlyMemory<T> mean, int rows, int first, SampleOptions options)
    {
        Conditions = conditions;
        Mean = mean;
        Rows = rows;
        First = first;
        Options = options;
    }

    /// <summary>The condition, or those that hold one after the other.</summary>
    public ConditionParts<T> Conditions { get; }

    /// <summary>The condition that holds where the model is asked at a time.</summary>
    public ReadOnlyMemory<T> ConditionAt(double time) => Conditions[Conditions.At(time)];

    public ReadOnlyMemory<T> Mean { get; }

    public int Rows { get; }

    /// <summary>The first row's place in the batch.</summary>
    public int First { get; }

    public SampleOptions Options { get; }

    /// <summary>The known values of inpainting; null: none.</summary>
    public KnownRows<T>? Known { get; private init; }

    /// <summary>Who is told of every step; null: nobody.</summary>
    public SharedObserver<T>? Observer { get; private init; }

    public (ulong Seed, ulong Path) Noise(int row) =>
        Options.SampleSeeds.IsEmpty
            ? (Options.Seed, Options.FirstSample + (ulong)(First + row))
            : (Options.SampleSeeds.Span[First + row], 0);

    /// <summary>The standard normals of a step, a function of seed, path and step alone.</summary>
    public void FillNoise(int step, Span<T> noise)
    {
        if (_homogeneous)
        {
            noise.Clear();
            return;
        }

        int dimension = noise.Length / Rows;
        for (int row = 0; row < Rows; row++)
        {
            (ulong seed, ulong path) = Noise(row);
            TypedNoise.Fill(seed, path, (uint)step, noise.Slice(row * dimension, dimension));
        }
    }

    public static RunInput<T> Validate(int startLength, int dimension, int conditionDimension, bool meanReverting, SampleOptions options)
    {
        if (startLength == 0 || startLength % dimension != 0)
        {
            throw new ArgumentException(
                $"start has {startLength} values; it must hold at least one row of the model's dimension {dimension}, and whole rows",
                "start"
            );
        }

        int rows = startLength / dimension;
        if (!options.SampleSeeds.IsEmpty && options.SampleSeeds.Length != rows)
        {
            throw new ArgumentException($"SampleSeeds has {options.SampleSeeds.Length} entries for {rows} rows", nameof(options));
        }

        if (options.RowsPerCall < 0 || options.Threads < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                $"RowsPerCall is {options.RowsPerCall} and Threads is {options.Threads}; both must be 0 (default) or positive"
            );
        }

        ReadOnlyMemory<T> condition = default;
        ReadOnlyMemory<T> mean = default;
        var typed = options as SampleOptions<T>;
        if (typed is not null)
        {
            condition = typed.Condition;
            mean = typed.Mean;
        }
        else if (options.GetType() != typeof(SampleOptions))
        {
            throw new ArgumentException(
                $"options are {Named(options)}, but this sampler's states are {typeof(T).Name}: use SampleOptions<{typeof(T).Name}>",
                nameof(options)
            );
        }

        IReadOnlyList<ConditionChange<T>> changes = typed?.ConditionChanges ?? [];
        ConditionParts<T>.Require(changes);
        string width = $"the model's condition dimension is {conditionDimension}";
        ConditionParts<T> conditions = new(
            [
                PerRow(condition, rows, conditionDimension, "Condition", width),
                .. changes.Select(
                    (change, i) => PerRow(change.Condition, rows, conditionDimension, $"ConditionChanges[{i}].Condition", width)
                ),
            ],
            [.. changes.Select(change => change.Time)]
        );
        mean = PerRow(
            mean,
            rows,
            meanReverting ? dimension : 0,
            "Mean",
            meanReverting ? $"the process reverts to a mean, of the model's dimension {dimension}" : "the process is not mean-reverting"
        );
        if (options.NonFinite == NonFinite.Stop)
        {
            for (int part = 0; part < conditions.Count; part++)
            {
                RequireFinite(conditions[part].Span, part == 0 ? "Condition" : $"ConditionChanges[{part - 1}].Condition");
            }

            RequireFinite(mean.Span, "Mean");
        }

        KnownRows<T>? known = typed?.Inpainting is { } inpainting ? KnownOf(inpainting, rows, dimension) : null;
        return new(conditions, mean, rows, 0, options)
        {
            Known = known,
            Observer = typed?.StepCompleted is { } observer ? new(observer) : null,
        };
    }

    private static string Named(SampleOptions options) =>
        options.GetType() is { IsGenericType: true } type ? $"SampleOptions<{type.GetGenericArguments()[0].Name}>" : options.GetType().Name;

    /// <summary>Refuses a value that is not finite where it was given, before the model is blamed for it.</summary>
    private static void RequireFinite(ReadOnlySpan<T> values, string name)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!T.IsFinite(values[i]))
            {
                throw new ArgumentException($"{name}[{i}] is {values[i]}; every entry must be finite", "options");
            }
        }
    }

    public RunInput<T> Slice(int first, int rows) =>
        new(
            Conditions.Slice(first, rows, Rows),
            Mean.IsEmpty ? Mean : Mean.Slice(first * (Mean.Length / Rows), rows * (Mean.Length / Rows)),
            rows,
            First + first,
            Options
        )
        {
            Known = Known?.Slice(first * (Known.Mask.Length / Rows), rows * (Known.Mask.Length / Rows)),
            Observer = Observer,
        };

    /// <summary>The same rows without mean, noise and observers: what a tangent of the run goes through.</summary>
    public RunInput<T> Homogeneous() =>
        new(Conditions, new T[Mean.Length], Rows, First, Options with { Progress = null }) { _homogeneous = true };

    /// <summary>The same input for steps that are done again, of which nobody is told a second time.</summary>
    public RunInput<T> Unwatched() => new(Conditions, Mean, Rows, First, Options with { Progress = null }) { Known = Known };

    /// <summary>The same input, whose steps are also told to <paramref name="watcher"/>, before the caller's own observer.</summary>
    public RunInput<T> Watched(StepObserver<T> watcher) =>
        new(Conditions, Mean, Rows, First, Options)
        {
            Known = Known,
            Observer = new(watcher + (Options as SampleOptions<T>)?.StepCompleted),
        };

    private static KnownRows<T> KnownOf(Inpainting<T> given, int rows, int dimension)
    {
        string why = $"the model's dimension is {dimension}";
        KnownRows<T> known = new(
            PerRow(given.Mask, rows, dimension, "Inpainting.Mask", why),
            PerRow(given.Known, rows, dimension, "Inpainting.Known", why),
            given.Noise,
            given.CleanEnd
        );
        known.Require();
        return known;
    }

    private static ReadOnlyMemory<T> PerRow(ReadOnlyMemory<T> given, int rows, int width, string name, string why)
    {
        if (given.Length == rows * width)
        {
            return given;
        }

        if (width > 0 && given.Length == width)
        {
            var repeated = new T[rows * width];
            for (int row = 0; row < rows; row++)
            {
                given.Span.CopyTo(repeated.AsSpan(row * width));
            }

            return repeated;
        }

        throw new ArgumentException(
            $"{name} has {given.Length} values for {rows} rows; {why}, so {rows * width} values"
                + (width > 0 ? $" (or {width} for all rows) are needed: set SampleOptions<{typeof(T).Name}>.{name}" : " are needed"),
            "options"
        );
    }
}
