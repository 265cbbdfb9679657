// ITO0234: torchsde's sra3 has the signs of beta2 exchanged: beta2 . c1 is 1 where Roessler's condition asks for -1.
using ItoSharp;

[StochasticTableau(
    StochasticForm.Sra,
    Interpretation.Ito,
    StrongAdditive = 1.5,
    Tableau = """
        c0  | A0      | B0
          0 |         |
          1 |   1     | 0
        1/2 | 1/4 1/4 | 1 1/2
        -----
        c1
        1
        0
        0
        -----
        alpha | 1/6 1/6 2/3
        beta1 |   1   0   0
        beta2 |   1  -1   0
        """
)]
public sealed partial class Sra3AsInTorchsde;
