namespace ItoSharp;

public sealed partial class Ensemble<T>
{
    /// <summary>
    /// The means of observables and their derivatives by the start, the arguments and the times of the grid: exact derivatives of what
    /// the steps compute, path by path, with standard errors.
    /// </summary>
    /// <param name="arguments">As in <see cref="Run"/>.</param>
    /// <param name="start">Where the paths start.</param>
    /// <param name="paths">The number of paths, at least 1.</param>
    /// <param name="seed">The key of the noise; with that of <see cref="Run"/> the values are those of the run.</param>
    /// <param name="options">How to run; observables are differentiated at every observation, the end last.</param>
    /// <param name="gradients">Which gradients are taken, and in what memory; null: those of all observables.</param>
    /// <exception cref="ArgumentOutOfRangeException">The memory is less than the least that can do, which the message names.</exception>
    /// <exception cref="InvalidOperationException">
    /// The program has no reverse steps; or steps were undone, and a path came back to another start than its own.
    /// </exception>
    /// <exception cref="NotSupportedException">The options name a device, which takes no such gradient; the message says which would do.</exception>
    /// <exception cref="NonFiniteGradientException">A derivative is not finite, and the options do not say what else to do.</exception>
    public EnsembleGradient Gradient(
        ReadOnlySpan<double> arguments,
        EnsembleStart start,
        long paths,
        ulong seed,
        EnsembleOptions? options = null,
        EnsembleGradientOptions? gradients = null
    )
    {
        options ??= new();
        gradients ??= new();
        if (_program is not IObservableAdjoint<T> observables)
        {
            throw new InvalidOperationException(
                $"{_program.GetType().Name} has no reverse steps: declare the ensemble with Gradients = Gradients.Exact or Gradients.Reversible"
            );
        }

        RequirePlain(options);

        if (!(gradients.Difference > 0 && double.IsFinite(gradients.Difference)))
        {
            throw new ArgumentOutOfRangeException(nameof(gradients), gradients.Difference, "Difference must be above 0 and finite");
        }

        double tolerance = ReconstructionTolerance(gradients);
        RunPlan<T> run = Plan(arguments, start, paths, seed, options);
        GradientTarget[] pathwise = GradientTargets.Read(observables.Form, run.Run, gradients, alongPaths: true);
        GradientTarget[] differenced = GradientTargets.Read(observables.Form, run.Run, gradients, alongPaths: false);
        GradientColumns moved = new(run.Shape, differenced);
        string? kernel = pathwise.Length + differenced.Length == 0 ? null : KernelOfGradient(options, gradients, differenced, run);
        ProgressCount? progress = Progress(run, options, pathwise.Length > 0, differenced.Length > 0 ? moved.Runs : 0);
        EnsembleGradient? differences =
            differenced.Length == 0
                ? null
                : new DifferenceRun<T>(_program, run, moved, options, gradients.Difference, progress).Run(gradients.Covariance);
        if (pathwise.Length == 0)
        {
            return differences ?? throw new ArgumentException("the ensemble has no observable whose gradient is taken", nameof(gradients));
        }

        GradientColumns columns = new(run.Shape, pathwise);
        if (_program is IAcceptedAdjoint<T> accepted)
        {
            return AcceptedGradientRun<T>.Run(run, accepted, columns, options, gradients, differences, progress);
        }

        RunDescription description = run.Run.OfGradients(columns.Names(), gradients.Covariance);
        double[] constants = new double[run.Shape.Constants];
        var adjoint = (EnsembleAdjoint<T>)_program;
        adjoint.FillConstants(arguments, run.Run.H, constants);
        long blocks = options.BlockCount ?? EnsembleBlock.Count(paths) - options.FirstBlock;
        if (kernel is not null)
        {
            GradientPlan<T> there = new(run, adjoint, columns, description, constants, GradientSizes<T>.Bare(run, columns))
            {
                ReconstructionTolerance = tolerance,
            };
            return new DeviceGradientRun<T>(there, kernel, options.Device!, options, gradients.Memory, progress).Run();
        }

        GradientSizes<T> sizes = GradientSizes<T>.Plan(run, columns, gradients, options.Threads, blocks);
        GradientPlan<T> plan = new(run, adjoint, columns, description, constants, sizes) { ReconstructionTolerance = tolerance };
        return new GradientRun(
            columns,
            description,
            plan.Layout,
            sizes.Memory,
            () => new BlockGradient<T>(plan),
            paths,
            options,
            progress
        ).Run(differences);
    }

    /// <summary>Counts steps forward once, and those of every run of differences; those that are gone over again do not count.</summary>
    private static ProgressCount? Progress(RunPlan<T> run, EnsembleOptions options, bool pathwise, int runs)
    {
        if (options.Progress is not { } target)
        {
            return null;
        }

        long first = options.FirstBlock * EnsembleBlock.Paths;
        long end = options.BlockCount is { } count ? first + (count * EnsembleBlock.Paths) : run.Paths;
        long pathSteps = (Math.Min(end, run.Paths) - first) * run.Run.Steps;
        return new(target, pathSteps * (runs + (pathwise ? 1 : 0)), 0);
    }

    private static void RequirePlain(EnsembleOptions options)
    {
        if (options.Resume is not null || options.CheckpointBlocks > 0 || options.Histograms.Count > 0)
        {
            throw new ArgumentException(
                "gradients take no Resume, CheckpointBlocks and Histograms: run slices of blocks (FirstBlock, BlockCount) instead",
                nameof(options)
            );
        }
    }

    /// <summary>What a reconstructed start may differ by; rounding that is bound to grow beyond it is an error before the run.</summary>
    private double ReconstructionTolerance(EnsembleGradientOptions gradients)
    {
        if (gradients.ReconstructionTolerance is { } given && !(given > 0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(EnsembleGradientOptions.ReconstructionTolerance),
                given,
                "the tolerance of a reconstruction must be above 0"
            );
        }

        double tolerance = gradients.ReconstructionTolerance ?? (_program.Shape.Noises == 0 ? 1e-12 : 1e-9);
        if (_program is not ReversibleProgram<T> reversible)
        {
            return gradients.ReconstructionTolerance is null
                ? tolerance
                : throw new ArgumentException(
                    $"ReconstructionTolerance is for ensembles with Gradients.Reversible, and {_program.GetType().Name} keeps its states",
                    nameof(gradients)
                );
        }

        double grown = Math.Pow(reversible.Growth, Steps) * Math.ScaleB(1, -53);
        if (gradients.Memory is null && !(grown <= tolerance))
        {
            int most = (int)(Math.Log(tolerance / Math.ScaleB(1, -53)) / Math.Log(reversible.Growth));
            throw new ArgumentOutOfRangeException(
                nameof(EnsembleGradientOptions.ReconstructionTolerance),
                tolerance,
                FormattableString.Invariant(
                    $"going back over {Steps} steps the coupling of {1 / reversible.Growth:0.####} makes {grown:0.##e+0} of the rounding of one step, more than the tolerance: take at most {most} steps, allow more, or give EnsembleGradientOptions.Memory, within which states are kept in checkpoints instead"
                )
            );
        }

        return tolerance;
    }
}
