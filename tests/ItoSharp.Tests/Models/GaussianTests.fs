module ItoSharp.Tests.Models.GaussianTests

open System
open FsCheck
open FsCheck.FSharp
open ItoSharp
open Xunit

let private vp = HandMadeVp() :> IProcess
let private flow = HandMadeFlow() :> IProcess

/// A mean and a covariance with eigenvalues from 1e-3 to 10.
let private law (seed: int) d =
    let normals = Oracle.normals seed (d * d + 2 * d)

    let root =
        Array2D.init d d (fun i j -> normals[i * d + j] / sqrt (double d) * (if j % 3 = 0 then 0.03 else 1.0))

    let mean = Array.init d (fun i -> normals[d * d + i])

    let covariance =
        Dense.add (Dense.multiply root (Dense.transpose root)) (Dense.scale 1e-3 (Dense.identity d))

    mean, covariance, Array.sub normals (d * d + d) d

let private forAll count (check: int -> int -> double -> unit) =
    let generator =
        gen {
            let! seed = Gen.choose (0, 1000000)
            let! d = Gen.choose (1, 18)
            let! time = Gen.choose (20, 95)
            return seed, d, double time / 100.0
        }

    let config =
        Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20261122UL, 7654321UL)

    Check.One(
        config,
        Prop.forAll (Arb.fromGen generator) (fun (seed, d, time) ->
            check seed d time
            true)
    )

[<Fact>]
let ``every prediction equals the dense formulas`` () =
    forAll 100 (fun seed d time ->
        let mean, covariance, x = law seed d

        for proc in [ vp; flow ] do
            let point = proc.At time

            let data, noise, density =
                Dense.posterior [ 1.0, mean, covariance ] point.Alpha point.Sigma x

            let ask kind =
                Oracle.evaluate (GaussianModel<double>(ReadOnlySpan mean, covariance, proc, kind)) x time [||]

            let near (a: double[]) b =
                Assert.True(Oracle.distance a b < 1e-11, $"{Oracle.distance a b}")

            near (ask Prediction.Data) data
            near (ask Prediction.Noise) noise
            near (ask Prediction.Score) (noise |> Array.map (fun e -> -e / point.Sigma))
            near (ask Prediction.Velocity) (Array.map2 (fun d e -> point.Alpha * e - point.Sigma * d) data noise)
            near (ask Prediction.Flow) (Array.map2 (fun d e -> point.AlphaRate * d + point.SigmaRate * e) data noise)
            let model = GaussianModel<double>(ReadOnlySpan mean, covariance, proc)
            Assert.Equal(density, model.LogDensity(ReadOnlySpan x, time), 1e-9))

[<Fact>]
let ``pull-backs equal differences`` () =
    forAll 40 (fun seed d time ->
        let mean, covariance, x = law seed d
        let c = Oracle.normals (seed + 1) (3 * d)
        let batch = Array.concat [ x; Array.map (fun v -> 0.3 - v) x; c[.. d - 1] ]

        for proc in [ vp; flow ] do
            for kind in Oracle.predictions do
                let at (m: double[]) =
                    GaussianModel<double>(ReadOnlySpan m, covariance, proc, kind)

                let got = Oracle.checkPullBack 1e-8 (at mean) batch time [||] c

                let objective i v =
                    Oracle.dot c (Oracle.evaluate (at (Array.updateAt i v mean)) batch time [||])

                let alongMean = Array.init d (fun i -> Oracle.slope 1e-3 (objective i) mean[i])
                Assert.True(Oracle.distance got.Parameters alongMean < 1e-8))

