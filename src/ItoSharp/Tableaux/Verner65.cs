namespace ItoSharp;

/// <summary>Verner's 6(5) pair of eight stages (DVERK).</summary>
/// <remarks>Verner, "Explicit Runge-Kutta methods with estimates of the local truncation error", SIAM Journal on Numerical Analysis 15 (1978).</remarks>
[ButcherTableau(
    Order = 6,
    EmbeddedOrder = 5,
    Tableau = """
           0 |
         1/6 | 1/6
        4/15 | 4/75         16/75
         2/3 | 5/6          -8/3     5/2
         5/6 | -165/64      55/6     -425/64       85/96
           1 | 12/5         -8       4015/612      -11/36     88/255
        1/15 | -8263/15000  124/75   -643/680      -81/250    2484/10625   0
           1 | 3501/1720    -300/43  297275/52632  -319/2322  24068/84065  0     3850/26703
        -----+-------------------------------------------------------------------------------------
             | 3/40         0        875/2244      23/72      264/1955     0     125/11592   43/616
             | 13/160       0        2375/5984     5/16       12/85        3/44  0           0
        """
)]
public sealed partial class Verner65;
