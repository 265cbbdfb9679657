/// The catalogue page and the list behind it are complete and up to date.
module ItoSharp.Tests.Catalogue.CatalogueTests

open System
open System.Globalization
open System.IO
open System.Reflection
open System.Text.RegularExpressions
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Catalogue

let private page =
    let rec upwards (folder: DirectoryInfo) =
        if File.Exists(Path.Combine(folder.FullName, "DSL.sln")) then
            Path.Combine(folder.FullName, "docs", "samplers.md")
        else
            upwards folder.Parent

    upwards (DirectoryInfo AppContext.BaseDirectory)

/// A measured number with two decimals may differ in its last digit on another machine.
let private measurement = Regex(@"\d+\.\d\d")

let private same (expected: string) (actual: string) =
    let numbers (line: string) =
        measurement.Matches line
        |> Seq.map (fun m -> Double.Parse(m.Value, CultureInfo.InvariantCulture))
        |> List.ofSeq

    measurement.Replace(expected, "#") = measurement.Replace(actual, "#")
    && List.forall2 (fun a b -> abs (a - b) < 0.025) (numbers expected) (numbers actual)

[<Fact>]
let ``the page is that of the declarations`` () =
    let rendered = CataloguePage.render ()

    if Environment.GetEnvironmentVariable "ITOSHARP_UPDATE" = "1" then
        File.WriteAllText(page, String.Join("\n", rendered) + "\n")

    let written = File.ReadAllLines page |> List.ofArray
    Assert.Equal(rendered.Length, written.Length)

    for expected, actual in List.zip rendered written do
        Assert.True(same expected actual, sprintf "docs/samplers.md is stale:\n%s\nnow:\n%s" actual expected)

[<Fact>]
let ``every shipped plan is in the catalogue`` () =
    let shipped =
        typeof<Ddim>.Assembly.GetExportedTypes()
        |> Array.filter (fun t ->
            t.GetCustomAttributes<CompiledDeclarationAttribute>()
            |> Seq.exists (fun a -> a.Text.StartsWith("(plan", StringComparison.Ordinal)))
        |> Array.map (fun t -> t.Name)
        |> Set.ofArray

    let listed = Zoo.All |> Seq.map (fun e -> e.Facts.Name) |> Set.ofSeq
    Assert.Equal<Set<string>>(shipped, listed)
