// ITO0204: UniPC's variant 'vary_coeff' drops terms of the inverse matrix: order 1, not 3.
using ItoSharp;

[ExponentialMultistep(Order = 3, History = 2, Corrector = 3, Weight = DifferenceWeight.Truncated)]
public sealed partial class UniPCVaryCoefficients;
