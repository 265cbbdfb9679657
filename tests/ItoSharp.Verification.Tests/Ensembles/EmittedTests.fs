/// What emitted ensembles do beside their steps: the same bits at every width, domains, stops and observables.
module ItoSharp.Verification.Tests.Ensembles.EmittedTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models.Emitted
open ItoSharp.Verification.Tests.Ensembles.Comparisons

[<Fact>]
let ``Every width and thread gives the same bits, in float and double`` () =
    let start = EveryFunction.State(0.4, -0.3)
    let equation = EveryFunction(0.3, 1.7)

    same "float" (fun o ->
        EveryFunctionSingle(equation, 23, 1.0).Terminal(start, 5003L, 9UL, o).Values
        |> singleBytesOf)

    same "double" (fun o ->
        EveryFunctionDouble(equation, 23, 1.0).Terminal(start, 5003L, 9UL, o).Values
        |> bytesOf)

    same "weak" (fun o ->
        EveryFunctionWeak(equation, 23, 1.0).Terminal(start, 5003L, 9UL, o).Values
        |> bytesOf)

    same "stopped" (fun o ->
        let paths =
            StoppedPaths(Free(), 29, 1.0).Terminal(Free.State 0.1, 5003L, 9UL, 0.2, 0.8, 0.1, -0.7, o)

        Array.concat [
            bytesOf paths.Values
            paths.StopSteps("Above").ToArray() |> Array.collect BitConverter.GetBytes
            paths.StopSteps("Below").ToArray() |> Array.collect BitConverter.GetBytes
        ])

[<Fact>]
let ``Float and double agree to single precision on their own noise's law`` () =
    // The noises differ, so that means are compared: 5 standard errors of each, a false failure below 1e-6 a quantity.
    let start = EveryFunction.State(0.4, -0.3)
    let equation = EveryFunction(0.3, 1.7)
    let single = EveryFunctionSingle(equation, 32, 1.0).Run(start, 1L <<< 17, 3UL)
    let double = EveryFunctionDouble(equation, 32, 1.0).Run(start, 1L <<< 17, 3UL)

    for a, b in [ single.X, double.X; single.Y, double.Y ] do
        let error = Math.Sqrt(a.StandardError ** 2.0 + b.StandardError ** 2.0)
        Assert.True(abs (a.Mean - b.Mean) <= 5.0 * error, $"{a} against {b}")

[<Fact>]
let ``Mirrors keep paths between them, and their law is uniform in the end`` () =
    let result =
        MirroredPaths(Mirrored(), 400, 4.0).Run(Mirrored.State 0.2, 1L <<< 16, 5UL)

    Assert.InRange(result.X.Minimum, 0.0, 1.0)
    Assert.InRange(result.X.Maximum, 0.0, 1.0)
    // exp(-pi^2 4 / 2) = 3e-9 is left of the start; 5 standard errors, a false failure below 1e-6.
    Assert.True(abs (result.X.Mean - 0.5) <= 5.0 * result.X.StandardError, string result.X)
    let ofVariance = Math.Sqrt((1.0 / 80.0 - 1.0 / 144.0) / float (1 <<< 16))
    Assert.True(abs (result.X.Variance - 1.0 / 12.0) <= 5.0 * ofVariance, $"variance {result.X.Variance}")

[<Fact>]
let ``What is absorbed stays, and what is not moves as if nothing were there`` () =
    let steps = 64
    let options = EnsembleOptions(ObservationSteps = [| 1..steps |])

    let absorbed =
        AbsorbedPaths(Absorbed(), steps, 1.0).Trajectories(Absorbed.State 0.3, 4096L, 5UL, options)

    let free =
        FreePaths(Free(), steps, 1.0).Trajectories(Free.State 0.3, 4096L, 5UL, options)

    let mutable caught = 0

    for path in 0..4095 do
        let mutable alive = true

        for k in 0 .. steps - 1 do
            let x = absorbed.At(k, "X").[path]

            if alive && free.At(k, "X").[path] <= 0.0 then
                alive <- false
                caught <- caught + 1

            if alive then
                Assert.Equal(free.At(k, "X").[path], x, 1e-12)
            else
                Assert.Equal(0.0, x)

    Assert.InRange(caught, 2000, 3900)

