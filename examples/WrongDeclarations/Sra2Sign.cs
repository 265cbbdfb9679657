// ITO0234: torchsde's sra2 has the signs of beta2 exchanged: beta2 . c1 is 1 where Roessler's condition asks for -1.
using ItoSharp;

[StochasticTableau(
    StochasticForm.Sra,
    Interpretation.Ito,
    StrongAdditive = 1.5,
    Tableau = """
        c0  | A0  | B0
          0 |     |
        3/4 | 3/4 | 3/2
        -----
        c1
        1/3
          1
        -----
        alpha | 1/3  2/3
        beta1 |   0    1
        beta2 | -3/2 3/2
        """
)]
public sealed partial class Sra2AsInTorchsde;
