using System.Diagnostics;
using System.Globalization;
using HestonCalibration;
using HestonCalibration.Fit;
using HestonCalibration.Market;
using HestonCalibration.Model;
using HestonCalibration.Report;
using HestonPricing.Checks;

const double Spot = 100;
const double Rate = 0.02;

// Of processors: what else runs on the machine does not count.
const double MostSeconds = 60;

Arguments arguments;
try
{
    arguments = Arguments.Read(args);
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

var watch = Stopwatch.StartNew();
var list = new Checklist();
var truth = new Parameters(Kappa: 2, Theta: 0.04, Xi: 0.3, Rho: -0.7, Variance: 0.09);
var guess = new Parameters(Kappa: 1.5, Theta: 0.06, Xi: 0.35, Rho: -0.4, Variance: 0.06);
var fits = new List<(ulong Seed, Quotes Quotes, Calibrated Fit)>();
foreach (ulong seed in arguments.Seeds)
{
    Say($"Seed {seed}: {Quotes.Count} quotes of the Fourier price with errors of {100 * Quotes.Noise} points, {arguments.Paths} paths");
    var quotes = Quotes.Of(truth.Law(Rate), Spot, seed);
    var model = new SimulatedMarket(quotes, arguments.Paths, seed);
    var fit = new Calibration(
        quotes,
        model,
        (evaluation, smiles, chiSquare) =>
        {
            double[] at = smiles.Parameters.Values;
            string tails = smiles.HeavyTails == 0 ? "" : $", {smiles.HeavyTails} derivatives rest on few paths";
            Say(
                $"  {watch.Elapsed.TotalSeconds, 5:f1} s  {evaluation, 2}: kappa {at[0]:f3} theta {at[1]:f4} xi {at[2]:f3} rho {at[3], 6:f3} v0 {at[4]:f4}  chi-square {chiSquare:f2}{tails}"
            );
        }
    ).Run(guess);
    fits.Add((seed, quotes, fit));
    Say($"  {"", -6}{"true", 9}{"fitted", 10}{"error", 9}{"of quotes", 11}{"time step", 11}{"z", 7}");
    double[] off = fit.Off(truth);
    for (int p = 0; p < off.Length; p++)
    {
        Say(
            $"  {Parameters.Names[p], -6}{truth.Values[p], 9:f4}{fit.Parameters.Values[p], 10:f4}{fit.Errors[p], 9:f4}{fit.QuoteErrors[p], 11:f4}{fit.Corrections[p], 11:f4}{off[p], 7:f2}"
        );
    }

    double greatest = off.Max(Math.Abs);
    list.Require(greatest < 3, $"all parameters within 3 standard errors of the truth: the greatest |z| is {greatest:f2}");
    int freedom = Quotes.Count - Parameters.Names.Length;
    double most = freedom + 4 * Math.Sqrt(2 * freedom);
    list.Require(fit.ChiSquare < most, $"chi-square {fit.ChiSquare:f1} on {freedom} degrees of freedom, below {most:f1}");
    double wrong = fit.ErrorsOff.Max(Math.Abs);
    list.Require(wrong < 0.2, $"error bars from simulated derivatives are those from exact ones to {wrong:p1}");
    StepErrors(fit, quotes);
    Console.WriteLine();
}

double[] squares = [.. fits.SelectMany(fit => fit.Fit.Off(truth)).Select(z => z * z)];
Say($"mean of z^2 over {squares.Length} parameters: {squares.Average():f2} (1 expected)");
Directory.CreateDirectory(Path.GetDirectoryName(arguments.Picture)!);
File.WriteAllText(arguments.Picture, Picture.Of(fits, truth, arguments.Paths).ToSvg());
Console.WriteLine(arguments.Picture);
double seconds = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
list.Require(
    seconds < MostSeconds * Math.Max(1, arguments.Seeds.Length / 3.0),
    $"{watch.Elapsed.TotalSeconds:f1} s, {seconds:f1} s of processors, below {MostSeconds} for three seeds"
);
Console.WriteLine(list.Holds ? "all checks hold" : "a check FAILED");
return list.Holds ? 0 : 1;

// What the fit takes for the error of the time step, against the exact price, which the fit never sees.
void StepErrors(Calibrated fit, Quotes quotes)
{
    double[] exact = Quotes.Exact(fit.Smiles.Parameters.Law(Rate), quotes.Spot);
    var step = fit.StepError;
    double[] off =
    [
        .. exact.Select(
            (volatility, i) =>
                (fit.Smiles.Volatilities[i] - volatility - step.Means[i]) / Math.Sqrt(fit.Scatter.Covariance[i, i] + step.Covariance[i, i])
        ),
    ];
    double largest = 100 * step.Means.Max(Math.Abs);
    double worst = off.Max(Math.Abs);
    list.Require(
        worst < 4,
        $"simulated less exact volatilities are the time step's error, at most {largest:f3} points, to {worst:f1} standard errors of the paths"
    );
}
