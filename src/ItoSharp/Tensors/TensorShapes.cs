using System.Globalization;

namespace ItoSharp;

/// <summary>Shapes and kinds of tensors, compared and named in messages.</summary>
internal static class TensorShapes
{
    public static bool AreEqual<TTensor>(TensorOps<TTensor> ops, TTensor a, TTensor b)
        where TTensor : class, IDisposable => ops.Shape(a).AsSpan().SequenceEqual(ops.Shape(b)) && ops.Kind(a) == ops.Kind(b);

    /// <summary>Such as <c>[16, 3, 64, 64] Float32 on cuda:0</c>.</summary>
    public static string Describe<TTensor>(TensorOps<TTensor> ops, TTensor tensor)
        where TTensor : class, IDisposable =>
        $"[{string.Join(", ", ops.Shape(tensor).Select(length => length.ToString(CultureInfo.InvariantCulture)))}] {ops.Kind(tensor)}";

    /// <summary>The rows of a batch of states.</summary>
    public static int Rows<TTensor>(TensorOps<TTensor> ops, TTensor tensor, string name)
        where TTensor : class, IDisposable
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        long[] shape = ops.Shape(tensor);
        if (shape.Length == 0 || shape.Any(length => length == 0) || shape[0] > int.MaxValue || !ops.IsReal(tensor))
        {
            throw new ArgumentException(
                $"{name} is {Describe(ops, tensor)}; it must be a tensor of float or double whose first axis is the batch, without empty axes",
                name
            );
        }

        return (int)shape[0];
    }

    public static void RequireEqual<TTensor>(TensorOps<TTensor> ops, TTensor given, string name, TTensor wanted, string of)
        where TTensor : class, IDisposable
    {
        if (!AreEqual(ops, given, wanted))
        {
            throw new ArgumentException($"{name} is {Describe(ops, given)}; it must be like {of}, which is {Describe(ops, wanted)}", name);
        }
    }
}
