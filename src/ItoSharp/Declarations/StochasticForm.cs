namespace ItoSharp;

/// <summary>
/// The general form that a stochastic tableau fills with numbers. Every form has drift stages <c>H0</c> and noise stages <c>H1</c>
/// (one set for each noise k), explicit in both, and the update
/// <c>x + sum alpha_i f(t + c0_i h, H0_i) h + sum over noises k of sum (weights) g_k(t + c1_i h, H1_i)</c>.
/// </summary>
/// <remarks>
/// <c>I_k</c> is the increment of noise k over the step, <c>I_kk</c>, <c>I_kkk</c> its iterated integrals (Ito's or Stratonovich's, by
/// the declared interpretation), <c>I_k0</c> its integral over time, <c>I_lk</c> the double integral with l inside.
/// </remarks>
public enum StochasticForm
{
    /// <summary>
    /// Roessler's strong methods for additive noise. Blocks c0 A0 B0, c1, alpha, beta1, beta2:
    /// <c>H0 = x + A0 f h + sum_l B0 g_l I_l0/h</c>; weights <c>beta1 I_k + beta2 I_k0/h</c>; the noise is taken at x.
    /// </summary>
    Sra,

    /// <summary>
    /// Roessler's strong methods for diagonal and scalar noise. Blocks c0 A0 B0, c1 A1 B1, alpha, beta1 to beta4:
    /// <c>H0 = x + A0 f h + sum_l B0 g_l I_l0/h</c>, <c>H1 = x + A1 f h + B1 g_k sqrt(h)</c>; weights
    /// <c>beta1 I_k + beta2 I_kk/sqrt(h) + beta3 I_k0/h + beta4 I_kkk/h</c>.
    /// </summary>
    Sri,

    /// <summary>
    /// Methods in the increments alone (Euler and Maruyama, Heun). Blocks c0 A0 B0, c1 A1 B1, alpha, beta1:
    /// <c>H0 = x + A0 f h + sum_l B0 g_l I_l</c>, <c>H1 = x + A1 f h + sum_l B1 g_l I_l</c>; weights <c>beta1 I_k</c>.
    /// </summary>
    Increments,

    /// <summary>
    /// As <see cref="Areas"/> with <c>(I_l I_k - [l = k] h)/2</c> (Stratonovich: <c>I_l I_k/2</c>) in place of <c>I_lk</c>: no Levy
    /// areas are needed, and noises that commute lose nothing.
    /// </summary>
    Products,

    /// <summary>
    /// Roessler's strong methods for several noises. Blocks c0 A0 B0, c1 A1 B1, alpha, beta1, beta2:
    /// <c>H0 = x + A0 f h + sum_l B0 g_l I_l</c>, <c>H1 = x + A1 f h + sum_l B1 g_l I_lk/sqrt(h)</c>; weights
    /// <c>beta1 I_k + beta2 sqrt(h)</c>.
    /// </summary>
    Areas,

    /// <summary>
    /// Roessler's weak Ito methods. Blocks c0 A0 B0, c1 A1 B1, c2 A2 B2, alpha, beta1 to beta4:
    /// <c>H0 = x + A0 f h + sum_l B0 g_l J_l</c>, <c>H1 = x + A1 f h + B1 g_k sqrt(h)</c>,
    /// <c>H2 = x + A2 f h + sum_(l != k) B2 g_l J_lk/sqrt(h)</c> (of the g_l at H1); weights <c>beta1 J_k + beta2 J_kk/sqrt(h)</c> at H1
    /// and <c>beta3 J_k + beta4 sqrt(h)</c> at H2.
    /// </summary>
    /// <remarks>
    /// <c>J_k</c> is 0 with probability 2/3 and plus or minus <c>sqrt(3h)</c> with 1/6 each; <c>J_kk = (J_k^2 - h)/2</c>;
    /// <c>J_lk = (J_l J_k + h Z_lk)/2</c> with an independent sign <c>Z_lk = -Z_kl</c> for each pair of noises. (The published variables
    /// share one sign among all pairs with the same first noise: with three noises or more the areas are then dependent, and of
    /// the weak order 2 there is left 1.)
    /// </remarks>
    WeakRi,

    /// <summary>
    /// Roessler's weak Stratonovich methods. Blocks c0 A0 B0, c1 A1 B1 B3, c2 A2 B2, alpha, beta1, beta2:
    /// <c>H0 = x + A0 f h + sum_l B0 g_l J_l</c>, <c>H1 = x + A1 f h + B1 g_k J_k + sum_(l != k) B3 g_l J_l</c>,
    /// <c>H2 = x + A2 f h + sum_(l != k) B2 g_l sqrt(h) Z_lk</c>; weights <c>beta1 J_k</c> at H1 and
    /// <c>beta2 sqrt(h)</c> at H2, with the variables of <see cref="WeakRi"/>.
    /// </summary>
    WeakRs,
}
