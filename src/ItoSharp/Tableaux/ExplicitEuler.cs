namespace ItoSharp;

/// <summary>Euler's explicit method.</summary>
/// <remarks>Euler, "Institutiones calculi integralis" (1768).</remarks>
[ButcherTableau(
    Order = 1,
    Tableau = """
        0 |
        --+----
          | 1
        """
)]
public sealed partial class ExplicitEuler;
