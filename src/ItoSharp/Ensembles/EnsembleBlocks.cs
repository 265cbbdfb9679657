namespace ItoSharp;

/// <summary>Blocks that follow each other.</summary>
/// <param name="First">The first block.</param>
/// <param name="Count">The number of blocks.</param>
public readonly record struct EnsembleBlocks(long First, long Count);
