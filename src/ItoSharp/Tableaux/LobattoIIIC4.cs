namespace ItoSharp;

/// <summary>Lobatto IIIC of three stages.</summary>
/// <remarks>Chipman, BIT 11 (1971); Hairer and Wanner, "Solving Ordinary Differential Equations II", table IV.5.11.</remarks>
[ButcherTableau(
    Order = 4,
    Tableau = """
          0 | 1/6  -1/3  1/6
        1/2 | 1/6  5/12  -1/12
          1 | 1/6  2/3   1/6
        ----+-----------------
            | 1/6  2/3   1/6
        """
)]
public sealed partial class LobattoIIIC4;
