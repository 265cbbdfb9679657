namespace ItoSharp;

/// <summary>TR-BDF2 as an ESDIRK pair: the trapezoidal rule, then the second-order backward differentiation formula.</summary>
/// <remarks>Bank et al., IEEE Transactions on Electron Devices 32 (1985); the pair: Hosea and Shampine, Applied Numerical Mathematics 20 (1996).</remarks>
[ButcherTableau(
    Order = 2,
    EmbeddedOrder = 3,
    Tableau = """
                0 |
        2-sqrt(2) | (2-sqrt(2))/2    (2-sqrt(2))/2
                1 | sqrt(2)/4        sqrt(2)/4          (2-sqrt(2))/2
        ----------+--------------------------------------------------
                  | sqrt(2)/4        sqrt(2)/4          (2-sqrt(2))/2
                  | (1-sqrt(2)/4)/3  (3*sqrt(2)/4+1)/3  (2-sqrt(2))/6
        """
)]
public sealed partial class TrBdf2;
