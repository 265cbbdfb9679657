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
        bool processGradient,
        TensorOptions<TTensor>? options
    )
    {
        ArgumentNullException.ThrowIfNull(loss);
        return Exact(start, new(_plan.Ops, loss), parameters, processGradient, options);
    }

    /// <summary>The same with the samples' cotangent given.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TensorGradient<TProcess, TTensor> ExactGradient(
        TTensor start,
        TTensor cotangent,
        IEnumerable<TTensor>? parameters,
        bool processGradient,
        TensorOptions<TTensor>? options
    )
    {
        ArgumentNullException.ThrowIfNull(cotangent);
        return Exact(start, new(_plan.Ops, cotangent), parameters, processGradient, options);
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
        bool processGradient,
        TensorOptions<TTensor>? options
    )
    {
        TensorInput<TTensor> input = Input(start, options);
        TTensor[] trained = Parameters(parameters);
        bool withProcess = processGradient && Process.ParameterNames.Count > 0;
        bool withTime = withProcess && ProcessGradient<T>.MovesNodes(_plan.Numbers);
        using IDisposable noGradients = _plan.Ops.NoGradients();
        using IDisposable scope = _plan.Ops.Scope();
        TensorTape<TTensor> tape = new(_plan.Ops, states: true, numbers: withProcess, input.Replays);
        TensorRun<T, TTensor> run = new(_plan, input, tape);
        run.Complete();
        TensorGradients<TTensor> gradients = Cotangents(run.State, loss, input, trained, out double value);
        TensorExactAdjoint<T, TTensor> adjoint = new(_plan, input, tape, gradients, withProcess, withTime);
        adjoint.Run();
        TProcess? process = processGradient
            ? TProcess.FromParameters(ProcessGradient<T>.Of(_plan.Numbers, adjoint.Weights, thresholded: false).Parameters)
            : null;
        return Result(
            process,
            "the process's gradient was not asked for: pass processGradient: true",
            run.State,
            gradients,
            value,
            (Evaluations, Evaluations)
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
        AdjointGrid grid = AdjointGrid.Build(_plan.Numbers, choices);
        TensorInput<TTensor> input = Input(start, options);
        TTensor[] trained = Parameters(parameters);
        bool recorded = choices.States == AdjointStates.Recorded;
        using IDisposable noGradients = _plan.Ops.NoGradients();
        using IDisposable scope = _plan.Ops.Scope();
        TensorTape<TTensor> tape = new(_plan.Ops, states: recorded, numbers: false, input.Replays);
        TensorRun<T, TTensor> run = new(_plan, input, tape);
        run.Complete();
        TensorGradients<TTensor> gradients = Cotangents(run.State, loss, input, trained, out double value);
        new TensorAdjointDeisPass<T, TTensor>(_plan, input, grid, choices, gradients).Run(tape, run.State);
        return Result(
            null,
            "AdjointDEIS defines no gradient of the process's parameters: use the exact adjoint",
            run.State,
            gradients,
            value,
            (Evaluations + (recorded ? 0 : grid.Rows.Length - 1), grid.Rows.Length),
            grid.Warnings
        );
    }

    private TensorGradient<TProcess, TTensor> Result(
        TProcess? process,
        string whyNoProcess,
        TTensor samples,
        TensorGradients<TTensor> gradients,
        double loss,
        (int Evaluations, int PullBacks) calls,
        IReadOnlyList<string>? warnings = null
    ) =>
        new(process, whyNoProcess)
        {
            Loss = loss,
            Samples = _plan.Ops.Keep(samples),
            Start = _plan.Ops.Keep(gradients.X),
            Condition = gradients.Condition is { } condition ? _plan.Ops.Keep(condition) : null,
            Model = Array.ConvertAll(gradients.Parameters, _plan.Ops.Keep),
            Warnings = warnings ?? [],
            ModelCalls = calls,
        };

    private TensorGradients<TTensor> Cotangents(
        TTensor samples,
        TensorLoss<TTensor> loss,
        TensorInput<TTensor> input,
        TTensor[] parameters,
        out double value
    )
    {
        TTensor cotangent = loss.CotangentAt(samples, input.Options.NonFinite, out value);
        TTensor? condition = input.Options.Condition is { } given && _plan.Ops.IsReal(given) ? given : null;
        return new(_plan.Ops, cotangent, condition, parameters);
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
