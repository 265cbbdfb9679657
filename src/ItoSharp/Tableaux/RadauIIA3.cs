namespace ItoSharp;

/// <summary>Radau IIA of two stages.</summary>
/// <remarks>Ehle, report CSRR 2010, University of Waterloo (1969); Axelsson, BIT 9 (1969).</remarks>
[ButcherTableau(
    Order = 3,
    Tableau = """
        1/3 | 5/12  -1/12
          1 | 3/4   1/4
        ----+------------
            | 3/4   1/4
        """
)]
public sealed partial class RadauIIA3;
