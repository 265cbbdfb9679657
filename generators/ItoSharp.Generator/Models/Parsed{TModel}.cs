namespace ItoSharp.Generator.Models;

/// <summary>What the generator parsed of one declaration: what is emitted, if anything can be, or the defect of ours that came between.</summary>
internal sealed record Parsed<TModel>(TModel? Model, DiagnosticInfo? Defect)
    where TModel : class, IDeclarationModel;
