/// Random straight-line code, and what it computes.
module ItoSharp.Symbolics.Tests.StraightLines

open System
open FsCheck.FSharp
open ItoSharp.Symbolics

/// Values in order and outputs of them; what they read beside each other is x, y or z.
type StraightLine = {
    Lets: (string * Lane) list
    Outputs: Lane list
}

let inputs = [ "x", 0.7; "y", -1.3; "z", 2.1 ]

let private operand (names: string list) =
    Gen.frequency [
        5, Gen.elements names |> Gen.map Value
        1, Gen.choose (-40, 40) |> Gen.map (fun n -> Number(float n / 16.0))
    ]

/// A sum of up to ten terms in the order in which they are added.
let private sum names =
    gen {
        let! start = operand names
        let! length = Gen.choose (1, 10)
        let mutable sum = start

        for _ in 1..length do
            let! kind = Gen.choose (0, 3)
            let! a = operand names
            let! b = operand names

            sum <-
                match kind with
                | 0 -> Add(sum, a)
                | 1 -> Subtract(sum, Multiply(a, b))
                | _ -> Fma(a, b, sum)

        return sum
    }

let private formula names =
    gen {
        let! inner = sum names
        let! other = sum names
        let! a = operand names

        return!
            Gen.elements [
                inner
                Multiply(a, inner)
                Divide(inner, Add(Number 3.0, Multiply(a, a)))
                Greatest(inner, other)
                Sqrt(Magnitude inner)
                Select(Less(a, other), inner, a)
                Fma(inner, Negate a, other)
            ]
    }

let straightLine =
    gen {
        let! length = Gen.choose (0, 12)
        let mutable names = inputs |> List.map fst
        let lets = ResizeArray()

        for i in 1..length do
            let! e = formula names
            let name = "v" + string i
            lets.Add(name, e)
            names <- name :: names

        let! outputs = Gen.listOfLength 2 (formula names)

        return {
            Lets = List.ofSeq lets
            Outputs = outputs
        }
    }

let rec private value (known: Map<string, float>) (e: Lane) : float =
    let v = value known

    match e with
    | Value name -> known.[name]
    | Number d -> d
    | Add(a, b) -> v a + v b
    | Subtract(a, b) -> v a - v b
    | Multiply(a, b) -> v a * v b
    | Divide(a, b) -> v a / v b
    | Negate a -> -(v a)
    | Fma(a, b, c) -> Math.FusedMultiplyAdd(v a, v b, v c)
    | Sqrt a -> sqrt (v a)
    | Magnitude a -> abs (v a)
    | Greatest(a, b) -> if v a > v b then v a else v b
    | Select(Less(a, b), c, d) -> if v a < v b then v c else v d
    | _ -> invalidOp $"{e} is not among what is generated"

/// Every value and output, to the bit. A value that reads what is not there yet is an error.
let run (lets: (string * Lane) list) (outputs: Lane list) =
    let known =
        (Map.ofList inputs, lets)
        ||> List.fold (fun known (name, e) -> known.Add(name, value known e))

    known |> Map.map (fun _ v -> BitConverter.DoubleToInt64Bits v),
    outputs |> List.map (value known >> BitConverter.DoubleToInt64Bits)
