namespace ItoSharp.Generator.Models;

/// <summary>What is emitted of one declaration: equal while its meaning is.</summary>
internal interface IDeclarationModel
{
    /// <summary>The declared type.</summary>
    TypeShape Type { get; }

    /// <summary>What is wrong with it, as its stub says; empty where nothing is.</summary>
    string Fault { get; }
}
