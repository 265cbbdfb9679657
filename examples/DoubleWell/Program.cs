using System.Diagnostics;
using System.Globalization;
using DoubleWell.Checks;
using DoubleWell.Law;
using DoubleWell.Report;
using DoubleWell.Simulation;

const double Temperature = 0.25;
const int Paths = 1 << 20;
var watch = Stopwatch.StartNew();
var list = new Checklist();
var law = new DoubleWellLaw(Temperature);
var model = new KineticLangevin(Gamma: 4, Temperature);
double square = law.Mean(q => q * q);

Console.WriteLine("The oracle");
double virial = law.Mean(q => q * DoubleWellLaw.Slope(q));
list.Require(
    Math.Abs(virial - Temperature) < 1e-12,
    $"mean of q V'(q) is kT, which partial integration gives: off by {virial - Temperature:e1}"
);
double all = law.Bins(-law.End, law.End / 32, 64).Sum();
list.Require(Math.Abs(all - 1) < 1e-12, $"the bins' probabilities by another quadrature: sum - 1 = {all - 1:e1}");

var runs = Method.All.SelectMany(method => method.Steps.Select(step => Stationary.Of(method, model, law, step, Paths))).ToList();
Console.WriteLine();
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"kT = {Temperature}, {Paths} paths; mean (standard error); exactly q^2: {square:f5}, q V'(q) and p^2: {Temperature}"
    )
);
foreach (var run in runs)
{
    string values = string.Concat(
        run.Estimates.Values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Mean, 11:f5} ({value.Error:f5})"))
    );
    var test = run.Test(law);
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"  {run.Method.Name, -18} h = {run.Step, -6} q^2, q V', p^2:{values}  chi-square of q {test.Statistic:f0} on {test.Degrees}, p = {test.PValue:g2}"
        )
    );
}

Stationary At(string method, double step) => runs.Single(run => run.Method.Name == method && run.Step == step);
Console.WriteLine();
Console.WriteLine("The simulation against the law");
var good = At("BAOAB", 0.05);
var bad = At("Euler and Maruyama", 0.05);
list.Require(
    good.Test(law).PValue > 1e-4,
    $"BAOAB, h = {good.Step}: the histogram of q is that of the law, p = {good.Test(law).PValue:g3} (fails by chance once in 10,000)"
);
list.Require(
    bad.Test(law).PValue < 1e-6,
    $"and the test would see a wrong one: Euler and Maruyama at the same step has p = {bad.Test(law).PValue:g1}"
);
foreach (var (name, exact) in new[] { ("Square", square), ("Virial", Temperature) })
{
    var (mean, error) = good.Estimates[name];
    list.Require(
        Math.Abs(mean - exact) < 4 * error,
        $"BAOAB, h = {good.Step}: {name.ToLowerInvariant()} {mean:f5} ({error:f5}), exactly {exact:f5}"
    );
}

// Ratios of errors under halving, at steps where both errors stand out of the noise.
foreach (var (method, step) in new[] { ("Euler and Maruyama", 0.05), ("OBABO", 0.2) })
{
    var (coarse, coarseError) = At(method, step).Estimates["Virial"];
    var (fine, fineError) = At(method, step / 2).Estimates["Virial"];
    double ratio = (coarse - Temperature) / (fine - Temperature);
    double spread =
        Math.Abs(ratio) * Math.Sqrt(Math.Pow(coarseError / (coarse - Temperature), 2) + Math.Pow(fineError / (fine - Temperature), 2));
    double expected = Math.Pow(2, At(method, step).Method.Order);
    list.Require(
        Math.Abs(ratio - expected) < 3 * spread && spread < 0.4 * expected,
        $"{method}: from h = {step} to {step / 2} divides the error of q V' by {ratio:f2} (standard error {spread:f2}), by its order {expected}"
    );
}

string picture = Path.GetFullPath(args is [var path] ? path : "out/double-well.svg");
Directory.CreateDirectory(Path.GetDirectoryName(picture)!);
File.WriteAllText(picture, Picture.Of(law, Temperature, good, At("Euler and Maruyama", 0.1), runs).ToSvg());
Console.WriteLine();
Console.WriteLine(picture);
Console.WriteLine(
    string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:f1} s, {(list.Holds ? "all checks hold" : "a check FAILED")}")
);
return list.Holds ? 0 : 1;
