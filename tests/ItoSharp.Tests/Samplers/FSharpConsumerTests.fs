/// The F# example prints what its page shows. The console is one for all: no other test runs beside this one.
[<Xunit.Collection("console")>]
module ItoSharp.Tests.Samplers.FSharpConsumerTests

open System
open System.IO
open Xunit

[<CollectionDefinition("console", DisableParallelization = true)>]
type ConsoleTests() = class end

let private lines (text: string) =
    text.Split('\n') |> Array.map (fun line -> line.TrimEnd()) |> List.ofArray

/// The tree's root, from wherever the tests run.
let rec private root (folder: DirectoryInfo) =
    if File.Exists(Path.Combine(folder.FullName, "DSL.sln")) then
        folder.FullName
    else
        root folder.Parent

[<Fact>]
let ``the example prints what its page shows`` () =
    let before = Console.Out
    use printed = new StringWriter()

    try
        Console.SetOut printed
        Assert.Equal(0, FSharpConsumer.Program.main [||])
    finally
        Console.SetOut before

    let page =
        File.ReadAllText(
            Path.Combine(root (DirectoryInfo AppContext.BaseDirectory), "examples/FSharpConsumer/README.md")
        )

    let shown = page.Split("```")[1]
    Assert.Equal<string list>(lines (shown.Trim('\n', '\r')), lines (printed.ToString().Trim('\n', '\r')))
