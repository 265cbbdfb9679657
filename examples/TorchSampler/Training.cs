using ItoSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchSampler;

/// <summary>Fits the denoiser to points on the unit circle: predict the noise of x_t = alpha x_0 + sigma noise.</summary>
public static class Training
{
    const double Momentum = 0.9;
    const double Rate = 0.02;

    /// <summary>Returns the mean loss of the last tenth of the steps.</summary>
    public static double Fit(Denoiser denoiser, VpLinear process, Device device, int steps, int batch)
    {
        var random = new Random(1);
        List<Tensor> parameters = [.. denoiser.parameters()];
        List<Tensor> velocities = [.. parameters.Select(p => zeros(p.shape, dtype: p.dtype, device: p.device))];
        double sum = 0;
        int counted = Math.Max(1, steps / 10);
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor input, Tensor noise) = Batch(process, random, device, batch);
            Tensor loss = (denoiser.call(input) - noise).pow(2).mean();
            IList<Tensor> gradients = autograd.grad(new[] { loss }, parameters, allow_unused: true);
            using (no_grad())
            {
                for (int i = 0; i < parameters.Count; i++)
                {
                    velocities[i].mul_(Momentum).add_(gradients[i]);
                    parameters[i].add_(velocities[i], alpha: -Rate);
                }
            }

            if (step >= steps - counted)
            {
                sum += loss.detach().to(CPU).data<float>().ToArray()[0];
            }
        }

        velocities.ForEach(velocity => velocity.Dispose());
        return sum / counted;
    }

    /// <summary>Rows (x_t, t) and the noise in them.</summary>
    static (Tensor Input, Tensor Noise) Batch(VpLinear process, Random random, Device device, int rows)
    {
        var input = new float[3 * rows];
        var noise = new float[2 * rows];
        for (int row = 0; row < rows; row++)
        {
            double angle = 2 * Math.PI * random.NextDouble();
            double t = 0.01 + 0.99 * random.NextDouble();
            FieldNoise.Fill((ulong)random.NextInt64(), 0, 0, noise.AsSpan(2 * row, 2));
            input[3 * row] = (float)(process.Alpha(t) * Math.Cos(angle) + process.Sigma(t) * noise[2 * row]);
            input[3 * row + 1] = (float)(process.Alpha(t) * Math.Sin(angle) + process.Sigma(t) * noise[2 * row + 1]);
            input[3 * row + 2] = (float)t;
        }

        return (tensor(input, new long[] { rows, 3 }).to(device), tensor(noise, new long[] { rows, 2 }).to(device));
    }
}
