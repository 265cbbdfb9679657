/// Every schedule against its formula written out here, how its nodes move, and what it refuses.
module ItoSharp.Tests.Schedules.ScheduleTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models

let private edm = Edm()

let private grid (p: IProcess) (s: Schedule) (start: float) (stop: float) =
    SampleGrid.Build(p, s, Nullable start, Nullable stop)

let private times (g: SampleGrid) = [ for p in g.Points.ToArray() -> p.Time ]

let private own (p: IProcess) (s: Schedule) = SampleGrid.Build(p, s)

let private near tolerance (expected: float list) (actual: float list) =
    Assert.Equal(expected.Length, actual.Length)

    for e, a in List.zip expected actual do
        Assert.True(abs (e - a) <= tolerance * max 1e-3 (abs e), $"expected %A{expected}\ngot      %A{actual}")

let private message (action: unit -> unit) =
    Assert.ThrowsAny<ArgumentException>(action).Message

[<Fact>]
let ``schedules in sigma are their formulas on EDM`` () =
    let hi, lo = 80.0, 0.02
    let at n f = [ for i in 0..n -> f (float i / float n) ]
    let on schedule = times (grid edm schedule hi lo)
    near 1e-12 (at 5 (fun w -> hi + w * (lo - hi))) (on (UniformRho.Steps 5))
    near 1e-12 (at 5 (fun w -> hi + w * (lo - hi))) (on (UniformTime.Steps 5))
    near 1e-12 (at 6 (fun w -> hi * (lo / hi) ** w)) (on (UniformLambda.Steps 6))
    near 1e-12 (at 6 (fun w -> lo * (hi / lo) ** ((1.0 - w) ** 2.5))) (on (Polyexponential.Steps(6, 2.5)))
    near 1e-12 (on (UniformLambda.Steps 6)) (on (Polyexponential.Steps 6))
    let root x = x ** (1.0 / 7.0)
    near 1e-12 (at 6 (fun w -> (root hi + w * (root lo - root hi)) ** 7.0)) (on (Karras.Steps 6))
    near 1e-12 (at 6 (fun w -> (sqrt hi + w * (sqrt lo - sqrt hi)) ** 2.0)) (on (PolynomialTime.Steps 6))
    near 1e-12 (at 6 (fun w -> lo + (hi - lo) * 0.5 * (1.0 + cos (Math.PI * w)))) (on (CosineTime.Steps 6))
    let c = 0.7

    near 1e-12 (at 6 (fun w -> c * tan ((1.0 - w) * atan (hi / c) + w * atan (lo / c)))) (on (TangentLaw.Steps(6, c)))
    // EDM's code: beta_d and beta_min from the two ends.
    let eps = 1e-3
    let betaD = 2.0 * (log (lo * lo + 1.0) / eps - log (hi * hi + 1.0)) / (eps - 1.0)
    let betaMin = log (hi * hi + 1.0) - 0.5 * betaD

    let vp w =
        let u = 1.0 + w * (eps - 1.0)
        sqrt (exp (0.5 * betaD * u * u + betaMin * u) - 1.0)

    near 1e-9 (at 6 vp) (on (VpSigma.Steps 6))

[<Fact>]
let ``the flow's shift is sigma' = s sigma / (1 + (s - 1) sigma)`` () =
    let flow = RectifiedFlow()
    let s = 3.0
    let shifted u = s * u / (1.0 + (s - 1.0) * u)
    let expected = [ for i in 0..5 -> shifted (1.0 - float i / 5.0) ]
    near 1e-13 expected (times (own flow (FlowShift.Steps(5, s))))
    // With given ends the unshifted times are uniform between what the shift takes there.
    let ends = [ for i in 0..4 -> shifted (0.9 - 0.8 * float i / 4.0) ]
    near 1e-13 ends (times (grid flow (FlowShift.Steps(4, s)) ends.[0] ends.[4]))
    let mu, p = 0.8, 1.5

    let sharp u =
        exp mu / (exp mu + (1.0 / u - 1.0) ** p)

    near
        1e-13
        [ for i in 0..4 -> if i = 4 then 0.0 else sharp (1.0 - float i / 4.0) ]
        (times (own flow (FlowShift.Steps(4, exp mu, p))))

    Assert.Equal(exp 0.5, FlowShift.ForTokens(4, 256).Shift, 14)
    Assert.Equal(exp 1.15, FlowShift.ForTokens(4, 4096).Shift, 14)
    // A shift of 1 is uniform in the flow's time, on any process in sigma / (alpha + sigma).
    let u t = t / (1.0 + t)

    near
        1e-12
        [
            for i in 0..4 -> (let w = u 8.0 + float i / 4.0 * (u 0.1 - u 8.0) in w / (1.0 - w))
        ]
        (times (grid edm (FlowShift.Steps(4, 1.0)) 8.0 0.1))

