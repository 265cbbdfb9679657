/// The machine code of hot kernels, as the JIT of this runtime makes it: nothing is called in a loop over paths, and no kernel is so
/// large that the JIT gives up on it.
module ItoSharp.Tests.Ensembles.DisassemblyTests

open System
open System.Diagnostics
open System.IO
open System.Runtime.InteropServices
open System.Text.RegularExpressions
open Xunit

let rec private rootFrom (folder: string) =
    if File.Exists(Path.Combine(folder, "DSL.sln")) then
        folder
    else
        rootFrom (Path.GetDirectoryName folder)

/// The configuration of this very build.
let private configuration =
    DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/', '\\')).Parent.Name

let private benchmarks =
    Path.Combine(
        rootFrom AppContext.BaseDirectory,
        "tests",
        "ItoSharp.Benchmarks",
        "bin",
        configuration,
        "net10.0",
        "ItoSharp.Benchmarks.dll"
    )

/// The listings of the kernels: name, number of instructions, instructions that call, the JIT's remarks.
let private listings () =
    let file = Path.GetTempFileName()

    try
        let start =
            ProcessStartInfo("dotnet", $"exec \"{benchmarks}\" kernels", RedirectStandardOutput = true)

        start.Environment.["DOTNET_JitDisasm"] <-
            [
                for width in [ "128"; "256"; "512" ] do
                    for kernel in
                        [
                            "Advance"
                            "AdvanceGroups"
                            "AdvanceFreely"
                            "Attempt"
                            "Fill"
                            "FillEach"
                            "Record"
                            "RecordGroups"
                            "Reverse"
                        ] -> kernel + width
            ]
            |> String.concat " "

        start.Environment.["DOTNET_JitStdOutFile"] <- file
        use child = Process.Start start
        let output = child.StandardOutput.ReadToEnd()
        child.WaitForExit()
        Assert.True((child.ExitCode = 0), output)

        Regex.Split(File.ReadAllText file, "(?m)^; Assembly listing for method ")
        |> Array.skip 1
        |> Array.map (fun text ->
            let lines = text.Split('\n') |> Array.map _.Trim()

            let instructions =
                lines
                |> Array.skip 1
                |> Array.filter (fun line -> Regex.IsMatch(line, "^[a-z][a-z0-9]+(\\s|$)"))

            // A frame of more than a page is probed once, before the loop.
            let calls =
                instructions
                |> Array.filter (fun i -> i.StartsWith "call" && not (i.Contains "CORINFO_HELP_STACK_PROBE"))

            lines.[0], instructions.Length, calls, text)
        |> List.ofArray
    finally
        File.Delete file

[<Fact>]
let ``Kernels call nothing, and the JIT keeps track of all they hold`` () =
    if RuntimeInformation.ProcessArchitecture = Architecture.X64 then
        let found = listings ()
        // Two precisions of four equations and of two by tolerance, the noise of both, and steps recorded and gone back over.
        Assert.True(found.Length >= 32, $"{found.Length} kernels were compiled")

        for name, instructions, calls, text in found do
            let all = String.Join("; ", calls)
            Assert.True(calls.Length = 0, $"{name} calls: {all}")
            // 2,500 operations are the size up to which the JIT was measured to keep lanes in registers.
            Assert.True(instructions <= 2500, $"{name} has {instructions} instructions")
            Assert.True(text.Contains "FullOpts", $"{name} was not optimised")
