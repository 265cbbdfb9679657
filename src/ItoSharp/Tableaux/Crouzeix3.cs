namespace ItoSharp;

/// <summary>The A-stable singly diagonally implicit method of two stages and order three.</summary>
/// <remarks>Crouzeix, thesis, Universite Paris VI (1975); Norsett (1974).</remarks>
[ButcherTableau(
    Order = 3,
    Tableau = """
        1/2+sqrt(3)/6 | 1/2+sqrt(3)/6
        1/2-sqrt(3)/6 | -sqrt(3)/3     1/2+sqrt(3)/6
        --------------+-----------------------------
                      | 1/2            1/2
        """
)]
public sealed partial class Crouzeix3;