let private lambdaSchedules: (string * Schedule) list = [
    "UniformLambda", UniformLambda.Steps 5
    "UniformRho", UniformRho.Steps 5
    "Polyexponential", Polyexponential.Steps(5, 1.7)
    "FlowShift", FlowShift.Steps(5, 2.5, 1.3)
    "TangentLaw", TangentLaw.Steps 5
    "VpSigma", VpSigma.Steps 5
    "Karras", Karras.Steps 5
]

[<Fact>]
let ``how nodes move with the ends is the derivative of where they are`` () =
    let fill (s: Schedule) start stop =
        let nodes = Array.zeroCreate<ScheduleNode>(s.StepCount + 1)
        s.Fill(edm, start, stop, Span nodes)
        nodes

    // Sampling and encoding.
    for start, stop in [ 5.0, 0.05; 0.05, 5.0 ] do
        for name, s in lambdaSchedules do
            let h = 1e-4
            let lambda (n: ScheduleNode) = -log n.Time

            let slopes (moved: float -> ScheduleNode[]) =
                Array.map2 (fun a b -> (lambda a - lambda b) / (2.0 * h)) (moved h) (moved -h)

            let byStart = slopes (fun e -> fill s (start * exp -e) stop)
            let byEnd = slopes (fun e -> fill s start (stop * exp -e))
            let nodes = fill s start stop

            for i in 1..4 do
                Assert.True(
                    abs (byStart.[i] - nodes.[i].LambdaByStart) < 1e-6
                    && abs (byEnd.[i] - nodes.[i].LambdaByEnd) < 1e-6,
                    $"{name}, node {i}: ({byStart.[i]}, {byEnd.[i]}) by differences, ({nodes.[i].LambdaByStart}, {nodes.[i].LambdaByEnd}) written"
                )

            // Encoding goes through the same nodes.
            let back = fill s stop start |> Array.rev
            near 1e-11 [ for n in nodes -> n.Time ] [ for n in back -> n.Time ]

[<Fact>]
let ``tables lay down their own ends`` () =
    near 0.0 [ 3.0; 1.0; 0.2 ] (times (own edm (TimeTable.Of(ReadOnlySpan [| 3.0; 1.0; 0.2 |]))))
    near 1e-14 [ exp 1.0; exp -0.5; exp -2.0 ] (times (own edm (LambdaTable.Of(ReadOnlySpan [| -1.0; 0.5; 2.0 |]))))
    let sigmas = own edm (SigmaTable.Of(ReadOnlySpan [| 14.0; 2.0; 0.5; 0.0 |]))
    near 1e-14 [ 14.0; 2.0; 0.5; 0.0 ] (times sigmas)
    Assert.Equal(0.0, sigmas.Points.[3].Sigma)
    // Times given beside a table must be its own.
    let table: Schedule = LambdaTable.Of(ReadOnlySpan [| -1.0; 2.0 |])
    Assert.Contains("contradicts the given times", message (fun () -> grid edm table 80.0 0.1 |> ignore))
    Assert.Equal(2, (grid edm (SigmaTable.Of(ReadOnlySpan [| 14.0; 2.0; 0.5 |])) 14.0 0.5).StepCount)

