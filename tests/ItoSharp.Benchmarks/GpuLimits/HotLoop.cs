using System.Globalization;
using System.Text.RegularExpressions;

namespace ItoSharp.Benchmarks.GpuLimits;

/// <summary>
/// The instructions of a kernel's loop over its steps: of the longest way round that stores nothing, since states stay in registers
/// between observations, and what stores is an observation, which few steps have. Loops inside count as often as they are gone through.
/// </summary>
internal sealed partial class HotLoop
{
    /// <summary>A time round takes four steps, whose normals are whole calls of Philox.</summary>
    public const int Steps = 4;

    private const int Rounds = 10;
    private const int Unreachable = int.MinValue / 2;

    private readonly IReadOnlyList<Instruction> code;
    private readonly IReadOnlyList<ControlLoop> loops;
    private readonly int calls;
    private readonly Dictionary<int, int> costs = [];

    private HotLoop(IReadOnlyList<Instruction> code, int calls)
    {
        (this.code, this.calls) = (code, calls);
        loops = ControlLoop.Find(code);
    }

    /// <summary>The calls of Philox that four steps take, as a kernel's text has them; 0 where it takes none.</summary>
    public static int CallsOf(string text) =>
        Calls().Matches(text).Sum(call => int.Parse(call.Groups[1].Value, CultureInfo.InvariantCulture));

    /// <summary>The instructions of a time round the greatest loop; 0 where there is no loop.</summary>
    /// <param name="code">The kernel.</param>
    /// <param name="calls">The calls of Philox of four steps.</param>
    public static int Count(IReadOnlyList<Instruction> code, int calls)
    {
        HotLoop counted = new(code, calls);
        return counted.loops.Select(counted.Cost).DefaultIfEmpty(0).Max();
    }

    private int Cost(ControlLoop loop)
    {
        if (!costs.TryGetValue(loop.Head, out int cost))
        {
            // Where every way stores, so does the loop.
            cost = Longest(loop, false) is > 0 and var found ? found : Math.Max(0, Longest(loop, true));
            costs[loop.Head] = cost;
        }

        return cost;
    }

    // The loops that were not unrolled: over ten rounds of Philox, over its calls, or over four steps.
    private int Times(ControlLoop loop) =>
        loop.Body.Count(i => code[i].MakesNoise) switch
        {
            0 => Steps,
            <= 2 => Rounds,
            _ => calls,
        };

    private int Longest(ControlLoop loop, bool storing)
    {
        Dictionary<int, int> known = [];
        List<ControlLoop> inside = [.. loops.Where(other => other.Head != loop.Head && other.Body.IsProperSubsetOf(loop.Body))];
        int From(int at)
        {
            if (known.TryGetValue(at, out int length))
            {
                return length;
            }

            known[at] = Unreachable;
            ControlLoop? inner = inside.Where(other => other.Head == at).MaxBy(other => other.Body.Count);
            IEnumerable<int> next = inner is null
                ? ControlLoop.After(code, at)
                : inner.Body.SelectMany(i => ControlLoop.After(code, i)).Where(i => !inner.Body.Contains(i)).Distinct();
            int rest = Unreachable;
            foreach (int i in next)
            {
                int there =
                    i == loop.Head ? 0
                    : loop.Body.Contains(i) ? From(i)
                    : Unreachable;
                rest = Math.Max(rest, there);
            }

            bool blocked = inner is null && code[at].Stores && !storing;
            int own = inner is null ? 1 : Times(inner) * Cost(inner);
            return known[at] = blocked || rest < 0 ? Unreachable : own + rest;
        }

        return From(loop.Head);
    }

    [GeneratedRegex(@"\bfill_normals\(\w+, (\d+), seed")]
    private static partial Regex Calls();
}
