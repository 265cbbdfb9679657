using System.Diagnostics;
using System.Globalization;
using HestonPricing.Barrier;
using HestonPricing.Checks;
using HestonPricing.Fourier;
using HestonPricing.Report;
using HestonPricing.Simulation;
using ItoSharp;
using ItoSharp.Gpu;

const int Paths = 1 << 18;
const double Spot = 100;
const double Strike = 100;
const double BarrierAt = 130;

// --device: the best there is; --device opencl or --device cuda: the first of that driver, or an error that says why there is none.
int flag = Array.IndexOf(args, "--device");
string? driver = flag >= 0 && flag + 1 < args.Length && args[flag + 1] is ("opencl" or "cuda") ? args[flag + 1] : null;
string[] rest = flag < 0 ? args : [.. args[..flag], .. args[(flag + (driver is null ? 1 : 2))..]];
EnsembleDevice device =
    flag < 0 ? EnsembleDevice.Cpu
    : driver == "opencl" ? Devices.OpenCl()[0]
    : driver == "cuda" ? Devices.Cuda()[0]
    : Devices.Default;
Console.WriteLine($"Simulations on {device.Name}");
var watch = Stopwatch.StartNew();
var list = new Checklist();

Console.WriteLine("The oracles");
OracleChecks.Run(list);

// A model that keeps away from variance 0, and one that keeps running into it.
var calm = new HestonLaw(Rate: 0.02, Kappa: 2, Theta: 0.04, Xi: 0.3, Rho: -0.7, Variance: 0.04);
var wild = new HestonLaw(Rate: 0, Kappa: 1.5768, Theta: 0.0398, Xi: 0.5751, Rho: -0.5711, Variance: 0.0175);
var ladders = new[] { ("Calm", calm), ("Fang and Oosterlee's", wild) }
    .Select(item => (Name: item.Item1, Ladder: Ladder.Run(item.Item2, Spot, 1, fewest: 16, most: 256, Paths, device)))
    .ToList();
foreach (var (name, ladder) in ladders)
{
    Console.WriteLine();
    SimulationChecks.European(list, name, ladder);
}

Console.WriteLine();
Console.WriteLine(
    string.Create(CultureInfo.InvariantCulture, $"Up-and-out call of strike {Strike}, barrier {BarrierAt}, watched at every step, xi = 0")
);
var still = calm with { Rate = 0.02, Xi = 0 };
int[] dates = [16, 32, 64, 128, 256];
var limit = dates.Select(count => BarrierPoint.At(still, Spot, Strike, BarrierAt, 1, count, Paths, device)).ToList();
SimulationChecks.Barrier(list, limit);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The same with xi = {calm.Xi}: simulated only"));
var heston = dates.Select(count => BarrierPoint.At(calm, Spot, Strike, BarrierAt, 1, count, Paths, device)).ToList();
foreach (var point in heston)
{
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"       {point.Dates, 3} dates: {point.Simulated.Value:f4} ({point.Simulated.Error:f4}), knocked out {point.KnockedOut.Value:p2} ({point.KnockedOut.Error:p2})"
        )
    );
}

string picture = Path.GetFullPath(rest is [var path] ? path : "out/heston-pricing.svg");
Directory.CreateDirectory(Path.GetDirectoryName(picture)!);
var closed = new BlackScholes(still.Rate, Math.Sqrt(still.Theta), 1);
File.WriteAllText(picture, Picture.Of(ladders[0].Ladder, ladders[1].Ladder, limit, heston, closed, BarrierAt).ToSvg());
Console.WriteLine();
Console.WriteLine(picture);
Console.WriteLine(
    string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:f1} s, {(list.Holds ? "all checks hold" : "a check FAILED")}")
);
return list.Holds ? 0 : 1;
