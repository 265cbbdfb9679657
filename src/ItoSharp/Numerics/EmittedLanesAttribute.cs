namespace ItoSharp;

/// <summary>On a class of this library whose code for lanes the generator prints; it knows the classes by name.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class EmittedLanesAttribute : Attribute;
