namespace ItoSharp;

/// <summary>Ralston's second-order method, of the smallest error bound with two stages.</summary>
/// <remarks>Ralston, "Runge-Kutta methods with minimum error bounds", Mathematics of Computation 16 (1962).</remarks>
[ButcherTableau(
    Order = 2,
    Tableau = """
          0 |
        2/3 | 2/3
        ----+---------
            | 1/4  3/4
        """
)]
public sealed partial class Ralston2;
