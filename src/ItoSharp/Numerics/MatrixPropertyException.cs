namespace ItoSharp;

/// <summary>A matrix lacks a property that its use needs: antisymmetry, symmetry, or positive definiteness.</summary>
/// <param name="message">What was found, and what must hold.</param>
/// <param name="argument">The argument that holds the matrix.</param>
public sealed class MatrixPropertyException(string message, string argument) : ArgumentException(message, argument);
