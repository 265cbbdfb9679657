namespace ItoSharp.Benchmarks.GpuLimits;

/// <summary>The loop of a kernel in which its time goes.</summary>
/// <param name="Instructions">Those of one time round.</param>
/// <param name="InnerLoops">Loops inside that were counted once each: the count is then too small.</param>
internal sealed record HotLoop(int Instructions, int InnerLoops)
{
    /// <summary>
    /// The loop with the longest way round that stores nothing: states stay in registers between observations, so what stores is an
    /// observation, which few steps have. Null where nothing jumps back.
    /// </summary>
    public static HotLoop? Find(IReadOnlyList<Instruction> code)
    {
        HotLoop? longest = null;
        for (int back = 0; back < code.Count; back++)
        {
            if (code[back].Target is >= 0 and var head && head <= back)
            {
                // Where every way stores, so does the loop.
                int count = Longest(code, head, back, false) is > 0 and var most ? most : Longest(code, head, back, true);
                if (count > (longest?.Instructions ?? 0))
                {
                    longest = new(count, Inner(code, head, back));
                }
            }
        }

        return longest;
    }

    // Over ways that only go forward, in the order of the text: each instruction's longest way from the head, itself included.
    private static int Longest(IReadOnlyList<Instruction> code, int head, int back, bool storing)
    {
        int[] most = new int[back - head + 1];
        most[0] = 1;
        for (int i = head; i < back; i++)
        {
            int here = most[i - head];
            if (here == 0 || (code[i].Stores && !storing))
            {
                continue;
            }

            void Reach(int next)
            {
                if (next > i && next <= back)
                {
                    most[next - head] = Math.Max(most[next - head], here + 1);
                }
            }

            Reach(code[i].Target);
            if (code[i].FallsThrough)
            {
                Reach(i + 1);
            }
        }

        return most[^1];
    }

    private static int Inner(IReadOnlyList<Instruction> code, int head, int back)
    {
        HashSet<int> heads = [];
        for (int i = head; i < back; i++)
        {
            if (code[i].Target > head && code[i].Target <= i)
            {
                heads.Add(code[i].Target);
            }
        }

        return heads.Count;
    }
}
