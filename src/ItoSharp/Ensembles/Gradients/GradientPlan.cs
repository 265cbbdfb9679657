using System.Numerics;

namespace ItoSharp;

/// <summary>Everything of a gradient run that its threads share and none changes.</summary>
internal sealed class GradientPlan<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Contributions to constants are summed in T over this many steps, then in double: fixed, so that neither widths nor checkpoints
    /// change a bit.
    /// </summary>
    public const int ChunkSteps = 32;

    public GradientPlan(
        RunPlan<T> run,
        EnsembleAdjoint<T> program,
        GradientColumns columns,
        RunDescription description,
        double[] constants,
        GradientSizes<T> sizes
    )
    {
        Sizes = sizes;
        Schedule = sizes.Memory is { IsReversible: false } memory ? GradientSchedule.Of(run.Run.Steps, memory.Checkpoints) : [];
        Run = run;
        Program = program;
        Columns = columns;
        Description = description;
        Layout = new(description);
        Lanes = ItoSharp.Lanes.Of<T>(run.Width);
        ConstantRates = new double[run.Shape.Constants * (columns.Arguments.Length + 1)];
        program.DifferentiateConstants(run.Run.Arguments, run.Run.H, ConstantRates);
        Timed = TimedRates.Of(program, run.Run, constants, ConstantRates);
        Observations = [.. columns.Targets.SelectMany(t => t.Parts).Select(p => p.Step).Distinct().Order()];
    }

    public RunPlan<T> Run { get; }

    public EnsembleAdjoint<T> Program { get; }

    public GradientColumns Columns { get; }

    /// <summary>The run whose columns are values and derivatives.</summary>
    public RunDescription Description { get; }

    public StatisticsLayout Layout { get; }

    public int Lanes { get; }

    /// <summary>For every constant its derivatives by the arguments and the step.</summary>
    public double[] ConstantRates { get; }

    public TimedRates Timed { get; }

    /// <summary>The steps at which something is observed, ascending.</summary>
    public int[] Observations { get; }

    public GradientSizes<T> Sizes { get; }

    /// <summary>What is done in order where states are kept; else nothing.</summary>
    public GradientAction[] Schedule { get; }

    /// <summary>The largest error of a start that is computed back.</summary>
    public required double ReconstructionTolerance { get; init; }

    public int Steps => Run.Run.Steps;
}
