using System.Runtime.CompilerServices;

namespace ItoSharp.Tests.Models.Adaptive;

/// <summary>
/// What the generator refuses: Euler-Maruyama on geometric Brownian motion with steps by tolerance, on the same halved paths as sound
/// methods. Written by hand, to show what the refusal is for. Arguments: mu, sigma, relativeTolerance, absoluteTolerance.
/// </summary>
public sealed class GreedyEuler : DyadicStepProgram<double>
{
    public override EnsembleShape Shape { get; } =
        new(["S"], [], [], 1, false, 0, 4, 0) { Arguments = ["mu", "sigma", "relativeTolerance", "absoluteTolerance"] };

    public override void FillConstants(ReadOnlySpan<double> arguments, double h, Span<double> constants) => arguments.CopyTo(constants);

    public override void Attempt(
        LaneWidth width,
        ref double state,
        ref double clock,
        ref readonly double normals,
        ref readonly double constants
    )
    {
        ref double z = ref Unsafe.AsRef(in normals);
        ref double c = ref Unsafe.AsRef(in constants);
        double mu = c;
        double sigma = Unsafe.Add(ref c, 1);
        for (int lane = 0; lane < Math.Max(1, (int)width / 64); lane++)
        {
            ref double s = ref Unsafe.Add(ref state, lane);
            double h = Unsafe.Add(ref clock, EnsembleBlock.Paths + lane);
            double w = Math.Sqrt(h) * Unsafe.Add(ref z, lane);
            double next = s + (mu * s * h) + (sigma * s * w);
            double tolerated = Unsafe.Add(ref c, 3) + (Unsafe.Add(ref c, 2) * Math.Max(Math.Abs(s), Math.Abs(next)));
            double error = Math.Abs(0.5 * sigma * sigma * s * ((w * w) - h)) / tolerated;
            Unsafe.Add(ref clock, (3 * EnsembleBlock.Paths) + lane) = error;
            if (h > 0 && error <= 1)
            {
                s = next;
            }
        }
    }

    public override void Observe(
        LaneWidth width,
        ref readonly double state,
        ref readonly double constants,
        double time,
        ref double observed
    ) { }

    public override void StopAtStart(LaneWidth width, ref double state, ref readonly double constants, double time) { }
}
