namespace ItoSharp;

/// <summary>
/// Promises that a constant matrix is antisymmetric, <c>omega + omega^T = 0</c>: the rotational part of a drift that leaves a
/// stationary law in place. The promise is proven while you compile, in exact fractions (ITO0111).
/// </summary>
/// <remarks>
/// On a member of type <c>double[,]</c> whose entries stand in the source as numbers. Of a matrix known at run time only
/// <see cref="MatrixChecks.RequireAntisymmetric"/> asks the same.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Method)]
public sealed class AntisymmetricAttribute : Attribute;
