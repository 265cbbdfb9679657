using FaceMorph.Algebra;
using FaceMorph.Prior;
using FaceMorph.Samplers;
using ItoSharp;

namespace FaceMorph.Morphs;

/// <summary>The prior as a diffusion model: encodes faces to noise, decodes noise to faces.</summary>
internal sealed class MorphModel
{
    /// <summary>The steps from noise to a morph.</summary>
    public const int Steps = 20;

    /// <summary>The time next to the data; a morph is x there, divided by alpha.</summary>
    public const double CleanTime = 0.01;

    private const int EncodingSteps = 100;
    private readonly FaceSampler _encoder;
    private readonly double _alpha;
    private readonly EnsembleDevice? _device;

    /// <summary>Puts samplers on the prior.</summary>
    /// <param name="prior">The law of faces.</param>
    /// <param name="device">Where faces are encoded and decoded; null: here. Gradients are taken here in any case.</param>
    public MorphModel(FacePrior prior, EnsembleDevice? device = null)
    {
        _device = device;
        Prior = prior;
        Denoiser = new GaussianMixtureModel<double>(prior.Law(), Process);
        Decoder = new FaceSampler(Denoiser, Process, Fixed(Steps), Process.MaxTime, CleanTime);
        ReversibleDecoder = new ReversibleFaceSampler(Denoiser, Process, Fixed(Steps), Process.MaxTime, CleanTime);
        _encoder = new FaceSampler(Denoiser, Process, UniformLambda.Steps(EncodingSteps), CleanTime, Process.MaxTime);
        _alpha = Process.Alpha(CleanTime);
    }

    /// <summary>How a batch of all pairs is run: the bits do not depend on it.</summary>
    public static SampleOptions<double> Options { get; } = new() { Threads = Environment.ProcessorCount, RowsPerCall = 32 };

    /// <summary>The forward process.</summary>
    public VpLinear Process { get; } = VpLinear.Default;

    /// <summary>The law of faces.</summary>
    public FacePrior Prior { get; }

    /// <summary>The exact denoiser.</summary>
    public GaussianMixtureModel<double> Denoiser { get; }

    /// <summary>Noise to faces.</summary>
    public FaceSampler Decoder { get; }

    /// <summary>The same by a plan of one step, whose runs can be reversed.</summary>
    public ReversibleFaceSampler ReversibleDecoder { get; }

    /// <summary>The noise and the z of faces, by the probability-flow ODE from clean to noisy.</summary>
    public MorphBatch Encode(IReadOnlyList<double[]> faces)
    {
        var coordinates = faces.Select(Prior.Axes.Project).ToList();
        double[] clean = [.. coordinates.SelectMany(row => row).Select(value => _alpha * value)];
        double[] z = [.. coordinates.SelectMany(row => Prior.ConditionOf(row))];
        var noise = new double[clean.Length];
        _encoder.Sample(clean, noise, On(_device, z));
        return new MorphBatch(noise, z);
    }

    /// <summary>The samples at <see cref="CleanTime"/>.</summary>
    public double[] Decode(MorphBatch batch)
    {
        var samples = new double[batch.Noise.Length];
        Decoder.Sample(batch.Noise, samples, On(_device, batch.Condition));
        return samples;
    }

    /// <summary>The pixels of one sample.</summary>
    public double[] Image(ReadOnlySpan<double> sample)
    {
        Span<double> coordinates = stackalloc double[sample.Length];
        for (int i = 0; i < sample.Length; i++)
        {
            coordinates[i] = sample[i] / _alpha;
        }

        return Prior.Axes.Expand(coordinates);
    }

    /// <summary>Takes the pixels' cotangent to the sample's.</summary>
    public void PullBackImage(double[] pixels, Span<double> sample)
    {
        Dense.Multiply(Prior.Axes.Axes, pixels, sample);
        for (int i = 0; i < sample.Length; i++)
        {
            sample[i] /= _alpha;
        }
    }

    /// <summary>The images of all samples.</summary>
    public double[][] Images(double[] samples)
    {
        var images = new double[samples.Length / FacePrior.Dimension][];
        for (int i = 0; i < images.Length; i++)
        {
            images[i] = Image(samples.AsSpan(i * FacePrior.Dimension, FacePrior.Dimension));
        }

        return images;
    }

    // On a device all rows go at once.
    private static SampleOptions<double> On(EnsembleDevice? device, double[] z) =>
        Options with
        {
            Condition = z,
            Device = device,
            RowsPerCall = device is null || ReferenceEquals(device, EnsembleDevice.Cpu) ? Options.RowsPerCall : 0,
        };

    // Uniform in log-SNR, written down as a table of times: nodes that cannot move with the process's parameters spare the
    // exact adjoint the model's derivative along time, which nobody asks for here.
    private TimeTable Fixed(int steps)
    {
        var grid = SampleGrid.Build(Process, UniformLambda.Steps(steps), Process.MaxTime, CleanTime);
        var times = new double[grid.Points.Length];
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = grid.Points[i].Time;
        }

        return TimeTable.Of(times);
    }
}
