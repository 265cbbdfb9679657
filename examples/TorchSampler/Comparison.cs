using ItoSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchSampler;

/// <summary>The tensor form beside the CPU form: the same network, starts and noise.</summary>
public sealed class Comparison(Denoiser denoiser, VpLinear process, Device device, int rows)
{
    const double End = 0.01;
    static readonly Schedule Steps = UniformLambda.Steps(20);

    readonly RingOde.Torch ode = new(denoiser, Prediction.Noise, process, Steps, endTime: End);
    readonly RingSde.Torch sde = new(denoiser, Prediction.Noise, process, Steps, endTime: End);

    /// <summary>The starts of all runs: draws of the prior, the library's own noise.</summary>
    public Tensor Start() => ode.DrawPrior(zeros(new long[] { rows, 2 }, dtype: ScalarType.Float32, device: device), new() { Seed = 7 });

    /// <summary>The largest difference of the two forms' samples.</summary>
    public double OfSamples()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor start = Start();
        float[] host = start.to(CPU).data<float>().ToArray();
        var expected = new float[host.Length];
        new RingSde(new HostModel(denoiser, device), process, Steps, endTime: End).Sample(host, expected, new SampleOptions { Seed = 3 });
        float[] actual = sde.Sample(start, new() { Seed = 3 }).to(CPU).data<float>().ToArray();
        return expected.Zip(actual, (a, b) => Math.Abs((double)a - b)).Max();
    }

    /// <summary>The mean distance of samples from the origin; the data's is 1.</summary>
    public double Radius()
    {
        using DisposeScope scope = NewDisposeScope();
        float[] samples = ode.Sample(Start()).to(CPU).data<float>().ToArray();
        return samples.Chunk(2).Average(point => Math.Sqrt(point[0] * point[0] + point[1] * point[1]));
    }

    /// <summary>
    /// How far the exact gradient of a loss of the samples is from a central difference along it, relative; by the start and by
    /// the network's last bias.
    /// </summary>
    public (double Start, double Bias) OfGradients()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor start = Start();
        Tensor[] parameters = [.. denoiser.parameters()];
        using TensorGradient<VpLinear, Tensor> gradient = ode.Gradient(start, Loss, parameters);
        Tensor bias = parameters[^1];
        return (
            Difference(gradient.Start, step => Value(start.add(gradient.Start, alpha: step))),
            Difference(gradient.Model[^1], step => Moved(bias, gradient.Model[^1], step, () => Value(start)))
        );
    }

    /// <summary>The cosine between AdjointDEIS's gradient by the start and the exact one.</summary>
    public double Alignment()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor start = Start();
        using TensorGradient<VpLinear, Tensor> exact = ode.Gradient(start, Loss, numbers: false);
        using TensorGradient<VpLinear, Tensor> adjoint = ode.GradientAdjointDeis(start, Loss);
        return Number((exact.Start * adjoint.Start).sum())
            / Math.Sqrt(Number(exact.Start.pow(2).sum()) * Number(adjoint.Start.pow(2).sum()));
    }

    static Tensor Loss(Tensor samples) => (samples - 0.5).pow(2).mean();

    double Value(Tensor start) => Number(Loss(ode.Sample(start)));

    /// <summary>Along the gradient itself the slope is its squared norm.</summary>
    static double Difference(Tensor gradient, Func<double, double> value)
    {
        double norm = Number(gradient.pow(2).sum());
        double step = 1e-2 / Math.Sqrt(norm);
        double slope = (value(step) - value(-step)) / (2 * step);
        return Math.Abs(slope - norm) / norm;
    }

    static double Moved(Tensor parameter, Tensor direction, double step, Func<double> value)
    {
        using IDisposable noGradients = no_grad();
        parameter.add_(direction, alpha: step);
        double moved = value();
        parameter.add_(direction, alpha: -step);
        return moved;
    }

    static double Number(Tensor one) => one.detach().to(CPU).to(ScalarType.Float64).data<double>().ToArray()[0];
}
