/// The package, as a project outside the repository meets it.
module ItoSharp.Package.Tests.ConsumerTests

open System
open System.Diagnostics
open System.IO
open System.IO.Compression
open Xunit

let rec private rootFrom (folder: string) =
    if File.Exists(Path.Combine(folder, "DSL.sln")) then
        folder
    else
        rootFrom (Path.GetDirectoryName folder)

let internal root = rootFrom AppContext.BaseDirectory

/// The configuration of this very build: bin/<configuration>/net10.0/.
let internal configuration =
    DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/', '\\')).Parent.Name

let internal dotnet (folder: string) (environment: (string * string) list) (arguments: string) =
    let start =
        ProcessStartInfo(
            "dotnet",
            arguments,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        )

    for name, value in environment do
        start.Environment.[name] <- value

    use child = Process.Start start
    let output = child.StandardOutput.ReadToEndAsync()
    let errors = child.StandardError.ReadToEndAsync()
    child.WaitForExit()
    child.ExitCode, output.Result + errors.Result

[<Fact>]
let ``a project that knows only the package declares its own process, plan and schedule`` () =
    let folder = Directory.CreateTempSubdirectory("itosharp-consumer-").FullName

    try
        let feed = Path.Combine(folder, "feed")

        let packed, packing =
            dotnet root [] $"pack src/ItoSharp --no-build -c {configuration} -o \"{feed}\""

        Assert.True((packed = 0), packing)

        let package = Directory.GetFiles(feed, "ItoSharp.*.nupkg") |> Array.exactlyOne
        use archive = ZipFile.OpenRead package
        let entries = archive.Entries |> Seq.map (fun e -> e.FullName) |> Set.ofSeq

        for name in
            [
                "lib/net10.0/ItoSharp.dll"
                "lib/net10.0/ItoSharp.xml"
                "README.md"
                "analyzers/dotnet/cs/ItoSharp.Generator.dll"
                "analyzers/dotnet/cs/ItoSharp.CodeFixes.dll"
                "analyzers/dotnet/cs/ItoSharp.Symbolics.dll"
                "analyzers/dotnet/cs/FSharp.Core.dll"
            ] do
            Assert.Contains(name, entries)

        Assert.DoesNotContain(entries, fun e -> e.Contains "Microsoft.CodeAnalysis")

        use nuspec =
            new StreamReader((archive.Entries |> Seq.find (fun e -> e.FullName.EndsWith ".nuspec")).Open())

        Assert.DoesNotContain("<dependency id", nuspec.ReadToEnd())

        let project = Path.Combine(folder, "project")
        Directory.CreateDirectory project |> ignore

        for file in Directory.GetFiles(Path.Combine(root, "tests", "ItoSharp.Package.Tests", "Consumer")) do
            File.Copy(file, Path.Combine(project, Path.GetFileName file))

        File.WriteAllText(
            Path.Combine(project, "nuget.config"),
            $"""<configuration><packageSources><clear/><add key="feed" value="{feed}"/></packageSources></configuration>"""
        )

        // A package cache of its own: the test must not find an older package, nor leave this one behind.
        let code, output =
            dotnet project [ "NUGET_PACKAGES", Path.Combine(folder, "cache") ] "run -c Release -p:UseAppHost=false"

        Assert.True((code = 0 && output.Contains "the package works"), output)
    finally
        Directory.Delete(folder, true)
