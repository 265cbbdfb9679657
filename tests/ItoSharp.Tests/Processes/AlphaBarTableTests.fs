/// Discrete-time models: tables by hand, the continuation between indices, and samplers on them.
module ItoSharp.Tests.Processes.AlphaBarTableTests

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Gradients

let private table (values: float list) =
    AlphaBarTable.FromAlphaBars(ReadOnlySpan(List.toArray values))

let private entries (t: AlphaBarTable) = t.AlphaBars.ToArray()

let private near tolerance (expected: float) (actual: float) =
    Assert.True(abs (expected - actual) <= tolerance * max 1.0 (abs expected), $"expected {expected:R}, got {actual:R}")

let private message (action: unit -> unit) =
    Assert.ThrowsAny<ArgumentException>(action).Message

[<Fact>]
let ``betas multiply to alpha-bars`` () =
    let t = AlphaBarTable.FromBetas(ReadOnlySpan [| 0.1; 0.2; 0.5 |])
    Array.iter2 (near 1e-15) [| 0.9; 0.72; 0.36 |] (entries t)
    near 1e-15 0.5 (t.Beta 2)
    near 1e-15 0.1 (t.Beta 0)

[<Fact>]
let ``the presets hold the published numbers`` () =
    let ddpm = AlphaBarTable.Ddpm()
    near 1e-15 0.9999 ddpm.AlphaBars.[0]
    near 1e-12 (4.035829765375695e-05 * 1e5) (ddpm.AlphaBars.[999] * 1e5)
    near 1e-15 0.02 (1.0 - (1.0 - ddpm.Beta 999))
    let sd = AlphaBarTable.StableDiffusion()
    // Stable Diffusion's sigma / alpha at its ends, as every front end prints them.
    near 1e-6 14.6146412293 (exp -(sd.Lambda 999.0))
    near 1e-8 0.0291671582 (exp -(sd.Lambda 0.0))
    let cosine = AlphaBarTable.Cosine()
    near 1e-12 0.999 (cosine.Beta 999)

    let f u =
        cos ((u + 0.008) / 1.008 * Math.PI / 2.0) ** 2.0

    near 1e-13 (f 0.5 / f 0.0) cosine.AlphaBars.[499]
    Assert.Equal(1000, cosine.IndexCount)

[<Fact>]
let ``zero terminal SNR by hand`` () =
    // Roots .9 .7 .5 .1; minus .1, times .9/.8.
    let rescaled = (table [ 0.81; 0.49; 0.25; 0.01 ]).WithZeroTerminalSnr()
    Array.iter2 (near 1e-15) [| 0.81; 0.455625; 0.2025; 0.0 |] (entries rescaled)
    Assert.Equal(0.0, rescaled.Alpha 3.0)
    Assert.Equal(1.0, rescaled.Sigma 3.0)
    Assert.Equal(Double.NegativeInfinity, rescaled.Lambda 3.0)
    Assert.Equal(3.0, rescaled.TimeOfLambda Double.NegativeInfinity)
    // alpha is linear on the way there.
    near 1e-15 (0.25 * 0.45) (rescaled.Alpha 2.75)

[<Fact>]
let ``indices are exact, log alpha-bar is linear between them, and the data are one index before the first`` () =
    let t = table [ 0.81; 0.49; 0.25 ]
    near 1e-16 0.9 (t.Alpha 0.0)
    near 1e-15 (sqrt 0.51) (t.Sigma 1.0)
    near 1e-15 (log (0.5 / sqrt 0.75)) (t.Lambda 2.0)
    near 1e-15 (sqrt 0.9 * sqrt 0.7) (t.Alpha 0.5)
    near 1e-15 (sqrt 0.9) (t.Alpha -0.5)
    Assert.Equal(1.0, t.Alpha -1.0)
    Assert.Equal(0.0, t.Sigma -1.0)
    Assert.Equal(-1.0, t.TimeOfLambda Double.PositiveInfinity)
    Assert.Equal((0.0, 2.0, 3), (t.MinTime, t.MaxTime, t.IndexCount))
    Assert.Equal(0, t.NearestIndex -0.9)
    Assert.Equal<int list>([ 0; 1; 1; 2 ], [ 0.2; 0.8; 1.2; 2.0 ] |> List.map t.NearestIndex)

[<Fact>]
let ``the kernel between neighbours is DDPM's: gain sqrt(1 - beta), variance beta`` () =
    for t in
        [
            AlphaBarTable.Ddpm()
            AlphaBarTable.StableDiffusion()
            AlphaBarTable.Cosine 50
        ] do
        for i in 1..7 .. t.IndexCount - 1 do
            let kernel = t.Transition(float i - 1.0, float i)
            near 1e-12 (sqrt (1.0 - t.Beta i)) kernel.Gain
            near 1e-12 (t.Beta i) kernel.Variance

