namespace ItoSharp;

/// <summary>Euler's method on the probability-flow ODE, in half the log-SNR.</summary>
/// <remarks>Song, Sohl-Dickstein, Kingma, Kumar, Ermon and Poole, "Score-Based Generative Modeling through SDEs" (ICLR 2021), equation 13.</remarks>
[RungeKutta(
    Order = 1,
    Clock = Clock.Lambda,
    Tableau = """
        0 |
        --+---
          | 1
        """
)]
public sealed partial class EulerLambda;
