// ITO0210: a third-order multistep plan that starts itself with one node ends at order 2, however exact its later steps.
using ItoSharp;

[ExponentialMultistep(Order = 3, GlobalOrder = 3, History = 3, Start = typeof(Ddim))]
public sealed partial class ThirdOrderInName;
