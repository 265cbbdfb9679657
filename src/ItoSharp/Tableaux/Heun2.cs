namespace ItoSharp;

/// <summary>Heun's second-order method (the explicit trapezoidal rule), with Euler's method beside it.</summary>
/// <remarks>Heun, Zeitschrift fuer Mathematik und Physik 45 (1900).</remarks>
[ButcherTableau(
    Order = 2,
    EmbeddedOrder = 1,
    Tableau = """
        0 |
        1 | 1
        --+---------
          | 1/2  1/2
          | 1    0
        """
)]
public sealed partial class Heun2;
