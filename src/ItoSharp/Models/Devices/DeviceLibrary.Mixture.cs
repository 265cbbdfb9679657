namespace ItoSharp;

/// <summary>The kernels of the Gaussian mixture's denoiser.</summary>
internal static partial class DeviceLibrary
{
    /// <summary>The whole text of the mixture's program.</summary>
    public static string MixtureText(bool isSingle) => Text(MixtureKernels, isSingle, false);

    private const string MixtureKernels = """
        // The posterior of sum_k w_k N(m_k + B z, diag(D_k) + F_k F_k') given x = alpha x0 + sigma eps. With E_k = alpha^2 D_k + sigma^2 and
        // y = x - alpha (m_k + B z): g = M_k^-1 F_k' E_k^-1 y, M_k = I + alpha^2 F_k' E_k^-1 F_k = L L', t = F_k g, u = E_k^-1 (y - alpha^2 t).
        // Rows are padded; factors are stored by columns, and Cholesky's diagonal as reciprocals.

        // B z, by row and entry.
        KERNEL shifts(GLOBAL const real* condition, GLOBAL const real* map, GLOBAL real* shift, int rows, int padded, int conditions)
        {
            const u64 item = WORK_ITEM;
            if (item >= (u64)rows * (u64)padded)
                return;
            GLOBAL const real* z = condition + item / (u64)padded * (u64)conditions;
            const int i = (int)(item % (u64)padded);
            real sum = 0;
            for (int j = 0; j < conditions; j++)
                sum = fused(z[j], map[j * padded + i], sum);
            shift[item] = sum;
        }

        // g and the log of a component's weight times density, up to a constant of the row: a work item has a row and a component.
        KERNEL components(
            GLOBAL const real* x, GLOBAL const real* shift, GLOBAL const real* means, GLOBAL const real* factors,
            GLOBAL const real* inverses, GLOBAL const real* cholesky, GLOBAL const real* log_weights, GLOBAL real* coefficients,
            GLOBAL real* logs, int rows, int count, int dimension, int padded, int rank, real alpha)
        {
            const u64 item = WORK_ITEM;
            if (item >= (u64)rows * (u64)count)
                return;
            const u64 row = item / (u64)count;
            const u64 k = item % (u64)count;
            GLOBAL const real* state = x + row * (u64)dimension;
            GLOBAL const real* moved = shift + row * (u64)padded;
            GLOBAL const real* mean = means + k * (u64)padded;
            GLOBAL const real* inverse = inverses + k * (u64)padded;
            GLOBAL const real* factor = factors + k * (u64)rank * (u64)padded;
            GLOBAL const real* l = cholesky + k * (u64)rank * (u64)rank;
            GLOBAL real* g = coefficients + item * (u64)rank;
            for (int j = 0; j < rank; j++)
            {
                GLOBAL const real* column = factor + (u64)j * (u64)padded;
                real sum = 0;
                for (int i = 0; i < dimension; i++)
                {
                    const real y = fused(-alpha, mean[i] + moved[i], state[i]);
                    sum = fused(column[i] * inverse[i], y, sum);
                }
                for (int n = 0; n < j; n++)
                    sum = fused(-l[j * rank + n], g[n], sum);
                g[j] = sum * l[j * rank + j];
            }
            real square = 0;
            for (int j = rank - 1; j >= 0; j--)
            {
                real sum = g[j];
                for (int n = j + 1; n < rank; n++)
                    sum = fused(-l[n * rank + j], g[n], sum);
                g[j] = sum * l[j * rank + j];
                square = fused(g[j], g[j], square);
            }
            const real alpha2 = alpha * alpha;
            real energy = 0;
            for (int i = 0; i < dimension; i++)
            {
                real t = 0;
                for (int j = 0; j < rank; j++)
                    t = fused(factor[(u64)j * (u64)padded + i], g[j], t);
                const real residual = fused(-alpha2, t, fused(-alpha, mean[i] + moved[i], state[i]));
                energy = fused(residual * inverse[i], residual, energy);
            }
            logs[item] = fused((real)-0.5f, fused(alpha2, square, energy), log_weights[k]);
        }

        // prediction = sum_k w_k (data D_k + precision u_k), D_k = m_k + B z + alpha (diag(D_k) u_k + t_k), w_k by log-sum-exp.
        KERNEL combine(
            GLOBAL const real* x, GLOBAL const real* shift, GLOBAL const real* means, GLOBAL const real* diagonals,
            GLOBAL const real* factors, GLOBAL const real* inverses, GLOBAL const real* coefficients, GLOBAL const real* logs,
            GLOBAL real* prediction, int rows, int count, int dimension, int padded, int rank, real alpha, real data, real precision)
        {
            const u64 item = WORK_ITEM;
            if (item >= (u64)rows * (u64)dimension)
                return;
            const u64 row = item / (u64)dimension;
            const u64 i = item % (u64)dimension;
            GLOBAL const real* log_weight = logs + row * (u64)count;
            real largest = log_weight[0];
            for (int k = 1; k < count; k++)
                largest = greatest(log_weight[k], largest);
            real sum = 0, mixed = 0;
            for (int k = 0; k < count; k++)
            {
                const real weight = Exp(log_weight[k] - largest);
                const u64 at = (u64)k * (u64)padded + i;
                GLOBAL const real* g = coefficients + (row * (u64)count + (u64)k) * (u64)rank;
                real t = 0;
                for (int j = 0; j < rank; j++)
                    t = fused(factors[((u64)k * (u64)rank + (u64)j) * (u64)padded + i], g[j], t);
                const real mean = means[at] + shift[row * (u64)padded + i];
                const real u = fused(-alpha * alpha, t, fused(-alpha, mean, x[item])) * inverses[at];
                const real part = data * fused(alpha, fused(diagonals[at], u, t), mean);
                mixed = fused(weight, fused(precision, u, part), mixed);
                sum = sum + weight;
            }
            prediction[item] = mixed / sum;
        }

        """;
}
