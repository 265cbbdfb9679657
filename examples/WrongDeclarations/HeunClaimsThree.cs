// ITO0204: an embedded or predictor-corrector pair does not add its orders: Heun's method has order 2.
using ItoSharp;

[ExponentialRungeKutta(
    Order = 3,
    Tableau = """
        0 |
        1 | 1
        --+---------
          | 1/2  1/2
        """
)]
public sealed partial class HeunOfOrderThree;
