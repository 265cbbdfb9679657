namespace TorchSharp;

public static partial class torch
{
    public static Tensor zeros(
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Filled(size, _ => 0, dtype, device, requires_grad);

    public static Tensor ones(
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Filled(size, _ => 1, dtype, device, requires_grad);

    public static Tensor tensor(
        double[] rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Filled(dimensions.ToArray(), i => rawArray[i], dtype ?? ScalarType.Float64, device, requires_grad);

    public static Tensor tensor(
        float[] rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Filled(dimensions.ToArray(), i => rawArray[i], dtype ?? ScalarType.Float32, device, requires_grad);

    public static Tensor tensor(
        long[] rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null
    ) => Filled(dimensions.ToArray(), i => rawArray[i], dtype ?? ScalarType.Int64, device, requires_grad);

    public static Tensor randn(
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        Generator? generator = null,
        string[]? names = null
    )
    {
        Random random = generator?.Random ?? Default;
        return Filled(size, _ => Normal(random), dtype, device, requires_grad);
    }

    public static Tensor rand(
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        Generator? generator = null,
        string[]? names = null
    )
    {
        Random random = generator?.Random ?? Default;
        return Filled(size, _ => random.NextDouble(), dtype, device, requires_grad);
    }

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        Tensor[] parts = [.. tensors];
        if (dim != 0 || parts.Any(part => part.Values.Length != 1))
        {
            throw new NotSupportedException("the stand-in stacks single numbers only");
        }

        return Tensor.Derived(
            parts,
            parts.Select(part => part.Values[0]),
            [parts.Length, .. parts[0].shape],
            parts[0].dtype,
            grad => [.. grad.Select(g => new[] { g })]
        );
    }

    /// <summary>Along axis 1.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        if (dim != 1)
        {
            throw new NotSupportedException("the stand-in joins along axis 1 only");
        }

        int[] widths = [.. tensors.Select(part => part.Values.Length / (int)part.shape[0])];
        int rows = (int)tensors[0].shape[0];
        var values = new List<double>();
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < tensors.Count; i++)
            {
                values.AddRange(tensors[i].Values.Skip(row * widths[i]).Take(widths[i]));
            }
        }

        long[] shape = tensors[0].shape;
        shape[1] = tensors.Sum(part => part.shape[1]);
        int total = widths.Sum();
        return Tensor.Derived(
            [.. tensors],
            values,
            shape,
            tensors[0].dtype,
            grad =>
                [
                    .. widths.Select(
                        (width, i) =>
                            Enumerable
                                .Range(0, rows * width)
                                .Select(e => grad[e / width * total + widths.Take(i).Sum() + e % width])
                                .ToArray()
                    ),
                ]
        );
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static Tensor Filled(long[] size, Func<int, double> value, ScalarType? dtype, Device? device, bool requires_grad)
    {
        ScalarType type = dtype ?? ScalarType.Float32;
        double[] values =
        [
            .. Enumerable.Range(0, (int)Tensor.Size(size)).Select(i => type == ScalarType.Float32 ? (float)value(i) : value(i)),
        ];
        return new Tensor(values, [.. size], type, device ?? CPU).requires_grad_(requires_grad);
    }
}
