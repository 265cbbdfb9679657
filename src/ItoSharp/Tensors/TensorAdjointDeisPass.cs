using System.Numerics;

namespace ItoSharp;

/// <summary>AdjointDEIS on tensors, from the clean to the noisy end; the counterpart of <see cref="AdjointDeisPass{T}"/>.</summary>
internal sealed class TensorAdjointDeisPass<T, TTensor>(
    TensorPlan<T, TTensor> plan,
    TensorInput<TTensor> input,
    AdjointGrid grid,
    AdjointDeisOptions options,
    TensorGradients<TTensor> into
)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTensor : class, IDisposable
{
    private readonly TensorOps<TTensor> _ops = plan.Ops;

    /// <summary>Takes the samples' cotangent to the start's.</summary>
    /// <param name="tape">The states at the forward nodes.</param>
    /// <param name="samples">The samples.</param>
    public void Run(TensorTape<TTensor> tape, TTensor samples)
    {
        TensorForwardStates<T, TTensor> states = new(plan, input, tape, samples);
        TTensor state = _ops.Copy(samples);
        TensorProducts<TTensor> before = default;
        for (int i = 0; i < grid.Rows.Length; i++)
        {
            input.Options.Cancellation.ThrowIfCancellationRequested();
            using IDisposable scope = _ops.Scope();
            ProcessPoint t = grid.Points[i];
            if (options.States == AdjointStates.Recorded)
            {
                states.At(t, state);
            }

            TensorProducts<TTensor> now = Products(i, t, state);
            double[] row = grid.Rows[i];
            plan.ScaleAdd(into.X, row[0], row[1], now.X!);
            into.Add(_ops, row[3], now);
            if (row[2] != 0)
            {
                _ops.Add(into.X, row[2], before.X!);
                into.Add(_ops, row[4], before);
            }

            if (options.States == AdjointStates.Recomputed && i + 1 < grid.Rows.Length)
            {
                Invert(t, grid.Points[i + 1], state);
            }

            Dispose(before);
            before = Kept(now);
        }
    }

    /// <summary>The DDIM step from t back to the noisier s: x_s = (alpha_s/alpha_t) x_t + (sigma_s - sigma_t alpha_s/alpha_t) eps.</summary>
    private void Invert(in ProcessPoint t, in ProcessPoint s, TTensor state)
    {
        TTensor prediction = plan.Ask(state, t.Time, input);
        Conversion noise = Conversion.At(t, plan.Numbers.Model.Predicts, Prediction.Noise);
        double gain = s.Alpha / t.Alpha;
        double weight = s.Sigma - t.Sigma * gain;
        plan.ScaleAdd(state, gain + weight * noise.X, weight * noise.Model, prediction);
        if (input.Options.Mean is { } mean)
        {
            _ops.Add(state, 1 - gain + weight * noise.Mean, mean);
        }
    }

    /// <summary>The vector-Jacobian products a' dm/dx, a' dm/dz and a' dm/dtheta at one node; the first is never null.</summary>
    private TensorProducts<TTensor> Products(int step, in ProcessPoint point, TTensor state)
    {
        Conversion conversion = Conversion.At(point, plan.Numbers.Model.Predicts, options.Form);
        TTensor cotangent = _ops.Copy(into.X);
        _ops.Scale(cotangent, conversion.Model);
        TensorProducts<TTensor> products = into.PullBack(
            _ops,
            new(plan.Model, state, point.Time, input.Options.Condition),
            cotangent,
            withTime: false
        );
        into.Require(input, products, step, point.Time);
        TTensor x = products.X is { } given ? _ops.Copy(given) : _ops.Zeros(into.X);
        _ops.Add(x, conversion.X, into.X);
        return products with { X = x };
    }

    private TensorProducts<TTensor> Kept(in TensorProducts<TTensor> products)
    {
        foreach (TTensor tensor in Tensors(products))
        {
            _ops.Keep(tensor);
        }

        return products;
    }

    private static void Dispose(in TensorProducts<TTensor> products)
    {
        foreach (TTensor tensor in Tensors(products))
        {
            tensor.Dispose();
        }
    }

    private static IEnumerable<TTensor> Tensors(TensorProducts<TTensor> products) =>
        new[] { products.X, products.Condition }.Concat(products.Parameters ?? []).OfType<TTensor>();
}
