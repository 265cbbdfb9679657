using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>
/// The accepted steps of one group of lanes: in round k every lane takes its own k-th step since the last common time, or rests. So
/// what belongs to a path does not depend on the paths beside it. Kept in pages, which stay from group to group.
/// </summary>
/// <param name="rows">The rows of one round, each as wide as the group; 0 in all of them is a rest.</param>
/// <param name="lanes">The number of lanes.</param>
internal sealed class AcceptedGrid<TEntry>(int rows, int lanes) : IDisposable
    where TEntry : unmanaged
{
    public const int PageRounds = 256;

    private readonly List<AlignedBuffer<TEntry>> _pages = [];
    private readonly int[] _counts = new int[lanes];
    private readonly List<int> _starts = [];

    /// <summary>Whether steps are kept, or counted only.</summary>
    public bool Keeps { get; set; } = true;

    /// <summary>The rounds up to the last common time.</summary>
    public int Rounds { get; private set; }

    /// <summary>The first round of every stretch between common times.</summary>
    public IReadOnlyList<int> Starts => _starts;

    /// <summary>What the pages take.</summary>
    public long Bytes { get; private set; }

    /// <summary>What a page takes.</summary>
    public static long PageBytes(int rows, int lanes) => (long)PageRounds * rows * lanes * Unsafe.SizeOf<TEntry>();

    public void Dispose()
    {
        foreach (AlignedBuffer<TEntry> page in _pages)
        {
            page.Dispose();
        }
    }

    /// <summary>Forgets the last group.</summary>
    public void Clear()
    {
        for (int page = 0; Keeps && page * PageRounds < Rounds && page < _pages.Count; page++)
        {
            _pages[page].Span.Clear();
        }

        Rounds = 0;
        _starts.Clear();
    }

    /// <summary>Begins a stretch from one common time to the next.</summary>
    public void Begin()
    {
        _starts.Add(Rounds);
        Array.Clear(_counts);
    }

    /// <summary>Adds a step of a lane: the entry of its first row, which is there to be set; nowhere where none are kept.</summary>
    public ref TEntry Add(int lane)
    {
        int round = Rounds + _counts[lane]++;
        if (!Keeps)
        {
            return ref Unsafe.NullRef<TEntry>();
        }

        if (round / PageRounds == _pages.Count)
        {
            long before = BufferCount.Bytes;
            _pages.Add(new(PageRounds * rows * lanes));
            Bytes += BufferCount.Bytes - before;
        }

        return ref At(round, lane);
    }

    /// <summary>Ends a stretch: all lanes have met.</summary>
    public void End() => Rounds += _counts.Max();

    /// <summary>The entry of a lane's first row in a round; the next row is as many entries further as there are lanes.</summary>
    public ref TEntry At(int round, int lane) => ref _pages[round / PageRounds].At((round % PageRounds * rows * lanes) + lane);
}
