namespace ItoSharp;

/// <summary>What a model predicts of the state <c>x = alpha x0 + sigma eps</c> at one time.</summary>
public enum Prediction
{
    /// <summary>The noise <c>eps = (x - alpha x0) / sigma</c>.</summary>
    Noise,

    /// <summary>The clean data <c>D = E[x0 | x]</c>; for a mean-reverting process in the coordinates of x, not of x - mu.</summary>
    Data,

    /// <summary>The v-prediction <c>v = alpha eps - sigma D</c> of Salimans and Ho (2022).</summary>
    Velocity,

    /// <summary>The score <c>s = grad log p(x) = -eps / sigma</c>.</summary>
    Score,

    /// <summary>The interpolant's velocity <c>u = alpha' D + sigma' eps</c> (primes: d/dt), as in rectified flow.</summary>
    Flow,
}

/// <summary>The variable in which a plan interpolates its history or places its stages.</summary>
public enum Clock
{
    /// <summary>Half the log-SNR, <c>lambda = log(alpha / sigma)</c>.</summary>
    Lambda,

    /// <summary>The noise-to-signal ratio <c>rho = sigma / alpha</c>.</summary>
    Rho,

    /// <summary>The process's own time t (DEIS tAB; Euler).</summary>
    Time,
}

/// <summary>How much fresh noise a step injects: which member of the marginal-preserving reverse family it discretises.</summary>
public enum Stochasticity
{
    /// <summary>The probability-flow ODE.</summary>
    None,

    /// <summary>The reverse SDE of level tau: <c>dx = [f x - (1 + tau^2)/2 g^2 s] dt + tau g dw</c>, tau constant on a step.</summary>
    Tau,

    /// <summary>DDIM's eta: the one-step posterior, <c>1 - exp(-2 tau^2 h) = eta^2 (1 - exp(-2 h))</c>.</summary>
    Eta,

    /// <summary>
    /// ER-SDE's family: the noise scale phi of <c>double NoiseScale(double rho)</c>; phi = rho is the ODE, rho^2 the reverse SDE.
    /// Goes with data predictions and <see cref="Clock.Rho"/>.
    /// </summary>
    Scale,

    /// <summary>
    /// The DDPM posterior (eta = 1), widened by what the data still vary given the state: <c>nu^2 + c_0^2 V(s)</c> with V of
    /// <c>double PosteriorVariance(double t)</c>, the mean over coordinates of Var(x0 | x_t).
    /// </summary>
    Posterior,
}

/// <summary>How a plan weighs the differences of its history.</summary>
public enum DifferenceWeight
{
    /// <summary>The exact integral of the interpolation polynomial (exponential Adams).</summary>
    Exact,

    /// <summary>Half of <c>exp(z) - 1</c>: DPM-Solver++'s midpoint form, UniPC's B2(h).</summary>
    HalfExponential,

    /// <summary>Half of <c>z</c>: UniPC's B1(h).</summary>
    HalfStep,

    /// <summary>
    /// The classical Adams-Bashforth numbers, as if all steps were equal in rho (iPNDM, heavy ball): second order on smooth grids,
    /// that of the history only where the grid is uniform in rho.
    /// </summary>
    Uniform,

    /// <summary>
    /// UniPC's published vary_coeff, which drops terms of the exact corrector: first order. Kept to reproduce it; use Exact.
    /// </summary>
    Truncated,

    /// <summary>
    /// diff-sampler's iPNDM_v, variable-step Adams-Bashforth in rho with misplaced brackets: third order with three nodes and second with
    /// four on smooth grids. Kept to reproduce it; Exact is what it means to be.
    /// </summary>
    Regrouped,
}

/// <summary>Which gradient routines a sampler gets.</summary>
[Flags]
public enum Gradients
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The exact discrete adjoint of the emitted steps.</summary>
    Exact = 1,

    /// <summary>The continuous AdjointDEIS (Blasingame and Liu, 2024) in noise and data form, orders 1 and 2M.</summary>
    AdjointDeis = 2,

    /// <summary>
    /// Reversible runs (McCallum-Foster coupling, reversible Heun), with a fixed number of states in memory: of one-step plans, and of
    /// ensembles of additive or commutative noise.
    /// </summary>
    Reversible = 4,
}

/// <summary>The floating-point type of a sampler's state.</summary>
public enum Precision
{
    /// <summary>float.</summary>
    Single,

    /// <summary>double.</summary>
    Double,
}
