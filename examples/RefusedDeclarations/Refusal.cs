using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ItoSharp.Generator;
using ItoSharp.Generator.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RefusedDeclarations;

/// <summary>A file with a wrong declaration, the ids its first line promises, and the errors a compilation of it has.</summary>
internal sealed partial record Refusal(string File, IReadOnlyList<string> Promised, IReadOnlyList<Diagnostic> Errors)
{
    /// <summary>Whether exactly the promised errors were found, and nothing else is wrong with the file.</summary>
    public bool IsAsPromised => Promised.Count > 0 && Promised.Order().SequenceEqual(Errors.Select(error => error.Id).Order());

    /// <summary>Compiles a file in memory, with the generator and the analyzer that the package carries.</summary>
    public static async Task<Refusal> OfAsync(string file)
    {
        string text = await System.IO.File.ReadAllTextAsync(file);
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        CSharpCompilation source = CSharpCompilation.Create(
            "WrongDeclarations",
            [CSharpSyntaxTree.ParseText(text, options, file), CSharpSyntaxTree.ParseText("global using System;", options, "Usings.cs")],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
        CSharpGeneratorDriver
            .Create([new ItoSharpGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(source, out Compilation generated, out ImmutableArray<Diagnostic> defects);
        ImmutableArray<Diagnostic> found = await generated
            .WithAnalyzers(ImmutableArray.Create<DiagnosticAnalyzer>(new ItoSharpAnalyzer()))
            .GetAllDiagnosticsAsync();
        return new Refusal(
            file,
            Ids().Matches(text.Split('\n')[0].Split(':')[0]).Select(match => match.Value).ToArray(),
            defects
                .Concat(found)
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .ToArray()
        );
    }

    static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path =>
                Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll")
            )
            .Append(typeof(ItoSharp.VpLinear).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));

    [GeneratedRegex("ITO[0-9]{4}")]
    private static partial Regex Ids();
}
