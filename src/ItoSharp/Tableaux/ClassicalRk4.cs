namespace ItoSharp;

/// <summary>Kutta's classical fourth-order method.</summary>
/// <remarks>Kutta, Zeitschrift fuer Mathematik und Physik 46 (1901).</remarks>
[ButcherTableau(
    Order = 4,
    Tableau = """
          0 |
        1/2 | 1/2
        1/2 | 0    1/2
          1 | 0    0    1
        ----+-------------------
            | 1/6  1/3  1/3  1/6
        """
)]
public sealed partial class ClassicalRk4;
