// ITO0206: DDBM's stochastic Heun draws independent noises for predictor and corrector: with more stages than one no order is known.
using ItoSharp;

[RungeKutta(
    Order = 2,
    Noise = Stochasticity.Tau,
    Tableau = """
        0 |
        1 | 1
        --+---------
          | 1/2  1/2
        """
)]
public sealed partial record StochasticHeun(double Tau = 1);
