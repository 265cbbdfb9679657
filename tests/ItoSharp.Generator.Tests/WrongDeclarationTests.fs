/// The folder of published errors: every file is refused for exactly what its first line says.
module ItoSharp.Generator.Tests.WrongDeclarationTests

open System
open System.IO
open System.Text.RegularExpressions
open Microsoft.CodeAnalysis
open Xunit
open ItoSharp.Generator.Tests.Host

let private folder =
    Path.Combine(DocumentationTests.root, "examples", "WrongDeclarations")

let private refused (text: string) =
    let outcome = run [ text ]

    let ours =
        outcome.Reported |> List.filter (fun d -> d.Severity = DiagnosticSeverity.Error)

    ours, outcome

[<Fact>]
let ``every wrong declaration is refused for what its first line says, and still compiles`` () =
    let files = Directory.GetFiles(folder, "*.cs") |> Array.sort
    Assert.True(files.Length >= 20)

    let problems = [
        for file in files do
            let text = File.ReadAllText file

            let promised =
                [
                    for m in Regex.Matches(text.Split('\n').[0].Split(':').[0], "ITO[0-9]{4}") -> m.Value
                ]
                |> List.sort

            let errors, outcome = refused text

            if promised.IsEmpty || promised <> (errors |> List.map _.Id |> List.sort) then
                yield $"{Path.GetFileName file}: {show errors}"

            if not outcome.Compiled.IsEmpty then
                yield $"{Path.GetFileName file}: the stub does not compile: {show outcome.Compiled}"
    ]

    Assert.True(problems.IsEmpty, String.Join("\n", problems))

[<Fact>]
let ``a refused order says which condition fails, with both sides and the residual`` () =
    let message name =
        let errors, _ = refused (File.ReadAllText(Path.Combine(folder, name + ".cs")))
        (List.exactlyOne errors).GetMessage Globalization.CultureInfo.InvariantCulture

    // Half of the second derivative: 1/6 of what is 1/3.
    Assert.Contains(
        "the condition of the moment u^2 fails: with equal steps the weights give 1/6 where the integral over the step is 1/3 (residual -1/6)",
        message "DpmSolverPP3M"
    )

    // Right on equal steps: the Adams-Bashforth numbers, at nodes 0, -2, -6, -14.
    Assert.Contains("the condition of the moment u^1 fails: with steps that halve", message "Ipndm")
    Assert.Contains("does not vanish with the step", message "SdeDpmSolverPP3M")
    Assert.Contains("the first step is taken by Ddim, of order 1", message "StarterTooLow")
    Assert.Contains("would lift it", message "StarterTooLow")
