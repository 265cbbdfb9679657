using System.Numerics;

namespace ItoSharp;

/// <summary>What all runs of one tensor sampler share: the numbers of the CPU form, and the operations on tensors.</summary>
internal sealed class TensorPlan<T, TTensor>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTensor : class, IDisposable
{
    public TensorPlan(
        TensorOps<TTensor> ops,
        TensorSteps<TTensor> steps,
        TensorModel<TTensor> model,
        Prediction predicts,
        IProcess process,
        SampleGrid grid,
        SolverKernels<T> kernels
    )
        : this(ops, steps, model, new SamplerPlan<T>(new Form(predicts), process, grid, kernels)) { }

    private TensorPlan(TensorOps<TTensor> ops, TensorSteps<TTensor> steps, TensorModel<TTensor> model, SamplerPlan<T> numbers)
    {
        Ops = ops;
        Steps = steps;
        Model = model;
        Numbers = numbers;
    }

    public TensorOps<TTensor> Ops { get; }

    public TensorSteps<TTensor> Steps { get; }

    public TensorModel<TTensor> Model { get; }

    /// <summary>Nodes, rows and closed forms; its model is a name for the form of prediction only.</summary>
    public SamplerPlan<T> Numbers { get; }

    public StepRow[] Rows => Numbers.Rows;

    public SolverShape Shape => Numbers.Kernels.Shape;

    /// <summary>The same with another coefficient table.</summary>
    public TensorPlan<T, TTensor> With(StepCoefficients? coefficients) =>
        new(Ops, Steps, Model, new SamplerPlan<T>(Numbers.Model, Numbers.Process, Numbers.Grid, Numbers.Kernels, coefficients));

    /// <summary>The model's prediction, inside the present scope.</summary>
    public TTensor Ask(TTensor x, double time, TensorInput<TTensor> input) =>
        Model.Evaluate(Ops, x, Ops.Times(x, time), input.Options.Condition);

    /// <summary>to = scale to + weight from.</summary>
    public void ScaleAdd(TTensor to, double scale, double weight, TTensor from)
    {
        if (scale != 1)
        {
            Ops.Scale(to, scale);
        }

        Ops.Add(to, weight, from);
    }

    private sealed class Form(Prediction predicts) : IModel<T>
    {
        public Prediction Predicts => predicts;

        public int Dimension => 1;

        public void Evaluate(in ModelInput<T> input, Span<T> prediction) =>
            throw new InvalidOperationException("this plan's model works on tensors");
    }
}
