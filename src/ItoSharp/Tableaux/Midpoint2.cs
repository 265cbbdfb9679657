namespace ItoSharp;

/// <summary>The explicit midpoint rule.</summary>
/// <remarks>Runge, "Ueber die numerische Aufloesung von Differentialgleichungen", Mathematische Annalen 46 (1895).</remarks>
[ButcherTableau(
    Order = 2,
    Tableau = """
          0 |
        1/2 | 1/2
        ----+-------
            | 0    1
        """
)]
public sealed partial class Midpoint2;
