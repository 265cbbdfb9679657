namespace ItoSharp;

/// <summary>The cotangents that a reverse pass on tensors carries and gathers.</summary>
internal sealed class TensorGradients<TTensor>
    where TTensor : class, IDisposable
{
    private readonly IReadOnlyList<TTensor> _parameters;

    /// <param name="ops">The operations.</param>
    /// <param name="x">The samples' cotangent; becomes the start's.</param>
    /// <param name="condition">The condition; null without, or where it is not differentiable.</param>
    /// <param name="mean">The mean of a mean-reverting process; null where its cotangent is not wanted.</param>
    /// <param name="parameters">The model's parameters.</param>
    public TensorGradients(TensorOps<TTensor> ops, TTensor x, TTensor? condition, TTensor? mean, IReadOnlyList<TTensor> parameters)
    {
        _parameters = parameters;
        X = x;
        Condition = condition is null ? null : ops.Zeros(condition);
        Mean = mean is null ? null : ops.Zeros(mean);
        Parameters = [.. parameters.Select(ops.Zeros)];
    }

    /// <summary>The adjoint state.</summary>
    public TTensor X { get; }

    public TTensor? Condition { get; }

    /// <summary>The mean's cotangent, as far as the steps reach it: the model has none.</summary>
    public TTensor? Mean { get; }

    public TTensor[] Parameters { get; }

    /// <summary>The model's products at one query, inside the present scope.</summary>
    public TensorProducts<TTensor> PullBack(TensorOps<TTensor> ops, TensorQuery<TTensor> query, TTensor cotangent, bool withTime) =>
        ops.PullBack(query, cotangent, _parameters, Condition is not null, withTime);

    /// <summary>Adds weighted products of condition and parameters.</summary>
    public void Add(TensorOps<TTensor> ops, double weight, TensorProducts<TTensor> products)
    {
        if (Condition is not null && products.Condition is { } condition)
        {
            ops.Add(Condition, weight, condition);
        }

        for (int i = 0; i < Parameters.Length; i++)
        {
            if (products.Parameters[i] is { } parameter)
            {
                ops.Add(Parameters[i], weight, parameter);
            }
        }
    }

    /// <summary>Refuses products that are not finite, where evaluations are checked.</summary>
    public void Require(TensorInput<TTensor> input, TensorProducts<TTensor> products, int step, double time)
    {
        if (!input.Options.CheckEvaluations)
        {
            return;
        }

        if (products.X is { } x)
        {
            input.RequireFinite(x, "the state's cotangent from the model's pull-back", step, time);
        }

        if (products.Condition is { } condition)
        {
            input.RequireFinite(condition, "the condition's cotangent from the model's pull-back", step, time);
        }
    }
}
