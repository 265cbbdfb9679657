namespace ItoSharp;

/// <summary>The implicit trapezoidal rule: Lobatto IIIA of two stages.</summary>
/// <remarks>Hairer and Wanner, "Solving Ordinary Differential Equations II", section IV.3.</remarks>
[ButcherTableau(
    Order = 2,
    Tableau = """
        0 | 0    0
        1 | 1/2  1/2
        --+---------
          | 1/2  1/2
        """
)]
public sealed partial class ImplicitTrapezoid;
