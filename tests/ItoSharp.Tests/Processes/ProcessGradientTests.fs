/// PullBack of every process against central differences of At.
module ItoSharp.Tests.Processes.ProcessGradientTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Processes.Zoo

let private components (p: ProcessPoint) = [| p.Alpha; p.Sigma; p.Lambda; p.AlphaRate; p.SigmaRate |]

let private unit i =
    let at j = if i = j then 1.0 else 0.0
    ProcessPoint(0.0, at 0, at 1, at 2, at 3, at 4)

/// Richardson on central differences: error of order h^4.
let private derivative (f: float -> float) x =
    let h = 1e-3 * max 0.02 (abs x)
    let d h = (f (x + h) - f (x - h)) / (2.0 * h)
    (4.0 * d (h / 2.0) - d h) / 3.0

let private problems (c: Case) =
    let p = c.Process
    let theta = parameters p

    let inside =
        times p
        |> List.filter (fun t -> t > 1.01 * p.MinTime && t > 0.01 * p.MaxTime && t < 0.98 * p.MaxTime)

    [
        for t in inside do
            for i in 0..4 do
                let gradient = Array.zeroCreate theta.Length
                let mutable cotangent = unit i
                let byTime = p.PullBack(t, &cotangent, Span gradient)
                let name = [| "alpha"; "sigma"; "lambda"; "alpha'"; "sigma'" |].[i]
                let scale = abs (components (p.At t)).[i] + 1e-3

                let check what expected actual =
                    if not (abs (expected - actual) <= 2e-7 * (abs expected + scale)) then
                        [
                            $"{c.Name}: d {name}/d {what} at {t} is {actual:R}, differences say {expected:R}"
                        ]
                    else
                        []

                yield! check "t" (derivative (fun u -> (components (p.At u)).[i]) t) byTime

                for k in 0 .. theta.Length - 1 do
                    let along x =
                        let moved = Array.copy theta
                        moved.[k] <- x
                        (components ((c.With moved).At t)).[i]

                    yield! check p.ParameterNames.[k] (derivative along theta.[k]) gradient.[k]
    ]

[<Fact>]
let ``the pull-back of closed forms is exact`` () =
    let wrong = closed |> List.collect problems
    Assert.True(wrong.IsEmpty, String.Join("\n", wrong))

[<Fact>]
let ``the pull-back through quadrature is exact`` () =
    let wrong = numeric |> List.collect problems
    Assert.True(wrong.IsEmpty, String.Join("\n", wrong))

[<Fact>]
let ``a pull-back adds, is linear, and takes an empty span`` () =
    let p = VpLinear.Default
    let mutable cotangent = ProcessPoint(0.0, 1.5, -2.0, 0.5, 0.25, 3.0)
    let once, twice = [| 10.0; 20.0 |], [| 0.0; 0.0 |]
    let byTime = p.PullBack(0.4, &cotangent, Span once)
    Assert.Equal(byTime, p.PullBack(0.4, &cotangent, Span<float>.Empty))
    p.PullBack(0.4, &cotangent, Span twice) |> ignore
    Assert.Equal(10.0 + twice.[0], once.[0], 12)
    Assert.Equal(20.0 + twice.[1], once.[1], 12)

    Assert.Throws<ArgumentException>(fun () ->
        let mutable c = ProcessPoint()
        p.PullBack(0.4, &c, Span [| 0.0 |]) |> ignore)

[<Fact>]
let ``an infinite derivative that nobody asked for does no harm`` () =
    let rf = ItoSharp.RectifiedFlow() :> IProcess
    let mutable cotangent = ProcessPoint(0.0, 2.0, 3.0, 0.0, 0.0, 0.0)
    Assert.Equal(1.0, rf.PullBack(1.0, &cotangent, Span<float>.Empty))
    Assert.Equal(1.0, rf.PullBack(0.0, &cotangent, Span<float>.Empty))
    let vp = VpLinear.Default
    let gradient = [| 0.0; 0.0 |]
    let mutable signal = ProcessPoint(0.0, 1.0, 0.0, 0.0, 0.0, 0.0)
    Assert.Equal(-0.05, vp.PullBack(0.0, &signal, Span gradient), 15)
    Assert.Equal<float[]>([| 0.0; 0.0 |], gradient)
