using System.Diagnostics;
using System.Globalization;
using FaceMorph.Embeddings;
using FaceMorph.Faces;
using FaceMorph.Morphs;
using FaceMorph.Prior;
using FaceMorph.Report;
using FaceMorph.Studies;
using FaceMorph.Terminal;
using FaceMorph.Verification;
using ItoSharp;

var watch = Stopwatch.StartNew();
if (!Arguments.TryRead(args, out var arguments, out string fault))
{
    Console.Error.WriteLine(fault);
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

if (arguments.Device is { } device)
{
    bool here = ReferenceEquals(device, EnsembleDevice.Cpu);
    Console.WriteLine($"Encoding and decoding on {device.Name}{(here ? ": no other device was found or asked for" : "")}");
}

// Faces nobody has learnt from become parents; two verifiers learn to tell the others apart, each in its own way.
var split = new FaceSplit(FaceSheet.Read(Path.Combine(AppContext.BaseDirectory, "faces-25x25.pgm")), arguments.Seed);
var (loss, unseen) = ProgressBar.Around(
    "two embeddings",
    show =>
    {
        var first = new Verifier(LearntEmbeddings.OfTheLoss(split.Training), split.HeldOut, split.Probes);
        show(0.5);
        return (first, new Verifier(LearntEmbeddings.NeverSeen(split.Training), split.HeldOut, split.Probes));
    }
);

// A density of faces in closed form is a diffusion model whose denoiser is exact.
var model = ProgressBar.Around(
    "prior of faces",
    show => new MorphModel(FacePrior.Fit(split.Training, arguments.Seed, show), arguments.Device)
);
var parents = model.Encode(split.HeldOut);
var start = Unguided.Of(parents, split.Pairs);
var identity = new IdentityLoss(model, loss, split.Pairs);

var rows = new MorphRows(split, model, loss, unseen).From(start, identity.Of).ToList();
var gradients = ProgressBar.Around(
    "gradients against the exact one",
    show => GradientStudy.Run(model, start, count => new IdentityLoss(model, loss, split.Pairs[..count]).Of, show)
);
var orders = ProgressBar.Around("orders of the shipped plans", show => OrderStudy.Run(model, start, show));

// A parent that is encoded and decoded should still be itself.
var decoded = model.Images(model.Decode(parents));
var reconstructed = Share.Of([.. decoded.Select((image, i) => loss.Matches(loss.Embedding.Embed(image), i) ? 1.0 : 0.0)]);
var study = new MorphStudy(arguments.Seed, split, loss, unseen, model, rows, reconstructed, gradients, orders)
{
    Seconds = watch.Elapsed.TotalSeconds,
};

Directory.CreateDirectory(arguments.Directory);
string page = Path.GetFullPath(Path.Combine(arguments.Directory, "index.html"));
string result = Path.GetFullPath(Path.Combine(arguments.Directory, "result.json"));
File.WriteAllText(page, Page.Of(study));
File.WriteAllText(result, ResultJson.Of(study));
ResultTable.Write(study);
Console.WriteLine();
Console.WriteLine($"{page}");
Console.WriteLine($"{result}");
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:f1} s"));
return study.Bars.All(bar => bar.Holds) ? 0 : 1;
