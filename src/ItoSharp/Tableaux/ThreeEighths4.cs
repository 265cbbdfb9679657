namespace ItoSharp;

/// <summary>Kutta's fourth-order method by the 3/8 rule.</summary>
/// <remarks>Kutta, Zeitschrift fuer Mathematik und Physik 46 (1901).</remarks>
[ButcherTableau(
    Order = 4,
    Tableau = """
          0 |
        1/3 | 1/3
        2/3 | -1/3  1
          1 | 1     -1   1
        ----+--------------------
            | 1/8   3/8  3/8  1/8
        """
)]
public sealed partial class ThreeEighths4;
