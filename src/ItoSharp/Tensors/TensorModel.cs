using System.ComponentModel;

namespace ItoSharp;

/// <summary>Whether a tensor model takes a condition.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ConditionUse
{
    /// <summary>It has no place for one.</summary>
    None,

    /// <summary>It takes one where the run has one.</summary>
    Optional,

    /// <summary>It cannot be asked without.</summary>
    Required,
}

/// <summary>A model in the one form that the runtime calls; generated constructors make it of modules and delegates.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TensorModel<TTensor>
    where TTensor : class, IDisposable
{
    private readonly Func<TTensor, TTensor, TTensor?, TTensor> _evaluate;

    /// <param name="evaluate">From states, times (one a row) and condition to the prediction.</param>
    /// <param name="condition">Whether it takes a condition.</param>
    public TensorModel(Func<TTensor, TTensor, TTensor?, TTensor> evaluate, ConditionUse condition)
    {
        ArgumentNullException.ThrowIfNull(evaluate);
        _evaluate = evaluate;
        Condition = condition;
    }

    /// <summary>Whether it takes a condition.</summary>
    public ConditionUse Condition { get; }

    /// <summary>The prediction, of the states' shape and kind.</summary>
    /// <exception cref="InvalidOperationException">The model returned something else.</exception>
    public TTensor Evaluate(TensorOps<TTensor> ops, TTensor x, TTensor times, TTensor? condition)
    {
        ArgumentNullException.ThrowIfNull(ops);
        TTensor prediction =
            _evaluate(x, times, condition) ?? throw new InvalidOperationException("the model returned null instead of a prediction");
        if (!TensorShapes.AreEqual(ops, prediction, x))
        {
            throw new InvalidOperationException(
                $"the model returned {TensorShapes.Describe(ops, prediction)} for states that are {TensorShapes.Describe(ops, x)}; a "
                    + "prediction has the shape, the element type and the device of its states"
            );
        }

        return prediction;
    }
}
