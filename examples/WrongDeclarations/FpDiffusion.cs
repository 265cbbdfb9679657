// ITO0111 ITO0112: FP-Diffusion's stationary law needs omega antisymmetric and the metric R positive definite.
using ItoSharp;

public static class FpDiffusion
{
    [Antisymmetric]
    static double[,] Omega =>
        new double[,]
        {
            { 0, 0.5, 0 },
            { -0.5, 0, 0.25 },
            { 0, 0.25, 0 },
        };

    [PositiveDefinite]
    static double[,] InverseMetric =>
        new double[,]
        {
            { 1, 0.8, 0 },
            { 0.8, 0.5, 0 },
            { 0, 0, 1 },
        };
}
