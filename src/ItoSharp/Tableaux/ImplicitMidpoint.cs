namespace ItoSharp;

/// <summary>The implicit midpoint rule: Gauss's method of one stage.</summary>
/// <remarks>Hammer and Hollingsworth (1955); Hairer and Wanner, "Solving Ordinary Differential Equations II", section IV.5.</remarks>
[ButcherTableau(
    Order = 2,
    Tableau = """
        1/2 | 1/2
        ----+----
            | 1
        """
)]
public sealed partial class ImplicitMidpoint;
