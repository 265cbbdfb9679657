namespace ItoSharp;

/// <summary>Gauss's method of two stages.</summary>
/// <remarks>Hammer and Hollingsworth, MTAC 9 (1955); Kuntzmann (1961), Butcher (1964).</remarks>
[ButcherTableau(
    Order = 4,
    Tableau = """
        1/2-sqrt(3)/6 | 1/4            1/4-sqrt(3)/6
        1/2+sqrt(3)/6 | 1/4+sqrt(3)/6  1/4
        --------------+-----------------------------
                      | 1/2            1/2
        """
)]
public sealed partial class Gauss4;
