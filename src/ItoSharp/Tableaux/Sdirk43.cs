namespace ItoSharp;

/// <summary>The singly diagonally implicit 4(3) pair of five stages, L-stable.</summary>
/// <remarks>Hairer and Wanner, "Solving Ordinary Differential Equations II", table IV.6.5 (SDIRK4).</remarks>
[ButcherTableau(
    Order = 4,
    EmbeddedOrder = 3,
    Tableau = """
         0.25 | 0.25
         0.75 | 0.5       0.25
        11/20 | 17/50     -1/25      0.25
          0.5 | 371/1360  -137/2720  15/544  0.25
            1 | 25/24     -49/48     125/16  -85/12  0.25
        ------+------------------------------------------
              | 25/24     -49/48     125/16  -85/12  0.25
              | 59/48     -17/96     225/32  -85/12  0
        """
)]
public sealed partial class Sdirk43;
