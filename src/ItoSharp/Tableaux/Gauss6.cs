namespace ItoSharp;

/// <summary>Gauss's method of three stages.</summary>
/// <remarks>Kuntzmann (1961); Butcher, "Implicit Runge-Kutta processes", Mathematics of Computation 18 (1964).</remarks>
[ButcherTableau(
    Order = 6,
    Tableau = """
        1/2-sqrt(15)/10 | 5/36              2/9-sqrt(15)/15  5/36-sqrt(15)/30
                    1/2 | 5/36+sqrt(15)/24  2/9              5/36-sqrt(15)/24
        1/2+sqrt(15)/10 | 5/36+sqrt(15)/30  2/9+sqrt(15)/15  5/36
        ----------------+----------------------------------------------------
                        | 5/18              4/9              5/18
        """
)]
public sealed partial class Gauss6;