[<Fact>]
let ``index spacings are the published integer tables`` () =
    let indices (s: IndexSpacing) = List.ofSeq (s.Indices 1000)
    Assert.Equal<int list>([ 900..-100..0 ], indices (IndexSpacing.Leading 10))
    Assert.Equal<int list>([ 901..-100..1 ], indices (IndexSpacing.Leading(10, 1)))
    Assert.Equal<int list>([ 999..-100..99 ], indices (IndexSpacing.Trailing 10))
    Assert.Equal<int list>([ 999; 888; 777; 666; 555; 444; 333; 222; 111; 0 ], indices (IndexSpacing.Linspace 10))
    Assert.Equal<int list>([ 950..-50..0 ], indices (IndexSpacing.Leading 20))
    Assert.Equal<int list>([ 999..-50..49 ], indices (IndexSpacing.Trailing 20))

    Assert.Equal<int list>(
        [
            999
            946
            894
            841
            789
            736
            684
            631
            578
            526
            473
            421
            368
            315
            263
            210
            158
            105
            53
            0
        ],
        indices (IndexSpacing.Linspace 20)
    )
    // Steps that do not divide the count; halves go to even.
    Assert.Equal<int list>([ 999; 856; 713; 570; 428; 285; 142 ], indices (IndexSpacing.Trailing 7))
    Assert.Equal<int list>([ 999; 937; 874; 811 ], List.truncate 4 (indices (IndexSpacing.Trailing 16)))
    Assert.Equal<int list>([ 852..-142..0 ], indices (IndexSpacing.Leading 7))

    let t = AlphaBarTable.Ddpm()
    near 0.0 [ 751.0; 501.0; 251.0; 1.0; -1.0 ] (times (own t (IndexSpacing.Leading(4, 1))))
    near 0.0 [ 751.0; 501.0; 251.0; 1.0; 0.0 ] (times (own t (IndexSpacing.Leading(4, 1, LastStep.FirstIndex))))

    Assert.Contains(
        "cannot end there",
        message (fun () -> own t (IndexSpacing.Leading(4, 0, LastStep.FirstIndex)) |> ignore)
    )

    Assert.Contains("Edm does not have", message (fun () -> own edm (IndexSpacing.Trailing 4) |> ignore))
    Assert.Contains("1001 steps need", message (fun () -> own t (IndexSpacing.Trailing 1001) |> ignore))

    Assert.Contains("use a smaller offset", message (fun () -> own t (IndexSpacing.Leading(1000, 1)) |> ignore))

[<Fact>]
let ``Align Your Steps: tables, interpolation, indices`` () =
    let sd = AlphaBarTable.StableDiffusion()

    let table = [ 999.0; 850.0; 736.0; 645.0; 545.0; 455.0; 343.0; 233.0; 124.0; 24.0; -1.0 ]
    near 0.0 table (times (own sd (AlignYourSteps.StableDiffusion())))
    let xl = [ 999.0; 845.0; 730.0; 587.0; 443.0; 310.0; 193.0; 116.0; 53.0; 13.0; -1.0 ]
    near 0.0 xl (times (own sd (AlignYourSteps.StableDiffusionXL())))
    let video = [ 700.0; 54.5; 15.886; 7.977; 4.248; 1.789; 0.981; 0.403; 0.173; 0.034 ]
    near 1e-14 video (List.ofSeq (AlignYourSteps.StableVideoDiffusion().Sigmas))
    near 1e-13 (video @ [ 0.0 ]) (times (own edm (AlignYourSteps.StableVideoDiffusion())))
    // Twenty steps keep every published node and put the geometric means between them.
    let fine = List.ofSeq (AlignYourSteps.StableVideoDiffusion(20).Sigmas)
    near 1e-14 video [ for i in 0..9 -> fine.[2 * i] ]
    near 1e-13 [ for a, b in List.pairwise (video @ [ 0.002 ]) -> sqrt (a * b) ] [ for i in 0..9 -> fine.[2 * i + 1] ]
    let indices = times (own sd (AlignYourSteps.StableDiffusion 20))
    near 1e-9 [ for i in 0..9 -> table.[i] ] [ for i in 0..9 -> indices.[2 * i] ]
    near 1e-9 [ 0.5 * (sd.Lambda 999.0 + sd.Lambda 850.0) ] [ sd.Lambda indices.[1] ]
    // The noise levels are the indices' own, to the digits printed.
    for i in 0..9 do
        Assert.True(abs (exp -(sd.Lambda table.[i]) / AlignYourSteps.StableDiffusion().Sigmas.[i] - 1.0) < 0.01)

[<Fact>]
let ``equality is by value, names say what they are`` () =
    let pairs: (Schedule * Schedule * Schedule) list = [
        UniformTime.Steps 5, UniformTime.Steps 5, UniformTime.Steps 6
        Karras.Steps 5, Karras.Steps 5, Karras.Steps(5, 3.0)
        TimeTable.Of(ReadOnlySpan [| 1.0; 0.5 |]),
        TimeTable.Of(ReadOnlySpan [| 1.0; 0.5 |]),
        TimeTable.Of(ReadOnlySpan [| 1.0; 0.4 |])
        (UniformTime.Steps 5).DenoiseToZero(),
        (UniformTime.Steps 5).DenoiseToZero(),
        (UniformLambda.Steps 5).DenoiseToZero()
        (UniformTime.Steps 5).SkipFirst 2, (UniformTime.Steps 5).SkipFirst 2, (UniformTime.Steps 4).SkipFirst 1
        FlowShift.Steps(5, 3.0), FlowShift.Steps(5, 3.0), FlowShift.Steps(5, 2.0)
        IndexSpacing.Leading 5, IndexSpacing.Leading 5, IndexSpacing.Trailing 5
        AlignYourSteps.StableDiffusion 5, AlignYourSteps.StableDiffusion 5, AlignYourSteps.StableDiffusionXL 5
        Backwards 3, Backwards 3, Backwards 3
    ]

    for a, same, other in pairs do
        Assert.NotEqual<Schedule>(a, other)
        Assert.Equal<Schedule>(a, a)

        if not (a :? Backwards) then
            Assert.Equal<Schedule>(a, same)
            Assert.Equal(a.GetHashCode(), same.GetHashCode())

    Assert.NotEqual<Schedule>(UniformTime.Steps 5, UniformLambda.Steps 5)
    Assert.Equal("Karras(18 steps)", string (Karras.Steps 18))

    Assert.Equal(
        "UniformTime(5 steps).SkipFirst(2).DenoiseToZero()",
        string ((UniformTime.Steps 5).SkipFirst(2).DenoiseToZero())
    )

    Assert.Equal("IndexSpacing.Leading(5 steps)", string (IndexSpacing.Leading 5))

