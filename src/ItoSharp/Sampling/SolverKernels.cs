namespace ItoSharp;

/// <summary>
/// What the generator emits for one sampler and the runtime drives: closed forms of the step weights with their pull-backs, and
/// the fused update of a batch with its pull-back. Not for hand-written code.
/// </summary>
/// <remarks>
/// A multistep row is <c>[a, c_0 .. c_(k-1), nu]</c>. The nodes handed to weight functions are <c>[t, s, s-1, s-2, ..]</c>: the
/// step's target, its start, and the nodes before; for Runge-Kutta steps <c>[t, s, stage 1, stage 2, ..]</c>.
/// </remarks>
public abstract class SolverKernels<T>(SolverShape shape)
    where T : unmanaged
{
    /// <summary>The structure.</summary>
    public SolverShape Shape => shape;

    /// <summary>The formulas of step <paramref name="step"/>: this, but for a schedule of several methods.</summary>
    internal virtual SolverKernels<T> At(int step) => this;

    /// <summary>Whether there is a fused update for a multistep row of so many predictions at a step.</summary>
    internal virtual bool Takes(int step, int terms, bool noise) => true;

    /// <summary>The methods behind this one.</summary>
    internal virtual IReadOnlyList<SolverKernels<T>> Methods => [this];

    /// <summary>tau or eta at the target time of a step, the data's posterior variance at its start, or a heavy ball's damping.</summary>
    public virtual double Level(double time) => 0;

    /// <summary>The noise scale phi(rho) of the ER-SDE family; rho itself is the ODE.</summary>
    public virtual double Scale(double rho) => rho;

    /// <summary>The derivative of <see cref="Scale"/>.</summary>
    public virtual double ScaleSlope(double rho) => 1;

    /// <summary>How far a step that starts at rho = sigma/alpha first goes back: to (1 + churn) rho.</summary>
    public virtual double Churn(double rho, int steps) => 0;

    /// <summary>The scale of the noise that churn adds; 1 keeps the marginals.</summary>
    public virtual double ChurnNoise => 1;

    /// <summary>The row of a multistep step with <paramref name="history"/> nodes.</summary>
    public virtual void Predictor(int history, ReadOnlySpan<ProcessPoint> nodes, double level, Span<double> row) =>
        throw new InvalidOperationException("this solver's weights are made of integrals over the step, or it has no multistep steps");

    /// <summary>Adds the pull-back of the closed-form row to the nodes' cotangents and returns that of the level.</summary>
    public virtual double PredictorPullBack(
        int history,
        ReadOnlySpan<ProcessPoint> nodes,
        double level,
        ReadOnlySpan<double> row,
        Span<ProcessPoint> cotangents
    ) => throw new InvalidOperationException("this sampler was declared without Gradients.Exact");

    /// <summary>The row of a multistep step of a plan with <see cref="StepIntegrals"/>.</summary>
    public virtual void Predictor(int history, ReadOnlySpan<ProcessPoint> nodes, ReadOnlySpan<double> integrals, Span<double> row) =>
        throw new InvalidOperationException("this solver's weights are closed forms");

    /// <summary>Adds the pull-back of the row with integrals to the nodes' and the integrals' cotangents.</summary>
    public virtual void PredictorPullBack(
        int history,
        ReadOnlySpan<ProcessPoint> nodes,
        ReadOnlySpan<double> integrals,
        ReadOnlySpan<double> row,
        Span<ProcessPoint> cotangents,
        Span<double> integralCotangents
    ) => throw new InvalidOperationException("this sampler was declared without Gradients.Exact");

    /// <summary>
    /// What the corrector with <paramref name="corrector"/> nodes adds to a state predicted with <paramref name="history"/>
    /// nodes: <c>x_t += sum_j d_j m_(t-j)</c>, the new prediction first.
    /// </summary>
    public virtual void Correction(int history, int corrector, ReadOnlySpan<ProcessPoint> nodes, double level, Span<double> row) =>
        throw new InvalidOperationException("this solver has no corrector");

    /// <summary>Adds the pull-back of <see cref="Correction"/> to the nodes' cotangents and returns that of the level.</summary>
    public virtual double CorrectionPullBack(
        int history,
        int corrector,
        ReadOnlySpan<ProcessPoint> nodes,
        double level,
        ReadOnlySpan<double> row,
        Span<ProcessPoint> cotangents
    ) => throw new InvalidOperationException("this solver has no corrector");

    /// <summary>The rows of a Runge-Kutta step, stage by stage: <c>[a, c_0 .. c_b]</c> for block b.</summary>
    public virtual void RungeKutta(ReadOnlySpan<ProcessPoint> nodes, Span<double> rows) =>
        throw new InvalidOperationException("this solver has no Runge-Kutta steps");

    /// <summary>Adds the pull-back of <see cref="RungeKutta"/> to the nodes' cotangents.</summary>
    public virtual void RungeKuttaPullBack(ReadOnlySpan<ProcessPoint> nodes, ReadOnlySpan<double> rows, Span<ProcessPoint> cotangents) =>
        throw new InvalidOperationException("this solver has no Runge-Kutta steps");

    /// <summary>x = a x + nu z (+ cmu mu): back towards noise before a step.</summary>
    public virtual void Lift(Span<T> x, ReadOnlySpan<T> noise, ReadOnlySpan<T> mean, double gain, double scale, double meanWeight) =>
        throw new InvalidOperationException("this solver has no churn");

    /// <summary>The reverse of <see cref="Lift"/>.</summary>
    public virtual void LiftPullBack(Span<T> x, double gain) => throw new InvalidOperationException("this solver has no churn");

    /// <summary>One fused update; false if a written state is not finite.</summary>
    public abstract bool Advance(in FieldStep<T> step);

    /// <summary>The fused updates in the common part of OpenCL C and CUDA C; empty: there are none.</summary>
    public virtual string DeviceKernels => "";

    /// <summary>Launches one fused update on a device.</summary>
    public virtual void Advance(in DeviceFieldStep<T> step) => throw new NotSupportedException("this sampler has no kernels for devices");

    /// <summary>The reverse of <see cref="Advance(in FieldStep{T})"/>; emitted where the sampler asks for exact gradients.</summary>
    public virtual void AdvancePullBack(in FieldStepCotangent<T> step) =>
        throw new InvalidOperationException("this sampler was declared without Gradients.Exact");

    /// <summary>The row <c>[a, w_0, w_1, u_0, u_1]</c> of an AdjointDEIS step; emitted where the sampler asks for it.</summary>
    public virtual void AdjointDeis(Prediction form, int order, ReadOnlySpan<ProcessPoint> nodes, double tauSquared, Span<double> row) =>
        throw new InvalidOperationException("this sampler was declared without Gradients.AdjointDeis");
}
