namespace ItoSharp;

/// <summary>The Euler-Maruyama method on the reverse SDE of level tau, in half the log-SNR. Strong and weak order 1.</summary>
/// <remarks>Song, Sohl-Dickstein, Kingma, Kumar, Ermon and Poole, "Score-Based Generative Modeling through SDEs" (ICLR 2021), equation 6.</remarks>
/// <param name="Tau">The noise level: 0 is Euler's step on the probability-flow ODE, 1 the reverse SDE.</param>
[RungeKutta(
    Order = 1,
    Clock = Clock.Lambda,
    Noise = Stochasticity.Tau,
    Tableau = """
        0 |
        --+---
          | 1
        """
)]
public sealed partial record EulerMaruyamaLambda(double Tau = 1);
