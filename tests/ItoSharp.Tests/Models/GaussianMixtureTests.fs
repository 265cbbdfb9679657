module ItoSharp.Tests.Models.GaussianMixtureTests

open System
open System.Threading.Tasks
open ItoSharp
open Xunit

let private vp = HandMadeVp() :> IProcess
let private processes: IProcess list = [ vp; HandMadeFlow(); HandMadeVe() ]

/// The fixture T1 of the samplers: weights (.35, .65), means (-1, .8), variances (.25, .16).
let private t1 =
    GaussianMixture [|
        GaussianComponent(0.35, [| -1.0 |], [| 0.25 |])
        GaussianComponent(0.65, [| 0.8 |], [| 0.16 |])
    |]

let private expected (kind: Prediction) (point: ProcessPoint) (data: double[]) (noise: double[]) =
    Array.map2
        (fun d e ->
            match kind with
            | Prediction.Data -> d
            | Prediction.Noise -> e
            | Prediction.Velocity -> point.Alpha * e - point.Sigma * d
            | Prediction.Score -> -e / point.Sigma
            | _ -> point.AlphaRate * d + point.SigmaRate * e)
        data
        noise

[<Fact>]
let ``every prediction equals the dense formulas`` () =
    MixtureProblem.forAll 100 (fun problem ->
        let law = problem.Law

        for proc in processes do
            let point = proc.At problem.Time

            for kind in Oracle.predictions do
                let model = GaussianMixtureModel<double>(law, proc, kind)
                let got = Oracle.evaluate model problem.X problem.Time problem.Z

                for row in 0 .. problem.Batch - 1 do
                    let slice (a: double[]) n = a[row * n .. row * n + n - 1]
                    let z = slice problem.Z law.ConditionDimension
                    let x = slice problem.X law.Dimension

                    let data, noise, density =
                        Dense.posterior (problem.DenseComponents z) point.Alpha point.Sigma x

                    let miss =
                        Oracle.distance (slice got law.Dimension) (expected kind point data noise)

                    Assert.True(miss < 1e-11, $"{kind}: {miss}")
                    Assert.Equal(density, model.LogDensity(ReadOnlySpan x, problem.Time, ReadOnlySpan z), 1e-9))

[<Fact>]
let ``pull-backs along x, z and time equal differences`` () =
    MixtureProblem.forAll 40 (fun problem ->
        for proc in [ vp; HandMadeFlow() ] do
            for kind in Oracle.predictions do
                // At the low-noise end the five-point difference itself is worse than 1e-8.
                let time = max 0.2 problem.Time
                let model = GaussianMixtureModel<double>(problem.Law, proc, kind)

                Oracle.checkPullBack 1e-8 model problem.X time problem.Z problem.Cotangent
                |> ignore)

[<Fact>]
let ``pull-backs along the means equal differences`` () =
    MixtureProblem.forAll 30 (fun problem ->
        for kind in Oracle.predictions do
            let time = max 0.2 problem.Time
            let model = GaussianMixtureModel<double>(problem.Law, vp, kind)

            let got =
                (Oracle.pullBack model problem.X time problem.Z problem.Cotangent).Parameters

            let d = model.Dimension
            Assert.Equal(problem.Components.Length * d, got.Length)

            let moved k i value =
                let change (c: GaussianComponent) =
                    GaussianComponent(c.Weight, Array.updateAt i value c.Mean, c.Diagonal, c.Factor)

                let law =
                    {
                        problem with
                            Components = List.updateAt k (change problem.Components[k]) problem.Components
                    }
                        .Law

                Oracle.dot
                    problem.Cotangent
                    (Oracle.evaluate (GaussianMixtureModel<double>(law, vp, kind)) problem.X time problem.Z)

            let differences =
                Array.init got.Length (fun n ->
                    Oracle.slope 1e-3 (moved (n / d) (n % d)) problem.Components[n / d].Mean[n % d])

            let miss = Oracle.distance got differences
            Assert.True(miss < 1e-8, $"{kind}: {miss}"))

[<Fact>]
let ``the mixture T1 equals quadrature over x0`` () =
    for proc in processes do
        for time in [ 0.02; 0.3; 0.9 ] do
            let a, s = proc.Alpha time, proc.Sigma time

            for x in [ -2.0; -0.1; 0.7; 3.0 ] do
                let prior m v y =
                    exp (-0.5 * (y - m) ** 2.0 / v) / sqrt v

                let joint y =
                    (0.35 * prior -1.0 0.25 y + 0.65 * prior 0.8 0.16 y)
                    * exp (-0.5 * ((x - a * y) / s) ** 2.0)

                let mass = GaussLegendre.Integrate(joint, -12.0, 12.0)
                let mean = GaussLegendre.Integrate((fun y -> y * joint y), -12.0, 12.0) / mass
                let got = Oracle.evaluate (GaussianMixtureModel<double>(t1, proc)) [| x |] time [||]
                Assert.Equal(mean, got[0], 1e-11)

                let noise =
                    Oracle.evaluate (GaussianMixtureModel<double>(t1, proc, Prediction.Noise)) [| x |] time [||]

                Assert.Equal(
                    GaussLegendre.Integrate((fun y -> (x - a * y) / s * joint y), -12.0, 12.0)
                    / mass,
                    noise[0],
                    1e-11
                )

