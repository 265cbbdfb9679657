using System.Numerics;

namespace ItoSharp;

/// <summary>
/// Tangents of exact denoisers. Their prediction is an affine function of a score, the gradient of a log-density, so its Jacobian in x
/// is symmetric and the product from the right is the one from the left.
/// </summary>
internal static class SymmetricTangent
{
    /// <summary>Writes J dx, or zeros where x does not move.</summary>
    public static void Write<T>(IDifferentiableModel<T> model, in ModelInput<T> input, in ModelTangent<T> along, Span<T> tangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(model, input, along, tangent.Length);
        if (along.X.IsEmpty)
        {
            tangent.Clear();
            return;
        }

        model.PullBack(input, along.X, new ModelCotangents<T> { X = tangent });
    }

    /// <summary>Checks the shapes, and that no parameters move.</summary>
    public static void Require<T>(IDifferentiableModel<T> model, in ModelInput<T> input, in ModelTangent<T> along, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!along.Parameters.IsEmpty)
        {
            throw new InvalidOperationException(
                $"{model.GetType().Name} has no tangent along its parameters: take their gradient instead, which costs one reverse pass for all of them"
            );
        }

        int rows = input.Batch;
        if (length != rows * model.Dimension || along.X.Length is not 0 && along.X.Length != length)
        {
            throw new ArgumentException(
                $"the tangents of x and of the prediction have {along.X.Length} and {length} entries; {rows * model.Dimension} are right",
                nameof(along)
            );
        }

        if (along.Condition.Length is not 0 && along.Condition.Length != rows * model.ConditionDimension)
        {
            throw new ArgumentException(
                $"the tangent of the condition has {along.Condition.Length} entries; {rows * model.ConditionDimension} are right",
                nameof(along)
            );
        }
    }
}
