/// Every id has a descriptor, a release row and a page, and the page's examples do what they say.
module ItoSharp.Generator.Tests.DocumentationTests

open System
open System.IO
open System.Reflection
open System.Text.RegularExpressions
open Microsoft.CodeAnalysis
open Xunit
open ItoSharp.Generator.Diagnostics
open ItoSharp.Generator.Tests.Host

let rec private rootFrom (folder: string) =
    if File.Exists(Path.Combine(folder, "DSL.sln")) then
        folder
    else
        rootFrom (Path.GetDirectoryName folder)

let root = rootFrom AppContext.BaseDirectory

let private statics =
    BindingFlags.Static ||| BindingFlags.Public ||| BindingFlags.NonPublic

let private ids =
    typeof<DiagnosticIds>.GetFields statics
    |> Array.filter (fun f -> f.IsLiteral && f.FieldType = typeof<string>)
    |> Array.map (fun f -> f.GetRawConstantValue() :?> string)
    |> Array.sort

let private descriptors =
    typeof<Descriptors>.GetFields statics
    |> Array.filter (fun f -> f.FieldType = typeof<DiagnosticDescriptor>)
    |> Array.map (fun f -> f.GetValue null :?> DiagnosticDescriptor)

let private page id =
    Path.Combine(root, "docs", "diagnostics", id + ".md")

let private example heading (text: string) =
    Regex.Match(text, "## " + heading + "\n\n```csharp\n(.*?)\n```", RegexOptions.Singleline).Groups.[1].Value

/// Faults of other assemblies and our own defects: no single file shows them.
let private elsewhere = set [ "ITO0010"; "ITO0011"; "ITO0099" ]

[<Fact>]
let ``ids, descriptors, release rows and pages are the same set`` () =
    let rows =
        File.ReadAllLines(Path.Combine(root, "generators", "ItoSharp.Generator", "AnalyzerReleases.Unshipped.md"))
        |> Array.filter (fun line -> line.StartsWith("ITO", StringComparison.Ordinal))
        |> Array.map (fun line -> let cells = line.Split('|') in cells.[0].Trim(), cells.[1].Trim(), cells.[3].Trim())

    let described = descriptors |> Array.map (fun d -> d.Id, d.Category, string d.Title)

    let pages =
        Directory.GetFiles(Path.Combine(root, "docs", "diagnostics"), "ITO*.md")
        |> Array.map Path.GetFileNameWithoutExtension

    Assert.Equal<string[]>(ids, described |> Array.map (fun (id, _, _) -> id) |> Array.sort)
    Assert.Equal<string[]>(ids, Array.sort pages)

    Assert.Equal<string[]>(
        ids,
        [|
            for d in ItoSharp.Generator.Analysis.ItoSharpAnalyzer().SupportedDiagnostics -> d.Id
        |]
        |> Array.sort
    )

    Assert.Equal<(string * string * string)[]>(Array.sort described, Array.sort rows)

    for d in descriptors do
        Assert.True(File.ReadAllText(page d.Id).StartsWith($"# {d.Id}: {d.Title}\n", StringComparison.Ordinal), d.Id)
        Assert.Equal($"docs/diagnostics/{d.Id}.md", d.HelpLinkUri)

[<Fact>]
let ``the wrong example has its fault and the right one none`` () =
    let problems = [
        for id in ids |> Array.filter (elsewhere.Contains >> not) do
            let text = File.ReadAllText(page id)
            let wrong = run [ example "Wrong" text ]
            let right = run [ example "Right" text ]

            let told =
                if remarks.Contains id then
                    wrong.Remarks
                else
                    wrong.Reported

            if told |> List.map (fun d -> d.Id) <> [ id ] then
                yield $"{id}, wrong example: {show told}"

            if
                not right.Reported.IsEmpty
                || right.Remarks |> List.exists (fun d -> d.Id = id)
                || not right.Compiled.IsEmpty
            then
                yield $"{id}, right example: {show right.Reported} {show right.Compiled}"
    ]

    Assert.True(problems.IsEmpty, String.Join("\n", problems))

[<Fact>]
let ``the right examples of the other pages compile`` () =
    for id in elsewhere do
        let right = run [ example "Right" (File.ReadAllText(page id)) ]
        Assert.True(right.Reported.IsEmpty && right.Compiled.IsEmpty, id + show right.Reported + show right.Compiled)