[<Fact>]
let ``Stops and observables are those of the free path, step by step`` () =
    let steps = 64
    let level, slope, floor, strike = 0.8, 0.1, -0.7, 0.2
    let options = EnsembleOptions(ObservationSteps = [| 0..steps |])

    let free =
        FreePaths(Free(), steps, 1.0).Trajectories(Free.State 0.1, 4096L, 5UL, options)

    let stopped =
        StoppedPaths(Free(), steps, 1.0).Terminal(Free.State 0.1, 4096L, 5UL, strike, level, slope, floor)

    let above = (stopped.StopSteps "Above").ToArray()
    let below = (stopped.StopSteps "Below").ToArray()
    let ends = stopped.["X"].ToArray()
    let calls = stopped.["Call"].ToArray()
    let mutable counts = 0, 0

    for path in 0..4095 do
        let x k = free.At(k, "X").[path]

        let isAbove k =
            x k >= level + slope * (float k / float steps)

        let isBelow k = x k < floor
        let first = [ 0..steps ] |> List.tryFind (fun k -> isAbove k || isBelow k)

        match first with
        | Some k ->
            Assert.Equal((if isAbove k then k else -1), above.[path])
            Assert.Equal((if isBelow k then k else -1), below.[path])
            Assert.Equal(x k, ends.[path])
        | None ->
            Assert.Equal(-1, above.[path])
            Assert.Equal(-1, below.[path])
            Assert.Equal(x steps, ends.[path])

        let wasAbove = above.[path] >= 0
        counts <- (fst counts + (if wasAbove then 1 else 0)), (snd counts + (if below.[path] >= 0 then 1 else 0))

        Assert.Equal(
            (if wasAbove then
                 0.0
             else
                 Math.Max(ends.[path] - strike, 0.0)),
            calls.[path]
        )

    Assert.InRange(fst counts, 500, 3500)
    Assert.InRange(snd counts, 500, 3500)

    let result =
        StoppedPaths(Free(), steps, 1.0).Run(Free.State 0.1, 4096L, 5UL, strike, level, slope, floor)

    Assert.Equal(float (fst counts) / 4096.0, result.Above.Probability, 1e-12)
    Assert.Equal(1.0, result.Clock.Mean, 1e-12)

[<Fact>]
let ``A stop that holds at the start ends the path there`` () =
    let result =
        StoppedPaths(Free(), 8, 2.0, 1.0).Run(Free.State 1.0, 100L, 5UL, 0.0, 0.8, 0.1, -0.7)

    // At time 1 the level is 0.9.
    Assert.Equal(1.0, result.Above.Probability)
    Assert.Equal(1.0, result.X.Mean)

[<Fact>]
let ``Forty components run, and agree with the equations written by hand`` () =
    let force = 8.0
    let n = 40

    let drift (x: float[]) =
        Array.init n (fun i -> (x.[(i + 1) % n] - x.[(i + 38) % n]) * x.[(i + 39) % n] - x.[i] + force)

    let start = Array.init n (fun i -> force + (if i = 19 then 0.01 else 0.0))
    let h = 0.5 / 50.0
    let add (a: float[]) c (b: float[]) = Array.map2 (fun x y -> x + c * y) a b

    let expected =
        (start, [ 1..50 ])
        ||> List.fold (fun x _ ->
            let k1 = drift x
            let k2 = drift (add x (h / 2.0) k1)
            let k3 = drift (add x (h / 2.0) k2)
            let k4 = drift (add x h k3)
            add (add (add (add x (h / 6.0) k1) (h / 3.0) k2) (h / 3.0) k3) (h / 6.0) k4)

    let paths =
        Lorenz96Paths(Lorenz96(8.0), 50, 0.5).Terminal(EnsembleStart.At start, 3L, 1UL)

    for i in 0 .. n - 1 do
        Assert.Equal(expected.[i], paths.[$"X{i}"].[1], 1e-9)

[<Fact>]
let ``Times and parameters out of range are refused by name`` () =
    let far =
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> FreePaths(Free(), 0, 1.0) |> ignore)

    Assert.Equal("steps", far.ParamName)

    let early =
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> FreePaths(Free(), 4, 1.0, -1.0) |> ignore)

    Assert.Equal("from", early.ParamName)

    let unknown =
        Assert.Throws<ArgumentOutOfRangeException>(fun () ->
            EveryFunctionSingle(EveryFunction(nan, 1.0), 4, 1.0) |> ignore)

    Assert.Contains("A", unknown.Message)

[<Fact>]
let ``A correlation that goes with time is checked at every step`` () =
    EntangledPaths(Entangled 1.0, 10, 0.9) |> ignore

    let error =
        Assert.ThrowsAny<ArgumentException>(fun () -> EntangledPaths(Entangled 1.2, 10, 0.9) |> ignore)

    Assert.Contains("First", error.Message)
    // Exactly as correlated as time says: E X Y = t^2 / 2, and 5 standard errors of a mean of products.
    let r =
        EntangledPaths(Entangled 1.0, 64, 0.9).Run(Entangled.State(0.0, 0.0), 1L <<< 16, 3UL)

    let expected = [ for k in 0..63 -> 0.9 / 64.0 * (0.9 * float k / 64.0) ] |> List.sum
    let error = 5.0 * 0.9 * Math.Sqrt 2.0 / 256.0
    Assert.Equal(expected, r.Statistics.Terminal.Covariance("X", "Y"), error)
