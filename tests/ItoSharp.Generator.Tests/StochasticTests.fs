/// [StochasticTableau]: every fault on the user's own token, the emitted numbers, and both readers of the shipped methods.
module ItoSharp.Generator.Tests.StochasticTests

open System
open System.IO
open Xunit
open ItoSharp.Symbolics
open ItoSharp.Generator.Parsing
open ItoSharp.Generator.Tests.Host

let private q = "\"\"\""

let private sra1 = [
    "c0    | A0  | B0"
    "0     |     |"
    "3/4   | 3/4 | 3/2"
    "c1"
    "1"
    "0"
    "alpha | 1/3 2/3"
    "beta1 | 1   0"
    "beta2 | -1  1"
]

let private text (lines: string list) =
    q + "\n    " + String.Join("\n    ", lines) + "\n    " + q

let private declared arguments lines =
    $"[StochasticTableau({arguments}, Tableau = {text lines})]\npublic sealed partial class S;"

let private ito = "StochasticForm.Sra, Interpretation.Ito"

let private at index line =
    sra1 |> List.mapi (fun i old -> if i = index then line else old)

/// Id, underlined text, source.
let cases: (string * string * string) list = [
    "ITO0230", "S", (declared ito sra1).Replace("sealed partial", "partial")
    "ITO0230", "S", (declared ito sra1).Replace("sealed partial", "sealed")
    "ITO0230", "S", (declared ito sra1).Replace("class S;", "class S<T>;")
    "ITO0230", "S", "public class Outer { " + declared ito sra1 + " }"
    // The very line of the tableau.
    "ITO0231", "3/4   | 3/4 |", declared ito (at 2 "3/4   | 3/4 |")
    "ITO0231", "beta2 | -1  x", declared ito (at 8 "beta2 | -1  x")
    "ITO0231", "c1 | A1", declared ito (at 3 "c1 | A1")
    "ITO0231", "\"\"", $"[StochasticTableau({ito}, Tableau = \"\")] public sealed partial class S;"
    "ITO0231", $"StochasticTableau({ito})", $"[StochasticTableau({ito})] public sealed partial class S;"
    "ITO0232", "(StochasticForm)9", declared "(StochasticForm)9, Interpretation.Ito" sra1
    "ITO0232", "(Interpretation)2", declared "StochasticForm.Sra, (Interpretation)2" sra1
    "ITO0232", "(StochasticForm)9", declared "interpretation: Interpretation.Ito, form: (StochasticForm)9" sra1
    "ITO0233", "1.4", declared (ito + ", StrongAdditive = 1.4") sra1
    "ITO0233", "-1", declared (ito + ", WeakGeneral = -1") sra1
    "ITO0233", "double.NaN", declared (ito + ", WeakGeneral = double.NaN") sra1
    "ITO0234", "2", declared (ito + ", StrongAdditive = 2") sra1
    "ITO0234", "1", declared (ito + ", StrongAdditive = 1.5, StrongGeneral = 1") sra1
    "ITO0234", "3", declared (ito + ", Deterministic = 3") sra1
    "ITO0234", "1.5", declared (ito + ", StrongAdditive = 1.5") (at 8 "beta2 | 1  -1")
    "ITO0235", "1", declared (ito + ", WeakAdditive = 1") sra1
    "ITO0236", text (at 6 "alpha | 1/3 1/3"), declared ito (at 6 "alpha | 1/3 1/3")
    "ITO0007", "Tableau", (declared ito sra1).Replace("class S;", "class S { int Tableau; }")
]

[<Fact>]
let ``every fault is reported once, on the user's own token, and compiles but for the user's errors`` () =
    for id, token, source in cases do
        let outcome = run [ source ]

        Assert.True(
            (outcome.Reported |> List.map (fun d -> d.Id, underlined outcome d) = [ id, token ]),
            id + " " + token + "\n" + show outcome.Reported
        )

        let errors =
            outcome.Compiled
            |> List.filter (fun d -> d.Id.StartsWith("CS0169", StringComparison.Ordinal) |> not)

        Assert.True(errors.IsEmpty, source + show errors)

[<Fact>]
let ``a claim that is no order is told which ones can be proven`` () =
    for claim, expected in
        [
            "StrongAdditive = 1.4",
            "StrongAdditive is 1.4; the orders that can be proven are 0.5, 1 or 1.5, and 0 is no claim"
            "WeakGeneral = -1",
            "WeakGeneral is -1; the orders that can be proven are 0.5, 1, 1.5 or 2, and 0 is no claim"
            "Deterministic = -1",
            "Deterministic is -1; the orders that can be proven are a whole number from 1 to 5, and 0 is no claim"
        ] do
        let fault = Assert.Single((run [ declared (ito + ", " + claim) sra1 ]).Reported)
        Assert.Contains(expected, fault.GetMessage())

