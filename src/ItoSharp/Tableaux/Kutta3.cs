namespace ItoSharp;

/// <summary>Kutta's third-order method.</summary>
/// <remarks>Kutta, "Beitrag zur naeherungsweisen Integration totaler Differentialgleichungen", Zeitschrift fuer Mathematik und Physik 46 (1901).</remarks>
[ButcherTableau(
    Order = 3,
    Tableau = """
          0 |
        1/2 | 1/2
          1 | -1   2
        ----+--------------
            | 1/6  2/3  1/6
        """
)]
public sealed partial class Kutta3;
