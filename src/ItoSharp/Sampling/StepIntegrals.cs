namespace ItoSharp;

/// <summary>Which integrals over a step the runtime evaluates for a plan whose weights have no closed form.</summary>
public enum StepIntegrals
{
    /// <summary>None: the weights are closed forms of the nodes.</summary>
    None,

    /// <summary>Moments in t over d rho (DEIS tAB): <c>M_n = int u^n d rho</c>, <c>u = (tau - s)/(t - s)</c>.</summary>
    Time,

    /// <summary>
    /// ER-SDE's noise scale phi at both ends, its noise, and moments in rho over <c>d(phi_t/phi)</c>:
    /// <c>[phi_t, phi_s, spread, M_1, ..]</c>.
    /// </summary>
    Scale,
}
