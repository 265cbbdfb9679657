using System.ComponentModel;

namespace ItoSharp;

/// <content>The gradient passes that generated samplers offer where they are declared with them.</content>
public abstract partial class TensorSampler<TProcess, T, TTensor>
{
    /// <summary>The exact discrete adjoint of the emitted steps, for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TensorGradient<TProcess, TTensor> ExactGradient(
        TTensor start,
        Func<TTensor, TTensor> loss,
        IEnumerable<TTensor>? parameters,
        bool numbers,
        TensorOptions<TTensor>? options
    )
    {
        ArgumentNullException.ThrowIfNull(loss);
        return Exact(start, new(_plan.Ops, loss), parameters, numbers, options);
    }

    /// <summary>The same with the samples' cotangent given.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TensorGradient<TProcess, TTensor> ExactGradient(
        TTensor start,
        TTensor cotangent,
        IEnumerable<TTensor>? parameters,
        bool numbers,
        TensorOptions<TTensor>? options
    )
    {
        ArgumentNullException.ThrowIfNull(cotangent);
        return Exact(start, new(_plan.Ops, cotangent), parameters, numbers, options);
    }

    /// <summary>The continuous adjoint, for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TensorGradient<TProcess, TTensor> AdjointDeisGradient(
        TTensor start,
        Func<TTensor, TTensor> loss,
        IEnumerable<TTensor>? parameters,
        AdjointDeisOptions? adjoint,
        TensorOptions<TTensor>? options
    )
    {
        ArgumentNullException.ThrowIfNull(loss);
        return AdjointDeis(start, new(_plan.Ops, loss), parameters, adjoint ?? new(), options);
    }

    /// <summary>The same with the samples' cotangent given.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TensorGradient<TProcess, TTensor> AdjointDeisGradient(
        TTensor start,
        TTensor cotangent,
        IEnumerable<TTensor>? parameters,
        AdjointDeisOptions? adjoint,
        TensorOptions<TTensor>? options
    )
    {
        ArgumentNullException.ThrowIfNull(cotangent);
        return AdjointDeis(start, new(_plan.Ops, cotangent), parameters, adjoint ?? new(), options);
    }

    private TensorGradient<TProcess, TTensor> Exact(
        TTensor start,
        TensorLoss<TTensor> loss,
        IEnumerable<TTensor>? parameters,
        bool numbers,
        TensorOptions<TTensor>? options
    )
    {
        TensorInput<TTensor> input = Input(start, options);
        TTensor[] trained = Parameters(parameters);
        using IDisposable noGradients = _plan.Ops.NoGradients();
        using IDisposable scope = _plan.Ops.Scope();
        TensorTape<TTensor> tape = new(_plan.Ops, states: true, numbers, input.Replays);
        TensorRun<T, TTensor> run = new(_plan, input, tape);
        run.Complete();
        TensorGradients<TTensor> gradients = Cotangents(run.State, loss, input, trained, input.Options.Mean, out double value);
        TensorExactAdjoint<T, TTensor> adjoint = new(_plan, input, tape, gradients, numbers);
        adjoint.Run();
        return Result(
            numbers
                ? Numbers(adjoint.Weights, adjoint.LacksTime)
                : NumberGradients<TProcess>.None(what => $"the gradient of {what} was not asked for: pass numbers: true"),
            run.State,
            gradients,
            value,
            (Evaluations, Evaluations)
        );
    }

    private NumberGradients<TProcess> Numbers(WeightCotangents weights, bool lacksTime)
    {
        const string NoTime =
            "autograd finds no path from the model's output to its times (a look-up by index has none): let the model be a differentiable "
            + "function of time";
        (double[] parameters, double[] times, double[] levels) = ProcessGradient<T>.Of(_plan.Numbers, weights, thresholded: false);
        bool moves = ProcessGradient<T>.MovesNodes(_plan.Numbers);
        return new(
            new(
                lacksTime && moves ? null : TProcess.FromParameters(parameters),
                $"the model's times move with the process's parameters, but {NoTime}, or use a schedule in t"
            ),
            new(lacksTime ? null : times, NoTime),
            new(weights.Table(_plan.Rows)),
            new(levels)
        );
    }

    private TensorGradient<TProcess, TTensor> AdjointDeis(
        TTensor start,
        TensorLoss<TTensor> loss,
        IEnumerable<TTensor>? parameters,
        AdjointDeisOptions choices,
        TensorOptions<TTensor>? options
    )
    {
        AdjointGrid grid = AdjointGrid.Build(_plan.Numbers, choices, []);
        TensorInput<TTensor> input = Input(start, options);
        TTensor[] trained = Parameters(parameters);
        bool recorded = choices.States == AdjointStates.Recorded;
        using IDisposable noGradients = _plan.Ops.NoGradients();
        using IDisposable scope = _plan.Ops.Scope();
        TensorTape<TTensor> tape = new(_plan.Ops, states: recorded, numbers: false, input.Replays);
        TensorRun<T, TTensor> run = new(_plan, input, tape);
        run.Complete();
        TensorGradients<TTensor> gradients = Cotangents(run.State, loss, input, trained, null, out double value);
        new TensorAdjointDeisPass<T, TTensor>(_plan, input, grid, choices, gradients).Run(tape, run.State);
        return Result(
            NumberGradients<TProcess>.None(what => $"AdjointDEIS defines no gradient of {what}: use the exact adjoint"),
            run.State,
            gradients,
            value,
            (Evaluations + (recorded ? 0 : grid.Rows.Length - 1), grid.Rows.Length),
            grid.Warnings
        );
    }

    private TensorGradient<TProcess, TTensor> Result(
        NumberGradients<TProcess> numbers,
        TTensor samples,
        TensorGradients<TTensor> gradients,
        double loss,
        (int Evaluations, int PullBacks) calls,
        IReadOnlyList<string>? warnings = null
    ) =>
        new(numbers)
        {
            Loss = loss,
            Samples = _plan.Ops.Keep(samples),
            Start = _plan.Ops.Keep(gradients.X),
            Condition = gradients.Condition is { } condition ? _plan.Ops.Keep(condition) : null,
            Mean = gradients.Mean is { } mean ? _plan.Ops.Keep(mean) : null,
            Model = Array.ConvertAll(gradients.Parameters, _plan.Ops.Keep),
            Warnings = warnings ?? [],
            ModelCalls = calls,
        };

    private TensorGradients<TTensor> Cotangents(
        TTensor samples,
        TensorLoss<TTensor> loss,
        TensorInput<TTensor> input,
        TTensor[] parameters,
        TTensor? mean,
        out double value
    )
    {
        TTensor cotangent = loss.CotangentAt(samples, input.Options.NonFinite, out value);
        TTensor? condition = input.Options.Condition is { } given && _plan.Ops.IsReal(given) ? given : null;
        return new(_plan.Ops, cotangent, condition, mean, parameters);
    }

    private TTensor[] Parameters(IEnumerable<TTensor>? given)
    {
        TTensor[] parameters = [.. given ?? []];
        for (int i = 0; i < parameters.Length; i++)
        {
            if (parameters[i] is null || !_plan.Ops.RequiresGradient(parameters[i]))
            {
                throw new ArgumentException(
                    $"parameters[{i}] is {(parameters[i] is null ? "null" : "a tensor that does not require a gradient")}: give the tensors that "
                        + "are trained, such as module.parameters()",
                    nameof(parameters)
                );
            }
        }

        return parameters;
    }
}