[<Fact>]
let ``the mixture T1 with DDIM gives the golden value`` () =
    // samplers.md F.2: ten steps uniform in lambda from -2.5 to 2 under VP, x = .7; VP from lambda alone.
    let model = GaussianMixtureModel<double>(t1, vp, Prediction.Noise)
    let mutable x = 0.7
    let times = [| for i in 0..10 -> vp.TimeOfLambda(-2.5 + 0.45 * double i) |]

    for s, t in Array.pairwise times do
        let noise = (Oracle.evaluate model [| x |] s [||])[0]

        x <-
            vp.Alpha t / vp.Alpha s * x
            - vp.Sigma t * Special.Expm1(vp.Lambda t - vp.Lambda s) * noise

    Assert.Equal(0.871193247174, x, 1e-11)

[<Fact>]
let ``the ends of time are fine`` () =
    // sigma = 0: the data are the state; alpha = 0: the prior mean. No division loses its way.
    let problem = MixtureProblem.make 5 7 3 2 2 3 0.5
    let flow: IProcess = HandMadeFlow()

    let ask kind time =
        Oracle.evaluate (GaussianMixtureModel<double>(problem.Law, flow, kind)) problem.X time problem.Z

    Assert.True(Oracle.distance (ask Prediction.Data 0.0) problem.X < 1e-14)
    Assert.True(ask Prediction.Noise 0.0 |> Array.forall (fun e -> e = 0.0))
    Assert.True(ask Prediction.Score 0.0 |> Array.forall Double.IsFinite)
    Assert.True(Oracle.distance (ask Prediction.Noise 1.0) problem.X < 1e-14)

    let atPrior = ask Prediction.Data 1.0

    for row in 0..2 do
        let components = problem.DenseComponents problem.Z[2 * row .. 2 * row + 1]

        let mean =
            Array.init 7 (fun i -> components |> List.sumBy (fun (w, m, _) -> w * m[i]))

        Assert.True(Oracle.distance atPrior[7 * row .. 7 * row + 6] mean < 1e-14)

    // Near sigma = 0 the noise keeps its digits: it is sigma times minus the score.
    let noise = ask Prediction.Noise 1e-9
    let score = ask Prediction.Score 1e-9
    Assert.True(Oracle.distance (noise |> Array.map (fun e -> e / -1e-9)) score < 1e-13)

[<Fact>]
let ``a row does not depend on its batch`` () =
    let problem = MixtureProblem.make 9 37 4 5 2 11 0.4
    let model = GaussianMixtureModel<double>(problem.Law, vp)
    let whole = Oracle.evaluate model problem.X 0.4 problem.Z
    let back = Oracle.pullBack model problem.X 0.4 problem.Z problem.Cotangent

    for row in 0..10 do
        let x = problem.X[37 * row .. 37 * row + 36]
        let z = problem.Z[2 * row .. 2 * row + 1]
        Assert.Equal<double[]>(whole[37 * row .. 37 * row + 36], Oracle.evaluate model x 0.4 z)
        let one = Oracle.pullBack model x 0.4 z problem.Cotangent[37 * row .. 37 * row + 36]
        Assert.Equal<double[]>(back.X[37 * row .. 37 * row + 36], one.X)
        Assert.Equal(back.Time[row], one.Time[0])

[<Fact>]
let ``float rows are the double results rounded`` () =
    let problem = MixtureProblem.make 11 13 3 4 1 5 0.3
    let x = problem.X |> Array.map float32
    let z = problem.Z |> Array.map float32

    let single =
        Oracle.evaluateSingle (GaussianMixtureModel<float32>(problem.Law, vp)) x 0.3 z

    let exact =
        Oracle.evaluate (GaussianMixtureModel<double>(problem.Law, vp)) (Array.map double x) 0.3 (Array.map double z)

    Assert.Equal<float32[]>(Array.map float32 exact, single)

[<Fact>]
let ``many threads and many times give the same bits`` () =
    // More times than the cache ever holds (4096), so that it is emptied under way.
    let problem = MixtureProblem.make 13 3 2 1 0 2 0.3
    let model = GaussianMixtureModel<double>(problem.Law, vp)
    let times = Array.init 5000 (fun i -> 0.05 + 0.9 * double i / 5000.0)
    let serial = times |> Array.map (fun t -> Oracle.evaluate model problem.X t [||])
    let parallelResults = Array.zeroCreate<double[]>(4 * times.Length)

    Parallel.For(
        0,
        parallelResults.Length,
        fun i -> parallelResults[i] <- Oracle.evaluate model problem.X times[i * 7 % times.Length] [||]
    )
    |> ignore

    parallelResults
    |> Array.iteri (fun i result -> Assert.Equal<double[]>(serial[i * 7 % times.Length], result))

