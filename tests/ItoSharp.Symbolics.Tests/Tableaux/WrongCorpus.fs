/// Tableaux as some public codes store them, which do not have the order that they are used for.
module ItoSharp.Symbolics.Tests.Tableaux.WrongCorpus

/// torchdiffeq, fixed_grid_implicit, gl4: both nodes are 1/2 - sqrt(3)/6.
let gauss4 =
    """
1/2-sqrt(3)/6 | 1/4            1/4-sqrt(3)/6
1/2-sqrt(3)/6 | 1/4+sqrt(3)/6  1/4
--------------+------------------------------
              | 1/2            1/2
"""

/// torchdiffeq, tsit5: the propagated weights are the embedded ones.
let tsit5 =
    """
0                  |
0.161              | 0.161
0.327              | -0.008480655492356989  0.335480655492357
0.9                | 2.8971530571054935  -6.359448489975075  4.3622954328695815
0.9800255409045097 | 5.325864828439257  -11.748883564062828  7.4955393428898365  -0.09249506636175525
1                  | 5.86145544294642  -12.92096931784711  8.159367898576159  -0.071584973281401  -0.028269050394068383
1                  | 0.09646076681806523  0.01  0.4798896504144996  1.379008574103742  -3.290069515436081  2.324710524099774
-------------------+-----------------
                   | 0.09468075576583945  0.009183565540343254  0.4877705284247616  1.234297566930479  -2.7077123499835256  1.866628418170587  0.015151515151515152
                   | 0.09646076681806523  0.01  0.4798896504144996  1.379008574103742  -3.290069515436081  2.324710524099774  0
"""

/// MathNet, RungeKutta.SecondOrder of vectors: the second stage is evaluated at t.
let secondOrder =
    """
0 |
0 | 1
--+---------
  | 1/2  1/2
"""

/// Dormand and Prince's pair with a weight, an embedded weight, an entry and a node to be filled in.
let dormandPrince b1 bhat a63 c5 =
    $"""
0    |
1/5  | 1/5
3/10 | 3/40        9/40
4/5  | 44/45       -56/15       32/9
{c5} | 19372/6561  -25360/2187  64448/6561  -212/729
1    | 9017/3168   -355/33      {a63}  49/176   -5103/18656
1    | 35/384      0            500/1113    125/192  -2187/6784    11/84
-----+------------------------------------------------------------
     | {b1}        0            500/1113    125/192  -2187/6784    11/84     0
     | 5179/57600  0            {bhat}      393/640  -92097/339200 187/2100  1/40
"""

/// A header of a public simulation code writes 35/284.
let wrongWeight = dormandPrince "35/284" "7571/16695" "46732/5247" "8/9"

/// A documentation comment writes 7571/57600.
let wrongEmbedded = dormandPrince "35/384" "7571/57600" "46732/5247" "8/9"
