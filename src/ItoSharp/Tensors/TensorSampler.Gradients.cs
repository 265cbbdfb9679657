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
        IReadOnlyList<TTensor>? parameters,
        bool processGradient,
        TensorOptions<TTensor>? options
    )
    {
        ArgumentNullException.ThrowIfNull(loss);
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
        TProcess? process = processGradient ? TProcess.FromParameters(ProcessGradient<T>.Of(_plan.Numbers, adjoint.Weights)) : null;
        return Result(
            process,
            "the process's gradient was not asked for: pass processGradient: true",
            run.State,
            gradients,
            value,
            (Evaluations, Evaluations)
        );
    }

    /// <summary>The continuous adjoint, for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TensorGradient<TProcess, TTensor> AdjointDeisGradient(
        TTensor start,
        Func<TTensor, TTensor> loss,
        IReadOnlyList<TTensor>? parameters,
        AdjointDeisOptions? adjoint,
        TensorOptions<TTensor>? options
    )
    {
        ArgumentNullException.ThrowIfNull(loss);
        AdjointDeisOptions choices = adjoint ?? new AdjointDeisOptions();
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
        Func<TTensor, TTensor> loss,
        TensorInput<TTensor> input,
        TTensor[] parameters,
        out double value
    )
    {
        TTensor cotangent =
            _plan.Ops.Differentiate(loss, samples, out value)
            ?? throw new ArgumentException("the loss does not depend on the samples: its tensor has no graph back to them", nameof(loss));
        if (input.Options.NonFinite == NonFinite.Stop && _plan.Ops.FirstNonFiniteRow(cotangent) is >= 0 and int row)
        {
            throw new ArgumentException($"the loss has a gradient that is not finite at sample {row} of the batch", nameof(loss));
        }

        TTensor? condition = input.Options.Condition is { } given && _plan.Ops.IsReal(given) ? given : null;
        return new(_plan.Ops, _plan.Ops.Copy(cotangent), condition, parameters);
    }

    private TTensor[] Parameters(IReadOnlyList<TTensor>? parameters)
    {
        for (int i = 0; i < (parameters?.Count ?? 0); i++)
        {
            if (parameters![i] is not { } parameter || !_plan.Ops.RequiresGradient(parameter))
            {
                throw new ArgumentException(
                    $"parameters[{i}] is {(parameters[i] is null ? "null" : "a tensor that does not require a gradient")}: give the tensors that "
                        + "are trained, such as module.parameters()",
                    nameof(parameters)
                );
            }
        }

        return [.. parameters ?? []];
    }
}
