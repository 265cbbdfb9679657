using System.Globalization;

namespace ItoSharp;

/// <summary>What kernels that go back over the steps begin with.</summary>
internal static partial class DeviceLibrary
{
    /// <summary>The whole text of a program that takes gradients.</summary>
    /// <param name="kernel">The ensemble's own part.</param>
    /// <param name="isSingle">Whether it computes in float; sums are double in any case.</param>
    /// <param name="isRefined">Whether a step's noise is made of that of finer steps.</param>
    public static string GradientText(string kernel, bool isSingle, bool isRefined) =>
        Text(
            Reverse + kernel,
            isSingle,
            isRefined,
            string.Create(CultureInfo.InvariantCulture, $"#define GRADIENT\n#define SUMMED_STEPS {GradientPlan<double>.ChunkSteps}\n")
        );

    private const string Reverse = """
        #if defined(__OPENCL_VERSION__)
        DEVICE double fused64(double a, double b, double c) { return fma(a, b, c); }
        #else
        DEVICE double fused64(double a, double b, double c) { return __fma_rn(a, b, c); }
        #endif

        // tapes: [block][slot][component, then stop][place], the states that are kept. cotangents: [block][target][component, then constant][place];
        // constant_sums: [block][target][constant][place]; results: [block][target][value, then start, arguments, the two times][place].
        // begin: 1 starts from states, as rows of blocks, 2 starts all paths from one state.
        // actions, in order: first step, end step, slot of the state before the first, whether to go back (or, forward, to keep the state in the
        // next slot). parts of the targets: observable and step. timed_first: where the timed values of an input begin among all.
        // Contributions to constants are summed in real over SUMMED_STEPS steps, then in double.
        #define GRADIENT_PARAMETERS \
            GLOBAL const real* states, GLOBAL real* tapes, GLOBAL real* cotangents, GLOBAL double* constant_sums, GLOBAL double* results, \
            GLOBAL const real* start, GLOBAL const real* values, GLOBAL const real* table, GLOBAL const int* actions, \
            GLOBAL const int* observation_steps, GLOBAL const real* observation_times, GLOBAL const double* observation_shares, \
            GLOBAL const int* last_steps, GLOBAL const int* first_parts, GLOBAL const int* parts, GLOBAL const double* part_weights, \
            GLOBAL const real* part_widths, GLOBAL const int* timed_first, GLOBAL const int* timed_columns, \
            GLOBAL const double* timed_rates, GLOBAL const double* constant_rates, real start_time, u64 seed, u64 first_block, \
            u64 paths, int antithetic, int refinement, int begin, int steps, int slots, int action_count, int observation_count, \
            int targets

        """;
}