[<Fact>]
let ``nothing is allocated at a known time`` () =
    let problem = MixtureProblem.make 19 40 5 3 2 9 0.3
    let flow = HandMadeFlow() // allocates nothing itself

    let models: IDifferentiableModel<double> list = [
        GaussianMixtureModel<double>(problem.Law, flow)
        GaussianModel<double>(ReadOnlySpan(Array.zeroCreate 40), Dense.identity 40, flow)
        EmpiricalModel<double>(ReadOnlySpan(Oracle.normals 1 400), 40, flow)
    ]

    for model in models do
        let x, c = Array.create 360 0.5, Array.create 360 1.0
        let z = Array.create (9 * model.ConditionDimension) 0.1

        let result, time, backZ =
            Array.zeroCreate 360, Array.zeroCreate 9, Array.zeroCreate z.Length

        let ask () =
            let mutable input = ModelInput<double>(ReadOnlySpan x, 9, 0.3, ReadOnlySpan z)
            model.Evaluate(&input, Span result)

            let mutable into =
                ModelCotangents<double>(X = Span result, Time = Span time, Condition = Span backZ)

            model.PullBack(&input, ReadOnlySpan c, &into)

        for _ in 1..50 do
            ask ()

        let before = GC.GetAllocatedBytesForCurrentThread()

        for _ in 1..100 do
            ask ()

        // The pool may trim once; the smallest object a call would already be 2400.
        let bytes = GC.GetAllocatedBytesForCurrentThread() - before
        Assert.True(bytes < 2000L, $"{model.GetType().Name}: {bytes} bytes")

[<Fact>]
let ``samples have the law's moments`` () =
    // 5 standard errors, false failure 6e-7 each.
    let problem = MixtureProblem.make 17 3 2 1 1 1 0.5
    let law = problem.Law
    let z = [| 0.7 |]
    let n = 200000

    let draws =
        Array.init n (fun i ->
            let x = Array.zeroCreate 3 in
            law.Sample(1UL, uint64 i, Span x, ReadOnlySpan z)
            x)

    let components = problem.DenseComponents z

    let mean =
        Array.init 3 (fun i -> components |> List.sumBy (fun (w, m, _) -> w * m[i]))

    for i in 0..2 do
        for j in 0..i do
            let exact =
                components
                |> List.sumBy (fun (w, m, c) -> w * (c[i, j] + (m[i] - mean[i]) * (m[j] - mean[j])))

            let products = draws |> Array.map (fun x -> (x[i] - mean[i]) * (x[j] - mean[j]))
            let average = Array.average products

            let error =
                sqrt ((products |> Array.averageBy (fun p -> (p - average) ** 2.0)) / double n)

            Assert.True(abs (average - exact) < 5.0 * error, $"({i}, {j}): {average} for {exact}, error {error}")

        let average = draws |> Array.averageBy (fun x -> x[i])

        let error =
            sqrt ((draws |> Array.averageBy (fun x -> (x[i] - average) ** 2.0)) / double n)

        Assert.True(abs (average - mean[i]) < 5.0 * error)

[<Fact>]
let ``bad laws and bad questions are refused by name`` () =
    let refused (text: string) (make: unit -> obj) =
        let fault = Assert.ThrowsAny<ArgumentException>(fun () -> make () |> ignore)
        Assert.Contains(text, fault.Message)

    let one = GaussianComponent(1.0, [| 0.0; 1.0 |], [| 1.0; 2.0 |])

    let law (components: GaussianComponent list) =
        fun () -> GaussianMixture(List.toArray components) :> obj

    refused "at least one" (law [])
    refused "sum to 0.5" (law [ GaussianComponent(0.5, one.Mean, one.Diagonal) ])
    refused "weight of component 1 is -0.5" (law [ one; GaussianComponent(-0.5, one.Mean, one.Diagonal) ])
    refused "Entry 1 of the diagonal of component 0 is 0;" (law [ GaussianComponent(1.0, one.Mean, [| 1.0; 0.0 |]) ])
    refused "Entry 0 of the mean of component 0 is NaN" (law [ GaussianComponent(1.0, [| nan; 0.0 |], one.Diagonal) ])
    refused "diagonal of component 0 has 1 entries" (law [ GaussianComponent(1.0, one.Mean, [| 1.0 |]) ])

    refused
        "factor of component 0 has 3 rows"
        (law [ GaussianComponent(1.0, one.Mean, one.Diagonal, Array2D.zeroCreate 3 1) ])

    let good = GaussianMixture [| one |]
    refused "Not a prediction" (fun () -> GaussianMixtureModel<double>(good, vp, enum<Prediction> 17))
    let model = GaussianMixtureModel<double>(good, vp)

    refused "input.Condition has 1 entries; 1 x 0 = 0 are right" (fun () ->
        Oracle.evaluate model [| 0.0; 0.0 |] 0.5 [| 1.0 |])

    refused "input.X has 3 entries; 1 x 2 = 2 are right" (fun () -> Oracle.evaluate model [| 0.0; 0.0; 0.0 |] 0.5 [||])
    refused "cotangent has 1 entries" (fun () -> Oracle.pullBack model [| 0.0; 0.0 |] 0.5 [||] [| 1.0 |])
    refused "sigma = NaN" (fun () -> Oracle.evaluate model [| 0.0; 0.0 |] nan [||])
