using ItoSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchSampler;

/// <summary>The denoiser as a model of the CPU form: the same network, asked with spans.</summary>
public sealed class HostModel(Denoiser denoiser, Device device) : IModel<float>
{
    public Prediction Predicts => Prediction.Noise;

    public int Dimension => 2;

    public void Evaluate(in ModelInput<float> input, Span<float> prediction)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        var rows = new float[3 * input.Batch];
        for (int row = 0; row < input.Batch; row++)
        {
            rows[3 * row] = input.X[2 * row];
            rows[3 * row + 1] = input.X[2 * row + 1];
            rows[3 * row + 2] = (float)input.Time;
        }

        Tensor asked = tensor(rows, new long[] { input.Batch, 3 }).to(device);
        denoiser.call(asked).to(CPU).data<float>().ToArray().CopyTo(prediction);
    }
}
