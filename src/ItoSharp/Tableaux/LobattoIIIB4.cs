namespace ItoSharp;

/// <summary>Lobatto IIIB of three stages.</summary>
/// <remarks>Ehle (1969); Hairer and Wanner, "Solving Ordinary Differential Equations II", table IV.5.9.</remarks>
[ButcherTableau(
    Order = 4,
    Tableau = """
          0 | 1/6  -1/6  0
        1/2 | 1/6  1/3   0
          1 | 1/6  5/6   0
        ----+---------------
            | 1/6  2/3   1/6
        """
)]
public sealed partial class LobattoIIIB4;
