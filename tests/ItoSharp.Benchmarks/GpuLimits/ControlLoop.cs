namespace ItoSharp.Benchmarks.GpuLimits;

/// <summary>A loop of a kernel: where it begins, and what can come round to there.</summary>
/// <param name="Head">The number of its first instruction.</param>
/// <param name="Body">Its instructions, those of loops inside included.</param>
internal sealed record ControlLoop(int Head, HashSet<int> Body)
{
    /// <summary>What may follow an instruction.</summary>
    public static IEnumerable<int> After(IReadOnlyList<Instruction> code, int at)
    {
        if (code[at].Target >= 0)
        {
            yield return code[at].Target;
        }

        if (code[at].FallsThrough && at + 1 < code.Count)
        {
            yield return at + 1;
        }
    }

    /// <summary>All loops of a kernel; those that begin at the same place are one, whose count is then too small.</summary>
    public static IReadOnlyList<ControlLoop> Find(IReadOnlyList<Instruction> code)
    {
        List<int>[] before = [.. code.Select(_ => new List<int>())];
        for (int i = 0; i < code.Count; i++)
        {
            foreach (int next in After(code, i))
            {
                before[next].Add(i);
            }
        }

        SortedDictionary<int, ControlLoop> loops = [];
        foreach ((int from, int head) in Back(code))
        {
            if (!loops.TryGetValue(head, out ControlLoop? loop))
            {
                loops[head] = loop = new(head, [head]);
            }

            Stack<int> open = new([from]);
            while (open.TryPop(out int at))
            {
                if (loop.Body.Add(at))
                {
                    before[at].ForEach(open.Push);
                }
            }
        }

        return [.. loops.Values];
    }

    // Jumps to an instruction that is on the way from the kernel's begin.
    private static List<(int From, int Head)> Back(IReadOnlyList<Instruction> code)
    {
        List<(int, int)> found = [];
        if (code.Count == 0)
        {
            return found;
        }

        bool[] seen = new bool[code.Count];
        bool[] onWay = new bool[code.Count];
        Stack<(int At, IEnumerator<int> Next)> way = new();
        void Enter(int at)
        {
            seen[at] = onWay[at] = true;
            way.Push((at, After(code, at).GetEnumerator()));
        }

        Enter(0);
        while (way.TryPeek(out (int At, IEnumerator<int> Next) top))
        {
            if (!top.Next.MoveNext())
            {
                onWay[way.Pop().At] = false;
            }
            else if (onWay[top.Next.Current])
            {
                found.Add((top.At, top.Next.Current));
            }
            else if (!seen[top.Next.Current])
            {
                Enter(top.Next.Current);
            }
        }

        return found;
    }
}