[<Fact>]
let ``it is the mixture of one component`` () =
    let problem = MixtureProblem.make 3 21 1 3 0 5 0.4
    let _, mean, covariance = problem.DenseComponents([||])[0]
    let model = GaussianModel<double>(ReadOnlySpan mean, covariance, vp)
    let mixture = GaussianMixtureModel<double>(problem.Law, vp)

    Assert.True(
        Oracle.distance (Oracle.evaluate model problem.X 0.4 [||]) (Oracle.evaluate mixture problem.X 0.4 [||]) < 1e-12
    )

    for row in 0..4 do
        let x = problem.X[21 * row .. 21 * row + 20]

        Assert.Equal<double[]>(
            (Oracle.evaluate model problem.X 0.4 [||])[21 * row .. 21 * row + 20],
            Oracle.evaluate model x 0.4 [||]
        )

[<Fact>]
let ``the exact flow solves its differential equation, both ways`` () =
    let mean, covariance, x = law 5 6

    for proc in [ vp; flow ] do
        let model =
            GaussianModel<double>(ReadOnlySpan mean, covariance, proc, Prediction.Flow)

        let there = model.ExactOde(ReadOnlySpan x, 0.9, 0.1)
        Assert.True(Oracle.distance (model.ExactOde(ReadOnlySpan there, 0.1, 0.9)) x < 1e-12)
        let middle = model.ExactOde(ReadOnlySpan x, 0.9, 0.4)
        Assert.True(Oracle.distance (model.ExactOde(ReadOnlySpan middle, 0.4, 0.1)) there < 1e-13)

        // The flow's own velocity is what the model predicts.
        for t in [ 0.2; 0.5; 0.8 ] do
            let velocity = Oracle.evaluate model (model.ExactOde(ReadOnlySpan x, 0.9, t)) t [||]

            let slope =
                Array.init 6 (fun i -> Oracle.slope 1e-3 (fun t -> model.ExactOde(ReadOnlySpan x, 0.9, t)[i]) t)

            Assert.True(Oracle.distance velocity slope < 1e-8, $"{Oracle.distance velocity slope}")

[<Fact>]
let ``the exact transition is that of the reverse family`` () =
    // One dimension. tau = 1 must be Bayes' rule; every tau must keep the marginal law and compose; and T2's values.
    let m, v = 0.6, 0.25
    let model = GaussianModel<double>(ReadOnlySpan [| m |], array2D [ [ v ] ], vp)
    let s, t = 0.8, 0.3

    let struct (mean, variance) =
        model.ExactTransition(ReadOnlySpan [| 1.3 |], s, t, 1.0)

    let a, sigma = vp.Alpha s / vp.Alpha t, 0.0
    let noise = vp.Sigma s ** 2.0 - (a * vp.Sigma t) ** 2.0 + sigma
    let prior = vp.Alpha t ** 2.0 * v + vp.Sigma t ** 2.0
    let gain = a * prior / (a * a * prior + noise)
    Assert.Equal(vp.Alpha t * m + gain * (1.3 - a * vp.Alpha t * m), mean[0], 1e-13)
    Assert.Equal(prior - gain * a * prior, variance[0], 1e-13)

    for tau in [ 0.0; 0.2; 0.5; 1.0; 2.0 ] do
        let at (x: double) s t =
            let struct (mean, variance) = model.ExactTransition(ReadOnlySpan [| x |], s, t, tau)
            mean[0], variance[0]

        let marginal t =
            vp.Alpha t ** 2.0 * v + vp.Sigma t ** 2.0

        let slope s t = fst (at 1.0 s t) - fst (at 0.0 s t)
        Assert.Equal(marginal t, slope s t ** 2.0 * marginal s + snd (at 0.0 s t), 1e-13)
        Assert.Equal(slope s t, slope s 0.5 * slope 0.5 t, 1e-13)
        Assert.Equal(snd (at 0.0 s t), slope 0.5 t ** 2.0 * snd (at 0.0 s 0.5) + snd (at 0.0 0.5 t), 1e-13)

    // samplers.md F.3: from mean alpha m + .3 at lambda = -2 to lambda = 1.6.
    let s, t = vp.TimeOfLambda -2.0, vp.TimeOfLambda 1.6

    for tau, shifted in [ 1.0, 0.599756820884; 0.5, 0.671062732970; 0.2, 0.731897266255 ] do
        let struct (mean, _) =
            model.ExactTransition(ReadOnlySpan [| vp.Alpha s * m + 0.3 |], s, t, tau)

        Assert.Equal(shifted, mean[0], 1e-11)

