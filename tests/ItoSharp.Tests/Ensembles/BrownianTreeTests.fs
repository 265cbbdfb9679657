/// The halved Brownian paths of adaptive ensembles: consistent at every level, the same whoever asks, and of the right law.
module ItoSharp.Tests.Ensembles.BrownianTreeTests

open System
open FsCheck
open FsCheck.FSharp
open ItoSharp
open Xunit

let private shape noises integrals =
    EnsembleShape([| "X" |], [||], [||], noises, integrals, 0, 0, 0)

/// An interval: where it begins and ends in steps of the grid, and the normals of every lane by slot.
type private Interval = {
    Begin: float
    End: float
    Normals: float[]
}

/// All intervals of one step of the grid for lane 0 of a group, with wanted halvings that depend on where a lane is.
let private walk width lanes noises integrals seed path step (wanted: float -> int) =
    use trees = new BrownianTrees<float>(shape noises integrals, width, seed)
    let slots = noises * (if integrals then 2 else 1)
    let normals = Array.zeroCreate<float>(slots * lanes)

    for lane in 0 .. lanes - 1 do
        trees.Enter(lane, path + uint64 lane, step)

    let levels = Array.zeroCreate<int> lanes

    let rec go found =
        // The other lanes go elsewhere.
        for lane in 0 .. lanes - 1 do
            levels.[lane] <-
                if lane = 0 then
                    wanted (trees.Begin 0 - float step)
                else
                    lane % 3

        trees.Halve(path, levels)
        trees.Read(false, normals)

        let interval = {
            Begin = trees.Begin 0
            End = trees.End 0
            Normals = Array.init slots (fun slot -> normals.[slot * lanes])
        }

        if trees.Next 0 then
            go (interval :: found)
        else
            List.rev (interval :: found)

    go []

/// The increment of a noise over an interval in units of the grid's step, and its time integral from the interval's begin.
let private increment noises integrals k (i: Interval) =
    let h = i.End - i.Begin
    let w = Math.Sqrt h * i.Normals.[k]

    let integral =
        if integrals then
            0.5 * h ** 1.5 * (i.Normals.[k] + i.Normals.[noises + k] / Math.Sqrt 3.0)
        else
            nan

    w, integral

/// Intervals that follow each other, put together.
let private together noises integrals k (intervals: Interval list) =
    ((0.0, 0.0), intervals)
    ||> List.fold (fun (w, integral) i ->
        let dw, part = increment noises integrals k i
        w + dw, integral + w * (i.End - i.Begin) + part)

