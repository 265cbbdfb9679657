namespace ItoSharp;

/// <summary>Where a fit wants the end of each step to be.</summary>
internal abstract class StepTarget<T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    /// <summary>Prepares a step for all parts of the batch.</summary>
    public virtual void Begin(int step) { }

    /// <summary>The wanted state at the end of a step of one part, asked before the student takes the step.</summary>
    public abstract ReadOnlySpan<T> At(int step, BatchParts<T>.Part part, SamplerRun<T> student);

    /// <summary>Model evaluations of each row so far.</summary>
    public abstract int Evaluations { get; }

    /// <summary>Runs to a step with the plan's own model.</summary>
    public static void RunTo(SamplerPlan<T> plan, SamplerRun<T> run, int step, CancellationToken cancellation)
    {
        while (run.Step < step && run.NextQuery is { } query)
        {
            cancellation.ThrowIfCancellationRequested();
            plan.Model.Evaluate(query.Input, query.Prediction.Span);
            run.Advance();
        }
    }

    /// <summary>A plan with the same method on other nodes.</summary>
    protected static SamplerPlan<T> OnNodes(SamplerPlan<T> plan, double[] times) =>
        new(plan.Model, plan.Process, SampleGrid.Build(plan.Process, TimeTable.Of(times)), plan.Kernels);

    /// <summary>The times inside a step that cut it into equal parts in log-SNR, or in t where log-SNR is infinite at one end.</summary>
    protected static IEnumerable<double> Between(SamplerPlan<T> plan, int step, int parts)
    {
        ProcessPoint s = plan.Grid.Points[step];
        ProcessPoint t = plan.Grid.Points[step + 1];
        bool finite = double.IsFinite(s.Lambda) && double.IsFinite(t.Lambda);
        return Enumerable
            .Range(1, parts - 1)
            .Select(i => (double)i / parts)
            .Select(w => finite ? plan.Process.TimeOfLambda(s.Lambda + w * (t.Lambda - s.Lambda)) : s.Time + w * (t.Time - s.Time));
    }
}
