using System.Buffers;

namespace ItoSharp;

// With s_k = c'(a D_k + b u_k) and its posterior mean s, the exact vector-Jacobian products are
//   x:      sum_k w_k (v_k - (s_k - s) u_k),   v_k = S_k^-1 (a alpha C_k + b) c;   the gradient of log N_k is -u_k
//   m_k:    w_k (a c - alpha v_k + alpha (s_k - s) u_k)
//   z:      B'(a c - alpha * that of x), for moving all means moves x the other way
//   alpha, sigma: sum_k w_k (d s_k + (s_k - s) d log N_k), then along time by the process.
public sealed partial class GaussianMixtureModel<T>
{
    /// <inheritdoc/>
    public void PullBack(in ModelInput<T> input, ReadOnlySpan<T> cotangent, in ModelCotangents<T> into)
    {
        ModelChecks.PullBack(this, input, cotangent.Length, into);
        const int Lanes = LowRankKernels.Lanes;
        int padded = Law.Padded;
        var at = times.At(input.Time);
        var form = new PredictionForm(Predicts, at.Point);
        int memory = MixtureBlock.Memory(Law);
        int parameters = into.Parameters.IsEmpty ? 0 : Law.Count * padded;
        var rented = ArrayPool<double>.Shared.Rent(memory + padded * (Lanes * (1 + Law.Count) + 1) + parameters);
        try
        {
            var block = new MixtureBlock(Law, at, rented.AsSpan(0, memory));
            var rest = rented.AsSpan(memory);
            var cotangents = rest[..(Lanes * padded)];
            rest = rest[(Lanes * padded)..];
            var expansions = rest[..(Law.Count * Lanes * padded)];
            rest = rest[(Law.Count * Lanes * padded)..];
            var state = rest[..padded];
            var means = rest.Slice(padded, parameters);
            means.Clear();
            Span<double> densities = stackalloc double[Lanes];
            for (int first = 0; first < input.Batch; first += Lanes)
            {
                int count = Math.Min(Lanes, input.Batch - first);
                block.Load(input, first, count);
                block.Solve(count, densities);
                for (int r = 0; r < count; r++)
                    Rows.Load(cotangent.Slice((first + r) * Dimension, Dimension), cotangents.Slice(r * padded, padded));
                block.SolveCotangents(cotangents, count, expansions);
                for (int r = 0; r < count; r++)
                {
                    state.Clear();
                    double time = PullBackRow(block, at, form, r, cotangents, expansions, state, means, !into.Time.IsEmpty);
                    int row = first + r;
                    if (!into.Time.IsEmpty)
                        into.Time[row] = time;
                    if (!into.X.IsEmpty)
                        Rows.Store(state, into.X.Slice(row * Dimension, Dimension));
                    if (!into.Condition.IsEmpty)
                        PullBackCondition(form, at, cotangents.Slice(r * padded, padded), state, into.Condition, row);
                }
            }
            for (int k = 0; parameters > 0 && k < Law.Count; k++)
            for (int i = 0; i < Dimension; i++)
                into.Parameters[k * Dimension + i] += T.CreateTruncating(means[k * padded + i]);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    // Fills `state`, adds to `means`, and returns the derivative along time where it is wanted.
    private double PullBackRow(
        in MixtureBlock block,
        MixtureAtTime at,
        in PredictionForm form,
        int r,
        ReadOnlySpan<double> cotangents,
        ReadOnlySpan<double> expansions,
        Span<double> state,
        Span<double> means,
        bool alongTime
    )
    {
        int padded = Law.Padded;
        Span<MixtureMoments> moments = Law.Count <= 64 ? stackalloc MixtureMoments[Law.Count] : new MixtureMoments[Law.Count];
        double withData = 0.0;
        double withPrecision = 0.0;
        for (int k = 0; k < Law.Count; k++)
        {
            double weight = block.Weight(k, r);
            if (weight == 0.0)
                continue;
            var row = Row(block, at, k, r, cotangents, expansions);
            moments[k] = MixtureMoments.Of(row, form.Data, form.Precision);
            withData += weight * moments[k].WithData;
            withPrecision += weight * moments[k].WithPrecision;
        }

        double alongAlpha = 0.0;
        double alongSigma = 0.0;
        for (int k = 0; k < Law.Count; k++)
        {
            double weight = block.Weight(k, r);
            if (weight == 0.0)
                continue;
            double spread = form.Data * (moments[k].WithData - withData) + form.Precision * (moments[k].WithPrecision - withPrecision);
            var row = Row(block, at, k, r, cotangents, expansions);
            var mean = means.IsEmpty ? default : means.Slice(k * padded, padded);
            MixtureMoments.Accumulate(row, form.Data, form.Precision, weight, spread, state, mean);
            if (!alongTime)
                continue;
            var own = moments[k].Slopes(at.Point, form.Data);
            var density = moments[k].DensitySlopes(at.Point, at.Traces(k));
            alongAlpha += weight * (own.Alpha + spread * density.Alpha);
            alongSigma += weight * (own.Sigma + spread * density.Sigma);
        }
        return alongTime ? form.TimeDerivative(Process, withData, withPrecision, alongAlpha, alongSigma) : 0.0;
    }

    private MixtureRow Row(
        in MixtureBlock block,
        MixtureAtTime at,
        int k,
        int r,
        ReadOnlySpan<double> cotangents,
        ReadOnlySpan<double> expansions
    ) =>
        new()
        {
            Alpha = at.Point.Alpha,
            X = block.X(r),
            Shift = block.Shift(r),
            Mean = Law.Mean(k),
            Inverse = at.InverseDiagonal(k),
            Diagonal = Law.Diagonal(k),
            Expansion = block.Expansion(k, r),
            Cotangent = cotangents.Slice(r * Law.Padded, Law.Padded),
            CotangentExpansion = expansions.Slice((k * LowRankKernels.Lanes + r) * Law.Padded, Law.Padded),
        };

    private void PullBackCondition(
        in PredictionForm form,
        MixtureAtTime at,
        ReadOnlySpan<double> cotangent,
        ReadOnlySpan<double> state,
        Span<T> into,
        int row
    )
    {
        for (int j = 0; j < ConditionDimension; j++)
        {
            var column = Law.ConditionMap.AsSpan(j * Law.Padded, Law.Padded);
            double value = form.Data * LowRankKernels.Dot(cotangent, column) - at.Point.Alpha * LowRankKernels.Dot(state, column);
            into[row * ConditionDimension + j] = T.CreateTruncating(value);
        }
    }
}
