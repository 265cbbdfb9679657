using ItoSharp;

namespace DoubleWell.Simulation;

/// <summary>Paths by <see cref="Obabo"/>, and what the stationary law is known by.</summary>
[Ensemble<KineticLangevin, Obabo>]
public sealed partial class ObaboPaths
{
    /// <summary>q^2: 1 in the wells, less on the barrier.</summary>
    [Observable]
    static double Square(KineticLangevin.State x) => x.Q * x.Q;

    /// <summary>q V'(q), the configurational temperature: kT in the mean.</summary>
    [Observable]
    static double Virial(KineticLangevin.State x) => 4 * x.Q * x.Q * (x.Q * x.Q - 1);

    /// <summary>p^2, the kinetic temperature: kT in the mean.</summary>
    [Observable]
    static double Kinetic(KineticLangevin.State x) => x.P * x.P;
}
