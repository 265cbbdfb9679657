namespace ItoSharp;

/// <summary>The third-order method of Bogacki and Shampine with its second-order companion; four stages, three evaluations a step.</summary>
/// <remarks>Bogacki and Shampine, "A 3(2) pair of Runge-Kutta formulas", Applied Mathematics Letters 2 (1989).</remarks>
[ButcherTableau(
    Order = 3,
    EmbeddedOrder = 2,
    Tableau = """
         0  |
        1/2 | 1/2
        3/4 | 0     3/4
         1  | 2/9   1/3   4/9
        ----+----------------------
            | 2/9   1/3   4/9   0
            | 7/24  1/4   1/3   1/8
        """
)]
public sealed partial class BogackiShampine;
