namespace ItoSharp;

/// <summary>What the kernels of field samplers begin with.</summary>
internal static partial class DeviceLibrary
{
    /// <summary>The whole text of a field sampler's program.</summary>
    /// <param name="kernels">The sampler's own part.</param>
    /// <param name="isSingle">Whether states are floats.</param>
    /// <param name="isNoisy">Whether its kernels make noise: in double, as on the CPU, and rounded once for floats.</param>
    public static string FieldText(string kernels, bool isSingle, bool isNoisy)
    {
        bool isDouble = !isSingle || isNoisy;
        return (isDouble ? "#define DOUBLE\n" : "")
            + Dialects
            + "\n"
            + (isDouble ? DoubleWords : SingleWords)
            + "\n"
            + (isSingle ? SingleValues : DoubleValues)
            + "\n"
            + Batches
            + "\n"
            + (isNoisy ? Common + "\n" + FieldNormals + "\n" : "")
            + kernels;
    }

    private const string SingleValues = """
        // The states' type; real is that of the noise.
        typedef float value;
        #if defined(__OPENCL_VERSION__)
        DEVICE value multiply_add(value a, value b, value c) { return fma(a, b, c); }
        #else
        DEVICE value multiply_add(value a, value b, value c) { return __fmaf_rn(a, b, c); }
        #endif

        """;

    private const string DoubleValues = """
        typedef double value;
        DEVICE value multiply_add(value a, value b, value c) { return fused(a, b, c); }

        """;

    private const string Batches = """
        // A batch is rows x dimension. query: the number of the model's evaluation, from 1; 0: what is not finite is not told.
        #define BATCH u64 rows, int dimension, GLOBAL int* faults, int query
        DEVICE value not_a_value(void) { return (value)not_a_number(); }

        // faults: whether there is any; then of each row the first query after which its state, and before which its prediction, was not
        // finite. All work items of a launch write the same number, and launches come one after the other.
        DEVICE void tell(GLOBAL int* faults, int query, u64 row, value state, value prediction)
        {
            if (query == 0 || state - state == 0)
                return;
            GLOBAL int* first = faults + 1 + 2 * row;
            if (first[0] == 0)
                first[0] = query;
            if (!(prediction - prediction == 0) && first[1] == 0)
                first[1] = query;
            faults[0] = 1;
        }

        """;

