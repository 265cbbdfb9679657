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
    /// <exception cref="InvalidOperationException">The program has no reverse steps.</exception>
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
        EnsembleAdjoint<T>? adjoint = _program as EnsembleAdjoint<T>;
        IAcceptedAdjoint<T>? accepted = _program as IAcceptedAdjoint<T>;
        Func<int, ObservableGradient>? form =
            accepted is not null ? accepted.Form
            : adjoint is not null ? adjoint.Form
            : null;
        if (form is null)
        {
            throw new InvalidOperationException(
                $"{_program.GetType().Name} has no reverse steps: declare the ensemble with Gradients = Gradients.Exact"
            );
        }

        if (options.Resume is not null || options.CheckpointBlocks > 0 || options.Progress is not null || options.Histograms.Count > 0)
        {
            throw new ArgumentException(
                "gradients take no Resume, CheckpointBlocks, Progress and Histograms: run slices of blocks (FirstBlock, BlockCount) instead",
                nameof(options)
            );
        }

        if (!(gradients.Difference > 0 && double.IsFinite(gradients.Difference)))
        {
            throw new ArgumentOutOfRangeException(nameof(gradients), gradients.Difference, "Difference must be above 0 and finite");
        }

        RunPlan<T> run = Plan(arguments, start, paths, seed, options);
        GradientTarget[] pathwise = GradientTargets.Read(form, run.Run, gradients, alongPaths: true);
        GradientTarget[] differenced = GradientTargets.Read(form, run.Run, gradients, alongPaths: false);
        EnsembleGradient? differences =
            differenced.Length == 0
                ? null
                : new DifferenceRun<T>(_program, run, new(run.Shape, differenced), options, gradients.Difference).Run(gradients.Covariance);
        if (pathwise.Length == 0)
        {
            return differences ?? throw new ArgumentException("the ensemble has no observable whose gradient is taken", nameof(gradients));
        }

        GradientColumns columns = new(run.Shape, pathwise);
        if (accepted is not null)
        {
            return AcceptedGradientRun<T>.Run(run, accepted, columns, options, gradients, differences);
        }

        RunDescription description = run.Run.OfGradients(columns.Names(), gradients.Covariance);
        double[] constants = new double[run.Shape.Constants];
        adjoint!.FillConstants(arguments, run.Run.H, constants);
        long blocks = options.BlockCount ?? EnsembleBlock.Count(paths) - options.FirstBlock;
        GradientPlan<T> plan = new(run, adjoint, columns, description, constants)
        {
            Sizes = GradientSizes<T>.Plan(run, columns, gradients, options.Threads, blocks),
        };
        return new GradientRun<T>(plan, options).Run(differences);
    }
}
