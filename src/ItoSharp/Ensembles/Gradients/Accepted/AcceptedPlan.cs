using System.Numerics;

namespace ItoSharp;

/// <summary>Everything of a gradient over accepted steps that its threads share and none changes.</summary>
internal sealed class AcceptedPlan<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public AcceptedPlan(RunPlan<T> run, IAcceptedAdjoint<T> program, GradientColumns columns, RunDescription description)
    {
        Run = run;
        Program = program;
        Columns = columns;
        Description = description;
        Layout = new(description);
        Lanes = ItoSharp.Lanes.Of<T>(run.Width);
        ConstantRates = new double[run.Shape.Constants * (columns.Arguments.Length + 1)];
        program.DifferentiateConstants(run.Run.Arguments, run.Run.H, ConstantRates);
        Observations = [.. columns.Targets.SelectMany(t => t.Parts).Select(p => p.Step).Distinct().Order()];

        // Paths meet where the run itself lets them meet, so that their steps are those of the run.
        HashSet<int> meetings = [.. run.Windows.Select(w => w.End), .. run.Run.ObservationSteps, .. Observations];
        meetings.Remove(0);
        Stretches = [.. meetings.Order()];
    }

    public RunPlan<T> Run { get; }

    public IAcceptedAdjoint<T> Program { get; }

    public GradientColumns Columns { get; }

    /// <summary>The run whose columns are values and derivatives.</summary>
    public RunDescription Description { get; }

    public StatisticsLayout Layout { get; }

    public int Lanes { get; }

    /// <summary>For every constant its derivatives by the arguments and the step.</summary>
    public double[] ConstantRates { get; }

    /// <summary>The steps of the grid at which something is observed, ascending.</summary>
    public int[] Observations { get; }

    /// <summary>The steps of the grid at which all paths of a group meet, ascending, without the start.</summary>
    public int[] Stretches { get; }

    public required AcceptedSizes<T> Sizes { get; init; }
}
