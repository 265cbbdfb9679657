namespace ItoSharp;

/// <summary>Radau IIA of three stages (RADAU5).</summary>
/// <remarks>Ehle, report CSRR 2010, University of Waterloo (1969); Hairer and Wanner, "Solving Ordinary Differential Equations II", table IV.5.6.</remarks>
[ButcherTableau(
    Order = 5,
    Tableau = """
        (4-sqrt(6))/10 | (88-7*sqrt(6))/360      (296-169*sqrt(6))/1800  (-2+3*sqrt(6))/225
        (4+sqrt(6))/10 | (296+169*sqrt(6))/1800  (88+7*sqrt(6))/360      (-2-3*sqrt(6))/225
                     1 | (16-sqrt(6))/36         (16+sqrt(6))/36         1/9
        ---------------+-------------------------------------------------------------------
                       | (16-sqrt(6))/36         (16+sqrt(6))/36         1/9
        """
)]
public sealed partial class RadauIIA5;
