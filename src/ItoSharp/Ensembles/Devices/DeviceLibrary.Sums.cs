namespace ItoSharp;

/// <summary>The kernels that sum the columns of blocks.</summary>
internal static partial class DeviceLibrary
{
    private const string Sums = """
        // Sums of a block's columns in the order of the CPU, StridedSums: element i goes to accumulator i mod 16, and the sixteen are added
        // as a tree. One work item has one accumulator; all sums are double.
        #define ACCUMULATORS 16
        DEVICE double tree(GLOBAL const double* accumulators)
        {
            double sums[ACCUMULATORS];
            for (int i = 0; i < ACCUMULATORS; i++)
                sums[i] = accumulators[i];
            for (int width = ACCUMULATORS / 2; width > 0; width /= 2)
                for (int i = 0; i < width; i++)
                    sums[i] = sums[i] + sums[i + width];
            return sums[0];
        }

        // The paths of a block; those of antithetic runs lie in two halves, 2048 places apart.
        DEVICE int count_of(u64 block, u64 paths)
        {
            const u64 left = paths - block * 4096;
            return left < 4096 ? (int)left : 4096;
        }

        DEVICE int place_in(int path, int leading) { return path < leading ? path : path - leading + 2048; }

        // Of zeros the negative one is less.
        DEVICE real lower(real a, real b) { return a < b ? a : b < a ? b : of_bits(bits_of(a) | bits_of(b)); }
        DEVICE real higher(real a, real b) { return a > b ? a : b > a ? b : of_bits(bits_of(a) & bits_of(b)); }

        // observations: [block][observation][column][place]; sums: [block][observation][column][accumulator]. With about_mean the sums so far give
        // means, and the results are sums of what is left; extremes (the least, then the greatest) are found in the first pass.
        KERNEL column_sums(
            GLOBAL const real* observations, GLOBAL const double* sums, GLOBAL double* results, GLOBAL real* extremes,
            u64 first_block, u64 paths, int antithetic, int about_mean, int observation_count, int columns)
        {
            const u64 item = WORK_ITEM;
            const int accumulator = (int)(item % ACCUMULATORS);
            const u64 column = item / ACCUMULATORS;
            const u64 block = column / ((u64)columns * (u64)observation_count);
            const int count = count_of(first_block + block, paths);
            const int leading = antithetic != 0 ? count / 2 : count;
            GLOBAL const real* row = observations + column * 4096;
            const double mean = about_mean != 0 ? tree(sums + column * ACCUMULATORS) / count : 0.0;
            double sum = 0.0;
            real least = row[0], greatest = row[0];
            for (int i = accumulator; i < leading; i += ACCUMULATORS)
            {
                const real x = row[i];
                least = lower(least, x);
                greatest = higher(greatest, x);
                double value = (double)x - mean;
                if (antithetic != 0)
                {
                    const real y = row[2048 + i];
                    least = lower(least, y);
                    greatest = higher(greatest, y);
                    value = value + ((double)y - mean);
                }
                sum = sum + value;
            }
            results[item] = sum;
            if (about_mean == 0)
            {
                extremes[2 * item] = least;
                extremes[2 * item + 1] = greatest;
            }
        }

        // products: [block][observation][product][accumulator]: of columns i and j at least i (without covariances j = i), then of antithetic
        // runs the squares of sums of pairs.
        KERNEL column_products(
            GLOBAL const real* observations, GLOBAL const double* sums, GLOBAL double* products,
            u64 first_block, u64 paths, int antithetic, int covariance, int observation_count, int columns)
        {
            const u64 item = WORK_ITEM;
            const int accumulator = (int)(item % ACCUMULATORS);
            const int pairs = covariance != 0 ? columns * (columns + 1) / 2 : columns;
            const int all = antithetic != 0 ? pairs + columns : pairs;
            const int product = (int)(item / ACCUMULATORS % (u64)all);
            const u64 observation = item / ACCUMULATORS / (u64)all;
            const u64 block = observation / (u64)observation_count;
            const int count = count_of(first_block + block, paths);
            const int leading = antithetic != 0 ? count / 2 : count;
            int i = product, j = product;
            if (product >= pairs)
            {
                i = j = product - pairs;
            }
            else if (covariance != 0)
            {
                i = 0;
                int first = 0;
                while (product >= first + columns - i)
                {
                    first += columns - i;
                    i++;
                }
                j = i + product - first;
            }
            GLOBAL const real* left = observations + (observation * (u64)columns + (u64)i) * 4096;
            GLOBAL const real* right = observations + (observation * (u64)columns + (u64)j) * 4096;
            const double left_mean = tree(sums + (observation * (u64)columns + (u64)i) * ACCUMULATORS) / count;
            const double right_mean = tree(sums + (observation * (u64)columns + (u64)j) * ACCUMULATORS) / count;
            double sum = 0.0;
            if (product >= pairs)
            {
                for (int k = accumulator; k < leading; k += ACCUMULATORS)
                {
                    const double pair = ((double)left[k] - left_mean) + ((double)left[2048 + k] - left_mean);
                    sum = sum + pair * pair;
                }
            }
            else
            {
                for (int k = accumulator; k < count; k += ACCUMULATORS)
                {
                    const int place = place_in(k, leading);
                    sum = sum + ((double)left[place] - left_mean) * ((double)right[place] - right_mean);
                }
            }
            products[item] = sum;
        }

        // tails: [block][column][half][greatest, sum, sum of squares][accumulator] of magnitudes, in the order of the CPU, TailSums: element i of
        // a half goes to accumulator i mod 8. Only antithetic runs have a second half.
        #define TAIL_ACCUMULATORS 8
        KERNEL column_tails(
            GLOBAL const real* observations, GLOBAL double* tails, u64 first_block, u64 paths, int antithetic, int columns)
        {
            const u64 item = WORK_ITEM;
            const int accumulator = (int)(item % TAIL_ACCUMULATORS);
            const int second = (int)(item / TAIL_ACCUMULATORS % 2);
            const u64 column = item / TAIL_ACCUMULATORS / 2;
            const int count = count_of(first_block + column / (u64)columns, paths);
            const int leading = antithetic != 0 ? count / 2 : count;
            const int elements = antithetic != 0 || second == 0 ? leading : 0;
            GLOBAL const real* row = observations + column * 4096 + (u64)second * 2048;
            double greatest = 0.0, sum = 0.0, squares = 0.0;
            for (int i = accumulator; i < elements; i += TAIL_ACCUMULATORS)
            {
                const double size = (double)magnitude(row[i]);
                greatest = size > greatest ? size : greatest;
                sum = sum + size;
                squares = squares + size * size;
            }
            GLOBAL double* tail = tails + item / TAIL_ACCUMULATORS * (3 * TAIL_ACCUMULATORS) + (u64)accumulator;
            tail[0] = greatest;
            tail[TAIL_ACCUMULATORS] = sum;
            tail[2 * TAIL_ACCUMULATORS] = squares;
        }

        """;
}
