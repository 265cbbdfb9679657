using System.Runtime.InteropServices;

namespace TorchSharp.Utils;

/// <summary>The numbers of a tensor on the host, in its own element type.</summary>
public sealed class TensorAccessor<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;

    internal TensorAccessor(torch.Tensor tensor)
    {
        Type wanted = tensor.dtype switch
        {
            torch.ScalarType.Float32 => typeof(float),
            torch.ScalarType.Float64 => typeof(double),
            torch.ScalarType.Bool => typeof(bool),
            _ => typeof(long),
        };
        _tensor =
            typeof(T) == wanted
                ? tensor
                : throw new ArgumentException($"a tensor of {tensor.dtype} holds {wanted.Name}, not {typeof(T).Name}", nameof(tensor));
    }

    public T[] ToArray() => Array.ConvertAll(_tensor.Values, Convert);

    private static T Convert(double value)
    {
        if (typeof(T) == typeof(bool))
        {
            bool set = value != 0;
            return MemoryMarshal.Cast<bool, T>(new ReadOnlySpan<bool>(in set))[0];
        }

        return (T)System.Convert.ChangeType(value, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
    }
}