[<Fact>]
let ``Intervals follow each other without a gap and make up the step, however it is halved`` () =
    let property (NonNegativeInt seed) (NonNegativeInt path) (NonNegativeInt choice) =
        let noises = 1 + choice % 3
        let integrals = choice / 3 % 2 = 0
        let step = choice % 1000
        let seed, path = uint64 seed, uint64 path

        // Levels that change from place to place, the same for the same place.
        let wanted at =
            int (abs (Math.Sin(1e3 * at + float choice)) * 7.0)

        let walk = walk LaneWidth.Scalar 1 noises integrals seed path step
        let whole = walk (fun _ -> 0)
        let parts = walk wanted
        Assert.Single whole |> ignore
        Assert.Equal(float step, parts.Head.Begin)
        Assert.Equal(float step + 1.0, (List.last parts).End)

        for a, b in List.pairwise parts do
            Assert.Equal(a.End, b.Begin)

        for k in 0 .. noises - 1 do
            let w, integral = together noises integrals k whole
            let w', integral' = together noises integrals k parts
            Assert.Equal(w, w', 1e-13)

            if integrals then
                Assert.Equal(integral, integral', 1e-13)

        // What two walks share they agree on: an interval is what it is whoever asks, and in whatever order.
        let fine = walk (fun _ -> 6)

        for coarse in parts |> List.filter (fun i -> i.End - i.Begin >= 1.0 / 64.0) do
            let inside =
                fine |> List.filter (fun f -> f.Begin >= coarse.Begin && f.End <= coarse.End)

            for k in 0 .. noises - 1 do
                let w, integral = together noises integrals k [ coarse ]
                let w', integral' = together noises integrals k inside
                Assert.Equal(w, w', 1e-13)

                if integrals then
                    Assert.Equal(integral, integral', 1e-13)

    Check.One(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20261123UL, 7UL), property)

[<Fact>]
let ``A lane's path does not depend on its group`` () =
    for integrals in [ true; false ] do
        let alone =
            walk LaneWidth.Scalar 1 2 integrals 5UL 11UL 3 (fun at -> int (at * 8.0) + 1)

        for width, lanes in [ LaneWidth.Vector128, 2; LaneWidth.Vector256, 4; LaneWidth.Vector512, 8 ] do
            let among = walk width lanes 2 integrals 5UL 11UL 3 (fun at -> int (at * 8.0) + 1)
            Assert.True((alone = among), $"{width}")

[<Fact>]
let ``The whole step has the normals of steps of equal length`` () =
    use trees = new BrownianTrees<float>(shape 3 true, LaneWidth.Scalar, 9UL)
    use noise = new StepNoise<float>(shape 3 true, LaneWidth.Scalar, 9UL, 1)
    let fixedNormals = Array.zeroCreate<float>(8 * 6)
    noise.Fill(17UL, 4, 8, fixedNormals.AsSpan())
    let normals = Array.zeroCreate<float> 6

    for step in 4..11 do
        trees.Enter(0, 17UL, step)
        trees.Read(false, normals)
        Assert.Equal<float[]>(fixedNormals.[(step - 4) * 6 .. (step - 4) * 6 + 5], normals)
        trees.Read(true, normals)
        Assert.Equal<float[]>(fixedNormals.[(step - 4) * 6 .. (step - 4) * 6 + 5] |> Array.map (~-), normals)

/// 2^13 paths, each with the 16 intervals of one step: 32 values that are independent standard normals. The largest of their 496
/// correlations and 32 means is below 5.5 standard errors but for one seed in 20,000; the higher
/// moments of all 2^18 values are within 5 standard errors but for one seed in 400,000.
[<Fact>]
let ``Quarters of quarters are independent standard normals`` () =
    let paths = 1 <<< 13
    let values = Array2D.zeroCreate<float> 32 paths

    for path in 0 .. paths - 1 do
        walk LaneWidth.Scalar 1 1 true 77UL (uint64 path) 2 (fun _ -> 4)
        |> List.iteri (fun i interval ->
            values.[2 * i, path] <- interval.Normals.[0]
            values.[2 * i + 1, path] <- interval.Normals.[1])

    let n = float paths
    let mutable worst = 0.0

    for i in 0..31 do
        worst <- max worst (abs (Array.sum values.[i, *]) / Math.Sqrt n)

        for j in 0..i do
            let product =
                Array.fold2 (fun sum a b -> sum + a * b) 0.0 values.[i, *] values.[j, *]
            // The square of a normal has variance 2, a product of two variance 1.
            let deviation =
                if i = j then
                    (product - n) / Math.Sqrt(2.0 * n)
                else
                    product / Math.Sqrt n

            worst <- max worst (abs deviation)

    Assert.True(worst < 5.5, $"{worst} standard errors")

    // Odd moments to the fifth and even ones to the sixth, each by its own standard error.
    let all = [|
        for i in 0..31 do
            yield! values.[i, *]
    |]

    let total = float all.Length

    for power, moment, square in [ 3, 0.0, 15.0; 4, 3.0, 105.0; 5, 0.0, 945.0; 6, 15.0, 10395.0 ] do
        let mean = all |> Array.averageBy (fun x -> x ** float power)
        let error = Math.Sqrt((square - moment * moment) / total)
        Assert.True(abs (mean - moment) < 5.0 * error, $"moment {power}: {mean} +- {error}")
