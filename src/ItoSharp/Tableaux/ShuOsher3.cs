namespace ItoSharp;

/// <summary>The strong-stability-preserving method of three stages (SSP33), with a second-order companion.</summary>
/// <remarks>Shu and Osher, Journal of Computational Physics 77 (1988); the companion as in SUNDIALS, Shu-Osher 3(2).</remarks>
[ButcherTableau(
    Order = 3,
    EmbeddedOrder = 2,
    Tableau = """
          0 |
          1 | 1
        1/2 | 1/4                     1/4
        ----+-----------------------------------------------------------------------
            | 1/6                     1/6                     2/3
            | 291485418878409/1.0e15  291485418878409/1.0e15  208514581121591/5.0e14
        """
)]
public sealed partial class ShuOsher3;