[<Fact>]
let ``singular covariances and the ends of time`` () =
    let line = array2D [ [ 1.0; 1.0 ]; [ 1.0; 1.0 ] ]
    let model = GaussianModel<double>(ReadOnlySpan [| 0.0; 0.0 |], line, flow)

    Assert.Equal<double list>(
        [ 0.0; 2.0 ],
        model.Eigenvalues.ToArray()
        |> Array.sort
        |> List.ofArray
        |> List.map (fun v -> Math.Round(v, 13))
    )

    let data = Oracle.evaluate model [| 2.0; 1.0 |] 1e-9 [||]
    // The projection on the line, over alpha = 1 - 1e-9.
    Assert.True(Oracle.distance data [| 1.5; 1.5 |] < 2e-9)

    let fault =
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> Oracle.evaluate model [| 2.0; 1.0 |] 0.0 [||] |> ignore)

    Assert.Contains("singular", fault.Message)

    let full =
        GaussianModel<double>(ReadOnlySpan [| 1.0; -1.0 |], array2D [ [ 2.0; 0.3 ]; [ 0.3; 1.0 ] ], flow)

    Assert.True(Oracle.distance (Oracle.evaluate full [| 2.0; 1.0 |] 0.0 [||]) [| 2.0; 1.0 |] < 1e-14)
    Assert.True(Oracle.distance (Oracle.evaluate full [| 2.0; 1.0 |] 1.0 [||]) [| 1.0; -1.0 |] < 1e-14)

[<Fact>]
let ``samples have the law's moments`` () =
    // 5 standard errors, false failure 6e-7 each.
    let mean, covariance, _ = law 8 3
    let model = GaussianModel<double>(ReadOnlySpan mean, covariance, vp)
    let time, n = 0.3, 100000
    let a, s = vp.Alpha time, vp.Sigma time

    let draws =
        Array.init n (fun i ->
            let x = Array.zeroCreate 3 in
            model.Sample(time, 4UL, uint64 i, Span x)
            x)

    for i in 0..2 do
        for j in 0..i do
            let exact = a * a * covariance[i, j] + (if i = j then s * s else 0.0)

            let products =
                draws |> Array.map (fun x -> (x[i] - a * mean[i]) * (x[j] - a * mean[j]))

            let average = Array.average products

            let error =
                sqrt ((products |> Array.averageBy (fun p -> (p - average) ** 2.0)) / double n)

            Assert.True(abs (average - exact) < 5.0 * error)

[<Fact>]
let ``bad laws are refused by name`` () =
    let refused (text: string) (mean: double list) (covariance: double[,]) =
        let fault =
            Assert.ThrowsAny<ArgumentException>(fun () ->
                GaussianModel<double>(ReadOnlySpan(List.toArray mean), covariance, vp) |> ignore)

        Assert.Contains(text, fault.Message)

    refused "mean is empty" [] (Array2D.zeroCreate 0 0)
    refused "Entry 1 is NaN" [ 0.0; nan ] (Dense.identity 2)
    refused "covariance is 3 x 3; 2 x 2" [ 0.0; 0.0 ] (Dense.identity 3)
    refused "0.5 at (0, 1) and 0 at (1, 0)" [ 0.0; 0.0 ] (array2D [ [ 1.0; 0.5 ]; [ 0.0; 1.0 ] ])
    refused "none may be negative" [ 0.0; 0.0 ] (array2D [ [ 1.0; 2.0 ]; [ 2.0; 1.0 ] ])
