/// Random equations: the generated formulas compute what the user's own method computes, and nothing brings the generator down.
module ItoSharp.Generator.Tests.SdeFuzzTests

open System
open System.IO
open System.Reflection
open Microsoft.CodeAnalysis
open Xunit
open FsCheck
open FsCheck.FSharp
open ItoSharp.Generator.Tests.Host

let private config count =
    Config.QuickThrowOnFailure
        .WithMaxTest(count)
        .WithQuietOnSuccess(true)
        .WithReplay(Some { Rnd = Rnd(11UL, 1UL); Size = None })

let rec private number depth : Gen<string> =
    let leaf =
        Gen.elements [
            "x.X"
            "x.Y"
            "t"
            "A"
            "a"
            "b"
            "1"
            "0.5"
            "-2"
            "Helper(x.X)"
            "Table[1]"
            "x.Swapped().X"
        ]

    if depth = 0 then
        leaf
    else
        let sub = number (depth - 1)

        Gen.frequency [
            2, leaf
            3,
            gen {
                let! l = sub
                let! r = sub
                let! op = Gen.elements [ "+"; "-"; "*" ]
                return $"({l} {op} {r})"
            }
            2,
            gen {
                let! e = sub

                let! f =
                    Gen.elements [ "Math.Sin"; "Math.Tanh"; "Math.Abs"; "Math.Cos"; "Helper"; "-" ]

                return $"{f}({e})"
            }
            1,
            gen {
                let! l = sub
                let! r = sub
                let! f = Gen.elements [ "Math.Min"; "Math.Max" ]
                return $"{f}({l}, {r})"
            }
            2,
            gen {
                let! c = test (depth - 1)
                let! l = sub
                let! r = sub
                return $"({c} ? {l} : {r})"
            }
            1,
            gen {
                let! e = sub
                let! l = sub
                let! r = sub
                return $"((0.0 + {e}) switch {{ < -1 => {l}, >= 0.25 and < 2 => {r}, var y when y > t => y, _ => 0 }})"
            }
        ]

and private test depth : Gen<string> =
    gen {
        let! l = number depth
        let! r = number depth
        let! op = Gen.elements [ "<"; "<="; ">"; ">=" ]
        let plain = $"{l} {op} {r}"

        if depth = 0 then
            return plain
        else
            let! other = test (depth - 1)

            return!
                Gen.elements [
                    plain
                    $"({plain} && {other})"
                    $"({plain} || {other})"
                    $"!({plain})"
                    $"({plain} != ({other}))"
                ]
    }

let rec private statement depth : Gen<string> =
    let assign =
        gen {
            let! name = Gen.elements [ "a"; "b" ]
            let! op = Gen.elements [ "="; "+="; "-="; "*=" ]
            let! e = number 1
            return $"{name} {op} {e};"
        }

    if depth = 0 then
        assign
    else
        let block = statements (depth - 1)

        Gen.frequency [
            3, assign
            2,
            gen {
                let! c = test 1
                let! s = block
                let! o = block
                return! Gen.elements [ $"if ({c}) {{ {s} }}"; $"if ({c}) {{ {s} }} else {{ {o} }}" ]
            }
            1,
            gen {
                let! c = test 1
                let! l = number 1
                return $"if ({c}) {{ return new({l}, a); }}"
            }
            1,
            gen {
                let! s = block
                let name = $"i{depth}"

                return
                    $"for (int {name} = 0; {name} < 3; {name}++) {{ if ({name} %% 2 == 1) continue; {s} a += {name}; }}"
            }
        ]

and private statements depth : Gen<string> =
    gen {
        let! n = Gen.choose (1, 3)
        let! all = Gen.listOfLength n (statement depth)
        return String.Join(" ", all)
    }

let private source =
    gen {
        let! body = statements 2
        let! first = number 2
        let! second = number 1

        return
            $"[Sde(Interpretation.Ito)] public sealed partial record W(double A)
{{
    public readonly record struct State(double X, double Y) {{ public State Swapped() => new(Y, X); }}
    static readonly double[] Table = [1, 0.75];
    double Helper(double y) {{ if (y > 1) return A; return y * y; }}
    State Drift(State x, double t) {{ double a = 0.5; double b = t; {body} return new({first}, {second} + b); }}
}}"
    }

