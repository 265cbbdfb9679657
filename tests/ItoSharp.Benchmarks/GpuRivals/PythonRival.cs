using System.Diagnostics;
using System.Text.Json.Nodes;
using ItoSharp.Benchmarks.Gpu;

namespace ItoSharp.Benchmarks.GpuRivals;

/// <summary>
/// A script of Python/ in a process of its own, which measures itself: it reads one request a line and answers each with a line. Forms
/// of one library (eager, compiled) share a process.
/// </summary>
internal sealed class PythonRival : IGpuRival
{
    // What compiles long is still a rival; what hangs is not.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private readonly Worker worker;
    private readonly string form;
    private readonly string place;

    private PythonRival(Worker worker, string name, string form, string place)
    {
        Name = name;
        (this.worker, this.form, this.place) = (worker, form, place);
        worker.Users++;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The forms of a script; none and the reason where no python has what it imports.</summary>
    /// <param name="script">The script's name in Python/.</param>
    /// <param name="modules">What it imports.</param>
    /// <param name="place">cuda or cpu.</param>
    /// <param name="forms">The rivals' names with the forms that the script knows.</param>
    /// <param name="reason">Why there are none.</param>
    public static IReadOnlyList<PythonRival> Start(
        string script,
        string modules,
        string place,
        (string Name, string Form)[] forms,
        out string reason
    )
    {
        if (Pythons.With(modules, out reason) is not { } python)
        {
            return [];
        }

        Worker worker = new(python, Path.Combine(AppContext.BaseDirectory, "GpuRivals", "Python", script));
        return [.. forms.Select(form => new PythonRival(worker, form.Name, form.Form, place))];
    }

    /// <inheritdoc/>
    public GpuAnswer Run(GpuCase subject, long paths)
    {
        JsonObject request = new()
        {
            ["name"] = subject.Equation,
            ["form"] = form,
            ["device"] = place,
            ["paths"] = paths,
            ["steps"] = GpuCase.Steps,
            ["until"] = subject.Until,
            ["start"] = new JsonArray([.. subject.Start.Select(x => (JsonNode)x)]),
        };
        JsonNode answer = worker.Ask(request.ToJsonString());
        if (answer["skipped"] is { } skipped)
        {
            throw new RivalMissingException((string)skipped!);
        }

        if (answer["failed"] is { } failed)
        {
            throw new RivalFailedException((string)failed!);
        }

        double[] Numbers(string name) => [.. answer[name]!.AsArray().Select(x => x is null ? double.NaN : (double)x)];
        double[] errors = [.. Numbers("deviations").Select(deviation => deviation / Math.Sqrt(paths))];
        return new((double)answer["seconds"]!, Numbers("means"), errors);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (--worker.Users == 0)
        {
            worker.Dispose();
        }
    }

    private sealed class Worker(string python, string script) : IDisposable
    {
        private readonly Process process = Process.Start(
            new ProcessStartInfo(python, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true }
        )!;

        public int Users { get; set; }

        public JsonNode Ask(string request)
        {
            if (process.HasExited)
            {
                throw new RivalFailedException("its process has ended; its message is above");
            }

            process.StandardInput.WriteLine(request);
            process.StandardInput.Flush();
            Task<string?> line = process.StandardOutput.ReadLineAsync();
            if (!line.Wait(Patience))
            {
                process.Kill();
                throw new RivalFailedException(FormattableString.Invariant($"no answer within {Patience.TotalMinutes} minutes"));
            }

            return JsonNode.Parse(line.Result ?? throw new RivalFailedException("its process has ended; its message is above"))!;
        }

        public void Dispose()
        {
            if (!process.HasExited)
            {
                process.StandardInput.Close();
                process.WaitForExit();
            }

            process.Dispose();
        }
    }
}
