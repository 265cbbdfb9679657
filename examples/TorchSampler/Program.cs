using System.Diagnostics;
using ItoSharp;
using static TorchSharp.torch;

namespace TorchSampler;

/// <summary>Trains a small denoiser, samples with the generated tensor forms, and compares them with the CPU forms.</summary>
public static class Program
{
    public static int Main(string[] arguments)
    {
        int steps = arguments.Length > 0 ? int.Parse(arguments[0], System.Globalization.CultureInfo.InvariantCulture) : 4000;
        Device where = cuda.is_available() ? device("cuda") : CPU;
        manual_seed(1);
        var process = new VpLinear();
        var denoiser = new Denoiser(64, where);
        Console.WriteLine($"device              {where}");
        var watch = Stopwatch.StartNew();
        double loss = Training.Fit(denoiser, process, where, steps, batch: 256);
        Console.WriteLine(
            FormattableString.Invariant($"training loss       {loss:F4} after {steps} steps, {watch.Elapsed.TotalSeconds:F1} s")
        );

        var comparison = new Comparison(denoiser, process, where, rows: 64);
        double samples = comparison.OfSamples();
        (double start, double bias) = comparison.OfGradients();
        Console.WriteLine(FormattableString.Invariant($"mean radius         {comparison.Radius():F4} (the data's is 1)"));
        Console.WriteLine(FormattableString.Invariant($"tensors against CPU {samples:E1} (largest difference of 64 samples, same noise)"));
        Console.WriteLine(FormattableString.Invariant($"gradient by start   {start:E1} from differences"));
        Console.WriteLine(FormattableString.Invariant($"gradient by bias    {bias:E1} from differences"));
        Console.WriteLine(FormattableString.Invariant($"AdjointDEIS         cosine {comparison.Alignment():F4} with the exact gradient"));

        // Floats over twenty steps agree to some of their last digits; differences of floats to fewer.
        bool agree = samples < 1e-3 && start < 2e-2 && bias < 2e-2;
        Console.WriteLine(agree ? "the forms agree" : "THE FORMS DISAGREE");
        return agree ? 0 : 1;
    }
}
