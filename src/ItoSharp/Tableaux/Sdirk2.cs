namespace ItoSharp;

/// <summary>Alexander's singly diagonally implicit method of two stages, L-stable.</summary>
/// <remarks>Alexander, "Diagonally implicit Runge-Kutta methods for stiff ODEs", SIAM Journal on Numerical Analysis 14 (1977).</remarks>
[ButcherTableau(
    Order = 2,
    Tableau = """
        1-sqrt(2)/2 | 1-sqrt(2)/2
                  1 | sqrt(2)/2    1-sqrt(2)/2
        ------------+-------------------------
                    | sqrt(2)/2    1-sqrt(2)/2
        """
)]
public sealed partial class Sdirk2;
