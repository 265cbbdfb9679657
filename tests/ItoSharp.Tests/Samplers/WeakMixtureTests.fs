/// The weak order of stochastic plans on a nonlinear problem (samplers note F.1, T3), without Monte Carlo: the joint density of two
/// consecutive states of a scalar run is carried on a grid, on which the trapezoidal rule is exact to rounding for these densities.
module ItoSharp.Tests.Samplers.WeakMixtureTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Samplers.OrdersFit

/// x_(n+1) = Gain x_n + Newest D_n + Before D_(n-1) + Noise z.
type private Step = {
    Gain: float
    Newest: float
    Before: float
    Noise: float
}

let private zoo name =
    Zoo.All |> Seq.find (fun e -> e.Facts.Name = name)

let private seed = 17UL

/// The coefficients of a sampler's steps, from a run of its own in which predictions are arbitrary numbers and the normals known.
let private steps (sampler: FieldSampler<VpLinear, float>) =
    let rows = 6

    let number row step =
        Math.Sin(1.7 * float row + 2.3 * float step + 0.4 * float (row * step))

    use run =
        sampler.Start(ReadOnlySpan(Array.init rows (fun i -> number i -1)), SampleOptions(Seed = seed))

    [|
        for n in 0 .. sampler.Grid.StepCount - 1 do
            let before = run.State.ToArray()
            let prediction = run.NextQuery.Prediction

            for i in 0 .. rows - 1 do
                prediction.Span.[i] <- number i n

            run.Advance()
            let after = run.State.ToArray()

            let normal i =
                let z = [| 0.0 |]
                FieldNoise.Fill(seed, uint64 i, uint32 n, Span<float> z)
                z.[0]

            // Four unknowns (three at the start, where there is no earlier prediction) from as many rows; another row checks them.
            let row i =
                if n = 0 then
                    [| before.[i]; number i n; normal i |]
                else
                    [| before.[i]; number i n; normal i; number i (n - 1) |]

            let unknowns = (row 0).Length
            let found = LinearSystem.solve (Array.init unknowns row) after.[.. unknowns - 1]
            let check = Array.fold2 (fun sum a b -> sum + a * b) 0.0 found (row (rows - 1))
            Assert.Equal(after.[rows - 1], check, 1e-9)

            {
                Gain = found.[0]
                Newest = found.[1]
                Noise = found.[2]
                Before = if n = 0 then 0.0 else found.[3]
            }
    |]

let private points = 256
let private width = 6.4
let private spacing = 2.0 * width / float (points - 1)
let private grid = Array.init points (fun i -> -width + float i * spacing)

let private marginal (t: float) x =
    let a, s = vp.Alpha t, vp.Sigma t

    [ 0.35, -1.0, 0.25; 0.65, 0.8, 0.16 ]
    |> List.sumBy (fun (weight, mean, variance) ->
        let v = a * a * variance + s * s

        weight * Math.Exp(-0.5 * (x - a * mean) ** 2.0 / v)
        / Math.Sqrt(2.0 * Math.PI * v))

let private predictions (t: float) =
    let model = T1.model Prediction.Data
    let d = Array.zeroCreate points

    let mutable input = ModelInput<float>(ReadOnlySpan grid, points, t, ReadOnlySpan())

    model.Evaluate(&input, Span d)
    d

/// The next joint density: Result.[j, k] of (x_n, x_(n+1)) from joint.[i, j] of (x_(n-1), x_n).
let private advance (step: Step) (before: float[]) (now: float[]) (joint: float[][]) =
    let next = Array.init points (fun _ -> Array.zeroCreate points)
    let scale = spacing / (step.Noise * Math.Sqrt(2.0 * Math.PI))

    for i in 0 .. joint.Length - 1 do
        for j in 0 .. points - 1 do
            let mass = joint.[i].[j]

            if mass > 1e-18 then
                let mean = step.Gain * grid.[j] + step.Newest * now.[j] + step.Before * before.[i]
                let reach = 8.5 * step.Noise
                let first = max 0 (int (Math.Ceiling((mean - reach + width) / spacing)))
                let last = min (points - 1) (int (Math.Floor((mean + reach + width) / spacing)))
                let row = next.[j]

                for k in first..last do
                    let u = (grid.[k] - mean) / step.Noise
                    row.[k] <- row.[k] + mass * scale * Math.Exp(-0.5 * u * u)

    next

/// A smooth observable that is neither even nor a polynomial of low degree.
let private observable x = x * x + Math.Sin(2.0 * x)

let private weakError name (values: obj) n =
    let s, t = T1.startTime.Value, T1.endTime.Value

    let sampler =
        (zoo name).Make.Invoke(T1.model Prediction.Data, vp, UniformLambda.Steps n, s, t, values)

    let times = sampler.Grid.Points.ToArray() |> Array.map (fun p -> p.Time)
    let rows = steps sampler
    let mutable before = [| 0.0 |]
    // The start: one state, with no state before it.
    let mutable joint = [| grid |> Array.map (fun x -> marginal s x * spacing) |]

    for m in 0 .. n - 1 do
        let now = predictions times.[m]
        joint <- advance rows.[m] before now joint
        before <- now

    let law = Array.init points (fun k -> joint |> Array.sumBy (fun row -> row.[k]))

    let mean (weights: float[]) =
        Array.fold2 (fun sum w x -> sum + w * observable x) 0.0 weights grid

    // Nothing is lost at the ends of the grid.
    Assert.Equal(1.0, Array.sum law, 1e-8)
    abs (mean law - mean (grid |> Array.map (fun x -> marginal t x * spacing)))

[<Theory>]
[<InlineData("SdeDpmSolverPP1", 1)>]
[<InlineData("SdeDpmSolverPP2M", 2)>]
[<InlineData("SdeDpmSolverPP2MTaylor", 2)>]
let ``weak order on a mixture`` (name: string) (order: int) =
    errorsOn [ 12; 16; 24; 32; 48 ] (weakError name null)
    |> assertSlope ("weak error of " + name + " on the mixture") (float order) 0.3
