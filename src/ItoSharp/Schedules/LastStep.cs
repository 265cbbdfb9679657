namespace ItoSharp;

/// <summary>Where the last step of a discrete-time schedule ends.</summary>
public enum LastStep
{
    /// <summary>At the data, alpha-bar = 1 (diffusers' set_alpha_to_one, final_sigmas_type "zero").</summary>
    Data,

    /// <summary>At index 0, alpha-bar_0 (Stable Diffusion's DDIM, final_sigmas_type "sigma_min").</summary>
    FirstIndex,
}