[<Fact>]
let ``the exchanged signs of sra2 are named by their condition`` () =
    let wrong = [
        "c0 | A0 | B0"
        "0 | |"
        "3/4 | 3/4 | 3/2"
        "c1"
        "1/3"
        "1"
        "alpha | 1/3 2/3"
        "beta1 | 0 1"
        "beta2 | -3/2 3/2"
    ]

    let outcome = run [ declared (ito + ", StrongAdditive = 1.5") wrong ]
    let fault = Assert.Single outcome.Reported
    Assert.Contains("the condition beta2 . c1 = -1 of the tree g1[t]", fault.GetMessage())
    Assert.Contains("the tableau gives 1 (residual 2)", fault.GetMessage())

[<Fact>]
let ``the generated part states the orders and throws where the declaration is wrong`` () =
    let good = run [ declared (ito + ", StrongAdditive = 1.5") sra1 ]
    let name, file = Assert.Single good.Files
    Assert.Equal("S.Tableau.g.cs", name)
    Assert.Contains("order 2 without noise", file)
    Assert.Contains("<item><term>Additive</term><description>1.5; 2</description></item>", file)
    Assert.Contains("Additive: new(1.5, 2),", file)
    Assert.Contains("new(\"B0\", 2, 2, 0, 0, 1.5, 0),", file)
    let bad = run [ declared (ito + ", StrongAdditive = 2") sra1 ]
    Assert.Contains("was not generated: see error ITO0234", snd (Assert.Single bad.Files))

[<Fact>]
let ``a claim's cure is the proven order`` () =
    for claim, cured in
        [
            "StrongAdditive = 2", "1.5"
            "WeakGeneral = 2", "1"
            "StrongAdditive = 0.5", "1.5"
            "Deterministic = 3", "2"
        ] do
        let source = declared (ito + ", " + claim) sra1
        let outcome = run [ source ]
        let fault = Assert.Single outcome.Reported
        Assert.Equal("1", fault.Properties.["ItoSharp.Cures"])

        let field name =
            fault.Properties.["ItoSharp.Cures.0." + name]

        Assert.Equal(cured, field "Text")

        let mended =
            source.Remove(int (field "Start"), int (field "Length")).Insert(int (field "Start"), field "Text")

        let again = run [ mended ]
        Assert.True(again.Reported.IsEmpty && again.Compiled.IsEmpty, mended + show again.Reported)

let private shipped =
    Directory.GetFiles(Path.Combine(DocumentationTests.root, "src", "ItoSharp", "Tableaux", "Stochastic"), "*.cs")
    |> Array.map Path.GetFileNameWithoutExtension
    |> Array.sort

let private read (compilation: Microsoft.CodeAnalysis.Compilation) (name: string) =
    let faults = Collections.Generic.List<StochasticAttributes.Fault>()

    let found =
        StochasticAttributes.Read(compilation.GetTypeByMetadataName name, faults)

    Assert.Empty faults
    found

[<Fact>]
let ``every shipped method is the same through both readers and claims nothing below its proof`` () =
    Assert.InRange(shipped.Length, 20, 40)

    for name in shipped do
        let source =
            File.ReadAllText(
                Path.Combine(DocumentationTests.root, "src", "ItoSharp", "Tableaux", "Stochastic", name + ".cs")
            )

        Assert.True(source.Split('\n').Length < 60, name)

        // In a namespace of its own: the compilation also references the compiled one.
        let outcome =
            run [
                source.Replace("namespace ItoSharp;", "using ItoSharp;\n\nnamespace Parsed;")
            ]

        Assert.True(
            outcome.Reported.IsEmpty && outcome.Compiled.IsEmpty,
            name + show outcome.Reported + show outcome.Compiled
        )

        let parsed = read outcome.Compilation ("Parsed." + name)
        let compiled = read outcome.Compilation ("ItoSharp." + name)
        Assert.NotNull(box parsed)
        Assert.Equal(parsed, compiled)

        Assert.Equal(
            parsed,
            StochasticMethodText.read (StochasticMethodText.write parsed)
            |> Result.defaultWith failwith
        )

/// The count of proofs is the process's.
[<Collection("alone")>]
type Remembered() =
    [<Fact>]
    member _.``an edit elsewhere proves nothing again``() =
        let source = declared (ito + ", StrongAdditive = 1.5") (at 6 "alpha | 1/3 2/3 ")
        run [ source ] |> ignore
        let before = ItoSharp.Generator.Proofs.Proven.Runs
        run [ "// moved\n\n" + source; "class Other;" ] |> ignore
        Assert.Equal(before, ItoSharp.Generator.Proofs.Proven.Runs)
