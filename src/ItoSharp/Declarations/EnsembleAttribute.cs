namespace ItoSharp;

/// <summary>
/// Declares an ensemble of paths on a sealed partial class: the generator emits the whole loop of <typeparamref name="TSolver"/>
/// over time for <typeparamref name="TSde"/>, many paths in the lanes of a vector. Values (parameters, number of steps, end time)
/// come with the instance.
/// </summary>
/// <typeparam name="TSde">A type declared with <see cref="SdeAttribute"/>.</typeparam>
/// <typeparam name="TSolver">A solver for its interpretation and noise class, such as <see cref="ItoEuler"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EnsembleAttribute<TSde, TSolver> : Attribute
{
    /// <summary>The floating-point type in which paths are computed.</summary>
    public Precision Precision { get; set; }

    /// <summary>
    /// <see cref="Gradients.Exact"/>: the reverse of every step and observable is emitted too, and a method Gradient that takes means
    /// with their derivatives by start, parameters and times. <see cref="Gradients.Reversible"/>: the same without states in memory; the
    /// method is coupled to a second state (<see cref="ReversibleScheme.McCallumFoster"/>, or <see cref="ReversibleHeun"/> as it is), runs
    /// included, and steps are undone. The other form is for samplers.
    /// </summary>
    public Gradients Gradients { get; set; }

    /// <summary>
    /// Whether the coefficients of the tableau are values of the instance: its constructor takes them (<c>new() { A_2_1 = 0.7 }</c>), and
    /// gradients are taken by them too. Zeros stay zeros; embedded weights stay as declared.
    /// </summary>
    public bool FreeCoefficients { get; set; }

    /// <summary>Whether steps have one length, or every path those that a tolerance allows.</summary>
    public Stepping Stepping { get; set; }
}
