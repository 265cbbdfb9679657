/// Whatever a declaration says, the generator answers with code or with a diagnostic of its own, never with an exception.
module ItoSharp.Generator.Tests.FuzzTests

open System
open System.IO
open Xunit
open FsCheck
open FsCheck.FSharp
open ItoSharp.Generator.Tests.Host

let private check count (sources: Gen<string>) =
    let config =
        Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(42UL, 1UL); Size = None })

    let survives (source: string) =
        let outcome = run [ source ]

        if not (isNull outcome.Result.Exception) then
            failwith $"{outcome.Result.Exception}\non\n{source}"

        if outcome.Reported |> List.exists (fun d -> d.Id = "ITO0099" || d.Id = "CS8785") then
            failwith $"{show outcome.Reported}\non\n{source}"

        // A declaration without fault compiles; a faulty one is told by us or by the compiler.
        true

    Check.One(config, Prop.forAll (Arb.fromGen sources) survives)

let private leaf =
    Gen.elements [
        "t"
        "A"
        "B"
        "1"
        "0.5"
        "2.0"
        "0"
        "1e300"
        "1e-300"
        "Math.PI"
        "Helper(t)"
        "local"
        "-3"
        "K"
        "n"
    ]

let rec private expression depth : Gen<string> =
    if depth = 0 then
        leaf
    else
        let sub = expression (depth - 1)

        let binary =
            gen {
                let! a = sub
                let! b = sub
                let! op = Gen.elements [ "+"; "-"; "*"; "/"; "%" ]
                return $"({a} {op} {b})"
            }

        let unary =
            gen {
                let! a = sub

                let! f =
                    Gen.elements [
                        "Math.Sqrt"
                        "Math.Exp"
                        "Math.Log"
                        "Math.Sin"
                        "Math.Cos"
                        "Math.Tan"
                        "Math.Abs"
                        "Math.Tanh"
                        "Math.Atan"
                        "Math.Cosh"
                        "-"
                        "(double)"
                        "Math.Floor"
                        "Helper"
                        "(int)"
                    ]

                return $"{f}({a})"
            }

        let two =
            gen {
                let! a = sub
                let! b = sub

                let! f =
                    Gen.elements [ "Math.Pow"; "Math.Min"; "Math.Max"; "Math.Log"; "Math.Atan2" ]

                return $"{f}({a}, {b})"
            }

        let branch =
            gen {
                let! a = sub
                let! b = sub
                return $"({a} > 0 ? {a} : {b})"
            }

        Gen.frequency [ 3, leaf; 4, binary; 3, unary; 1, two; 1, branch ]

let private declaration (members: Gen<string>) =
    gen {
        let! members = members

        let! time =
            Gen.elements [
                ""
                "(MaxTime = 2)"
                "(MinTime = 0)"
                "(MeanReverting = true)"
                "(MaxTime = double.NaN)"
            ]

        return
            $"[Process{time}] public sealed partial record P(double A = 1, double B = 0.5) {{ const double K = 1.0 / 3; const int n = 2; double Helper(double x) => x * B; {members} }}"
    }

let private pair first second =
    gen {
        let! f = expression 2
        let! g = expression 2

        return
            $"double {first}(double t) {{ double local = A * t; return {f}; }} double {second}(double t) {{ var local = t; local += 1; return {g}; }}"
    }

[<Fact>]
let ``random formulas`` () =
    check 150 (declaration (Gen.oneof [ pair "Drift" "Diffusion"; pair "Alpha" "Sigma" ]))

/// Formulas that mostly are processes.
[<Fact>]
let ``random plausible processes compile`` () =
    let positive =
        gen {
            let! e = expression 1
            return $"(0.1 + Math.Exp(-Math.Abs({e})))"
        }

    let members =
        gen {
            let! f = positive
            let! g = positive

            return
                $"double Drift(double t) {{ double local = t; return -{f}; }} double Diffusion(double t) {{ double local = t; return {g}; }}"
        }

    let config =
        Config.QuickThrowOnFailure
            .WithMaxTest(40)
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(5UL, 1UL); Size = None })

    let compiles (source: string) =
        let outcome = run [ source ]

        if outcome.Reported |> List.exists (fun d -> d.Id = "ITO0099") then
            failwith $"{show outcome.Reported}\non\n{source}"

        // Every error of the compiler must be in the user's own text.
        let ours =
            outcome.Compiled
            |> List.filter (fun d -> d.Location.GetLineSpan().Path.EndsWith(".g.cs", StringComparison.Ordinal))

        if not ours.IsEmpty then
            failwith $"{show ours}\non\n{source}"

        true

    Check.One(config, Prop.forAll (Arb.fromGen (declaration members)) compiles)

let private seeds = [
    for name in [ "VpLinear"; "RectifiedFlow"; "Ouve" ] ->
        File
            .ReadAllText(Path.Combine(DocumentationTests.root, "src", "ItoSharp", "Processes", name + ".cs"))
            .Replace("namespace ItoSharp;", "namespace Fuzz;")
]

[<Fact>]
let ``mutated sources`` () =
    let pieces = [
        ""
        "{"
        "}"
        "("
        ")"
        ";"
        "double"
        "int"
        "static"
        "=>"
        "record"
        "class"
        "struct"
        "partial"
        "sealed"
        "<T>"
        "[Process]"
        "t"
        "0"
        "1 / 2"
        "\""
        "@"
        "async"
        "ref"
        "where T : class"
        "#if X"
        "/*"
        "namespace N;"
        "x => x"
        "new()"
    ]

    check
        200
        (gen {
            let! seed = Gen.elements seeds
            let! edits = Gen.choose (1, 3)
            let mutable text = seed
            let from = text.IndexOf("[Process", StringComparison.Ordinal)

            for _ in 1..edits do
                let! at = Gen.choose (min from (text.Length - 1), text.Length - 1)
                let! length = Gen.choose (0, 8)
                let! insert = Gen.elements pieces
                text <- text.Remove(at, min length (text.Length - at)).Insert(at, insert)

            return text
        })

[<Fact>]
let ``random garbage`` () =
    check 60 (declaration (ArbMap.defaults |> ArbMap.generate<NonNull<string>> |> Gen.map (fun s -> s.Get)))

[<Fact>]
let ``deep and wide formulas are refused, not survived by luck`` () =
    let source body =
        $"[Process] public sealed partial record P {{ double Drift(double t) => -({body}); double Diffusion(double t) => 1; }}"

    let nested = String.replicate 400 "Math.Sin(" + "t" + String.replicate 400 ")"
    let wide = String.Join(" + ", Seq.init 3000 (fun i -> $"Math.Sin({i} * t)"))

    for body in [ nested; wide ] do
        let outcome = run [ source body ]
        Assert.Equal<string list>([ "ITO0104" ], outcome.Reported |> List.map (fun d -> d.Id))
