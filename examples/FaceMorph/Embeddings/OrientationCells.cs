using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FaceMorph.Algebra;
using FaceMorph.Faces;

namespace FaceMorph.Embeddings;

/// <summary>
/// Histograms of gradient orientations over overlapping cells, each divided by the energy of its neighbourhood. Bins and cells
/// have soft edges, so that the features are smooth functions of the pixels. A slope and its opposite are different orientations:
/// what a morph learns from them carries over to embeddings that look at grey values.
/// </summary>
internal sealed class OrientationCells : IDifferentiableFeatures
{
    private const int Edge = FaceSheet.Edge;
    private const int Cells = 8;
    private const int Bins = 8; // the lanes of a Vector512

    // What keeps flat regions differentiable, and unlit neighbourhoods from being blown up.
    private const double GradientFloor = 0.02;
    private const double EnergyFloor = 0.5;

    // One lane a bin.
    private static readonly Vector512<double> Cosines = Vector512.Cos(Vector512<double>.Indices * (2 * Math.PI / Bins));
    private static readonly Vector512<double> Sines = Vector512.Sin(Vector512<double>.Indices * (2 * Math.PI / Bins));
    private static readonly (int First, int Second, double Share)[] Windows = Overlaps();

    /// <inheritdoc/>
    public int Count => Cells * Cells * Bins;

    /// <inheritdoc/>
    public void Extract(ReadOnlySpan<double> face, Span<double> features)
    {
        Span<double> histogram = stackalloc double[Cells * Cells * Bins];
        Span<double> energy = stackalloc double[Cells * Cells];
        Accumulate(face, histogram);
        Energies(histogram, energy);
        for (int i = 0; i < features.Length; i++)
        {
            features[i] = histogram[i] / energy[i / Bins];
        }
    }

    /// <inheritdoc/>
    public void PullBack(ReadOnlySpan<double> face, ReadOnlySpan<double> cotangent, Span<double> into)
    {
        Span<double> histogram = stackalloc double[Cells * Cells * Bins];
        Span<double> energy = stackalloc double[Cells * Cells];
        Accumulate(face, histogram);
        Energies(histogram, energy);

        Span<double> back = stackalloc double[histogram.Length];
        for (int cell = 0; cell < energy.Length; cell++)
        {
            var own = cotangent.Slice(cell * Bins, Bins);
            Dense.AddScaled(back.Slice(cell * Bins, Bins), 1 / energy[cell], own);
            double pull = -Dense.Dot(own, histogram.Slice(cell * Bins, Bins)) / (energy[cell] * energy[cell] * energy[cell]);
            ForNeighbours(cell, histogram, back, pull);
        }

        Distribute(face, back, into);
    }

    private static void Energies(ReadOnlySpan<double> histogram, Span<double> energy)
    {
        for (int cell = 0; cell < energy.Length; cell++)
        {
            double sum = EnergyFloor * EnergyFloor;
            for (int y = Math.Max(0, cell / Cells - 1); y <= Math.Min(Cells - 1, cell / Cells + 1); y++)
            {
                for (int x = Math.Max(0, cell % Cells - 1); x <= Math.Min(Cells - 1, cell % Cells + 1); x++)
                {
                    var near = histogram.Slice((y * Cells + x) * Bins, Bins);
                    sum += Dense.Dot(near, near);
                }
            }

            energy[cell] = Math.Sqrt(sum);
        }
    }

    private static void ForNeighbours(int cell, ReadOnlySpan<double> histogram, Span<double> back, double pull)
    {
        for (int y = Math.Max(0, cell / Cells - 1); y <= Math.Min(Cells - 1, cell / Cells + 1); y++)
        {
            for (int x = Math.Max(0, cell % Cells - 1); x <= Math.Min(Cells - 1, cell % Cells + 1); x++)
            {
                int near = (y * Cells + x) * Bins;
                Dense.AddScaled(back.Slice(near, Bins), pull, histogram.Slice(near, Bins));
            }
        }
    }