[<Fact>]
let ``f and g^2 integrate to alpha and sigma`` () =
    for t in
        [
            AlphaBarTable.Ddpm 40
            (AlphaBarTable.StableDiffusion 20).WithZeroTerminalSnr()
        ] do
        for s, u in [ 0.25, 0.75; 3.0, 3.5; 7.2, 7.9; 18.1, 18.9 ] do
            let logGain = GaussLegendre.Integrate((fun v -> t.LinearDrift v), s, u)
            near 1e-12 (t.Alpha u / t.Alpha s) (exp logGain)

            let fresh =
                GaussLegendre.Integrate((fun v -> t.DiffusionSquared v * (t.Alpha u / t.Alpha v) ** 2.0), s, u)

            near 1e-12 (t.Sigma u ** 2.0) (fresh + (t.Alpha u / t.Alpha s * t.Sigma s) ** 2.0)
            near 1e-11 fresh (t.Transition(s, u).Variance)

[<Fact>]
let ``time of lambda inverts lambda on random tables`` () =
    let property (steps: PositiveInt list) (at: float) =
        let n = 2 + steps.Length % 30

        let betas =
            Array.init n (fun i -> 0.001 + 0.9 * (abs (sin (float (i * i + steps.Length)))) ** 3.0)

        let t = AlphaBarTable.FromBetas(ReadOnlySpan betas)
        let u = if Double.IsFinite at then abs at % 1.0 else 0.5
        let time = -1.0 + u * float n
        let back = t.TimeOfLambda(t.Lambda time)
        // An ulp of lambda is worth d t = sigma^2 / |f| d lambda.
        let worth = (t.Sigma time) ** 2.0 / -(t.LinearDrift time)

        back = time
        || abs (back - time) <= 1e-12 + 1e-14 * (1.0 + abs (t.Lambda time)) * worth

    Check.One(Config.QuickThrowOnFailure.WithReplay(Some { Rnd = Rnd(7UL, 9UL); Size = None }), property)

    for t in
        [
            AlphaBarTable.Ddpm()
            AlphaBarTable.Cosine()
            AlphaBarTable.StableDiffusion().WithZeroTerminalSnr()
        ] do
        for time in [ -1.0; -0.5; 0.0; 0.3; 1.0; 499.0; 500.7; 997.0; 998.25; 998.9; 999.0 ] do
            near 1e-10 time (t.TimeOfLambda(t.Lambda time))

let private components (p: ProcessPoint) = [| p.Alpha; p.Sigma; p.Lambda; p.AlphaRate; p.SigmaRate |]

[<Fact>]
let ``the pull-back is that of differences, entry by entry`` () =
    let plain = table [ 0.9; 0.7; 0.4; 0.1 ]
    let zero = plain.WithZeroTerminalSnr()

    for t: AlphaBarTable in [ plain; zero ] do
        for time in [ -0.4; 0.3; 1.6; 2.25; 2.75; 1.0 ] do
            for i in 0..4 do
                let unit k = if k = i then 1.0 else 0.0
                let mutable cotangent = ProcessPoint(0.0, unit 0, unit 1, unit 2, unit 3, unit 4)
                let gradient = Array.zeroCreate 4
                let byTime = t.PullBack(time, &cotangent, Span gradient)
                let at (u: AlphaBarTable) time = (components (u.At time)).[i]

                if time <> 1.0 then
                    near 1e-7 (Differences.derivative 1e-3 (fun e -> at t (time + e))) byTime

                // The zero entry stays zero, and so does its derivative.
                for k in 0 .. (if t.AlphaBars.[3] = 0.0 then 2 else 3) do
                    let moved e =
                        let values = entries t
                        values.[k] <- values.[k] + e
                        AlphaBarTable.FromParameters(ReadOnlySpan values)

                    near 1e-7 (Differences.derivative 1e-3 (fun e -> at (moved e) time)) gradient.[k]

                if t.AlphaBars.[3] = 0.0 then
                    Assert.Equal(0.0, gradient.[3])

[<Fact>]
let ``a table is its entries, and says what is wrong with others`` () =
    let t = table [ 0.9; 0.5 ]
    Assert.Equal(t, table [ 0.9; 0.5 ])
    Assert.NotEqual(t, table [ 0.9; 0.4 ])
    Assert.Equal("AlphaBarTable(2 indices, 0.9 to 0.5)", string t)
    Assert.Equal<string seq>([ "AlphaBar[0]"; "AlphaBar[1]" ], t.ParameterNames)
    Assert.Contains("alphaBars[1] is 0.9 after 0.5", message (fun () -> table [ 0.5; 0.9 ] |> ignore))
    Assert.Contains("alphaBars[0] is 1 after 1", message (fun () -> table [ 1.0; 0.9 ] |> ignore))
    Assert.Contains("alphaBars[1] is NaN", message (fun () -> table [ 0.5; nan; 0.1 ] |> ignore))
    Assert.Contains("alphaBars[1] is 0 after", message (fun () -> table [ 0.5; 0.0; 0.0 ] |> ignore))

    Assert.Contains(
        "betas[1] is 1.5",
        message (fun () -> AlphaBarTable.FromBetas(ReadOnlySpan [| 0.1; 1.5 |]) |> ignore)
    )

    Assert.Contains("at least 2 indices, got 1", message (fun () -> table [ 0.5 ] |> ignore))
    Assert.Contains("from -1 (the data) to 1", message (fun () -> t.Alpha 1.5 |> ignore))
    Assert.Contains("does not reach this one", message (fun () -> t.TimeOfLambda -3.0 |> ignore))
