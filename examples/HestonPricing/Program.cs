using HestonPricing.Barrier;
using HestonPricing.Fourier;

foreach (var p in PublishedPrices.All)
{
    double c = EuropeanOption.Call(p.Law, 100, p.Strike, p.Time, p.Discount);
    double put = EuropeanOption.Put(p.Law, 100, p.Strike, p.Time, p.Discount);
    double f = 100 * Math.Exp(p.Law.Rate * p.Time);
    Console.WriteLine($"{p.Source} {p.Strike} {c:r} {c - p.Call:e2} parity {c - put - Math.Exp(-p.Discount * p.Time) * (f - p.Strike):e2}");
}
foreach (double xi in new[] { 0.3, 1e-1, 1e-2, 1e-3, 1e-4, 1e-6, 1e-8, 0 })
{
    var law = new HestonLaw(0.01, 2, 0.04, xi, -0.7, 0.09);
    var bs = new BlackScholes(0.01, Math.Sqrt(law.MeanVariance(1)), 1);
    Console.WriteLine($"xi {xi} {EuropeanOption.Call(law, 100, 105, 1) - bs.Call(100, 105):e3}");
}
Console.WriteLine($"{NormalLaw.Below(-5.0000001):r} {NormalLaw.Below(-4.9999999):r} {NormalLaw.Below(-10):r} {NormalLaw.Below(1.96):r}");
var b = new BlackScholes(0.0, 0.2, 1);
foreach (int m in new[] { 16, 64, 256 })
{
    var w = System.Diagnostics.Stopwatch.StartNew();
    double exact = WatchedCall.Exact(0, 0.2, 1, m).UpAndOut(100, 100, 130);
    double euler = WatchedCall.Euler(0, 0.2, 1, m).UpAndOut(100, 100, 130);
    Console.WriteLine(
        $"m {m}: exact {exact:f8} euler {euler:f8} bgk {b.WatchedUpAndOutCall(100, 100, 130, m):f8} continuous {b.UpAndOutCall(100, 100, 130):f8} {w.Elapsed.TotalSeconds:f2} s; no barrier {WatchedCall.Exact(0, 0.2, 1, m).UpAndOut(100, 100, 1e4):f10} {b.Call(100, 100):f10}"
    );
}
