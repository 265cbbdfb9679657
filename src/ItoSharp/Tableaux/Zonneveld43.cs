namespace ItoSharp;

/// <summary>Zonneveld's 4(3) pair: the classical method with one more stage for the estimate.</summary>
/// <remarks>Zonneveld, "Automatic integration of ordinary differential equations" (Mathematisch Centrum, 1963); Hairer, Norsett and Wanner, "Solving Ordinary Differential Equations I", table II.4.2.</remarks>
[ButcherTableau(
    Order = 4,
    EmbeddedOrder = 3,
    Tableau = """
           0 |
         0.5 | 0.5
         0.5 | 0     0.5
           1 | 0     0     1
        0.75 | 5/32  7/32  13/32  -1/32
        -----+--------------------------------
             | 1/6   1/3   1/3    1/6    0
             | -1/2  7/3   7/3    13/6   -16/3
        """
)]
public sealed partial class Zonneveld43;
