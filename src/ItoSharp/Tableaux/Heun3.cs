namespace ItoSharp;

/// <summary>Heun's third-order method.</summary>
/// <remarks>Heun, Zeitschrift fuer Mathematik und Physik 45 (1900).</remarks>
[ButcherTableau(
    Order = 3,
    Tableau = """
          0 |
        1/3 | 1/3
        2/3 | 0    2/3
        ----+--------------
            | 1/4  0    3/4
        """
)]
public sealed partial class Heun3;
