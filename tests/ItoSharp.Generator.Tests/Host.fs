/// Runs the generator and then the analyzer on source texts, as the compiler does.
module ItoSharp.Generator.Tests.Host

open System
open System.Collections.Immutable
open System.IO
open Microsoft.CodeAnalysis
open Microsoft.CodeAnalysis.CSharp
open Microsoft.CodeAnalysis.Diagnostics
open ItoSharp.Generator
open ItoSharp.Generator.Analysis

let private platform =
    (AppContext.GetData "TRUSTED_PLATFORM_ASSEMBLIES" :?> string).Split Path.PathSeparator
    |> Array.filter (fun path ->
        let name = Path.GetFileName path

        name.StartsWith("System.", StringComparison.Ordinal)
        || name = "netstandard.dll"
        || name = "mscorlib.dll")
    |> Array.map (fun path -> MetadataReference.CreateFromFile path :> MetadataReference)

let private library =
    MetadataReference.CreateFromFile typeof<ItoSharp.ProcessAttribute>.Assembly.Location :> MetadataReference

let parseOptions =
    CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose)

/// What a project with ImplicitUsings has.
let private usings =
    "global using System; global using System.Collections.Generic; global using System.Linq; global using ItoSharp;"

let tree (path: string) (text: string) =
    CSharpSyntaxTree.ParseText(text, parseOptions, path)

let compilationOf (references: MetadataReference list) (trees: SyntaxTree list) =
    CSharpCompilation.Create(
        "Consumer",
        tree "Usings.cs" usings :: trees,
        Seq.append (Seq.append platform [ library ]) references,
        CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions = NullableContextOptions.Enable
        )
            .WithSpecificDiagnosticOptions(
                [ "CS1591", ReportDiagnostic.Suppress ]
                |> dict
                |> ImmutableDictionary.CreateRange
            )
    )

let compilation (sources: string list) =
    sources
    |> List.mapi (fun i text -> tree $"Source{i}.cs" text)
    |> compilationOf []

let driver () =
    CSharpGeneratorDriver.Create(
        [ GeneratorExtensions.AsSourceGenerator(ItoSharpGenerator()) ],
        parseOptions = parseOptions,
        driverOptions =
            GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps = true)
    )
    :> GeneratorDriver

/// Singular ends, and orders that are tested instead of proven.
let remarks = set [ "ITO0110"; "ITO0212"; "ITO0411" ]

type Outcome = {
    Driver: GeneratorDriver
    Result: GeneratorRunResult
    /// Of the generator: defects of our own only.
    Generated: Diagnostic list
    /// Of the generator and the analyzer, in the order of their places; asked for only where a test wants it.
    LazyReported: Lazy<Diagnostic list>
    /// Of the compiler, over the sources and what was generated; asked for only where a test wants it.
    LazyCompiled: Lazy<Diagnostic list>
    /// Hint name and text.
    Files: (string * string) list
    Compilation: Compilation
} with

    member o.Compiled = o.LazyCompiled.Value

    /// What is wrong, or claimed too low.
    member o.Reported =
        o.LazyReported.Value |> List.filter (fun d -> not (remarks.Contains d.Id))

    /// What is true of a right declaration and good to know.
    member o.Remarks = o.LazyReported.Value |> List.filter (fun d -> remarks.Contains d.Id)

/// What the analyzer says of a compilation that holds the generated code, and the time its own actions took.
let analyzeTimed (compilation: Compilation) : Diagnostic list * TimeSpan =
    // What fails in the analyzer itself fails the test.
    let options =
        CompilationWithAnalyzersOptions(
            AnalyzerOptions ImmutableArray.Empty,
            onAnalyzerException = (fun e _ _ -> raise (InvalidOperationException("the analyzer threw", e))),
            concurrentAnalysis = true,
            logAnalyzerExecutionTime = true
        )

    let analyzer = ItoSharpAnalyzer() :> DiagnosticAnalyzer

    let analysis = compilation.WithAnalyzers(ImmutableArray.Create analyzer, options)

    let found =
        analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
        |> Seq.sortBy (fun d -> d.Location.GetLineSpan().Path, d.Location.SourceSpan.Start)
        |> List.ofSeq

    let cost =
        analysis.GetAnalyzerTelemetryInfoAsync(analyzer, Threading.CancellationToken.None).GetAwaiter().GetResult()

    found, cost.ExecutionTime

let analyze (compilation: Compilation) : Diagnostic list = fst (analyzeTimed compilation)

let runOn (input: Compilation) : Outcome =
    let mutable output: Compilation = null
    let mutable diagnostics = ImmutableArray<Diagnostic>.Empty

    let driver =
        driver().RunGeneratorsAndUpdateCompilation(input, &output, &diagnostics)

    let output = output
    let result = driver.GetRunResult().Results.[0]

    {
        Driver = driver
        Result = result
        Generated = List.ofSeq diagnostics
        LazyReported = lazy (List.ofSeq diagnostics @ analyze output)
        LazyCompiled =
            lazy
                (output.GetDiagnostics()
                 |> Seq.filter (fun d ->
                     d.Severity = DiagnosticSeverity.Error || d.Severity = DiagnosticSeverity.Warning)
                 |> List.ofSeq)
        Files = [
            for source in result.GeneratedSources -> source.HintName, source.SourceText.ToString()
        ]
        Compilation = output
    }

let run (sources: string list) = runOn (compilation sources)

/// The source text under a diagnostic.
let underlined (outcome: Outcome) (d: Diagnostic) =
    let path = d.Location.GetLineSpan().Path

    outcome.Compilation.SyntaxTrees
    |> Seq.find (fun t -> t.FilePath = path)
    |> fun t -> t.GetText().ToString(d.Location.SourceSpan)

let show (diagnostics: Diagnostic seq) =
    String.Join("\n", diagnostics |> Seq.map string)
