using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSampler;

/// <summary>
/// A small network that predicts the noise in a point of the plane. It takes one tensor: samplers join the time to the rows, so
/// a row is (x, y, t).
/// </summary>
public sealed class Denoiser : nn.Module<Tensor, Tensor>
{
    private readonly Linear first;
    private readonly Linear second;
    private readonly Linear last;

    public Denoiser(int width, Device device)
        : base(nameof(Denoiser))
    {
        first = nn.Linear(3, width, device: device);
        second = nn.Linear(width, width, device: device);
        last = nn.Linear(width, 2, device: device);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => last.call(second.call(first.call(input).silu()).silu());
}
