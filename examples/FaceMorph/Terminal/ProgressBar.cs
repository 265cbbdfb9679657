using System.Globalization;

namespace FaceMorph.Terminal;

/// <summary>One line that fills while a stage runs; only the finished line where the output is no terminal.</summary>
internal sealed class ProgressBar
{
    private const int Width = 28;
    private readonly Lock _gate = new();
    private readonly System.Diagnostics.Stopwatch _watch = System.Diagnostics.Stopwatch.StartNew();
    private readonly string _stage;
    private int _shown = -1;

    private ProgressBar(string stage) => _stage = stage;

    /// <summary>Runs a stage that reports its progress between 0 and 1.</summary>
    public static T Around<T>(string stage, Func<Action<double>, T> work)
    {
        var bar = new ProgressBar(stage);
        bar.Show(0);
        T result = work(bar.Show);
        bar.Finish();
        return result;
    }

    private void Show(double fraction)
    {
        if (Console.IsOutputRedirected)
        {
            return;
        }

        lock (_gate)
        {
            int filled = (int)(fraction * Width);
            if (filled > _shown)
            {
                _shown = filled;
                Console.Write($"\r{Line(filled)}");
            }
        }
    }

    private void Finish() => Console.WriteLine(Console.IsOutputRedirected ? Line(Width) : $"\r{Line(Width)}");

    private string Line(int filled) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{_stage, -34} [{new string('#', filled)}{new string('.', Width - filled)}] {_watch.Elapsed.TotalSeconds, 5:f1} s"
        );
}
