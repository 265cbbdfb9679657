namespace ItoSharp.Generator.Models;

/// <summary>What became of a process: the text of its generated part (a stub if it is faulty), and a defect of ours if there was one.</summary>
internal sealed record ProcessOutcome(string HintName, string Source, DiagnosticInfo? Defect);
