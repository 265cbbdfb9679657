/// Order by demand and partial sums change neither an operation nor the order of any sum.
module ItoSharp.Symbolics.Tests.LaneOrderTests

open System
open FsCheck
open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.StraightLines
open Xunit

let private check (property: Property) =
    Check.One(
        Config.QuickThrowOnFailure
            .WithMaxTest(500)
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(42UL, 1UL); Size = None }),
        property
    )

let private partials (line: StraightLine) =
    let mutable count = 0

    let name =
        Func<string>(fun () ->
            count <- count + 1
            $"partial{count}")

    let struct (lets, outputs) = LaneSums.asTheyCome name line.Lets line.Outputs
    lets, outputs

[<Fact>]
let ``values in order of demand are the same values, each after what it needs`` () =
    check (
        Prop.forAll (Arb.fromGen straightLine) (fun line ->
            let needed = line.Lets |> List.map fst
            let ordered = LaneOrder.byDemand line.Lets line.Outputs needed
            Assert.Equal<(string * Lane) list>(List.sortBy fst line.Lets, List.sortBy fst ordered)
            Assert.Equal(run line.Lets line.Outputs, run ordered line.Outputs))
    )

[<Fact>]
let ``what no output asks for is left out`` () =
    let lets = [ "a", Sqrt(Value "x"); "b", Sqrt(Value "y"); "c", Sqrt(Value "a") ]
    Assert.Equal<string list>([ "a"; "c" ], LaneOrder.byDemand lets [ Value "c" ] [] |> List.map fst)

[<Fact>]
let ``partial sums give the bits of the whole sum`` () =
    check (
        Prop.forAll (Arb.fromGen straightLine) (fun line ->
            let expected, outputs = run line.Lets line.Outputs
            let rewritten = partials line
            let actual, rewrittenOutputs = rewritten ||> run
            Assert.Equal<int64 list>(outputs, rewrittenOutputs)

            for KeyValue(name, bits) in expected do
                Assert.Equal(bits, actual.[name]))
    )

[<Fact>]
let ``eight terms that come one after the other are summed as they come`` () =
    let terms = [
        for i in 1..8 -> $"e{i}", Call(LaneFunction.Exp, Multiply(Value "x", Number(float i)))
    ]

    let sum =
        (Multiply(Value "e1", Number 0.5), [ 2..8 ])
        ||> List.fold (fun sum i -> Fma(Value $"e{i}", Number(float i), sum))

    let lets, outputs = partials { Lets = terms; Outputs = [ sum ] }

    Assert.Equal<string list>(
        [
            "e1"
            "partial1"
            "e2"
            "partial2"
            "e3"
            "partial3"
            "e4"
            "partial4"
            "e5"
            "partial5"
            "e6"
            "partial6"
        ]
        @ [ "e7"; "partial7"; "e8" ],
        lets |> List.map fst
    )

    Assert.Equal<Lane list>([ Fma(Value "e8", Number 8.0, Value "partial7") ], outputs)

[<Fact>]
let ``three terms stay one formula`` () =
    let terms = [ for i in 1..3 -> $"e{i}", Sqrt(Multiply(Value "x", Number(float i))) ]
    let sum = Add(Add(Value "e1", Value "e2"), Value "e3")
    let lets, outputs = partials { Lets = terms; Outputs = [ sum ] }
    Assert.Equal<(string * Lane) list>(terms, lets)
    Assert.Equal<Lane list>([ sum ], outputs)
