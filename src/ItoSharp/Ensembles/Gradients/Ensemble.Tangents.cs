namespace ItoSharp;

public sealed partial class Ensemble<T>
{
    /// <summary>
    /// The means of observables and their derivatives along a few directions: the exact tangents of what the steps compute, path by path,
    /// with standard errors. They go forward with the paths, so that no states are kept; each direction costs about what a run does.
    /// </summary>
    /// <param name="arguments">As in <see cref="Run"/>.</param>
    /// <param name="start">Where the paths start.</param>
    /// <param name="paths">The number of paths, at least 1.</param>
    /// <param name="seed">The key of the noise; with that of <see cref="Run"/> the values are those of the run.</param>
    /// <param name="along">What moves: names of arguments, of components of the start and of the times "from" and "until", or combinations.</param>
    /// <param name="options">How to run; observables are differentiated at every observation, the end last.</param>
    /// <param name="gradients">Which observables; null: all whose derivatives are taken along paths. It takes no memory and no tolerance.</param>
    /// <exception cref="ArgumentException">A name is none, comes twice, or the options ask for what tangents do not have.</exception>
    /// <exception cref="InvalidOperationException">The program has no tangents.</exception>
    /// <exception cref="NotSupportedException">The options name a device: tangents are taken on the CPU.</exception>
    /// <exception cref="NonFiniteGradientException">A derivative is not finite, and the options do not say what else to do.</exception>
    public EnsembleGradient Tangents(
        ReadOnlySpan<double> arguments,
        EnsembleStart start,
        long paths,
        ulong seed,
        IReadOnlyList<EnsembleDirection> along,
        EnsembleOptions? options = null,
        EnsembleGradientOptions? gradients = null
    )
    {
        ArgumentNullException.ThrowIfNull(along);
        options ??= new();
        gradients ??= new();
        if (_program is not EnsembleAdjoint<T> adjoint || _program is not ITangentProgram<T> tangents)
        {
            throw new InvalidOperationException(
                $"{_program.GetType().Name} has no tangents: declare the ensemble with Gradients = Gradients.Exact and steps of equal length"
            );
        }

        RequirePlain(options);
        if (options.Device is { } device && device != EnsembleDevice.Cpu)
        {
            throw new NotSupportedException(
                $"{device.Name} takes no tangents: ask Gradient, which it takes, or leave EnsembleOptions.Device out"
            );
        }

        RequireDirections(along);
        if (gradients.Memory is not null || gradients.ReconstructionTolerance is not null)
        {
            throw new ArgumentException("tangents keep no states: leave Memory and ReconstructionTolerance out", nameof(gradients));
        }

        RunPlan<T> run = Plan(arguments, start, paths, seed, options);
        // A smoothed observable has no tangent of its own: it is left to Gradient.
        ObservableGradient Form(int observable) =>
            adjoint.Form(observable) is var form and not ObservableGradient.Smoothed ? form : ObservableGradient.None;
        GradientTarget[] targets = GradientTargets.Read(Form, run.Run, gradients, alongPaths: true);
        if (targets.Length == 0)
        {
            throw new ArgumentException("the ensemble has no observable whose derivative is taken along paths", nameof(gradients));
        }

        GradientColumns columns = new(run.Shape, targets, along);
        RunDescription description = run.Run.OfGradients(columns.Names(), gradients.Covariance);
        double[] constants = new double[run.Shape.Constants];
        adjoint.FillConstants(arguments, run.Run.H, constants);
        GradientSizes<T> sizes = GradientSizes<T>.Bare(run, columns);
        GradientPlan<T> shared = new(run, adjoint, columns, description, constants, sizes) { ReconstructionTolerance = 0 };
        TangentPlan<T> plan = new(shared, tangents, along);
        long blocks = options.BlockCount ?? EnsembleBlock.Count(paths) - options.FirstBlock;
        int threads = (int)Math.Clamp(options.Threads == 0 ? Environment.ProcessorCount : options.Threads, 1, Math.Max(1, blocks));
        long bytes = plan.BytesPerThread();
        GradientMemory memory = new(bytes * threads, bytes, bytes, threads, 0, false, Steps, 0);
        return new GradientRun(
            columns,
            description,
            shared.Layout,
            memory,
            () => new BlockTangents<T>(plan),
            paths,
            options,
            Progress(run, options, true, 0)
        ).Run(null);
    }

    private static void RequireDirections(IReadOnlyList<EnsembleDirection> along)
    {
        if (along.Count == 0)
        {
            throw new ArgumentException("name at least one parameter, component or time to differentiate by", nameof(along));
        }

        if (along.GroupBy(d => d.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"'{twice.Key}' comes twice", nameof(along));
        }
    }
}
