namespace TorchSharp.Modules;

/// <summary>A tensor that a module trains.</summary>
public class Parameter : torch.Tensor
{
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : base(data.Values, data.shape, data.dtype, data.device) => requires_grad_(requires_grad);
}

/// <summary>An affine map; its parameters start from the default generator.</summary>
public sealed class Linear : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    internal Linear(long inputs, long outputs, torch.ScalarType? dtype)
        : base(nameof(Linear))
    {
        double bound = 1 / Math.Sqrt(inputs);
        weight = new(Uniform([outputs, inputs], bound, dtype));
        bias = new(Uniform([outputs], bound, dtype));
    }

    public Parameter weight { get; }

    public Parameter bias { get; }

    public override torch.Tensor forward(torch.Tensor input) => input.matmul(weight.t()) + bias;

    internal override IEnumerable<Parameter> Own() => [weight, bias];

    private static torch.Tensor Uniform(long[] shape, double bound, torch.ScalarType? dtype) =>
        (torch.rand(shape, dtype: dtype) - 0.5) * (2 * bound);
}

/// <summary>x / (1 + e^-x).</summary>
public sealed class SiLU() : torch.nn.Module<torch.Tensor, torch.Tensor>(nameof(SiLU))
{
    public override torch.Tensor forward(torch.Tensor input) => input.silu();
}
