using System.Numerics;
using System.Runtime.CompilerServices;
using ItoSharp.Benchmarks.Ensembles;

namespace ItoSharp.Benchmarks.Adjoints;

/// <summary>
/// The plain loop backwards that one would write: a path after the other, forward with all states and normals kept, then back, the
/// derivatives of each step by hand.
/// </summary>
internal static class ScalarAdjoint
{
    /// <summary>A step of an equation, its reverse, and what is paid at the end.</summary>
    public interface IReverse<F> : Scalar.IStep<F>
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        /// <summary>The payoff at the end; its derivatives by the state are set.</summary>
        static abstract F Pay(ReadOnlySpan<F> x, F strike, Span<F> cotangent);

        /// <summary>Goes back over one step from the state before it: the cotangent is replaced, contributions of constants are added.</summary>
        static abstract void Back(
            ReadOnlySpan<F> constants,
            ReadOnlySpan<F> row,
            ReadOnlySpan<F> x,
            ReadOnlySpan<F> z,
            Span<F> cotangent,
            Span<F> sums
        );

        /// <summary>The derivatives by the equation's parameters from the contributions, in float64.</summary>
        static abstract double[] Parameters(Problem problem, ReadOnlySpan<double> sums);
    }

    /// <summary>Where the normals of a path come from.</summary>
    public interface INoise<F>
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        /// <summary>All normals of a path, step after step.</summary>
        static abstract void Fill(int path, Span<F> normals);
    }

    /// <summary>Philox and Box and Muller by System.Math.</summary>
    public readonly struct PlainNoise<F> : INoise<F>
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Fill(int path, Span<F> normals)
        {
            Span<F> four = stackalloc F[4];
            int perCall = typeof(F) == typeof(float) ? 4 : 2;
            for (int n = 0; n < normals.Length; n += perCall)
            {
                Scalar.Normals(path, n / perCall, four);
                four[..perCall].CopyTo(normals[n..]);
            }
        }
    }

    /// <summary>The library's own normals, for a comparison of gradients to rounding.</summary>
    public readonly struct SameNoise<F> : INoise<F>
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        /// <inheritdoc/>
        public static void Fill(int path, Span<F> normals)
        {
            if (typeof(F) == typeof(float))
            {
                var tile = System.Runtime.InteropServices.MemoryMarshal.Cast<F, float>(normals);
                NormalTiles.Fill(LaneWidth.Scalar, Problem.Seed, (ulong)path, 0, normals.Length, tile);
            }
            else
            {
                var tile = System.Runtime.InteropServices.MemoryMarshal.Cast<F, double>(normals);
                NormalTiles.Fill(LaneWidth.Scalar, Problem.Seed, (ulong)path, 0, normals.Length, tile);
            }
        }
    }

    /// <summary>The mean payoff, then the mean derivatives by the start and by the parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] Run<F, TReverse, TNoise>(Problem problem, double strike)
        where F : unmanaged, IFloatingPointIeee754<F>
        where TReverse : IReverse<F>
        where TNoise : INoise<F>
    {
        F[] constants = [.. problem.Constants.Select(F.CreateTruncating)];
        F[] table = [.. problem.Table.Select(F.CreateTruncating)];
        int components = problem.Components;
        int noises = problem.Noises;
        var states = new F[(problem.Steps + 1) * components];
        var normals = new F[problem.Steps * noises];
        Span<F> cotangent = stackalloc F[components];
        Span<F> sums = stackalloc F[Math.Max(1, constants.Length)];
        double value = 0;
        var start = new double[components];
        var totals = new double[sums.Length];
        for (int path = 0; path < problem.Paths; path++)
        {
            TNoise.Fill(path, normals);
            for (int c = 0; c < components; c++)
            {
                states[c] = F.CreateTruncating(problem.Start[c]);
            }

            for (int step = 0; step < problem.Steps; step++)
            {
                var x = states.AsSpan((step + 1) * components, components);
                states.AsSpan(step * components, components).CopyTo(x);
                var row = table.AsSpan(step * problem.Columns, problem.Columns);
                TReverse.Step(constants, row, x, normals.AsSpan(step * noises));
            }

            value += double.CreateTruncating(
                TReverse.Pay(states.AsSpan(problem.Steps * components), F.CreateTruncating(strike), cotangent)
            );
            sums.Clear();
            for (int step = problem.Steps - 1; step >= 0; step--)
            {
                var x = states.AsSpan(step * components, components);
                var row = table.AsSpan(step * problem.Columns, problem.Columns);
                TReverse.Back(constants, row, x, normals.AsSpan(step * noises), cotangent, sums);
            }

            for (int c = 0; c < components; c++)
            {
                start[c] += double.CreateTruncating(cotangent[c]);
            }

            for (int i = 0; i < totals.Length; i++)
            {
                totals[i] += double.CreateTruncating(sums[i]);
            }
        }

        return [.. new[] { value }.Concat(start).Concat(TReverse.Parameters(problem, totals)).Select(sum => sum / problem.Paths)];
    }
}
