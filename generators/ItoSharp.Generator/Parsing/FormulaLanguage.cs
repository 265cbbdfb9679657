namespace ItoSharp.Generator.Parsing;

/// <summary>What formulas may be made of, and how large they may grow.</summary>
/// <param name="Systems">
/// Whether branches, loops with constant bounds, states and constant tables are understood. Processes have closed forms, and know
/// none of these.
/// </param>
/// <param name="MaximumSize">The largest number of terms of one formula.</param>
/// <param name="MaximumOperations">The largest number of operations that one method is unrolled to.</param>
internal sealed record FormulaLanguage(bool Systems, int MaximumSize, int MaximumOperations)
{
    // The longest process in use has about 40 terms; beyond these the core would take a build's patience, since integrating
    // multiplies products of sums out. Doubling a local thirty times spells a formula of a billion terms.
    public static readonly FormulaLanguage OfProcesses = new(false, 250, 20_000);

    // Formulas of systems are differentiated and printed, not integrated: a mean field of a hundred components is one sum.
    public static readonly FormulaLanguage OfSystems = new(true, 2_000, 200_000);
}
