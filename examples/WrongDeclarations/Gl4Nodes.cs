// ITO0222: torchdiffeq's gl4 stores the first node twice: the second row sums to 1/2 + sqrt(3)/6; order 1 wherever f depends on t.
using ItoSharp;

[ButcherTableau(
    Order = 4,
    Tableau = """
        1/2-sqrt(3)/6 | 1/4            1/4-sqrt(3)/6
        1/2-sqrt(3)/6 | 1/4+sqrt(3)/6  1/4
        --------------+-----------------------------
                      | 1/2            1/2
        """
)]
public sealed partial class Gl4AsInTorchdiffeq;
