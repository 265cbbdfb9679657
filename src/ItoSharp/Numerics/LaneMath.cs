using System.ComponentModel;

namespace ItoSharp;

/// <summary>
/// The elementary functions of ensembles: the same operations for one path and for vectors of 128, 256 and 512 bits, in single and
/// double precision, so that every width gives the same bits.
/// </summary>
/// <remarks>
/// Without branches, and without fused operations other than the explicit ones. Arguments may be any number; special values are
/// those of <see cref="Math"/>. Measured errors are at most 3 ulp in double and 3.6 in single precision, 1 ulp for exp, log, sin and cos in double. sin, cos and tan reduce with three parts of pi/2: their
/// absolute error stays below an ulp of 1 for |x| up to 2^22 in single and 2^51 in double precision, beyond which they are NaN; sin and tan of -0 are 0.
/// </remarks>
[EmittedLanes]
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static partial class LaneMath;
