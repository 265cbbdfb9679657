namespace ItoSharp;

// What is known in closed form, for tests: law, density, flow and reverse transitions.
public sealed partial class GaussianModel<T>
{
    /// <summary>
    /// The exact solution at time t of the probability-flow ODE through x at time s: along each eigenvector
    /// <c>x_t - alpha_t m = psi_t / psi_s (x_s - alpha_s m)</c>, in either direction of time.
    /// </summary>
    /// <param name="x">The state at s.</param>
    /// <param name="s">The time of x.</param>
    /// <param name="t">The time wanted.</param>
    public double[] ExactOde(ReadOnlySpan<double> x, double s, double t)
    {
        return Carry(x, PointAt(s), PointAt(t), static _ => 1.0);
    }

    /// <summary>
    /// The exact transition from x at time s to the cleaner time t of the reverse SDE with constant noise level tau
    /// (0: the ODE; 1: the time reversal of the process): its mean, and its variance along each eigenvector.
    /// </summary>
    /// <remarks>
    /// With rho = sigma / alpha and z = (x / alpha - m) along u_k, <c>dz = -(1 + tau^2)/2 z / (lambda_k + rho^2) d(rho^2) + tau dw</c>
    /// in the falling clock rho^2. So z / sqrt(lambda_k + rho^2) shrinks by r = q^(tau^2 / 2) and gains the variance 1 - r^2,
    /// q = (lambda_k + rho_t^2) / (lambda_k + rho_s^2).
    /// </remarks>
    /// <param name="x">The state at s.</param>
    /// <param name="s">The time of x.</param>
    /// <param name="t">The time wanted, with less noise than s.</param>
    /// <param name="tau">The noise level, not negative.</param>
    public (double[] Mean, double[] Variances) ExactTransition(ReadOnlySpan<double> x, double s, double t, double tau)
    {
        if (!(tau >= 0.0 && double.IsFinite(tau)))
            throw new ArgumentOutOfRangeException(nameof(tau), tau, "The noise level must be finite and not negative.");
        var from = PointAt(s);
        var to = PointAt(t);
        if (to.Sigma * from.Alpha > from.Sigma * to.Alpha)
            throw new ArgumentOutOfRangeException(
                nameof(t),
                t,
                FormattableString.Invariant($"Time {t} has more noise than s = {s}; less is right.")
            );
        var variances = new double[Dimension];
        for (int k = 0; k < Dimension; k++)
            variances[k] = -Variance(to, eigenvalues[k]) * Special.Expm1(2.0 * LogShrink(from, to, eigenvalues[k], tau));
        var centre = Carry(x, from, to, lambda => Elementary.Exp(LogShrink(from, to, lambda, tau)));
        return (centre, variances);
    }

    /// <summary>The eigenvector u_k: the direction to which entry k of the eigenvalues and variances belongs.</summary>
    /// <param name="k">Which one.</param>
    public ReadOnlySpan<double> Eigenvector(int k) => eigenvectors.AsSpan(k * padded, Dimension);

    /// <summary>The log density of x at a time.</summary>
    /// <param name="x">The state.</param>
    /// <param name="time">The time.</param>
    public double LogDensity(ReadOnlySpan<double> x, double time)
    {
        var point = PointAt(time);
        var y = Deviation(x, point);
        double sum = 0.0;
        for (int k = 0; k < Dimension; k++)
        {
            double variance = Variance(point, eigenvalues[k]);
            double along = Along(k, y);
            sum += along * along / variance + Elementary.Log(2.0 * Math.PI * variance);
        }
        return -0.5 * sum;
    }

