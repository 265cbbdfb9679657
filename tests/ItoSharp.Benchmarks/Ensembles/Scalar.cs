using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp.Benchmarks.Ensembles;

/// <summary>The plain loop that one would write: a path after the other, System.Math (MathF in float), Philox and Box and Muller.</summary>
internal static class Scalar
{
    /// <summary>A step of an equation.</summary>
    public interface IStep<F>
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        /// <summary>Advances a state by one step.</summary>
        static abstract void Step(ReadOnlySpan<F> constants, ReadOnlySpan<F> row, Span<F> x, ReadOnlySpan<F> z);
    }

    /// <summary>The states at the end, component after component.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static F[] Run<F, TStep>(Problem problem)
        where F : unmanaged, IFloatingPointIeee754<F>
        where TStep : IStep<F>
    {
        F[] constants = [.. problem.Constants.Select(F.CreateTruncating)];
        F[] table = [.. problem.Table.Select(F.CreateTruncating)];
        var end = new F[problem.Components * problem.Paths];
        Span<F> x = stackalloc F[problem.Components];
        Span<F> z = stackalloc F[4];
        // What a call of Philox serves: four normals in float, two in double.
        int perCall = problem.Noises == 0 ? 1 : (typeof(F) == typeof(float) ? 4 : 2) / problem.Noises;
        for (int path = 0; path < problem.Paths; path++)
        {
            for (int c = 0; c < x.Length; c++)
            {
                x[c] = F.CreateTruncating(problem.Start[c]);
            }

            for (int step = 0; step < problem.Steps; step++)
            {
                int slot = step % perCall;
                if (slot == 0 && problem.Noises > 0)
                {
                    Normals(path, step / perCall, z);
                }

                TStep.Step(constants, table.AsSpan(step * problem.Columns, problem.Columns), x, z[(slot * problem.Noises)..]);
            }

            for (int c = 0; c < x.Length; c++)
            {
                end[c * problem.Paths + path] = x[c];
            }
        }

        return end;
    }

    /// <summary>The normals of one call of Philox: four in float, two in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Normals<F>(int path, int call, Span<F> z)
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        uint c0 = (uint)call;
        uint c1 = 0;
        uint c2 = (uint)path;
        uint c3 = 0;
        Philox4x32_10.Next(ref c0, ref c1, ref c2, ref c3, (uint)Problem.Seed, (uint)(Problem.Seed >> 32));
        // Uniforms of 2^-24 or 2^-53 steps, the radius's above 0.
        if (typeof(F) == typeof(float))
        {
            (z[0], z[1]) = Pair(
                F.CreateTruncating(((c0 >> 8) + 1) * (1.0f / (1 << 24))),
                F.CreateTruncating((c1 >> 8) * (1.0f / (1 << 24)))
            );
            (z[2], z[3]) = Pair(
                F.CreateTruncating(((c2 >> 8) + 1) * (1.0f / (1 << 24))),
                F.CreateTruncating((c3 >> 8) * (1.0f / (1 << 24)))
            );
        }
        else
        {
            (z[0], z[1]) = Pair(
                F.CreateTruncating((((c0 | (ulong)c1 << 32) >> 11) + 1) * (1.0 / (1L << 53))),
                F.CreateTruncating(((c2 | (ulong)c3 << 32) >> 11) * (1.0 / (1L << 53)))
            );
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (F, F) Pair<F>(F u, F turn)
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        F radius = F.Sqrt(F.CreateTruncating(-2) * F.Log(u));
        var (sin, cos) = F.SinCos(F.Tau * turn);
        return (radius * cos, radius * sin);
    }
}
