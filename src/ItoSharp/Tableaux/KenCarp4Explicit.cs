namespace ItoSharp;

/// <summary>The explicit part of ARK4(3)6L[2]SA; its published fractions are rounded, hence the decimals.</summary>
/// <remarks>Kennedy and Carpenter, "Additive Runge-Kutta schemes for convection-diffusion-reaction equations", Applied Numerical Mathematics 44 (2003).</remarks>
[ButcherTableau(
    Order = 4,
    EmbeddedOrder = 3,
    Tableau = """
             0 |
           1/2 | 0.5
        83/250 | 13861/62500                 6889/62500
         31/50 | -0.04884659515311857752657  -0.1777206523264009984454   0.8465672474795195759719
         17/20 | -0.1554168584249154917624   -0.3567050098221991313955   1.058725879868442710626   0.3033959883786719125324
             1 | 0.2014243506726763270764    0.008742057842904184136297  0.1599399570716811457232  0.4038290605220774958815  4040/17871
        -------+----------------------------------------------------------------------------------------------------
               | 0.1579162951616713533451    0                           15625/83664               0.6805652953093345800218  -2260/8211                 1/4
               | 0.1547118007632121769920    0                           0.1892051916606802225765  0.7020453712289218484364  -0.3191873990635791205262  0.2732250354107648725212
        """
)]
public sealed partial class KenCarp4Explicit;
