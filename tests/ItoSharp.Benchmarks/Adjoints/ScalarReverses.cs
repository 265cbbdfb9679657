using System.Numerics;
using System.Runtime.CompilerServices;
using ItoSharp.Benchmarks.Ensembles;

namespace ItoSharp.Benchmarks.Adjoints;

/// <summary>The reverses of the equations' steps by hand, of the steps of <see cref="ScalarSteps"/>.</summary>
internal static class ScalarReverses
{
    /// <summary>Geometric Brownian motion.</summary>
    public readonly struct Gbm<F> : ScalarAdjoint.IReverse<F>
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Step(ReadOnlySpan<F> constants, ReadOnlySpan<F> row, Span<F> x, ReadOnlySpan<F> z) =>
            ScalarSteps.Gbm<F>.Step(constants, row, x, z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static F Pay(ReadOnlySpan<F> x, F strike, Span<F> cotangent) => Call(x, strike, cotangent);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Back(
            ReadOnlySpan<F> constants,
            ReadOnlySpan<F> row,
            ReadOnlySpan<F> x,
            ReadOnlySpan<F> z,
            Span<F> cotangent,
            Span<F> sums
        )
        {
            F a = cotangent[0];
            F ax = a * x[0];
            sums[0] += ax;
            sums[1] += ax * z[0];
            cotangent[0] = a + a * (constants[0] + constants[1] * z[0]);
        }

        public static double[] Parameters(Problem problem, ReadOnlySpan<double> sums) =>
            [sums[0] / problem.Steps, sums[1] / Math.Sqrt(problem.Steps)];
    }

    /// <summary>Heston's model.</summary>
    public readonly struct Heston<F> : ScalarAdjoint.IReverse<F>
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Step(ReadOnlySpan<F> constants, ReadOnlySpan<F> row, Span<F> x, ReadOnlySpan<F> z) =>
            ScalarSteps.Heston<F>.Step(constants, row, x, z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static F Pay(ReadOnlySpan<F> x, F strike, Span<F> cotangent) => Call(x, strike, cotangent);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Back(
            ReadOnlySpan<F> constants,
            ReadOnlySpan<F> row,
            ReadOnlySpan<F> x,
            ReadOnlySpan<F> z,
            Span<F> cotangent,
            Span<F> sums
        )
        {
            F a = cotangent[0];
            F b = cotangent[1];
            F v = F.Max(x[1], F.Zero);
            F root = F.Sqrt(v);
            F moved = constants[0] * z[0];
            F ax = a * x[0];
            F noise = b * root;
            sums[1] += ax;
            sums[2] += b * (constants[5] - v);
            sums[3] += noise * z[0];
            sums[4] += noise * z[1];
            sums[5] += b * constants[2];
            cotangent[0] = a + a * (constants[1] + root * moved);
            // At and below its bound the variance no longer moves the step.
            if (x[1] > F.Zero)
            {
                F byRoot = ax * moved + b * (constants[3] * z[0] + constants[4] * z[1]);
                cotangent[1] = b - constants[2] * b + byRoot / (root + root);
            }
        }

        public static double[] Parameters(Problem problem, ReadOnlySpan<double> sums)
        {
            const double Xi = 0.3;
            const double Rho = -0.7;
            double h = 1.0 / problem.Steps;
            double root = Math.Sqrt(h);
            double other = Math.Sqrt(1 - Rho * Rho);
            return
            [
                sums[1] * h,
                sums[2] * h,
                sums[5],
                root * (Rho * sums[3] + other * sums[4]),
                root * Xi * (sums[3] - Rho / other * sums[4]),
            ];
        }
    }

    /// <summary>The mixture's reverse equation.</summary>
    public readonly struct MixtureSde<F> : ScalarAdjoint.IReverse<F>
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Step(ReadOnlySpan<F> constants, ReadOnlySpan<F> row, Span<F> x, ReadOnlySpan<F> z) =>
            ScalarSteps.MixtureSde<F>.Step(constants, row, x, z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static F Pay(ReadOnlySpan<F> x, F strike, Span<F> cotangent) => Distance(x, cotangent);

        // The noise does not depend on the state.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Back(
            ReadOnlySpan<F> constants,
            ReadOnlySpan<F> row,
            ReadOnlySpan<F> x,
            ReadOnlySpan<F> z,
            Span<F> cotangent,
            Span<F> sums
        ) => MixtureReverse.Back(constants, row, x, cotangent, sums);

        public static double[] Parameters(Problem problem, ReadOnlySpan<double> sums) => [sums[0]];
    }

    /// <summary>The mixture's probability flow.</summary>
    public readonly struct MixtureOde<F> : ScalarAdjoint.IReverse<F>
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Step(ReadOnlySpan<F> constants, ReadOnlySpan<F> row, Span<F> x, ReadOnlySpan<F> z) =>
            ScalarSteps.MixtureOde<F>.Step(constants, row, x, z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static F Pay(ReadOnlySpan<F> x, F strike, Span<F> cotangent) => Distance(x, cotangent);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Back(
            ReadOnlySpan<F> constants,
            ReadOnlySpan<F> row,
            ReadOnlySpan<F> x,
            ReadOnlySpan<F> z,
            Span<F> cotangent,
            Span<F> sums
        ) => MixtureReverse.Back(constants, row, x, cotangent, sums);

        public static double[] Parameters(Problem problem, ReadOnlySpan<double> sums) => [sums[0]];
    }

    private static F Call<F>(ReadOnlySpan<F> x, F strike, Span<F> cotangent)
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        cotangent.Clear();
        cotangent[0] = x[0] > strike ? F.One : F.Zero;
        return F.Max(x[0] - strike, F.Zero);
    }

    private static F Distance<F>(ReadOnlySpan<F> x, Span<F> cotangent)
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        cotangent[0] = x[0] + x[0];
        cotangent[1] = x[1] + x[1];
        return x[0] * x[0] + x[1] * x[1];
    }
}
