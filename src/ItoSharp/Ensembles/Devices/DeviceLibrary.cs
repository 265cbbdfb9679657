namespace ItoSharp;

/// <summary>
/// The C that every kernel of an ensemble begins with: a prelude that makes one text of OpenCL C and CUDA C, and the elementary
/// functions and the noise, which the generator prints from the definitions of the CPU's lanes.
/// </summary>
/// <remarks>
/// The text uses no vector types, no literal of double precision in float code, and 64-bit literals by a macro only, since a suffix
/// means another width in the other language. Nothing may be fused or reordered by the compiler: OpenCL's contraction is off here, CUDA's by
/// --fmad=false.
/// </remarks>
[EmittedLanes]
internal static partial class DeviceLibrary
{
    /// <summary>The whole text of a program for a device.</summary>
    /// <param name="kernel">The ensemble's own part.</param>
    /// <param name="isSingle">Whether it computes in float.</param>
    /// <param name="isRefined">Whether a step's noise is made of that of finer steps, in double.</param>
    public static string Text(string kernel, bool isSingle, bool isRefined) => Text(kernel, isSingle, isRefined, "");

    private static string Text(string kernel, bool isSingle, bool isRefined, string first) =>
        first
        + (isSingle ? "" : "#define DOUBLE\n")
        + (isRefined ? "#define REFINED\n" : "")
        + Dialects
        + "\n"
        + (isSingle ? SingleWords : DoubleWords)
        + "\n"
        + Common
        + "\n"
        + (isSingle ? Single : Double)
        + "\n"
        + (isRefined ? Refined + "\n" : "")
        + Paths
        + "\n"
        + kernel;

    /// <summary>The text of the kernels that sum the columns of blocks; a program of its own, shared by all ensembles.</summary>
    public static string SumsText(bool isSingle) =>
        "#define SUMS\n" + (isSingle ? "" : "#define DOUBLE\n") + Dialects + "\n" + (isSingle ? SingleWords : DoubleWords) + "\n" + Sums;

    private const string Dialects = """
        #if defined(__OPENCL_VERSION__)
        #pragma OPENCL FP_CONTRACT OFF
        #if defined(DOUBLE) || defined(REFINED) || defined(SUMS) || defined(GRADIENT)
        #pragma OPENCL EXTENSION cl_khr_fp64 : enable
        #endif
        #define KERNEL __kernel void
        #define DEVICE static inline
        #define GLOBAL __global
        #define TABLE __constant
        #define UNROLL
        #define WORK_ITEM ((u64)get_global_id(0))
        #define U64(x) x##UL
        typedef uint u32;
        typedef ulong u64;
        DEVICE u32 high_product(u32 a, u32 b) { return mul_hi(a, b); }
        #else
        #define KERNEL extern "C" __global__ void
        #define DEVICE static __device__ __forceinline__
        #define GLOBAL
        #define TABLE static __device__ const
        #define UNROLL _Pragma("unroll")
        #define WORK_ITEM ((u64)blockIdx.x * blockDim.x + threadIdx.x)
        #define U64(x) x##ULL
        typedef unsigned int u32;
        typedef unsigned long long u64;
        DEVICE u32 high_product(u32 a, u32 b) { return __umulhi(a, b); }
        #endif

        """;

    private const string SingleWords = """
        typedef float real;
        #if defined(__OPENCL_VERSION__)
        DEVICE u32 bits_of(float x) { return as_uint(x); }
        DEVICE float of_bits(u32 x) { return as_float(x); }
        DEVICE float fused(float a, float b, float c) { return fma(a, b, c); }
        DEVICE float root(float x) { return sqrt(x); }
        DEVICE float magnitude(float x) { return fabs(x); }
        #else
        DEVICE u32 bits_of(float x) { return __float_as_uint(x); }
        DEVICE float of_bits(u32 x) { return __uint_as_float(x); }
        DEVICE float fused(float a, float b, float c) { return __fmaf_rn(a, b, c); }
        DEVICE float root(float x) { return __fsqrt_rn(x); }
        DEVICE float magnitude(float x) { return of_bits(bits_of(x) & 0x7FFFFFFFu); }
        #endif
        DEVICE float infinite(void) { return of_bits(0x7F800000u); }
        DEVICE float not_a_number(void) { return of_bits(0x7FC00000u); }

        """;

    private const string DoubleWords = """
        typedef double real;
        #if defined(__OPENCL_VERSION__)
        DEVICE u64 bits_of(double x) { return as_ulong(x); }
        DEVICE double of_bits(u64 x) { return as_double(x); }
        DEVICE double fused(double a, double b, double c) { return fma(a, b, c); }
        DEVICE double root(double x) { return sqrt(x); }
        DEVICE double magnitude(double x) { return fabs(x); }
        #else
        DEVICE u64 bits_of(double x) { return (u64)__double_as_longlong(x); }
        DEVICE double of_bits(u64 x) { return __longlong_as_double((long long)x); }
        DEVICE double fused(double a, double b, double c) { return __fma_rn(a, b, c); }
        DEVICE double root(double x) { return __dsqrt_rn(x); }
        DEVICE double magnitude(double x) { return of_bits(bits_of(x) & U64(0x7FFFFFFFFFFFFFFF)); }
        #endif
        DEVICE double infinite(void) { return of_bits(U64(0x7FF0000000000000)); }
        DEVICE double not_a_number(void) { return of_bits(U64(0x7FF8000000000000)); }

        """;