    /// <summary>Draws x at a time; at sigma = 0 and alpha = 1 these are data.</summary>
    /// <param name="time">The time.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="path">Which draw: the same seed and path give the same x.</param>
    /// <param name="sample">Filled, d entries.</param>
    public void Sample(double time, ulong seed, ulong path, Span<double> sample)
    {
        CheckRow(sample.Length, nameof(sample));
        var point = Process.At(time);
        ModelChecks.Point(point, time);
        var normals = new double[Dimension];
        FieldNoise.Fill(seed, path, 0, normals);
        for (int i = 0; i < Dimension; i++)
            sample[i] = point.Alpha * mean[i];
        for (int k = 0; k < Dimension; k++)
            AddAlong(k, Math.Sqrt(Variance(point, eigenvalues[k])) * normals[k], sample);
    }

    private static double LogShrink(in ProcessPoint from, in ProcessPoint to, double lambda, double tau)
    {
        if (tau == 0.0)
            return 0.0;
        double before = Variance(from, lambda) * to.Alpha * to.Alpha;
        double after = Variance(to, lambda) * from.Alpha * from.Alpha;
        return 0.5 * tau * tau * Elementary.Log(after / before);
    }

    // alpha_t m + sum_k psi_t / psi_s shrink(lambda_k) (x_s - alpha_s m)_k u_k
    private double[] Carry(ReadOnlySpan<double> x, in ProcessPoint from, in ProcessPoint to, Func<double, double> shrink)
    {
        var y = Deviation(x, from);
        var result = new double[Dimension];
        for (int i = 0; i < Dimension; i++)
            result[i] = to.Alpha * mean[i];
        for (int k = 0; k < Dimension; k++)
        {
            double lambda = eigenvalues[k];
            double gain = Math.Sqrt(Variance(to, lambda) / Variance(from, lambda)) * shrink(lambda);
            AddAlong(k, gain * Along(k, y), result);
        }
        return result;
    }

    private double[] Deviation(ReadOnlySpan<double> x, in ProcessPoint point)
    {
        CheckRow(x.Length, nameof(x));
        var y = x.ToArray();
        for (int i = 0; i < y.Length; i++)
            y[i] = Math.FusedMultiplyAdd(-point.Alpha, mean[i], y[i]);
        return y;
    }

    private void CheckRow(int length, string argument)
    {
        if (length != Dimension)
            throw new ArgumentException(FormattableString.Invariant($"{argument} has {length} entries; {Dimension} are right."), argument);
    }

    private static void CheckLaw(ReadOnlySpan<double> mean, double[,] covariance)
    {
        int d = mean.Length;
        if (d == 0)
            throw new ArgumentException("The mean is empty; a state has at least one dimension.", nameof(mean));
        for (int i = 0; i < d; i++)
            ModelChecks.Finite(mean[i], nameof(mean), i);
        if (covariance.GetLength(0) != d || covariance.GetLength(1) != d)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The covariance is {covariance.GetLength(0)} x {covariance.GetLength(1)}; {d} x {d}, as the mean, is right."
                ),
                nameof(covariance)
            );
        }
        for (int i = 0; i < d; i++)
        for (int j = 0; j < d; j++)
        {
            double left = covariance[i, j];
            double right = covariance[j, i];
            if (!double.IsFinite(left) || !(Math.Abs(left - right) <= 1e-10 * (Math.Abs(left) + Math.Abs(right))))
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"The covariance has {left} at ({i}, {j}) and {right} at ({j}, {i}); it must be finite and symmetric."
                    ),
                    nameof(covariance)
                );
            }
        }
    }

    private void CheckEigenvalues()
    {
        double largest = 0.0;
        foreach (double value in eigenvalues)
            largest = Math.Max(largest, Math.Abs(value));
        for (int k = 0; k < eigenvalues.Length; k++)
        {
            // A singular covariance has eigenvalues that are zero but for rounding.
            if (Math.Abs(eigenvalues[k]) <= 1e-14 * largest)
                eigenvalues[k] = 0.0;
            if (eigenvalues[k] < 0.0)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"The covariance has the eigenvalue {eigenvalues[k]}; none may be negative."),
                    "covariance"
                );
            }
        }
    }
}
