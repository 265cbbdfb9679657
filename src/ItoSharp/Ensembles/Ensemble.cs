using System.Numerics;

namespace ItoSharp;

/// <summary>
/// A program over a grid of equal steps: runs ensembles of its paths. Immutable, and safe to use from several threads at once. Emitted
/// ensembles hold one and give its members the names of the equation.
/// </summary>
/// <remarks>
/// The result of a run is a function of the program, the grid, the arguments, the start, the number of paths, the seed and the options
/// that shape it: neither threads nor lanes nor slices change a bit of it. Runs of one seed have the same noise whatever the arguments
/// (common random numbers), so that differences of runs have small errors; see <see cref="NormalTiles"/> for its law.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed partial class Ensemble<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EnsembleProgram<T> _program;

    /// <summary>A program over a grid.</summary>
    /// <param name="program">The discretised equation.</param>
    /// <param name="steps">The number of steps, at least 1; with stops in float at most 2^24, which a float still counts.</param>
    /// <param name="until">The time of the end; finite, after <paramref name="start"/>.</param>
    /// <param name="start">The time of the start; finite.</param>
    public Ensemble(EnsembleProgram<T> program, int steps, double until, double start = 0)
    {
        ArgumentNullException.ThrowIfNull(program);
        RunChecks.Shape(program.Shape, steps);
        RunChecks.Grid<T>(program.Shape, steps, until, start);
        _program = program;
        Steps = steps;
        Until = until;
        Start = start;
    }

    /// <summary>The number of steps.</summary>
    public int Steps { get; }

    /// <summary>The time of the start.</summary>
    public double Start { get; }

    /// <summary>The time of the end.</summary>
    public double Until { get; }

    /// <summary>The length of a step.</summary>
    public double StepLength => (Until - Start) / Steps;

    /// <summary>The number of the step whose end is at a time, for <see cref="EnsembleOptions.ObservationSteps"/>.</summary>
    /// <param name="time">A time of the grid, to a millionth of a step.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not on the grid; the message names the nearest that is.</exception>
    public int StepAt(double time)
    {
        double step = (time - Start) / StepLength;
        double nearest = Math.Clamp(Math.Round(step), 0, Steps);
        if (!(Math.Abs(step - nearest) <= 1e-6))
        {
            throw new ArgumentOutOfRangeException(
                nameof(time),
                time,
                FormattableString.Invariant(
                    $"no step ends at this time: the {Steps} steps from {Start} to {Until} are {StepLength:R} long, and the nearest end is at {(double.IsNaN(nearest) ? Start : Start + (nearest * StepLength)):R}"
                )
            );
        }

        return (int)nearest;
    }

    /// <summary>Runs paths and takes their statistics; no path is stored.</summary>
    /// <param name="arguments">The program's arguments: the equation's parameters, then those of observables and stops; no NaN.</param>
    /// <param name="start">Where the paths start.</param>
    /// <param name="paths">The number of paths, at least 1, of the whole run where this is a slice of it.</param>
    /// <param name="seed">The key of the noise.</param>
    /// <param name="options">How to run and what to observe; null: on all processors, the end only.</param>
    /// <exception cref="NonFinitePathException">A path is not finite, and the options do not say what else to do.</exception>
    public EnsembleStatistics Run(
        ReadOnlySpan<double> arguments,
        EnsembleStart start,
        long paths,
        ulong seed,
        EnsembleOptions? options = null
    ) => Prepare(arguments, start, paths, seed, options).Run(null);

    /// <summary>Runs paths and keeps their states, observables and stops at the end.</summary>
    /// <inheritdoc cref="Run"/>
    public EnsemblePaths<T> Terminal(
        ReadOnlySpan<double> arguments,
        EnsembleStart start,
        long paths,
        ulong seed,
        EnsembleOptions? options = null
    ) => Keep(Prepare(arguments, start, paths, seed, options), true);

    /// <summary>
    /// Runs paths and keeps their states and observables at all observations: <see cref="EnsembleOptions.ObservationSteps"/> and the end.
    /// </summary>
    /// <inheritdoc cref="Run"/>
    public EnsemblePaths<T> Trajectories(
        ReadOnlySpan<double> arguments,
        EnsembleStart start,
        long paths,
        ulong seed,
        EnsembleOptions? options = null
    ) => Keep(Prepare(arguments, start, paths, seed, options), false);

    private static EnsemblePaths<T> Keep(EnsembleRun<T> run, bool endOnly)
    {
        PathStore<T> store = run.Store(endOnly);
        EnsembleStatistics statistics = run.Run(store);
        return new(statistics, store.Values, store.StopSteps, endOnly ? statistics.Observations.Count - 1 : 0);
    }

    private EnsembleRun<T> Prepare(ReadOnlySpan<double> arguments, EnsembleStart start, long paths, ulong seed, EnsembleOptions? options)
    {
        options ??= new();
        return new(Plan(arguments, start, paths, seed, options), options);
    }

    internal RunPlan<T> Plan(ReadOnlySpan<double> arguments, EnsembleStart start, long paths, ulong seed, EnsembleOptions options)
    {
        ArgumentNullException.ThrowIfNull(start);
        EnsembleShape shape = _program.Shape;
        RunChecks.Arguments(shape, arguments);
        RunChecks.Options(shape, options, Steps, paths);
        if (_program is AdaptiveProgram<T>)
        {
            RunChecks.Adaptive(options);
        }

        start.Check(shape, paths);
        RunDescription run = new()
        {
            Program = NameOf(_program.GetType()),
            Digest = shape.Digest,
            Precision = typeof(T).Name,
            Components = [.. shape.Components],
            Observables = [.. shape.Observables],
            Stops = [.. shape.Stops],
            ArgumentNames = [.. shape.Arguments],
            Arguments = arguments.ToArray(),
            StartState = start.Identity,
            Seed = seed,
            NormalsPerStep = shape.NormalsPerStep,
            Steps = Steps,
            Start = Start,
            Until = Until,
            Antithetic = options.Antithetic,
            Refinement = options.Refinement,
            NonFinite = options.NonFinite,
            Covariance = options.Covariance,
            ObservationSteps =
                options.ObservationSteps is [.., var last] && last == Steps
                    ? [.. options.ObservationSteps]
                    : [.. options.ObservationSteps, Steps],
            Histograms = [.. options.Histograms],
        };
        double[] constants = new double[shape.Constants];
        _program.FillConstants(arguments, run.H, constants);
        LaneWidth width = options.Lanes ?? Lanes.Widest;
        return new()
        {
            Program = _program,
            Shape = shape,
            Run = run,
            Layout = new(run),
            Start = start,
            Width = width,
            Constants = RunPlan<T>.Round(constants),
            Table = RunPlan<T>.FillTable(_program, run, constants),
            Windows = StepWindow.Plan(
                Steps,
                run.ObservationSteps,
                shape.Columns,
                shape.TimedColumns,
                System.Runtime.CompilerServices.Unsafe.SizeOf<T>()
            ),
            Paths = paths,
            Cancellation = options.Cancellation,
        };
    }

    // Of a generic type without its arguments: they would bring the version of the runtime with them.
    private static string NameOf(Type type) => (type.FullName ?? type.Name).Split('[')[0];
}