    private static void Accumulate(ReadOnlySpan<double> face, Span<double> histogram)
    {
        Span<double> smooth = stackalloc double[face.Length];
        Binomial.Smooth(face, smooth);
        var cells = MemoryMarshal.Cast<double, Vector512<double>>(histogram);
        cells.Clear();
        Span<Vector512<double>> row = stackalloc Vector512<double>[Cells];
        for (int y = 0; y < Edge; y++)
        {
            row.Clear();
            for (int x = 0; x < Edge; x++)
            {
                var slope = new Slope(smooth, x, y);
                var w = slope.Weights;
                var bins = slope.Size * (w * w * (w * w));
                var at = Windows[x];
                row[at.First] += at.Share * bins;
                row[at.Second] += (1 - at.Share) * bins;
            }

            var here = Windows[y];
            for (int cell = 0; cell < Cells; cell++)
            {
                cells[here.First * Cells + cell] += here.Share * row[cell];
                cells[here.Second * Cells + cell] += (1 - here.Share) * row[cell];
            }
        }
    }

    // The transpose of Accumulate's derivative: from the histogram's cotangent to the pixels'.
    private static void Distribute(ReadOnlySpan<double> face, ReadOnlySpan<double> histogram, Span<double> into)
    {
        Span<double> smooth = stackalloc double[face.Length];
        Binomial.Smooth(face, smooth);
        var cells = MemoryMarshal.Cast<double, Vector512<double>>(histogram);
        Span<double> pixels = stackalloc double[face.Length];
        pixels.Clear();
        Span<Vector512<double>> row = stackalloc Vector512<double>[Cells];
        for (int y = 0; y < Edge; y++)
        {
            var here = Windows[y];
            for (int cell = 0; cell < Cells; cell++)
            {
                row[cell] = here.Share * cells[here.First * Cells + cell] + (1 - here.Share) * cells[here.Second * Cells + cell];
            }

            for (int x = 0; x < Edge; x++)
            {
                var at = Windows[x];
                var bins = at.Share * row[at.First] + (1 - at.Share) * row[at.Second];
                var slope = new Slope(smooth, x, y);
                var w = slope.Weights;
                var cube = bins * (w * w * w);
                slope.AddPullBack(
                    pixels,
                    size: Vector512.Sum(cube * w),
                    cosine: 2 * slope.Size * Vector512.Sum(cube * Cosines),
                    sine: 2 * slope.Size * Vector512.Sum(cube * Sines)
                );
            }
        }

        Binomial.SmoothTransposed(pixels, into);
    }

    // Where a pixel counts: in two neighbouring cells, by its distance to their centres; at the border wholly in one.
    private static (int First, int Second, double Share)[] Overlaps()
    {
        var windows = new (int, int, double)[Edge];
        for (int x = 0; x < Edge; x++)
        {
            double place = (x + 0.5) * Cells / Edge - 0.5;
            int first = Math.Clamp((int)Math.Floor(place), 0, Cells - 2);
            windows[x] = (first, first + 1, Math.Clamp(1 - (place - first), 0, 1));
        }

        return windows;
    }

    /// <summary>The gradient of a smoothed image at one pixel: its size and direction, from dark to light.</summary>
    private readonly ref struct Slope
    {
        private readonly int _left;
        private readonly int _right;
        private readonly int _above;
        private readonly int _below;
        private readonly double _across;
        private readonly double _down;
        private readonly double _square;
        private readonly double _cosine;
        private readonly double _sine;

        public Slope(ReadOnlySpan<double> image, int x, int y)
        {
            _left = y * Edge + Math.Max(x - 1, 0);
            _right = y * Edge + Math.Min(x + 1, Edge - 1);
            _above = Math.Max(y - 1, 0) * Edge + x;
            _below = Math.Min(y + 1, Edge - 1) * Edge + x;
            _across = 0.5 * (image[_right] - image[_left]);
            _down = 0.5 * (image[_below] - image[_above]);
            _square = _across * _across + _down * _down + GradientFloor * GradientFloor;
            Size = Math.Sqrt(_square);
            _cosine = _across / Size;
            _sine = _down / Size;
        }

        public double Size { get; }

        // (1 + cos(angle - bin)) / 2 for every bin; its fourth power is the share.
        public Vector512<double> Weights => Vector512.Create(0.5) + 0.5 * (_cosine * Cosines + _sine * Sines);

        public void AddPullBack(Span<double> image, double size, double cosine, double sine)
        {
            double along = (size - (cosine * _cosine + sine * _sine) / Size) / Size;
            double across = 0.5 * (_across * along + cosine / Size);
            double down = 0.5 * (_down * along + sine / Size);
            image[_right] += across;
            image[_left] -= across;
            image[_below] += down;
            image[_above] -= down;
        }
    }
}
