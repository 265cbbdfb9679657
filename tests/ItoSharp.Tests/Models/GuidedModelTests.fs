/// Classifier-free and classifier guidance against closed forms, direct formulas and differences.
module ItoSharp.Tests.Models.GuidedModelTests

open System
open System.Collections.Generic
open ItoSharp
open Xunit

let private vp = HandMadeVp() :> IProcess

/// Conditional, nonlinear in x and in z, d = 5, 2 conditions.
let private problem = MixtureProblem.make 31 5 3 2 2 3 0.4

let private model kind =
    GaussianMixtureModel<double>(problem.Law, vp, kind)

let private negative = [| 0.6; -0.9 |]

let private constant (w: float) = GuidanceScale.Constant w

let private guide (scale: GuidanceScale) (rescale: float) kind =
    GuidedModel<double>(model kind, scale, ReadOnlySpan negative, rescale)

let private broadcast rows =
    Array.init (2 * rows) (fun i -> negative[i % 2])

/// The guidance of Lin et al.'s equations 14 to 16 as torch computes it, with the deviation over d - 1.
let private reference (w: float) (phi: float) (conditional: float[]) (unconditional: float[]) =
    let d = 5

    let deviation (m: float[]) =
        let mean = Array.average m
        sqrt ((m |> Array.sumBy (fun x -> (x - mean) ** 2.0)) / float (m.Length - 1))

    Array.map2 (fun c u -> u + w * (c - u)) conditional unconditional
    |> Array.chunkBySize d
    |> Array.mapi (fun row m ->
        let factor = deviation conditional[row * d .. row * d + d - 1] / deviation m
        m |> Array.map (fun x -> phi * x * factor + (1.0 - phi) * x))
    |> Array.concat

[<Fact>]
let ``guidance and its rescale are their formulas, for every prediction`` () =
    for kind in Oracle.predictions do
        let conditional = Oracle.evaluate (model kind) problem.X 0.4 problem.Z
        let unconditional = Oracle.evaluate (model kind) problem.X 0.4 (broadcast 3)

        for w, phi in [ 7.5, 0.0; 3.0, 0.7; -1.0, 1.0; 0.0, 0.5; 0.0, 0.0; 1.0, 0.7 ] do
            let guided = Oracle.evaluate (guide (constant w) phi kind) problem.X 0.4 problem.Z
            let expected = reference w phi conditional unconditional
            Assert.True(Oracle.distance guided expected < 1e-14, $"{kind}, scale {w}, rescale {phi}")

[<Fact>]
let ``guidance between two Gaussians of one covariance is the Gaussian of the guided condition`` () =
    // D is affine in the mean, and the mean in z: z_u + w (z_c - z_u) has exactly the guided prediction.
    let gaussian = MixtureProblem.make 32 5 1 2 2 3 0.4
    let w = 2.5

    let moved =
        Array.map2 (fun z u -> u + w * (z - u)) gaussian.Z (broadcast gaussian.Batch)

    for kind in Oracle.predictions do
        let inner = GaussianMixtureModel<double>(gaussian.Law, vp, kind)
        let guided = GuidedModel<double>(inner, constant w, ReadOnlySpan negative)

        for time in [ 0.1; 0.5; 0.9 ] do
            let miss =
                Oracle.distance
                    (Oracle.evaluate guided gaussian.X time gaussian.Z)
                    (Oracle.evaluate inner gaussian.X time moved)

            Assert.True(miss < 1e-12, $"{kind} at {time}: {miss}")

[<Fact>]
let ``a negative condition for each row is the broadcast one where all are equal`` () =
    let both =
        Array.init 12 (fun i ->
            if i % 4 < 2 then
                problem.Z[2 * (i / 4) + i % 4]
            else
                negative[i % 2])

    let each =
        GuidedModel<double>.WithNegatives(model Prediction.Noise, constant 4.0, 0.3)

    Assert.Equal(4, each.ConditionDimension)

    Assert.Equal<float[]>(
        Oracle.evaluate (guide (constant 4.0) 0.3 Prediction.Noise) problem.X 0.4 problem.Z,
        Oracle.evaluate each problem.X 0.4 both
    )

    Oracle.checkPullBack 1e-8 each problem.X 0.4 both problem.Cotangent |> ignore

