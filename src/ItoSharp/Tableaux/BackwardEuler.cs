namespace ItoSharp;

/// <summary>Euler's implicit method.</summary>
/// <remarks>Hairer and Wanner, "Solving Ordinary Differential Equations II", section IV.3.</remarks>
[ButcherTableau(
    Order = 1,
    Tableau = """
        1 | 1
        --+----
          | 1
        """
)]
public sealed partial class BackwardEuler;
