using FaceMorph.Algebra;
using FaceMorph.Faces;

namespace FaceMorph.Embeddings;

/// <summary>
/// Histograms of gradient orientations over overlapping cells, each divided by the energy of its neighbourhood. Bins and cells
/// have soft edges, so that the features are smooth functions of the pixels.
/// </summary>
internal sealed class OrientationCells : IDifferentiableFeatures
{
    private const int Edge = FaceSheet.Edge;
    private const int Cells = 6;
    private const int Bins = 8;

    // What keeps flat regions differentiable, and unlit neighbourhoods from being blown up.
    private const double GradientFloor = 0.02;
    private const double EnergyFloor = 0.5;

    private static readonly double[] Cosines = [.. Enumerable.Range(0, Bins).Select(b => Math.Cos(2 * Math.PI * b / Bins))];
    private static readonly double[] Sines = [.. Enumerable.Range(0, Bins).Select(b => Math.Sin(2 * Math.PI * b / Bins))];
    private static readonly double[][] Windows = Triangles();

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
            double pull = -Dense.Dot(own, histogram.Slice(cell * Bins, Bins)) / Math.Pow(energy[cell], 3);
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
        histogram.Clear();
        Span<double> smooth = stackalloc double[face.Length];
        Binomial.Smooth(face, smooth);
        Span<double> row = stackalloc double[Cells * Bins];
        Span<double> bins = stackalloc double[Bins];
        for (int y = 0; y < Edge; y++)
        {
            row.Clear();
            for (int x = 0; x < Edge; x++)
            {
                var (right, down) = Gradient(smooth, x, y);
                double square = right * right + down * down + GradientFloor * GradientFloor;
                double size = Math.Sqrt(square);
                double c = (right * right - down * down) / square;
                double s = 2 * right * down / square;
                for (int b = 0; b < Bins; b++)
                {
                    double w = 0.5 + 0.5 * (c * Cosines[b] + s * Sines[b]);
                    bins[b] = size * w * w * w * w;
                }

                for (int cell = 0; cell < Cells; cell++)
                {
                    if (Windows[cell][x] > 0)
                    {
                        Dense.AddScaled(row.Slice(cell * Bins, Bins), Windows[cell][x], bins);
                    }
                }
            }

            for (int cell = 0; cell < Cells; cell++)
            {
                if (Windows[cell][y] > 0)
                {
                    Dense.AddScaled(histogram.Slice(cell * Cells * Bins, Cells * Bins), Windows[cell][y], row);
                }
            }
        }
    }

    // The transpose of Accumulate's derivative: from the histogram's cotangent to the pixels'.
    private static void Distribute(ReadOnlySpan<double> face, ReadOnlySpan<double> histogram, Span<double> into)
    {
        Span<double> smooth = stackalloc double[face.Length];
        Binomial.Smooth(face, smooth);
        Span<double> pixels = stackalloc double[face.Length];
        Span<double> row = stackalloc double[Cells * Bins];
        Span<double> bins = stackalloc double[Bins];
        for (int y = 0; y < Edge; y++)
        {
            row.Clear();
            for (int cell = 0; cell < Cells; cell++)
            {
                if (Windows[cell][y] > 0)
                {
                    Dense.AddScaled(row, Windows[cell][y], histogram.Slice(cell * Cells * Bins, Cells * Bins));
                }
            }

            for (int x = 0; x < Edge; x++)
            {
                bins.Clear();
                for (int cell = 0; cell < Cells; cell++)
                {
                    if (Windows[cell][x] > 0)
                    {
                        Dense.AddScaled(bins, Windows[cell][x], row.Slice(cell * Bins, Bins));
                    }
                }

                var (right, down) = Gradient(smooth, x, y);
                double square = right * right + down * down + GradientFloor * GradientFloor;
                double size = Math.Sqrt(square);
                double c = (right * right - down * down) / square;
                double s = 2 * right * down / square;
                double sizeBar = 0;
                double cBar = 0;
                double sBar = 0;
                for (int b = 0; b < Bins; b++)
                {
                    double w = 0.5 + 0.5 * (c * Cosines[b] + s * Sines[b]);
                    sizeBar += bins[b] * w * w * w * w;
                    double slope = bins[b] * size * 2 * w * w * w;
                    cBar += slope * Cosines[b];
                    sBar += slope * Sines[b];
                }

                double squareBar = sizeBar / (2 * size) - (cBar * c + sBar * s) / square;
                double rightBar = 2 * right * (squareBar + cBar / square) + 2 * down * sBar / square;
                double downBar = 2 * down * (squareBar - cBar / square) + 2 * right * sBar / square;
                AddGradient(pixels, x, y, rightBar, downBar);
            }
        }

        Binomial.SmoothTransposed(pixels, into);
    }

    private static (double Right, double Down) Gradient(ReadOnlySpan<double> image, int x, int y) =>
        (
            0.5 * (image[y * Edge + Math.Min(x + 1, Edge - 1)] - image[y * Edge + Math.Max(x - 1, 0)]),
            0.5 * (image[Math.Min(y + 1, Edge - 1) * Edge + x] - image[Math.Max(y - 1, 0) * Edge + x])
        );

    private static void AddGradient(Span<double> image, int x, int y, double right, double down)
    {
        image[y * Edge + Math.Min(x + 1, Edge - 1)] += 0.5 * right;
        image[y * Edge + Math.Max(x - 1, 0)] -= 0.5 * right;
        image[Math.Min(y + 1, Edge - 1) * Edge + x] += 0.5 * down;
        image[Math.Max(y - 1, 0) * Edge + x] -= 0.5 * down;
    }

    private static double[][] Triangles()
    {
        const double Pitch = (double)Edge / Cells;
        var windows = Dense.Zeros(Cells, Edge);
        for (int cell = 0; cell < Cells; cell++)
        {
            for (int x = 0; x < Edge; x++)
            {
                windows[cell][x] = Math.Max(0, 1 - Math.Abs(x + 0.5 - (cell + 0.5) * Pitch) / Pitch);
            }
        }

        return windows;
    }
}