[<Fact>]
let ``derivatives by state, condition and time are exact, through the rescale and a moving scale`` () =
    let moving = GuidanceScale.Of((fun t -> 1.0 + 3.0 * t * t), (fun t -> 6.0 * t))
    let within = GuidanceScale.Between(3.0, 0.2, 0.6)
    let outside = GuidanceScale.Between(3.0, 0.6, 0.9)
    let toZero = GuidanceScale.Between(3.0, 0.6, 0.9, 0.0)

    for kind in Oracle.predictions do
        for scale in [ constant 2.5; moving; within; outside; toZero ] do
            for phi in [ 0.0; 0.7; 1.0 ] do
                Oracle.checkPullBack 1e-7 (guide scale phi kind) problem.X 0.4 problem.Z problem.Cotangent
                |> ignore

    // A scale that crosses 1, where one branch alone would be asked, still moves.
    let crossing = GuidanceScale.Of((fun t -> 1.0 + (t - 0.4)), (fun _ -> 1.0))

    Oracle.checkPullBack 1e-7 (guide crossing 0.7 Prediction.Data) problem.X 0.4 problem.Z problem.Cotangent
    |> ignore

[<Fact>]
let ``derivatives by the model's parameters are exact`` () =
    for phi in [ 0.0; 0.7 ] do
        let got =
            Oracle.pullBack (guide (constant 2.5) phi Prediction.Data) problem.X 0.4 problem.Z problem.Cotangent

        let moved k i (by: float) =
            let components =
                problem.Components
                |> List.mapi (fun j c ->
                    if j = k then
                        GaussianComponent(c.Weight, Array.updateAt i (c.Mean[i] + by) c.Mean, c.Diagonal, c.Factor)
                    else
                        c)

            let law = { problem with Components = components }.Law

            let model =
                GuidedModel<double>(
                    GaussianMixtureModel<double>(law, vp, Prediction.Data),
                    constant 2.5,
                    ReadOnlySpan negative,
                    phi
                )

            Oracle.dot problem.Cotangent (Oracle.evaluate model problem.X 0.4 problem.Z)

        let expected =
            Array.init 15 (fun p -> Oracle.slope 1e-3 (fun e -> moved (p / 5) (p % 5) e) 0.0)

        Assert.True(Oracle.distance got.Parameters expected < 1e-8)

/// Remembers the batches that a model is asked.
let private counted () =
    let asked = List<int>()

    let model =
        FunctionModel<double>(
            2,
            Prediction.Data,
            (fun input prediction ->
                asked.Add input.Batch

                for i in 0 .. prediction.Length - 1 do
                    prediction[i] <- input.Condition[i / 2] + float (i % 2)),
            conditionDimension = 1
        )

    asked, model

[<Fact>]
let ``both branches are one call, and a scale of 0 or 1 asks one branch`` () =
    let x, z = [| 0.1; 0.2; 0.3; 0.4; 0.5; 0.6 |], [| 1.0; 2.0; 3.0 |]
    let asked, model = counted ()

    let guided scale =
        GuidedModel<double>(model, scale, ReadOnlySpan [| -5.0 |])

    let between = guided (GuidanceScale.Between(2.0, 0.3, 0.7))
    Assert.Equal<float[]>([| 1.0; 2.0; 2.0; 3.0; 3.0; 4.0 |], Oracle.evaluate between x 0.9 z)
    Assert.Equal<float[]>([| 7.0; 8.0; 9.0; 10.0; 11.0; 12.0 |], Oracle.evaluate between x 0.5 z)
    Assert.Equal<float[]>([| -5.0; -4.0; -5.0; -4.0; -5.0; -4.0 |], Oracle.evaluate (guided (constant 0.0)) x 0.5 z)
    Assert.Equal<int list>([ 3; 6; 3 ], List.ofSeq asked)