    private const string Common = """
        // The smaller and the greater; the second where either is no number.
        DEVICE real least(real a, real b) { return a < b ? a : b; }
        DEVICE real greatest(real a, real b) { return a > b ? a : b; }

        // Philox 4x32-10: ten rounds on a counter of four words.
        DEVICE void philox(u32* c0, u32* c1, u32* c2, u32* c3, u64 seed)
        {
            u32 key0 = (u32)seed;
            u32 key1 = (u32)(seed >> 32);
            u32 a = *c0, b = *c1, c = *c2, d = *c3;
            for (int i = 0; i < 10; i++)
            {
                const u32 high0 = high_product(0xD2511F53u, a), low0 = 0xD2511F53u * a;
                const u32 high1 = high_product(0xCD9E8D57u, c), low1 = 0xCD9E8D57u * c;
                a = high1 ^ b ^ key0;
                b = low1;
                c = high0 ^ d ^ key1;
                d = low0;
                key0 += 0x9E3779B9u;
                key1 += 0xBB67AE85u;
            }
            *c0 = a; *c1 = b; *c2 = c; *c3 = d;
        }

        """;

    private const string Refined = """
        #if defined(__OPENCL_VERSION__)
        #define ROOT64(x) sqrt(x)
        #else
        #define ROOT64(x) __dsqrt_rn(x)
        #endif
        DEVICE double normal_at(u64 number, u64 first_call, u64 seed, u64 path)
        {
            real normals[NORMALS_PER_CALL];
            fill_normals(normals, 1, seed, path, first_call + number / NORMALS_PER_CALL, 1);
            return normals[number % NORMALS_PER_CALL];
        }

        // Four steps' normals such that increments and time integrals are exactly those of the finer steps; in double, rounded once.
        DEVICE void fill_refined(
            real* increments, real* seconds, int noises, u64 seed, u64 path, u64 first_step, int refinement, real sign)
        {
            const double scale = 1.0 / ROOT64((double)refinement);
            for (int row = 0; row < 4; row++)
            {
                for (int i = 0; i < noises; i++)
                {
                    double sum = 0.0, second = 0.0;
                    for (int q = 0; q < refinement; q++)
                    {
                        const u64 number = ((first_step + (u64)row) * (u64)refinement + (u64)q) * (u64)noises + (u64)i;
                        const double z = normal_at(number, 0, seed, path);
                        sum = sum + z;
                        if (seconds != 0)
                        {
                            const double weight = ROOT64(3.0) * (refinement - 1 - 2.0 * q);
                            second = second + (normal_at(number, FIRST_SECOND_CALL, seed, path) + weight * z);
                        }
                    }
                    increments[noises * row + i] = sign * (real)(sum * scale);
                    if (seconds != 0)
                        seconds[noises * row + i] = sign * (real)(second * (scale / refinement));
                }
            }
        }

        """;

    private const string Paths = """
        // Blocks of 4,096 places; in antithetic runs place i + 2048 mirrors place i. The path is that of the noise.
        #define BLOCK_PATHS 4096
        #define BLOCK_PAIRS 2048
        typedef struct { u64 path; u64 block; u64 slot; real sign; bool active; } Place;
        DEVICE Place place_of(u64 item, u64 first_block, u64 paths, int antithetic)
        {
            Place place;
            place.block = item / BLOCK_PATHS;
            place.slot = item % BLOCK_PATHS;
            const u64 first = (first_block + place.block) * BLOCK_PATHS;
            const u64 left = paths - first;
            const u64 count = left < BLOCK_PATHS ? left : BLOCK_PATHS;
            const bool mirrored = antithetic != 0 && place.slot >= BLOCK_PAIRS;
            const u64 leading = mirrored ? place.slot - BLOCK_PAIRS : place.slot;
            place.path = first + leading;
            place.sign = mirrored ? (real)-1 : (real)1;
            place.active = leading < (antithetic != 0 ? count / 2 : count);
            return place;
        }

        // states: [block][component, then stop][place]; observations: [block][observation][component, then observable][place].
        // begin: 0 goes on from the states, 1 starts from them, 2 starts all paths from one state.
        #define ENSEMBLE_PARAMETERS \
            GLOBAL real* states, GLOBAL real* observations, GLOBAL const real* start, GLOBAL const real* values, \
            GLOBAL const real* table, GLOBAL const int* observation_steps, GLOBAL const real* observation_times, real start_time, \
            u64 seed, u64 first_block, u64 paths, int antithetic, int refinement, int begin, int first_step, int end_step, \
            int observation_count

        """;
}
