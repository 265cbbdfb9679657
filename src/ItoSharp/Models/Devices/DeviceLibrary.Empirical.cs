namespace ItoSharp;

/// <summary>The kernels of the empirical denoiser.</summary>
internal static partial class DeviceLibrary
{
    /// <summary>The states that a work item of the two large products has at once.</summary>
    public const int EmpiricalTile = 4;

    /// <summary>The parts that the sums over the data are cut into.</summary>
    public const int EmpiricalParts = 64;

    /// <summary>The whole text of the empirical denoiser's program.</summary>
    public static string EmpiricalText(bool isSingle) => Text(EmpiricalKernels, isSingle, false);

    private const string EmpiricalKernels = """
        // The posterior mean over data rows v_n given x = alpha v_n + sigma eps: w_n proportional to exp(-|x - alpha v_n|^2 / (2 sigma^2)).
        // Of a batch the rows after those before are done at once, as many as there is memory for their weights.
        #define TILE 4

        // columns[k][n] = data[n][k]: neighbours among the work items that follow read neighbours.
        KERNEL transpose(GLOBAL const real* data, GLOBAL real* columns, int count, int dimension)
        {
            const u64 item = WORK_ITEM;
            if (item < (u64)count * (u64)dimension)
                columns[item % (u64)dimension * (u64)count + item / (u64)dimension] = data[item];
        }

        // weights[row][n] = -|x - alpha v_n|^2 / (2 sigma^2), from the differences: near a data row the squares would cancel. Sums of 16
        // differences are summed, which rounds a quarter as much as one long sum.
        KERNEL exponents(
            GLOBAL const real* x, GLOBAL const real* columns, GLOBAL real* weights, int before, int rows, int count, int dimension,
            real alpha, real factor)
        {
            const u64 item = WORK_ITEM;
            const u64 n = item % (u64)count;
            const int first = (int)(item / (u64)count) * TILE;
            if (first >= rows)
                return;
            real sums[TILE] = { 0 };
            for (int begin = 0; begin < dimension; begin += 16)
            {
                const int end = begin + 16 < dimension ? begin + 16 : dimension;
                real parts[TILE] = { 0 };
                for (int k = begin; k < end; k++)
                {
                    const real v = columns[(u64)k * (u64)count + n];
                    for (int r = 0; r < TILE; r++)
                    {
                        const int row = first + r < rows ? first + r : rows - 1;
                        const real difference = fused(-alpha, v, x[(u64)(before + row) * (u64)dimension + k]);
                        parts[r] = fused(difference, difference, parts[r]);
                    }
                }
                for (int r = 0; r < TILE; r++)
                    sums[r] = sums[r] + parts[r];
            }
            for (int r = 0; r < TILE && first + r < rows; r++)
                weights[(u64)(first + r) * (u64)count + n] = factor * sums[r];
        }

        // Of every parts-th exponent the largest, and the sum of the exponentials relative to it; each part has at least one.
        KERNEL part_sums(GLOBAL const real* weights, GLOBAL real* largest, GLOBAL real* sums, int rows, int count, int parts)
        {
            const u64 item = WORK_ITEM;
            if (item >= (u64)rows * (u64)parts)
                return;
            GLOBAL const real* row = weights + item / (u64)parts * (u64)count;
            const int part = (int)(item % (u64)parts);
            real most = row[part];
            for (int n = part + parts; n < count; n += parts)
                most = greatest(row[n], most);
            real sum = 0;
            for (int n = part; n < count; n += parts)
                sum = sum + Exp(row[n] - most);
            largest[item] = most;
            sums[item] = sum;
        }

        // Exponents to probabilities, by the largest of all parts and the sum relative to it.
        KERNEL normalise(GLOBAL real* weights, GLOBAL const real* largest, GLOBAL const real* sums, int rows, int count, int parts)
        {
            const u64 item = WORK_ITEM;
            if (item >= (u64)rows * (u64)count)
                return;
            const u64 first = item / (u64)count * (u64)parts;
            real most = largest[first];
            for (int part = 1; part < parts; part++)
                most = greatest(largest[first + part], most);
            const real power = Exp(weights[item] - most);
            real sum = 0;
            if (power > 0)
                for (int part = 0; part < parts; part++)
                    sum = fused(sums[first + part], Exp(largest[first + part] - most), sum);
            weights[item] = power > 0 ? power / sum : power;
        }

        // Sums over a part of the data of w_n (data v_n + precision (x - alpha v_n)), row by row so that nothing cancels that need not.
        KERNEL combine(
            GLOBAL const real* x, GLOBAL const real* data, GLOBAL const real* weights, GLOBAL real* mixed, int before, int rows,
            int count, int dimension, int parts, real alpha, real by_data, real by_precision)
        {
            const u64 item = WORK_ITEM;
            const u64 k = item % (u64)dimension;
            const int part = (int)(item / (u64)dimension % (u64)parts);
            const int first = (int)(item / (u64)dimension / (u64)parts) * TILE;
            if (first >= rows)
                return;
            const u64 begin = (u64)count * (u64)part / (u64)parts, end = (u64)count * (u64)(part + 1) / (u64)parts;
            real sums[TILE] = { 0 }, states[TILE];
            u64 at[TILE];
            for (int r = 0; r < TILE; r++)
            {
                const u64 row = (u64)(first + r < rows ? first + r : rows - 1);
                states[r] = x[((u64)before + row) * (u64)dimension + k];
                at[r] = row * (u64)count;
            }
            for (u64 n = begin; n < end; n++)
            {
                real total = 0;
                for (int r = 0; r < TILE; r++)
                    total = total + weights[at[r] + n];
                if (total == 0)
                    continue;
                const real v = data[n * (u64)dimension + k];
                for (int r = 0; r < TILE; r++)
                {
                    const real w = weights[at[r] + n];
                    const real precise = by_precision * fused(-alpha, v, states[r]);
                    sums[r] = fused(w, fused(by_data, v, precise), sums[r]);
                }
            }
            for (int r = 0; r < TILE && first + r < rows; r++)
                mixed[((u64)(first + r) * (u64)parts + (u64)part) * (u64)dimension + k] = sums[r];
        }

        // The sums of all parts.
        KERNEL gather(GLOBAL const real* mixed, GLOBAL real* prediction, int before, int rows, int dimension, int parts)
        {
            const u64 item = WORK_ITEM;
            if (item >= (u64)rows * (u64)dimension)
                return;
            const u64 row = item / (u64)dimension, k = item % (u64)dimension;
            real sum = 0;
            for (int part = 0; part < parts; part++)
                sum = sum + mixed[(row * (u64)parts + (u64)part) * (u64)dimension + k];
            prediction[(u64)before * (u64)dimension + item] = sum;
        }

        """;
}
