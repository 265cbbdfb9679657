namespace ItoSharp;

/// <summary>Euler and Maruyama's method <c>x + f h + sum_k g_k I_k</c> as a tableau, for ensembles; <see cref="EulerMaruyama"/> is the solver plan.</summary>
/// <remarks>
/// Maruyama, "Continuous Markov processes and stochastic equations" (Rend. Circ. Mat. Palermo 4, 1955).
/// </remarks>
[StochasticTableau(
    StochasticForm.Increments,
    Interpretation.Ito,
    Deterministic = 1,
    StrongAdditive = 1,
    StrongGeneral = 0.5,
    WeakGeneral = 1,
    Tableau = """
        c0 | A0 | B0
        0  |    |
        -----
        c1 | A1 | B1
        0  |    |
        -----
        alpha | 1
        beta1 | 1
        """
)]
public sealed partial class ItoEuler;
