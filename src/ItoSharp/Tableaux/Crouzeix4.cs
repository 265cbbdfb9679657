namespace ItoSharp;

/// <summary>The A-stable singly diagonally implicit method of three stages and order four, with g = 2 cos(pi/18) / sqrt(3).</summary>
/// <remarks>Crouzeix, thesis, Universite Paris VI (1975); Norsett (1974).</remarks>
[ButcherTableau(
    Order = 4,
    Tableau = """
           1.068579021301628806418834 | 1.068579021301628806418834
                                  1/2 | -0.5685790213016288064188340  1.068579021301628806418834
        -0.06857902130162880641883398 | 2.137158042603257612837668    -3.274316085206515225675336  1.068579021301628806418834
        ------------------------------+---------------------------------------------------------------------------------------
                                      | 0.1288864005157204223647247   0.7422271989685591552705506  0.1288864005157204223647247
        """
)]
public sealed partial class Crouzeix4;
