namespace ItoSharp;

/// <summary>
/// Marks a method <c>static double Name(TSde.State x, ...)</c> of an ensemble (<see cref="EnsembleAttribute{TSde, TSolver}"/>) whose
/// mean over the paths is wanted. Further double parameters are given with each run; <c>double t</c> is the time of observation,
/// and a <c>bool</c> parameter with the name of a <see cref="StopAttribute"/> method in camelCase says whether it stopped the path.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ObservableAttribute : Attribute
{
    /// <summary>How its gradient is taken, where the ensemble has gradients.</summary>
    public ObservableGradient Gradient { get; set; }
}
