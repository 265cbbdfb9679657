using DoubleWell.Law;

var law = new DoubleWellLaw(0.25);
Console.WriteLine(
    $"E q^2 {law.Mean(q => q * q):r} E q^4 {law.Mean(q => q * q * q * q):r} E qV' {law.Mean(q => q * DoubleWellLaw.Slope(q)):r} E V {law.Mean(DoubleWellLaw.Potential):r} sum bins {law.Bins(-law.End, law.End / 20, 40).Sum():r} end {law.End}"
);
foreach (var (x, k) in new[] { (3.841458820694124, 1), (18.307038053275146, 10), (124.34211340400408, 100), (5.0, 10), (43.773, 30) })
    Console.WriteLine($"{new ChiSquare(x, k).PValue:r}");