/// A schedule of an F# user: one formula.
type Thirds(steps) =
    inherit LambdaSchedule(steps)

    override _.Place(w, start, stop) =
        let v = w * w * w
        LambdaNode(start + v * (stop - start), 1.0 - v, v)

/// Another one, written node by node.
type Halves(steps) =
    inherit Schedule(steps)

    override this.Fill(_, start, stop, nodes) =
        for i in 0 .. this.StepCount do
            nodes.[i] <-
                ScheduleNode.AtTime(
                    if i = this.StepCount then
                        stop
                    else
                        stop + (start - stop) * 0.5 ** float i
                )

[<Fact>]
let ``F# users derive their own`` () =
    near
        1e-12
        [ for i in 0..3 -> exp (-(-2.0 + (float i / 3.0) ** 3.0 * 4.0)) ]
        (times (grid edm (Thirds 3) (exp 2.0) (exp -2.0)))

    near 1e-14 [ 8.0; 4.0; 2.0; 0.0 ] (times (grid edm (Halves 3) 8.0 0.0))

[<Fact>]
let ``errors name the argument, the value and the cure`` () =
    let has (text: string) action = Assert.Contains(text, message action)
    has "exponent must be positive and finite" (fun () -> PolynomialTime.Steps(4, 0.0) |> ignore)
    has "exponent" (fun () -> Polyexponential.Steps(4, nan) |> ignore)
    has "shift must be positive" (fun () -> FlowShift.Steps(4, -1.0) |> ignore)
    has "deviation must be positive" (fun () -> TangentLaw.Steps(4, 0.0) |> ignore)
    has "between 0 and 1" (fun () -> VpSigma.Steps(4, 1.0) |> ignore)
    has "steps" (fun () -> UniformRho.Steps 0 |> ignore)
    has "needs at least 2 lambdas, got 1" (fun () -> LambdaTable.Of(ReadOnlySpan [| 1.0 |]) |> ignore)
    has "lambdas[2] = 0.5 does not continue" (fun () -> LambdaTable.Of(ReadOnlySpan [| 0.0; 1.0; 0.5 |]) |> ignore)
    has "sigmas[1] = 2 does not continue" (fun () -> SigmaTable.Of(ReadOnlySpan [| 1.0; 2.0 |]) |> ignore)
    has "no sigma may be negative" (fun () -> SigmaTable.Of(ReadOnlySpan [| 1.0; -2.0 |]) |> ignore)
    has "sigmas[1] is Infinity" (fun () -> SigmaTable.Of(ReadOnlySpan [| 1.0; infinity |]) |> ignore)
    has "takes roots of the times" (fun () -> grid edm (PolynomialTime.Steps 3) 1.0 -0.5 |> ignore)
    has "alpha is positive" (fun () -> own (RectifiedFlow()) (UniformRho.Steps 3) |> ignore)
    has "already ends at sigma = 0" (fun () -> own (RectifiedFlow()) ((UniformTime.Steps 3).DenoiseToZero()) |> ignore)
    has "towards noise" (fun () -> grid edm ((UniformTime.Steps 3).DenoiseToZero()) 0.1 2.0 |> ignore)
    has "skip at least 0 and fewer" (fun () -> (UniformTime.Steps 3).SkipFirst 3 |> ignore)
    has "noise levels only" (fun () -> own (AlphaBarTable.Ddpm()) (AlignYourSteps.StableVideoDiffusion()) |> ignore)
    has "SigmaTable.Of" (fun () -> own (AlphaBarTable.Ddpm 500) (AlignYourSteps.StableDiffusion()) |> ignore)