    private const string FieldNormals = """
        // Noise is a function of a row's key (seed, path), the step and the entry: entries 2j and 2j + 1 are the normals of call j.
        #define NOISE GLOBAL const u64* keys, u32 step
        typedef struct { u64 row; u64 first; int count; double normals[2]; } Pair;

        // The logarithm of a normal number.
        DEVICE double log_of_normal(double x)
        {
            const u64 bits = bits_of(x) + U64(0x3FF0000000000000) - U64(0x3FE6A09E667F3BCD);
            const double k = (double)((int)(bits >> 52) - 1023);
            const double f = of_bits((bits & U64(0x000FFFFFFFFFFFFF)) + U64(0x3FE6A09E667F3BCD)) - 1.0;
            const double s = f / (2.0 + f);
            const double z = s * s;
            double r = 1.479819860511658591e-01;
            r = fused(r, z, 1.531383769920937332e-01);
            r = fused(r, z, 1.818357216161805012e-01);
            r = fused(r, z, 2.222219843214978396e-01);
            r = fused(r, z, 2.857142874366239149e-01);
            r = fused(r, z, 3.999999999940941908e-01);
            r = fused(r, z, 6.666666666666735130e-01);
            const double half_square = 0.5 * f * f;
            const double rest = fused(s, fused(r, z, half_square), fused(k, 1.90821492927058770002e-10, 0.0));
            return fused(k, 6.93147180369123816490e-01, f - (half_square - rest));
        }

        // Box and Muller, with the operations of the CPU's NormalTransform.
        DEVICE void field_normals(u64 low, u64 high, double* normals)
        {
            const double u = 2.0 - of_bits((low >> 12) | U64(0x3FF0000000000000));
            const double turn = of_bits((high >> 12) | U64(0x3FF0000000000000)) - 1.0;
            const double radius = root(-2.0 * log_of_normal(u));
            // To the nearest quarter turn.
            const double quarter = (4.0 * turn + 6755399441055744.0) - 6755399441055744.0;
            const double f = fused(-0.25, quarter, turn);
            const double f2 = f * f;
            double p = 0.10422916220813984;
            p = fused(p, f2, -0.7181223017785006);
            p = fused(p, f2, 3.819952584848282);
            p = fused(p, f2, -15.09464257682299);
            p = fused(p, f2, 42.058693944897655);
            p = fused(p, f2, -76.70585975306139);
            p = fused(p, f2, 81.60524927607506);
            p = fused(p, f2, -41.34170224039976);
            const double sine = fused(6.283185307179586, f, f * fused(p, f2, 2.4492935982947064e-16));
            double q = 0.28200596845579123;
            q = fused(q, f2, -1.714390711088672);
            q = fused(q, f2, 7.903536371318469);
            q = fused(q, f2, -26.4262567833744);
            q = fused(q, f2, 60.24464137187666);
            q = fused(q, f2, -85.45681720669373);
            q = fused(q, f2, 64.9393940226683);
            const double square = -19.739208802178716 * f2;
            const double one = 1.0 + square;
            const double lost = fused(-19.739208802178716, f2, -square);
            const double lost_square = fused(f, f, -f2);
            const double rest = fused(q, f2, -1.2530591017479423e-15) * f2;
            const double cosine = one + (1.0 - one + square + (fused(-19.739208802178716, lost_square, lost) + rest));
            const int n = (int)quarter;
            const double s = (n & 1) != 0 ? cosine : sine;
            const double c = (n & 1) != 0 ? sine : cosine;
            normals[0] = radius * (((n + 1) & 2) != 0 ? -c : c);
            normals[1] = radius * ((n & 2) != 0 ? -s : s);
        }

        // The two entries of a row that share a call of the generator; none beyond the last row, one at the end of an odd row.
        DEVICE Pair pair_of(u64 item, u64 rows, int dimension, GLOBAL const u64* keys, u32 step)
        {
            const u64 pairs = ((u64)dimension + 1) / 2;
            const u64 call = item % pairs;
            Pair pair;
            pair.row = item / pairs;
            pair.first = pair.row * (u64)dimension + 2 * call;
            pair.count = pair.row >= rows ? 0 : 2 * call + 1 < (u64)dimension ? 2 : 1;
            if (pair.count > 0)
            {
                const u64 seed = keys[2 * pair.row], path = keys[2 * pair.row + 1];
                u32 c0 = (u32)call, c1 = step, c2 = (u32)path, c3 = (u32)(path >> 32);
                philox(&c0, &c1, &c2, &c3, seed);
                field_normals((u64)c0 | ((u64)c1 << 32), (u64)c2 | ((u64)c3 << 32), pair.normals);
            }
            return pair;
        }

        """;

    /// <summary>
    /// What schedules of several methods do besides their fused steps: predictions in another form, and corrections that no row has
    /// taken in.
    /// </summary>
    public const string FieldExtras = """
        // to = kx x + km y (+ kmu mu); to may be y.
        KERNEL convert(
            BATCH, GLOBAL const value* x, GLOBAL const value* y, GLOBAL const value* mu, GLOBAL value* to, value kx, value km, value kmu,
            int has_mean)
        {
            const u64 i = WORK_ITEM;
            if (i >= rows * (u64)dimension)
                return;
            const value converted = multiply_add(kx, x[i], km * y[i]);
            to[i] = has_mean != 0 ? multiply_add(kmu, mu[i], converted) : converted;
        }

        // x = x + weight m.
        KERNEL correct(BATCH, GLOBAL value* x, GLOBAL const value* m, value weight)
        {
            const u64 i = WORK_ITEM;
            if (i < rows * (u64)dimension)
                x[i] = multiply_add(weight, m[i], x[i]);
        }

        KERNEL keep(BATCH, GLOBAL const value* from, GLOBAL value* to)
        {
            const u64 i = WORK_ITEM;
            if (i < rows * (u64)dimension)
                to[i] = from[i];
        }

        """;
}
