using System.Globalization;

namespace ItoSharp;

/// <summary>
/// What error a step of an adaptive ensemble may have. A step is accepted where for every component the error is at most
/// <c>Absolute + Relative max(|x|, |x'|)</c>, with x its value before and x' after the step.
/// </summary>
/// <remarks>
/// The estimated error is of one step: without noise that of the embedded weights, with noise what the method differs by from Euler's
/// on the same increments, which bounds it from above. The error at the end is in proportion, with a factor that the equation has.
/// </remarks>
public readonly record struct StepTolerance
{
    /// <summary>A tolerance.</summary>
    /// <param name="relative">The tolerated error in units of the component's size; at least 0, finite.</param>
    /// <param name="absolute">The tolerated error of components near 0; above 0, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public StepTolerance(double relative, double absolute)
    {
        if (!(relative >= 0 && double.IsFinite(relative)))
        {
            throw new ArgumentOutOfRangeException(nameof(relative), relative, "the relative tolerance must be at least 0 and finite");
        }

        if (!(absolute > 0 && double.IsFinite(absolute)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(absolute),
                absolute,
                "the absolute tolerance must be above 0 and finite: with 0 a component at 0 would tolerate no error at all"
            );
        }

        Relative = relative;
        Absolute = absolute;
    }

    /// <summary>The tolerated error in units of the component's size.</summary>
    public double Relative { get; }

    /// <summary>The tolerated error of components near 0.</summary>
    public double Absolute { get; }

    /// <summary>Refuses what states of a precision cannot resolve, and the tolerance that is no tolerance (its default).</summary>
    /// <param name="precision">The precision of the states.</param>
    /// <param name="name">The argument that the tolerance came by.</param>
    /// <exception cref="ArgumentOutOfRangeException">It cannot be met.</exception>
    public void Require(Precision precision, string name)
    {
        if (!(Absolute > 0))
        {
            throw new ArgumentOutOfRangeException(
                name,
                this,
                "the default tolerance is 0, which no step meets: use new StepTolerance(relative, absolute)"
            );
        }

        double least = 8 * (precision == Precision.Single ? 1.1920929e-07 : 2.220446049250313e-16);
        if (Relative > 0 && Relative < least)
        {
            throw new ArgumentOutOfRangeException(
                name,
                Relative,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"states in {(precision == Precision.Single ? "single" : "double")} precision resolve no relative error below {least:G2}: tolerate that, or 0 and an absolute error"
                )
            );
        }
    }
}
