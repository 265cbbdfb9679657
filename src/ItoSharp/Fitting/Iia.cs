using System.Numerics;

namespace ItoSharp;

/// <summary>
/// Improved integration approximation: to every step it adds differences of past predictions, weighed by least squares so that
/// the step ends where sub-steps of the same method from the same state would. No further model evaluation at run time.
/// </summary>
/// <remarks>
/// Zhang, Niwa and Kleijn, "On Accelerating Diffusion-Based Sampling Processes via Improved Integration Approximation" (ICLR 2024):
/// IIA-DDIM, IIA-EDM, IIA-DPM-Solver, by the plan of the sampler. For plans without corrector and without noise.
/// </remarks>
public static class Iia
{
    /// <summary>Fits a sampler on a batch of start states.</summary>
    /// <param name="sampler">The sampler, without coefficients; declared with Memory = Terms + 1 unless its plan keeps as many.</param>
    /// <param name="starts">Draws of the prior, rows x dimension; a few hundred rows generalise.</param>
    /// <param name="options">Sub-steps, terms, condition, progress; null: the defaults.</param>
    /// <returns>A table for <c>sampler.With</c>, and how each step was fitted.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or the sampler has noise, a corrector, coefficients, or too little memory.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two evaluations.</exception>
    public static CoefficientFit Fit<TProcess, T>(FieldSampler<TProcess, T> sampler, ReadOnlySpan<T> starts, IiaOptions? options = null)
        where TProcess : class, IProcess<TProcess>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(sampler);
        IiaOptions choices = options ?? new IiaOptions();
        if (choices.FineSteps < 1 || choices.Terms < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                $"FineSteps is {choices.FineSteps} and Terms is {choices.Terms}; both must be at least 1"
            );
        }

        SamplerPlan<T> plan = sampler.FittedPlan;
        CoefficientFitter.RequireFits(plan, choices, choices.Terms + 1);
        BatchParts<T> parts = sampler.Parts(starts, CoefficientFitter.RunOptions<T>(choices));
        return CoefficientFitter.Fit(plan, parts, new SubSteps<T>(plan, choices.FineSteps), choices, choices.Terms);
    }

    /// <summary>The student's own step, cut into equal parts and continued from the student's state and history.</summary>
    private sealed class SubSteps<T>(SamplerPlan<T> plan, int count) : StepTarget<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private SamplerPlan<T>? _fine;
        private int _evaluations;

        public override int Evaluations => _evaluations;

        public override void Begin(int step)
        {
            // The nodes up to the step are the student's, so that its history fits; one sub-step is the step itself.
            double[] before = [.. plan.Grid.Points[..(step + 1)].ToArray().Select(point => point.Time)];
            _fine = OnNodes(plan, [.. before, .. Between(plan, step, count), plan.Grid.Points[step + 1].Time]);
            _evaluations += _fine.Rows[step..].Sum(row => row.Evaluations);
        }

        public override ReadOnlySpan<T> At(int step, BatchParts<T>.Part part, SamplerRun<T> student)
        {
            SamplerRun<T> run = new(_fine!, part.Input, student.State);
            run.Restore(student.Save());
            RunTo(_fine!, run, step + count, part.Input.Options.Cancellation);
            return run.State;
        }
    }
}
