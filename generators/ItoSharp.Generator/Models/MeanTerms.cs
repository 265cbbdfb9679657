namespace ItoSharp.Generator.Models;

/// <summary>Whether the emitted steps have the terms of a mean-reverting process's mean.</summary>
internal enum MeanTerms
{
    /// <summary>The process reverts to no mean.</summary>
    Never,

    /// <summary>The process reverts to a mean.</summary>
    Always,

    /// <summary>Only the process's values say so: the steps have the terms, and a mean of 0 where there is none.</summary>
    IfGiven,
}
