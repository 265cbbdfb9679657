namespace ItoSharp;

/// <summary>The 4(3) pair of Sofroniou and Spaletta, first same as last.</summary>
/// <remarks>Sofroniou and Spaletta, "Construction of explicit Runge-Kutta pairs with stiffness detection", Mathematical and Computer Modelling 40 (2004).</remarks>
[ButcherTableau(
    Order = 4,
    EmbeddedOrder = 3,
    Tableau = """
          0 |
        2/5 | 2/5
        3/5 | -3/20            3/4
          1 | 19/44            -15/44           10/11
          1 | 11/72            25/72            25/72            11/72
        ----+--------------------------------------------------------------------------------
            | 11/72            25/72            25/72            11/72          0
            | 1251515/8970912  3710105/8970912  2519695/8970912  61105/8970912  119041/747576
        """
)]
public sealed partial class SofroniouSpaletta43;
