using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Models;

/// <summary>What became of a process: the text of its generated part (a stub if it is faulty) and what the derivation found.</summary>
internal sealed record ProcessOutcome(string FullName, string HintName, string Source, EquatableArray<ProcessFaultInfo> Faults);

/// <summary>A fault of the derivation; the place of its member is looked up in the declaration.</summary>
internal sealed record ProcessFaultInfo(DiagnosticDescriptor Descriptor, string Member, string Declaration, string Message);

/// <summary>The faults of one process, on their way back to its places.</summary>
internal sealed record ProcessOutcomeFaults(string FullName, EquatableArray<ProcessFaultInfo> Faults);
