/// The reverse family keeps the marginals of the forward process, whatever tau is.
module ItoSharp.Tests.Processes.ReverseProcessTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Processes.Zoo

let private taus: (string * (IProcess -> ReverseProcess)) list = [
    "0", fun p -> ReverseProcess(p, 0.0)
    "0.5", fun p -> ReverseProcess(p, 0.5)
    "1", fun p -> ReverseProcess(p, 1.0)
    "a function of time", fun p -> ReverseProcess(p, Func<float, float>(fun t -> 0.3 + t / p.MaxTime))
]

/// The variance of the reverse SDE on Gaussian data of variance c, by Runge-Kutta in log t from late to early.
let private propagate (reverse: ReverseProcess) c late early =
    let p = reverse.Process
    let marginal t = p.Alpha t ** 2.0 * c + p.Sigma t ** 2.0
    // The score is -x / marginal; noise adds to the variance as time falls.
    let rate u v =
        let t = exp u
        let pull = reverse.StateCoefficient t - reverse.ScoreCoefficient t / marginal t
        t * (2.0 * pull * v - reverse.Diffusion t ** 2.0)

    let n = 4000
    let h = (log early - log late) / float n
    let mutable v = marginal late

    for i in 0 .. n - 1 do
        let u = log late + float i * h
        let k1 = rate u v
        let k2 = rate (u + h / 2.0) (v + h / 2.0 * k1)
        let k3 = rate (u + h / 2.0) (v + h / 2.0 * k2)
        let k4 = rate (u + h) (v + h * k3)
        v <- v + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)

    v, marginal early

[<Fact>]
let ``a Gaussian keeps its marginals for every tau`` () =
    for c in closed do
        let ts = times c.Process
        let early, late = (List.filter (fun t -> t > 0.0) ts).Head, ts.[6]

        for name, make in taus do
            let actual, expected = propagate (make c.Process) 0.36 late early

            Assert.True(
                abs (actual - expected) <= 1e-7 * expected,
                $"{c.Name}, tau = {name}: {actual:R}, not {expected:R}"
            )

[<Fact>]
let ``steps compose, and one step is the exact law for constant data`` () =
    for c in all do
        let ts = times c.Process
        let s, u, t = ts.[6], ts.[4], ts.[1]

        for name, make in taus do
            let reverse = make c.Process

            let first, second, whole =
                reverse.Step(s, u), reverse.Step(u, t), reverse.Step(s, t)

            let same what a b =
                Assert.True(close 1e-9 a b, $"{c.Name}, tau = {name}, {what}: {a:R} and {b:R}")

            same "state" (first.State * second.State) whole.State
            same "data" (second.State * first.Data + second.Data) whole.Data
            same "variance" ((second.State * first.Deviation) ** 2.0 + second.Deviation ** 2.0) (whole.Deviation ** 2.0)
            // The forward marginal at s goes to that at t: mean alpha D, deviation sigma.
            same "mean" (c.Process.Alpha t) (whole.State * c.Process.Alpha s + whole.Data)
            same "spread" (c.Process.Sigma t) (sqrt ((whole.State * c.Process.Sigma s) ** 2.0 + whole.Deviation ** 2.0))

[<Fact>]
let ``the ends of rectified flow are steps like any other`` () =
    let reverse = ItoSharp.RectifiedFlow().Reverse 1.0
    Assert.Equal(ReverseStep(0.5, 0.5, 0.0), reverse.Step(1.0, 0.5))
    Assert.Equal(ReverseStep(0.0, 1.0, 0.0), reverse.Step(0.5, 0.0))
    Assert.Equal(ReverseStep(1.0, 0.0, 0.0), reverse.Step(0.5, 0.5))

[<Fact>]
let ``a bad tau and a step forward are named`` () =
    let p = VpLinear.Default

    for tau in [ -0.1; nan; infinity ] do
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> p.Reverse tau |> ignore)
        |> ignore

    Assert.Throws<ArgumentOutOfRangeException>(fun () -> p.Reverse(Func<float, float>(fun _ -> -1.0)).Tau 0.5 |> ignore)
    |> ignore

    let error =
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> p.Reverse(1.0).Step(0.25, 0.5) |> ignore)

    Assert.Contains("must not lie after s = 0.25", error.Message)
