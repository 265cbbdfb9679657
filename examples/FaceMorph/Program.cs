using System.Diagnostics;
using FaceMorph.Embeddings;
using FaceMorph.Faces;
using FaceMorph.Morphs;
using FaceMorph.Prior;
using FaceMorph.Verification;

var split = new FaceSplit(FaceSheet.Read(Path.Combine(AppContext.BaseDirectory, "faces-25x25.pgm")), 1);
var w = Stopwatch.StartNew();
var e1 = Embedding.Learn("hog", new OrientationCells(), split.Training, new Augmentation(11, 24, 1.0, 5, .25).Of, 59, .5);
var v1 = new Verifier(e1, split.HeldOut, split.Probes);
var e2 = Embedding.Learn("dct", new LowFrequencies(), split.Training, new Augmentation(12, 24, 1.0, 5, .25).Of, 48, .1);
var v2 = new Verifier(e2, split.HeldOut, split.Probes);
Console.WriteLine($"embeddings {w.Elapsed.TotalSeconds:f2}");
w.Restart();
var model = new MorphModel(FacePrior.Fit(split.Training, 5));
Console.WriteLine($"prior {w.Elapsed.TotalSeconds:f2}");
w.Restart();
var start = Unguided.Of(model.Encode(split.HeldOut), split.Pairs);
Console.WriteLine($"encode {w.Elapsed.TotalSeconds:f2}");
w.Restart();
void Report(string n, double[][] im)
{
    int a = 0, b = 0;
    for (int i = 0; i < im.Length; i++)
    {
        var (p, q) = split.Pairs[i];
        var c = e1.Embed(im[i]);
        if (v1.Matches(c, p) && v1.Matches(c, q)) a++;
        c = e2.Embed(im[i]);
        if (v2.Matches(c, p) && v2.Matches(c, q)) b++;
    }

    Console.WriteLine($"{n} {a / 2.0} {b / 2.0}");
}
Report("unguided", model.Images(model.Decode(start)));
foreach (var m in GradientMethod.All)
{
    var g = new Guidance(model, new IdentityLoss(model, v1, split.Pairs).Of).Run(m, start, _ => { });
    Report(m.Name, model.Images(g.Samples));
    Console.WriteLine($"{g.Seconds:f1} s {g.Losses[0]:f4} {g.Losses[^1]:f4}");
}
