using System.Numerics;

namespace ItoSharp;

/// <summary>
/// D-ODE: one number a step, <c>x += lambda_i (m_i - m_(i-1))</c>, by least squares against the trajectory of the same solver with
/// more steps. No further model evaluation at run time.
/// </summary>
/// <remarks>
/// Kim, Jang, Cho and Kim, "Distilling ODE Solvers of Diffusion Models into Smaller Steps" (CVPR 2024). On Runge-Kutta steps the
/// difference is that of the last two stages. For plans without corrector and without noise.
/// </remarks>
public static class DOde
{
    /// <summary>Fits a sampler on a batch of start states.</summary>
    /// <param name="sampler">The sampler, without coefficients; declared with Memory = 2 unless its plan keeps as many.</param>
    /// <param name="starts">Draws of the prior, rows x dimension.</param>
    /// <param name="options">The teacher's steps, condition, progress; null: the defaults.</param>
    /// <returns>A table for <c>sampler.With</c>, and how each step was fitted.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or the sampler has noise, a corrector, coefficients, or too little memory.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two evaluations.</exception>
    public static CoefficientFit Fit<TProcess, T>(FieldSampler<TProcess, T> sampler, ReadOnlySpan<T> starts, DOdeOptions? options = null)
        where TProcess : class, IProcess<TProcess>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(sampler);
        DOdeOptions choices = options ?? new DOdeOptions();
        if (choices.TeacherSteps < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                choices.TeacherSteps,
                "TeacherSteps, the teacher's steps for each step of the sampler, must be at least 1"
            );
        }

        SamplerPlan<T> plan = sampler.FittedPlan;
        CoefficientFitter.RequireFits(plan, choices, 2);
        BatchParts<T> parts = sampler.Parts(starts, CoefficientFitter.RunOptions<T>(choices));
        return CoefficientFitter.Fit(plan, parts, new Teacher<T>(plan, parts, choices.TeacherSteps), choices, 1);
    }

    /// <summary>The same solver with more steps, side by side with the student from the same start.</summary>
    private sealed class Teacher<T> : StepTarget<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly SamplerPlan<T> _plan;
        private readonly SamplerRun<T>[] _runs;
        private readonly int _count;

        public Teacher(SamplerPlan<T> student, BatchParts<T> parts, int count)
        {
            _count = count;
            double[] times =
            [
                student.Grid.Points[0].Time,
                .. Enumerable
                    .Range(0, student.Rows.Length)
                    .SelectMany(n => Between(student, n, count).Append(student.Grid.Points[n + 1].Time)),
            ];
            _plan = OnNodes(student, times);
            _runs = new SamplerRun<T>[parts.Count];
            parts.Run(part => _runs[part.Index] = new(_plan, part.Input, part.Start.Span));
        }

        public override int Evaluations => _plan.Rows.Sum(row => row.Evaluations);

        public override ReadOnlySpan<T> At(int step, BatchParts<T>.Part part, SamplerRun<T> student)
        {
            RunTo(_plan, _runs[part.Index], (step + 1) * _count, part.Input.Options.Cancellation);
            return _runs[part.Index].State;
        }
    }
}
