namespace ItoSharp;

/// <summary>Lobatto IIIA of three stages.</summary>
/// <remarks>Ehle (1969); Hairer and Wanner, "Solving Ordinary Differential Equations II", table IV.5.7.</remarks>
[ButcherTableau(
    Order = 4,
    Tableau = """
          0 | 0     0    0
        1/2 | 5/24  1/3  -1/24
          1 | 1/6   2/3  1/6
        ----+-----------------
            | 1/6   2/3  1/6
        """
)]
public sealed partial class LobattoIIIA4;
