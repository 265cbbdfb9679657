namespace ItoSharp;

/// <summary>
/// DiffVC's maximum-likelihood step: the coefficients kappa*, omega* and sigma* that make the discrete reverse step the likeliest are
/// those of the posterior of x_t given x_s and the predicted data, its noise widened by the variance that the data still have.
/// </summary>
/// <remarks>
/// Popov, Vovk, Gogoryan, Sadekova, Kudinov and Wei, "Diffusion-Based Voice Conversion with Fast Maximum Likelihood Sampling Scheme"
/// (ICLR 2022), theorem 1; its mean-reverting process centres the prior at the encoder's output.
/// </remarks>
/// <param name="PosteriorVariance">(1/n) E tr Var(x0 | x_s), taken as constant in time; 0 for data at one point.</param>
[ExponentialMultistep(Order = 1, Predict = Prediction.Data, History = 1, Noise = Stochasticity.Posterior)]
public sealed partial record DiffVcMaximumLikelihood(double PosteriorVariance = 0);
