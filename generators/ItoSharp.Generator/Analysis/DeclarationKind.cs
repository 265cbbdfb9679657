using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;

namespace ItoSharp.Generator.Analysis;

/// <summary>A kind of declaration: the attribute that makes it, and what can be wrong with it.</summary>
/// <param name="Attribute">The attribute's full metadata name.</param>
/// <param name="Report">Every fault and remark, at the user's tokens.</param>
internal sealed record DeclarationKind(string Attribute, Func<DeclaredType, CancellationToken, IEnumerable<DiagnosticInfo>> Report);