[<Fact>]
let ``a guided evaluation allocates nothing`` () =
    let guided = guide (constant 3.0) 0.5 Prediction.Data
    let into = Array.zeroCreate<float> problem.X.Length

    let evaluate () =
        let mutable input =
            ModelInput<double>(ReadOnlySpan problem.X, 3, 0.4, ReadOnlySpan problem.Z)

        guided.Evaluate(&input, Span into)

    for _ in 1..50 do
        evaluate ()

    let before = GC.GetAllocatedBytesForCurrentThread()

    for _ in 1..50 do
        evaluate ()

    Assert.Equal(0L, GC.GetAllocatedBytesForCurrentThread() - before)

let private refused (words: string list) (action: unit -> unit) =
    let failure = Assert.ThrowsAny<Exception>(action)

    Assert.True(
        failure :? ArgumentException || failure :? InvalidOperationException,
        $"{failure.GetType().Name}: {failure.Message}"
    )

    for word in words do
        Assert.Contains(word, failure.Message)

[<Fact>]
let ``what cannot be guided is named`` () =
    let free = MixtureProblem.make 33 5 2 0 0 1 0.4
    let asked, model = counted ()

    refused [ "NaN"; "finite" ] (fun () -> GuidanceScale.Constant nan |> ignore)
    refused [ "0.7"; "0.3" ] (fun () -> GuidanceScale.Between(2.0, 0.7, 0.3) |> ignore)

    refused [ "Infinity"; "0.4" ] (fun () ->
        let bad = guide (GuidanceScale.Of(fun _ -> infinity)) 0.0 Prediction.Data
        Oracle.evaluate bad problem.X 0.4 problem.Z |> ignore)

    refused [ "no condition" ] (fun () ->
        GuidedModel<double>(GaussianMixtureModel<double>(free.Law, vp), constant 2.0, ReadOnlySpan [| 1.0 |])
        |> ignore)

    refused [ "3 entries"; "1, the model's" ] (fun () ->
        GuidedModel<double>(model, constant 2.0, ReadOnlySpan [| 1.0; 2.0; 3.0 |])
        |> ignore)

    refused [ "Entry 0 is NaN" ] (fun () -> GuidedModel<double>(model, constant 2.0, ReadOnlySpan [| nan |]) |> ignore)

    refused [ "1.5"; "[0, 1]" ] (fun () ->
        GuidedModel<double>(model, constant 2.0, ReadOnlySpan [| 0.0 |], 1.5) |> ignore)

    refused [ "only one" ] (fun () ->
        GuidedModel<double>(ConditionedScalarModel(vp, 0.5), constant 2.0, ReadOnlySpan [| 0.0 |], 0.5)
        |> ignore)

    refused [ "all equal" ] (fun () ->
        let flat =
            FunctionModel<double>(
                2,
                Prediction.Data,
                (fun _ prediction -> prediction.Fill 1.0),
                conditionDimension = 1
            )

        let guided = GuidedModel<double>(flat, constant 2.0, ReadOnlySpan [| 0.0 |], 0.5)
        Oracle.evaluate guided [| 0.0; 0.0 |] 0.4 [| 1.0 |] |> ignore)

    refused [ "without its slope" ] (fun () ->
        let guided = guide (GuidanceScale.Of(fun t -> 1.0 + t)) 0.0 Prediction.Data
        Assert.False guided.DifferentiatesTime

        Oracle.pullBack guided problem.X 0.4 problem.Z problem.Cotangent |> ignore)

    Assert.Empty asked

[<Fact>]
let ``an inner model that writes too little is found`` () =
    let forgetful =
        FunctionModel<double>(2, Prediction.Data, (fun _ prediction -> prediction[0] <- 1.0), conditionDimension = 1)

    let guided = GuidedModel<double>(forgetful, constant 2.0, ReadOnlySpan [| 0.0 |])
    Assert.True(Double.IsNaN (Oracle.evaluate guided [| 0.0; 0.0 |] 0.4 [| 1.0 |]).[1])

/// Data N(0, v) in one dimension, seen as c = x0 + N(0, r): the gradient of log p(c | x_t) in closed form.
let private v, private r = 0.8, 0.3