/// Both drifts at trial points.
let private compare (outcome: Outcome) (source: string) =
    use image = new MemoryStream()
    let emitted = outcome.Compilation.Emit image
    Assert.True(emitted.Success, $"{List.ofSeq emitted.Diagnostics}\non\n{source}")
    let context = Runtime.Loader.AssemblyLoadContext("fuzz", true)
    image.Position <- 0L
    let w = context.LoadFromStream(image).GetType "W"
    let equation = Activator.CreateInstance(w, 0.8)
    let state = w.GetNestedType "State"

    let call name (x: obj) (t: float) =
        let method =
            w.GetMethod(name, BindingFlags.Instance ||| BindingFlags.Public ||| BindingFlags.NonPublic)

        let result = method.Invoke(equation, [| x; box t |])

        [| for c in [ "X"; "Y" ] -> state.GetProperty(c).GetValue result :?> float |]

    let random = Random 3

    for _ in 1..20 do
        let draw () = 5.0 * random.NextDouble() - 2.5
        // The equation holds from MinTime = 0 on.
        let x, t = Activator.CreateInstance(state, draw (), draw ()), abs (draw ())

        for own, derived in Array.zip (call "Drift" x t) (call "ItoDrift" x t) do
            if abs own < 1e6 && not (abs (own - derived) <= 1e-8 * (1.0 + abs own)) then
                failwith $"{derived} instead of {own}\non\n{source}"

    context.Unload()

[<Fact>]
let ``the formulas compute what the method computes`` () =
    let mutable read = 0

    let agrees (source: string) =
        let outcome = run [ source ]

        match outcome.Reported |> List.filter (fun d -> d.Id <> "ITO0104") with
        | [] when outcome.Reported.IsEmpty ->
            read <- read + 1
            compare outcome source
        | [] -> ()
        | other -> failwith $"{show other}\non\n{source}"

        true

    Check.One(config 120, Prop.forAll (Arb.fromGen source) agrees)
    Assert.True(read >= 80, $"{read} of 120 random drifts were small enough to be compared")

let private seeds = [
    for name in [ "Finance.cs"; "Physics.cs" ] ->
        File
            .ReadAllText(Path.Combine(DocumentationTests.root, "tests", "ItoSharp.Tests.Models", "Systems", name))
            .Replace("namespace ItoSharp.Tests.Models.Systems;", "namespace Fuzz;")
]

[<Fact>]
let ``mutated equations do not bring the generator down`` () =
    let pieces = [
        ""
        "{"
        "}"
        "("
        ")"
        ";"
        "double"
        "State"
        "static"
        "=>"
        "[Noise]"
        "[Domain(Min = 1)]"
        "x"
        "0"
        "1 / 2"
        "ref"
        "new()"
        "default"
        "with { }"
        "[InlineArray(3)]"
        "[i]"
        "break;"
        "return x;"
        "while (true)"
        "? 1 : 2"
        "<T>"
    ]

    let mutated =
        gen {
            let! seed = Gen.elements seeds
            let mutable text = seed
            let! edits = Gen.choose (1, 3)

            for _ in 1..edits do
                let! at = Gen.choose (300, text.Length - 1)
                let! length = Gen.choose (0, 8)
                let! insert = Gen.elements pieces
                text <- text.Remove(at, min length (text.Length - at)).Insert(at, insert)

            return text
        }

    let survives (source: string) =
        let outcome = run [ source ]

        if not (isNull outcome.Result.Exception) then
            failwith $"{outcome.Result.Exception}\non\n{source}"

        if outcome.Reported |> List.exists (fun d -> d.Id = "ITO0099" || d.Id = "CS8785") then
            failwith $"{show outcome.Reported}\non\n{source}"

        true

    Check.One(config 60, Prop.forAll (Arb.fromGen mutated) survives)
