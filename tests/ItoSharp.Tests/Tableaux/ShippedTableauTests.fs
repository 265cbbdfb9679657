/// The shipped tableaux as numbers: what the doubles are, and that a step with them converges with the proven order.
module ItoSharp.Tests.Tableaux.ShippedTableauTests

open System
open System.Reflection
open Xunit
open ItoSharp

let private all =
    typeof<RungeKuttaTableau>.Assembly.GetExportedTypes()
    |> Array.choose (fun t ->
        match t.GetProperty("Tableau", BindingFlags.Static ||| BindingFlags.Public) with
        | null -> None
        | p when p.PropertyType = typeof<RungeKuttaTableau> -> Some(p.GetValue null :?> RungeKuttaTableau)
        | _ -> None)

[<Fact>]
let ``forty tableaux are shipped, each with the sizes and sums of a tableau`` () =
    Assert.True(all.Length >= 40, string all.Length)

    for t in all do
        Assert.Equal(t.Stages * t.Stages, t.A.Length)
        Assert.Equal(t.IsPair, t.BHat.Length = t.Stages)
        Assert.Equal(t.IsPair, t.EmbeddedOrder > 0)
        Assert.InRange(t.Order, 1, 8)
        Assert.Equal(1.0, Array.sum (t.B.ToArray()), 13)

        for i in 0 .. t.Stages - 1 do
            Assert.Equal(t.C.[i], Array.sum (t.Row(i).ToArray()), 12)

[<Fact>]
let ``numbers are the nearest doubles`` () =
    let gauss = Gauss4.Tableau
    Assert.Equal(0.2113248654051871177, gauss.C.[0])
    Assert.Equal(0.7886751345948128823, gauss.C.[1])
    Assert.Equal(-0.0386751345948128823, gauss.Row(0).[1])
    Assert.Equal(35.0 / 384.0, DormandPrince54.Tableau.B.[0])
    Assert.Equal(-92097.0 / 339200.0, DormandPrince54.Tableau.BHat.[4])
    Assert.Equal(0.9800255409045097, Tsit5.Tableau.C.[4])

[<Fact>]
let ``facts come along`` () =
    let t = Tsit5.Tableau

    Assert.Equal(
        ("Tsit5", 5, 4, 1, RungeKuttaKind.Explicit, true),
        (t.Name, t.Order, t.EmbeddedOrder, t.StageOrder, t.Kind, t.IsFsal)
    )

    Assert.InRange(t.Residual, 1.0e-14, 1.2e-14)
    Assert.True(t.Residual < t.Uncertainty)
    Assert.Equal(0.0, DormandPrince54.Tableau.Residual)
    Assert.Equal((true, 0.0), (RadauIIA5.Tableau.IsAStable, RadauIIA5.Tableau.StabilityAtInfinity))
    Assert.Equal(Double.PositiveInfinity, t.StabilityAtInfinity)

[<Fact>]
let ``sizes that are those of no tableau are refused by name`` () =
    let fails name (make: unit -> RungeKuttaTableau) =
        Assert.Equal(name, Assert.Throws<ArgumentException>(fun () -> make () |> ignore).ParamName)

    fails "b" (fun () -> RungeKuttaTableau("x", [||], [||], [||]))
    fails "c" (fun () -> RungeKuttaTableau("x", [| 0.0 |], [| 0.0; 0.0; 0.0; 0.0 |], [| 0.5; 0.5 |]))
    fails "a" (fun () -> RungeKuttaTableau("x", [| 0.0; 1.0 |], [| 0.0 |], [| 0.5; 0.5 |]))
    fails "embedded" (fun () -> RungeKuttaTableau("x", [| 0.0 |], [| 0.0 |], [| 1.0 |], [| 1.0; 0.0 |]))

    Assert.Throws<ArgumentOutOfRangeException>(fun () -> Heun2.Tableau.Row(2).ToArray() |> ignore)
    |> ignore

/// A nonlinear, non-autonomous system with a known solution: y1 = sin t, y2 = exp(cos t).
let private field (t: float) (y: float[]) = [|
    Math.Log y.[1] - (y.[0] - Math.Sin t) * (1.0 + y.[1])
    -y.[0] * y.[1] - (y.[1] - Math.Exp(Math.Cos t)) * y.[1]
|]

let private solution (t: float) = [| Math.Sin t; Math.Exp(Math.Cos t) |]

/// One step; implicit stages by iteration, which converges for the small steps here.
let private step (tableau: RungeKuttaTableau) t (h: float) (y: float[]) =
    let s = tableau.Stages
    let a = Array.init s (fun i -> tableau.Row(i).ToArray())
    let c, b = tableau.C.ToArray(), tableau.B.ToArray()
    let k = Array.init s (fun i -> field (t + c.[i] * h) y)

    let combine (row: float[]) =
        y
        |> Array.mapi (fun d y0 -> y0 + h * Array.sum (Array.init s (fun j -> row.[j] * k.[j].[d])))

    let sweeps = if tableau.Kind = RungeKuttaKind.Explicit then 1 else 60

    for _ in 1..sweeps do
        for i in 0 .. s - 1 do
            k.[i] <- field (t + c.[i] * h) (combine a.[i])

    combine b

/// The largest error at any node: errors of one sign change along the way and vanish somewhere.
let private error (tableau: RungeKuttaTableau) steps =
    let h = 3.0 / float steps
    let mutable y = solution 0.0

    Array.max [|
        for n in 0 .. steps - 1 do
            y <- step tableau (float n * h) h y
            yield! Array.map2 (fun u v -> abs (u - v)) y (solution (float (n + 1) * h))
    |]

[<Fact>]
let ``steps with the shipped numbers converge with the proven order`` () =
    let problems = ResizeArray<string>()

    for t in all do
        // Five levels, small enough for the order to show and above rounding.
        let levels =
            match t.Order with
            | 8 -> [ 8; 10; 12; 16; 24 ]
            | 7 -> [ 16; 24; 32; 48; 64 ]
            | 6 -> [ 24; 32; 48; 64; 96 ]
            | _ -> [ 48; 64; 96; 128; 192 ]

        let points =
            levels |> List.map (fun n -> Math.Log(3.0 / float n), Math.Log(error t n))

        let meanX, meanY = List.averageBy fst points, List.averageBy snd points

        let slope =
            List.sumBy (fun (x, y) -> (x - meanX) * (y - meanY)) points
            / List.sumBy (fun (x, _) -> (x - meanX) * (x - meanX)) points

        let scatter =
            points
            |> List.sumBy (fun (x, y) -> (y - meanY - slope * (x - meanX)) ** 2.0)
            |> fun squares -> Math.Sqrt(squares / 3.0 / List.sumBy (fun (x, _) -> (x - meanX) * (x - meanX)) points)

        let high = if t.Order = 8 then 1.5 else 0.6

        if not (slope > float t.Order - 0.35 && slope < float t.Order + high && scatter < 0.3) then
            problems.Add $"{t.Name}: order {t.Order}, slope {slope:F2} +- {scatter:F2}"

    Assert.True(problems.Count = 0, String.Join("; ", problems))
