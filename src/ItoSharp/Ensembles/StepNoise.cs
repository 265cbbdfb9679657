using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ItoSharp;

/// <summary>
/// The normals of steps, those of the path itself or, refined, such that a step's increment and time integral are exactly those of the
/// finer steps it stands for. One thread's: it has a buffer for the finer normals.
/// </summary>
internal sealed class StepNoise<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What a tile of normals may take, so that it stays in the first cache beside the state.</summary>
    public const int TileBytes = 8192;

    // Second and extra normals are numbered from here on: increments have the same numbers whatever else a method uses, so that all
    // methods follow the same Brownian path at one seed.
    public const ulong FirstSecond = 1UL << 61;
    private const ulong FirstExtra = 1UL << 62;

    private readonly ulong _seed;
    private readonly int _noises;
    private readonly bool _integrals;
    private readonly int _perStep;
    private readonly int _refinement;
    private readonly int _lanes;
    private readonly LaneWidth _width;
    private readonly AlignedBuffer<T>? _stream;
    private readonly AlignedBuffer<T>? _fine;
    private readonly AlignedBuffer<double>? _wide;
    private readonly AlignedBuffer<double>? _sums;
    private readonly int _fineSteps;

    public StepNoise(EnsembleShape shape, LaneWidth width, ulong seed, int refinement)
    {
        _seed = seed;
        _noises = shape.Noises;
        _integrals = shape.TimeIntegrals;
        _perStep = shape.NormalsPerStep;
        _refinement = refinement;
        _width = width;
        _lanes = Lanes.Of<T>(width);
        if (_perStep > _noises)
        {
            _stream = new(TileSteps(_perStep, _lanes) * _perStep * _lanes);
        }

        if (refinement > 1)
        {
            _fineSteps = TileSteps(_perStep, _lanes);
            _fine = new(_fineSteps * _perStep * _lanes);
            _wide = new(_fine.Length);
            _sums = new(_perStep * _lanes);
        }
    }

    /// <summary>
    /// The number of steps of a tile, a multiple of four so that every tile begins at a multiple of the normals that a call of Philox
    /// gives.
    /// </summary>
    public static unsafe int TileSteps(int normalsPerStep, int lanes)
    {
        int bytes = Math.Max(1, normalsPerStep) * lanes * sizeof(T);
        return Math.Max(4, TileBytes / bytes / 4 * 4);
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _fine?.Dispose();
        _wide?.Dispose();
        _sums?.Dispose();
    }

    /// <summary>Makes the normals of paths those of their mirrors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mirror(Span<T> normals)
    {
        ref T first = ref MemoryMarshal.GetReference(normals);
        int i = 0;
        for (; i + Vector512<T>.Count <= normals.Length; i += Vector512<T>.Count)
        {
            (-Vector512.LoadUnsafe(ref first, (nuint)i)).StoreUnsafe(ref first, (nuint)i);
        }

        for (; i < normals.Length; i++)
        {
            normals[i] = -normals[i];
        }
    }

    /// <summary>Fills a tile of steps; the first is a multiple of four.</summary>
    public void Fill(ulong path, int firstStep, int steps, Span<T> tile)
    {
        if (_perStep == 0)
        {
            return;
        }

        if (_refinement == 1)
        {
            FillSteps(path, firstStep, steps, tile);
        }
        else
        {
            FillRefined(path, firstStep, steps, tile);
        }
    }

    /// <summary>All normals of steps, step after step; the first step is a multiple of four.</summary>
    private void FillSteps(ulong path, long firstStep, int steps, Span<T> tile)
    {
        if (_stream is null)
        {
            NormalTiles.FillAny(_width, _seed, path, (ulong)firstStep * (ulong)_noises, steps * _noises, tile);
            return;
        }

        int seconds = _integrals ? _noises : 0;
        FillStream(path, 0, firstStep, steps, 0, _noises, tile);
        FillStream(path, FirstSecond, firstStep, steps, _noises, seconds, tile);
        FillStream(path, FirstExtra, firstStep, steps, _noises + seconds, _perStep - _noises - seconds, tile);
    }

    /// <summary>The normals of one numbering, put into their slots of each step.</summary>
    private void FillStream(ulong path, ulong first, long firstStep, int steps, int slot, int slots, Span<T> tile)
    {
        if (slots == 0)
        {
            return;
        }

        Span<T> stream = _stream!.Span[..(steps * slots * _lanes)];
        NormalTiles.FillAny(_width, _seed, path, first + ((ulong)firstStep * (ulong)slots), steps * slots, stream);
        int row = slots * _lanes;
        for (int step = 0; step < steps; step++)
        {
            stream.Slice(step * row, row).CopyTo(tile[(((step * _perStep) + slot) * _lanes)..]);
        }
    }

    // With z_q, y_q the normals of the r finer steps, z = sum z_q / sqrt r and y = sum (y_q + sqrt 3 (r - 1 - 2 q) z_q) / r^(3/2):
    // a later increment has less time left to count in the integral. Summed in double and rounded once.
    private void FillRefined(ulong path, int firstStep, int steps, Span<T> tile)
    {
        double scale = 1 / Math.Sqrt(_refinement);
        int row = _perStep * _lanes;
        int firsts = _noises * _lanes;
        Span<T> fine = _fine!.Span;
        Span<double> wide = _wide!.Span;
        Span<double> sums = _sums!.Span;
        long fineStep = (long)firstStep * _refinement;
        long end = fineStep + ((long)steps * _refinement);
        int at = 0;
        int ready = 0;
        for (int step = 0; step < steps; step++)
        {
            sums.Clear();
            for (int q = 0; q < _refinement; q++)
            {
                if (at == ready)
                {
                    ready = (int)Math.Min(_fineSteps, end - fineStep);
                    FillSteps(path, fineStep, ready, fine);
                    Widening.ToDouble<T>(fine[..(ready * row)], wide);
                    fineStep += ready;
                    at = 0;
                }

                ReadOnlySpan<double> normals = wide.Slice(at++ * row, row);
                StridedSums.Add(sums[..firsts], normals[..firsts], sums);
                if (_integrals)
                {
                    double weight = Math.Sqrt(3.0) * (_refinement - 1 - (2.0 * q));
                    StridedSums.AddScaled(sums[firsts..], normals[firsts..], weight, normals);
                }
            }

            Span<T> target = tile.Slice(step * row, row);
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = T.CreateTruncating(sums[i] * (i < firsts ? scale : scale / _refinement));
            }
        }
    }
}
