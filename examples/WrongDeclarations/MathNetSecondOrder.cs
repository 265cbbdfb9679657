// ITO0203: MathNet's RungeKutta.SecondOrder takes the second slope at t, not t + dt: first order on any equation that depends on t.
using ItoSharp;

[RungeKutta(
    Order = 2,
    Tableau = """
        0 |
        0 | 1
        --+---------
          | 1/2  1/2
        """
)]
public sealed partial class SecondOrderAtTheOldTime;
