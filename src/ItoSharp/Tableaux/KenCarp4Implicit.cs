namespace ItoSharp;

/// <summary>The ESDIRK part of ARK4(3)6L[2]SA.</summary>
/// <remarks>Kennedy and Carpenter, "Additive Runge-Kutta schemes for convection-diffusion-reaction equations", Applied Numerical Mathematics 44 (2003).</remarks>
[ButcherTableau(
    Order = 4,
    EmbeddedOrder = 3,
    Tableau = """
             0 |
           1/2 | 1/4                       1/4
        83/250 | 8611/62500                -1743/31250          1/4
         31/50 | 5012029/34652500          -654441/2922500      174375/388108        1/4
         17/20 | 15267082809/155376265600  -71443401/120774400  730878875/902184768  2285395/8070912       1/4
             1 | 82889/524892              0                    15625/83664          69875/102672          -2260/8211         1/4
        -------+----------------------------------------------------------------------------------------------------
               | 82889/524892              0                    15625/83664          69875/102672          -2260/8211         1/4
               | 4586570599/29645900160    0                    178811875/945068544  814220225/1159782912  -3700637/11593932  61727/225920
        """
)]
public sealed partial class KenCarp4Implicit;
