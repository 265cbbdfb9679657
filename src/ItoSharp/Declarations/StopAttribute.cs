namespace ItoSharp;

/// <summary>
/// Marks a method <c>static bool Name(TSde.State x, ...)</c> of an ensemble (<see cref="EnsembleAttribute{TSde, TSolver}"/>) that
/// stops a path: it stays as it is from the first step at which the condition holds, the start included. Further double
/// parameters are given with each run.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StopAttribute : Attribute;