let private classifier =
    let parts (time: float) =
        let alpha, sigma = vp.Alpha time, vp.Sigma time
        let p = alpha * alpha * v + sigma * sigma
        alpha * v / p, v * sigma * sigma / p + r

    FunctionModel<double>(
        1,
        Prediction.Score,
        (fun input prediction ->
            let slope, variance = parts input.Time

            for i in 0 .. input.Batch - 1 do
                prediction[i] <- slope * (input.Condition[i] - slope * input.X[i]) / variance),
        (fun input cotangent into ->
            let slope, variance = parts input.Time

            for i in 0 .. input.Batch - 1 do
                if not into.X.IsEmpty then
                    into.X[i] <- -cotangent[i] * slope * slope / variance

                if not into.Condition.IsEmpty then
                    into.Condition[i] <- cotangent[i] * slope / variance

                if not into.Time.IsEmpty then
                    let x, c = input.X[i], input.Condition[i]

                    into.Time[i] <-
                        cotangent[i]
                        * Oracle.slope
                            1e-4
                            (fun t ->
                                let s, w = parts t
                                s * (c - s * x) / w)
                            input.Time),
        conditionDimension = 1,
        differentiatesTime = true
    )

let private gaussian (mean: float) (variance: float) kind =
    GaussianModel<double>(ReadOnlySpan [| mean |], Array2D.create 1 1 variance, vp, kind)

[<Fact>]
let ``a Gaussian guided by its exact classifier is the posterior`` () =
    let c = 0.7

    for kind in Oracle.predictions do
        let guided =
            ClassifierGuidedModel<double>(gaussian 0.0 v kind, classifier, vp, constant 1.0)

        let posterior = gaussian (v * c / (v + r)) (v * r / (v + r)) kind

        for time in [ 0.05; 0.3; 0.8 ] do
            let x = [| -1.2; 0.4; 2.0 |]

            let miss =
                Oracle.distance (Oracle.evaluate guided x time [| c; c; c |]) (Oracle.evaluate posterior x time [||])

            Assert.True(miss < 1e-11, $"{kind} at {time}: {miss}")

[<Fact>]
let ``derivatives of classifier guidance are exact`` () =
    let moving = GuidanceScale.Of((fun t -> 1.0 + t * t), (fun t -> 2.0 * t))

    for kind in Oracle.predictions do
        let guided =
            ClassifierGuidedModel<double>(gaussian 0.4 v kind, classifier, vp, moving)

        Assert.True guided.DifferentiatesTime

        Oracle.checkPullBack 1e-8 guided [| -1.2; 0.4; 2.0 |] 0.3 [| 0.7; -0.2; 1.1 |] [| 1.0; -0.6; 0.3 |]
        |> ignore

    // The conditions of both, one after the other in each row.
    let both =
        ClassifierGuidedModel<double>(
            GuidedModel<double>(
                GaussianMixtureModel<double>(
                    GaussianMixture([| GaussianComponent(1.0, [| 0.2 |], [| 0.5 |]) |], Array2D.create 1 1 0.7),
                    vp
                ),
                constant 2.0,
                ReadOnlySpan [| -0.5 |]
            ),
            classifier,
            vp,
            constant 0.8
        )

    Assert.Equal(2, both.ConditionDimension)

    Oracle.checkPullBack 1e-8 both [| -1.2; 0.4 |] 0.3 [| 0.7; -0.2; 1.1; 0.6 |] [| 1.0; -0.6 |]
    |> ignore

[<Fact>]
let ``what is no classifier is named`` () =
    refused [ "Noise"; "Score" ] (fun () ->
        ClassifierGuidedModel<double>(
            gaussian 0.0 v Prediction.Data,
            gaussian 0.0 v Prediction.Noise,
            vp,
            constant 1.0
        )
        |> ignore)

    refused [ "1 entries"; "5, the model's" ] (fun () ->
        ClassifierGuidedModel<double>(model Prediction.Data, classifier, vp, constant 1.0)
        |> ignore)
