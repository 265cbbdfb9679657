using System.Numerics;

namespace ItoSharp;

/// <summary>Puts a plan of gradients in the form that a device is told.</summary>
internal static class DeviceGradientProgram
{
    public static DeviceGradient<T> Of<T>(GradientPlan<T> plan, string kernel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RunPlan<T> run = plan.Run;
        EnsembleShape shape = run.Shape;
        GradientTarget[] targets = plan.Columns.Targets;
        GradientPart[] parts = [.. targets.SelectMany(target => target.Parts)];
        int inputs = shape.Arguments.Count + 2;
        int[][] timed = [.. Enumerable.Range(0, inputs).Select(plan.Timed.Columns)];
        return new()
        {
            Run = Program(plan, kernel),
            Steps = plan.Steps,
            Targets = targets.Length,
            CotangentRows = shape.Moving + shape.Constants,
            Constants = shape.Constants,
            ObservationSteps = plan.Observations,
            ObservationTimes = Array.ConvertAll(plan.Observations, step => T.CreateTruncating(run.Run.Time(step))),
            ObservationShares = Array.ConvertAll(plan.Observations, step => (double)step / plan.Steps),
            LastSteps = Array.ConvertAll(targets, target => target.LastStep),
            FirstParts = Starts(targets.Select(target => target.Parts.Length)),
            Parts = parts.SelectMany(part => new[] { part.Observable, part.Step }).ToArray(),
            PartWeights = Array.ConvertAll(parts, part => part.Weight),
            PartWidths = Array.ConvertAll(parts, part => T.CreateTruncating(part.Width)),
            TimedFirst = Starts(timed.Select(columns => columns.Length)),
            TimedColumns = timed.SelectMany(columns => columns).ToArray(),
            TimedRates = Timed(plan.Timed, timed, plan.Steps),
            ConstantRates = Constants(plan.ConstantRates, inputs, plan.Steps),
        };
    }

    private static DeviceProgram<T> Program<T>(GradientPlan<T> plan, string kernel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RunPlan<T> run = plan.Run;
        bool single = typeof(T) == typeof(float);
        return new()
        {
            Name = "the gradient of " + run.Run.Program,
            Source = DeviceLibrary.GradientText(kernel, single, run.Run.Refinement > 1 && run.Shape.NormalsPerStep > 0),
            Sums = DeviceLibrary.SumsText(isSingle: false),
            Covariance = plan.Description.Covariance,
            UsesDouble = true,
            Rows = run.Shape.Rows,
            Columns = plan.Columns.Count,
            Values = run.Constants,
            Table = run.Table,
            Start = run.Start.Uniform is { } start ? Array.ConvertAll(start, T.CreateTruncating) : Array.Empty<T>(),
            StartTime = T.CreateTruncating(run.Run.Start),
            Seed = run.Run.Seed,
            Paths = run.Paths,
            Antithetic = run.Run.Antithetic,
            Refinement = run.Run.Refinement,
        };
    }

    /// <summary>Where each of several lists begins when they follow one another, and their length.</summary>
    private static int[] Starts(IEnumerable<int> lengths)
    {
        List<int> starts = [0];
        foreach (int length in lengths)
        {
            starts.Add(starts[^1] + length);
        }

        return [.. starts];
    }

    /// <summary>For every step the rates of the timed values of all inputs.</summary>
    private static double[] Timed(TimedRates timed, int[][] columns, int steps)
    {
        int all = columns.Sum(of => of.Length);
        double[] rates = new double[(long)steps * all];
        for (int step = 0; step < steps; step++)
        {
            int at = step * all;
            for (int input = 0; input < columns.Length; input++)
            {
                timed.CopyRates(step, input, rates.AsSpan(at, columns[input].Length));
                at += columns[input].Length;
            }
        }

        return rates;
    }

    /// <summary>For every constant its rates by arguments, and by the two times over the step, which is (until - from) / steps.</summary>
    private static double[] Constants(double[] rates, int inputs, int steps)
    {
        int given = inputs - 1;
        double[] all = new double[rates.Length / given * inputs];
        for (int i = 0; i < rates.Length / given; i++)
        {
            rates.AsSpan(i * given, given - 1).CopyTo(all.AsSpan(i * inputs));
            double byStep = rates[(i * given) + given - 1];
            all[(i * inputs) + given - 1] = Cotangents<double>.StepRate(byStep, 0, steps);
            all[(i * inputs) + given] = Cotangents<double>.StepRate(byStep, 1, steps);
        }

        return all;
    }
}
