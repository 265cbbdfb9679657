namespace ItoSharp.Verification.Generators

open System
open System.Collections.Generic
open System.Text

/// <summary>An explicit Runge-Kutta tableau of exact fractions whose nodes are the sums of its rows.</summary>
/// <param name="matrix">Row i has the i entries left of the diagonal.</param>
/// <param name="weights">The weights, one a stage.</param>
[<Sealed>]
type ExplicitTableau(matrix: IReadOnlyList<IReadOnlyList<Fraction>>, weights: IReadOnlyList<Fraction>) =
    let stages = weights.Count

    do
        if stages = 0 || matrix.Count <> stages then
            raise (
                ArgumentException($"{matrix.Count} rows and {stages} weights: as many of both are right, at least one")
            )

        for i in 0 .. stages - 1 do
            if matrix.[i].Count <> i then
                raise (ArgumentException($"row {i} has {matrix.[i].Count} entries; {i} stand left of the diagonal"))

    let sum (values: Fraction seq) =
        values |> Seq.fold (fun total v -> total + v) (Fraction.Of 0)

    let nodes = [| for row in matrix -> sum row |]

    /// One number a stage: the tableau's matrix times a column.
    let times (column: Fraction[]) =
        Array.init stages (fun i -> sum (Seq.init i (fun j -> matrix.[i].[j] * column.[j])))

    let weigh (column: Fraction[]) =
        sum (Seq.init stages (fun i -> weights.[i] * column.[i]))

    let product a b =
        Array.map2 (fun (x: Fraction) y -> x * y) a b

    /// The rooted trees of up to four nodes: order, elementary weight, 1/gamma.
    let conditions =
        lazy
            let one = Array.create stages (Fraction.Of 1)
            let c = nodes
            let cc = product c c

            [|
                1, weigh one, Fraction.Of 1
                2, weigh c, Fraction.Of(1, 2)
                3, weigh cc, Fraction.Of(1, 3)
                3, weigh (times c), Fraction.Of(1, 6)
                4, weigh (product cc c), Fraction.Of(1, 4)
                4, weigh (product c (times c)), Fraction.Of(1, 8)
                4, weigh (times cc), Fraction.Of(1, 12)
                4, weigh (times (times c)), Fraction.Of(1, 24)
            |]

    /// <summary>Row i has the i entries left of the diagonal.</summary>
    member _.Matrix = matrix

    /// <summary>The weights.</summary>
    member _.Weights = weights

    /// <summary>The nodes: the sums of the rows.</summary>
    member _.Nodes = nodes :> IReadOnlyList<Fraction>

    /// <summary>The order by the conditions of all rooted trees, exactly; 4 stands for 4 or more, 0 for an inconsistent method.</summary>
    member _.Order =
        [ 1..4 ]
        |> List.takeWhile (fun p ->
            conditions.Value
            |> Array.forall (fun (order, left, right) -> order <> p || left.Equals right))
        |> List.length

    /// <summary>The tableau as a declaration spells it.</summary>
    member _.Text =
        let text = StringBuilder()

        for i in 0 .. stages - 1 do
            text.Append(nodes.[i]).Append(" |") |> ignore

            for entry in matrix.[i] do
                text.Append(' ').Append(entry) |> ignore

            text.Append('\n') |> ignore

        text.Append("----+----\n |") |> ignore

        for weight in weights do
            text.Append(' ').Append(weight) |> ignore

        text.ToString()

    /// <summary>One step of dy/dt = f(t, y), for checks.</summary>
    /// <param name="f">The right side.</param>
    /// <param name="t">The time.</param>
    /// <param name="y">The state.</param>
    /// <param name="h">The step.</param>
    member _.Step(f: Func<float, float, float>, t: float, y: float, h: float) =
        let k = Array.zeroCreate<float> stages

        for i in 0 .. stages - 1 do
            let mutable at = y

            for j in 0 .. i - 1 do
                at <- at + h * matrix.[i].[j].Value * k.[j]

            k.[i] <- f.Invoke(t + h * nodes.[i].Value, at)

        let mutable next = y

        for i in 0 .. stages - 1 do
            next <- next + h * weights.[i].Value * k.[i]

        next

    /// <summary>The tableau's text.</summary>
    override t.ToString() = t.Text
