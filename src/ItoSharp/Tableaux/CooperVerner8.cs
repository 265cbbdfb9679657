namespace ItoSharp;

/// <summary>The eighth-order method of Cooper and Verner: eleven stages, exact in the square root of 21.</summary>
/// <remarks>Cooper and Verner, "Some explicit Runge-Kutta methods of high order", SIAM Journal on Numerical Analysis 9 (1972).</remarks>
[ButcherTableau(
    Order = 8,
    Tableau = """
                      0 |
                    1/2 | 1/2
                    1/2 | 1/4               1/4
        (7+sqrt(21))/14 | 1/7               (-7-3*sqrt(21))/98  (21+5*sqrt(21))/49
        (7+sqrt(21))/14 | (11+sqrt(21))/84  0                   (18+4*sqrt(21))/63      (21-sqrt(21))/252
                    1/2 | (5+sqrt(21))/48   0                   (9+sqrt(21))/36         (-231+14*sqrt(21))/360  (63-7*sqrt(21))/80
        (7-sqrt(21))/14 | (10-sqrt(21))/42  0                   (-432+92*sqrt(21))/315  (633-145*sqrt(21))/90   (-504+115*sqrt(21))/70  (63-13*sqrt(21))/35
        (7-sqrt(21))/14 | 1/14              0                   0                       0                       (14-3*sqrt(21))/126     (13-3*sqrt(21))/63        1/9
                    1/2 | 1/32              0                   0                       0                       (91-21*sqrt(21))/576    11/72                     (-385-75*sqrt(21))/1152  (63+13*sqrt(21))/128
        (7+sqrt(21))/14 | 1/14              0                   0                       0                       1/9                     (-733-147*sqrt(21))/2205  (515+111*sqrt(21))/504   (-51-11*sqrt(21))/56  (132+28*sqrt(21))/245
                      1 | 0                 0                   0                       0                       (-42+7*sqrt(21))/18     (-18+28*sqrt(21))/45      (-273-53*sqrt(21))/72    (301+53*sqrt(21))/72  (28-28*sqrt(21))/45    (49-7*sqrt(21))/18
        ----------------+----------------------------------------------------------------------------------------------------
                        | 1/20              0                   0                       0                       0                       0                         0                        49/180                16/45                  49/180              1/20
        """
)]
public sealed partial class CooperVerner8;
