namespace ItoSharp;

/// <summary>Ralston's third-order method.</summary>
/// <remarks>Ralston, "Runge-Kutta methods with minimum error bounds", Mathematics of Computation 16 (1962).</remarks>
[ButcherTableau(
    Order = 3,
    Tableau = """
          0 |
        1/2 | 1/2
        3/4 | 0    3/4
        ----+--------------
            | 2/9  1/3  4/9
        """
)]
public sealed partial class Ralston3;
