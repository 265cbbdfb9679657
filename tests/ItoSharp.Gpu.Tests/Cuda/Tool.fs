namespace ItoSharp.Gpu.Tests.Cuda

open System
open System.Diagnostics
open System.IO
open Xunit

/// A compiler of this machine.
module Tool =
    /// The path of the first that is there, or null.
    let find (names: string list) =
        let folders = Environment.GetEnvironmentVariable("PATH").Split Path.PathSeparator

        names
        |> List.tryPick (fun name ->
            folders
            |> Array.map (fun folder -> Path.Combine(folder, name))
            |> Array.tryFind File.Exists)
        |> Option.toObj

    /// clang comes with PoCL.
    let clang =
        find [
            "clang-15"
            "clang"
            "clang-14"
            "clang-16"
            "clang-17"
            "clang-18"
            "clang-19"
        ]

    let gcc = find [ "g++"; "c++" ]

    /// Runs it to its end and fails with what it said.
    let run (tool: string) (arguments: string list) =
        use started =
            Process.Start(ProcessStartInfo(tool, arguments, RedirectStandardError = true))

        let errors = started.StandardError.ReadToEnd()
        started.WaitForExit()
        Assert.True((started.ExitCode = 0), $"{tool} failed:\n{errors}")

/// Skipped, and said to be, where clang is not installed.
type ClangFactAttribute() =
    inherit
        FactAttribute(
            Skip =
                (if isNull Tool.clang then
                     "no clang: it comes with PoCL"
                 else
                     null)
        )

/// Skipped, and said to be, where g++ is not installed.
type GccTheoryAttribute() =
    inherit TheoryAttribute(Skip = (if isNull Tool.gcc then "no g++" else null))
