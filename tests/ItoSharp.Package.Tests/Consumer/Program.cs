using Consumer;
using ItoSharp;

CircleArc process = new();
GaussianMixture law = new([new(0.35, [-1.0], [0.25]), new(0.65, [0.8], [0.16])]);
GaussianMixtureModel<double> model = new(law, process);
double[] start = [0.7];

double Sample(int steps)
{
    double[] sample = [0];
    new OwnSampler(model, process, new QuadraticTime(steps)).Sample(start, sample);
    return sample[0];
}

double reference = Sample(4096);
Console.WriteLine($"error at 128 steps {Math.Abs(Sample(128) - reference):e2}, at 256 steps {Math.Abs(Sample(256) - reference):e2}");

OwnSampler sampler = new(model, process, new QuadraticTime(16));
double Loss(ReadOnlySpan<double> x, Span<double> gradient)
{
    gradient[0] = x[0];
    return 0.5 * x[0] * x[0];
}

Gradient<CircleArc, double> g = sampler.Gradient(start, Loss);
double LossAt(double x, double speed)
{
    double[] sample = [0];
    new OwnSampler(model, process with { Speed = speed }, new QuadraticTime(16)).Sample([x], sample);
    return 0.5 * sample[0] * sample[0];
}

double byStart = (LossAt(0.7 + 1e-5, 1) - LossAt(0.7 - 1e-5, 1)) / 2e-5;
double bySpeed = (LossAt(0.7, 1 + 1e-5) - LossAt(0.7, 1 - 1e-5)) / 2e-5;
Console.WriteLine($"gradient by start {g.Start[0]:f8} (differences {byStart:f8}), by Speed {g.Process.Speed:f8} (differences {bySpeed:f8})");

float[] prior = new float[8];
GaussianMixtureModel<float> single = new(law, process);
MixedSampler mixed = new(single, process, UniformLambda.Steps(20), solver: new SdeDpmSolverPP2M(Tau: 0.5));
mixed.DrawPrior(prior, new SampleOptions { Seed = 1 });
float[] samples = new float[8];
mixed.Sample(prior, samples, new SampleOptions { Seed = 1 });
Console.WriteLine($"eight samples between {samples.Min():f2} and {samples.Max():f2}");

bool fine =
    // Third order: the fourth-order plan keeps the error of its second-order first step.
    Math.Abs(Sample(256) - reference) < Math.Abs(Sample(128) - reference) / 6
    && Math.Abs(g.Start[0] - byStart) < 1e-8
    && Math.Abs(g.Process.Speed - bySpeed) < 1e-8
    && samples.All(x => Math.Abs(x) < 4);
Console.WriteLine(fine ? "the package works" : "the package does not work");
return fine ? 0 : 1;
