namespace ItoSharp;

/// <summary>
/// Promises that a constant matrix is symmetric and positive definite, as a metric or a covariance must be. The promise is proven
/// while you compile, in exact fractions, by the signs of the leading minors (ITO0112).
/// </summary>
/// <remarks>
/// On a member of type <c>double[,]</c> whose entries stand in the source as numbers. Of a matrix known at run time only
/// <see cref="MatrixChecks.RequirePositiveDefinite"/> asks the same.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Method)]
public sealed class PositiveDefiniteAttribute : Attribute;
