/// The package of the verifications, as a project outside the repository meets it.
module ItoSharp.Package.Tests.VerificationConsumerTests

open System
open System.IO
open System.IO.Compression
open Xunit
open ItoSharp.Package.Tests.ConsumerTests

/// FSharp.Core and FsCheck as this very build restored them: the packages folder is a feed too, so that no network is asked.
let private restored =
    match Environment.GetEnvironmentVariable "NUGET_PACKAGES" with
    | null
    | "" -> Path.Combine(Environment.GetFolderPath Environment.SpecialFolder.UserProfile, ".nuget", "packages")
    | folder -> folder

[<Fact>]
let ``a project that knows only the packages verifies its own sampler`` () =
    let folder = Directory.CreateTempSubdirectory("itosharp-verification-").FullName

    try
        let feed = Path.Combine(folder, "feed")

        for project in [ "src/ItoSharp"; "src/ItoSharp.Verification" ] do
            let packed, packing =
                dotnet root [] $"pack {project} --no-build -c {configuration} -o \"{feed}\""

            Assert.True((packed = 0), packing)

        use archive =
            ZipFile.OpenRead(Directory.GetFiles(feed, "ItoSharp.Verification.*.nupkg") |> Array.exactlyOne)

        let entries = archive.Entries |> Seq.map (fun e -> e.FullName) |> Set.ofSeq

        for name in
            [
                "lib/net10.0/ItoSharp.Verification.dll"
                "lib/net10.0/ItoSharp.Verification.xml"
                "README.md"
            ] do
            Assert.Contains(name, entries)

        use nuspec =
            new StreamReader((archive.Entries |> Seq.find (fun e -> e.FullName.EndsWith ".nuspec")).Open())

        // Lower bounds: an exact version would keep newer ones out of the consumer's tests.
        let text = nuspec.ReadToEnd()
        Assert.Contains("<dependency id=\"ItoSharp\" version=\"0.1.0\"", text)
        Assert.Contains("<dependency id=\"FsCheck\" version=\"3.6", text)
        Assert.Contains("<dependency id=\"FSharp.Core\" version=\"10.1.401\"", text)

        let project = Path.Combine(folder, "project")
        Directory.CreateDirectory project |> ignore

        for file in Directory.GetFiles(Path.Combine(root, "tests", "ItoSharp.Package.Tests", "VerificationConsumer")) do
            File.Copy(file, Path.Combine(project, Path.GetFileName file))

        File.WriteAllText(
            Path.Combine(project, "nuget.config"),
            $"""<configuration><packageSources><clear/><add key="feed" value="{feed}"/><add key="restored" value="{restored}"/></packageSources></configuration>"""
        )

        let code, output =
            dotnet project [ "NUGET_PACKAGES", Path.Combine(folder, "cache") ] "run -c Release -p:UseAppHost=false"

        Assert.True((code = 0 && output.Contains "PASS"), output)
    finally
        Directory.Delete(folder, true)
