/// Teleportation: exact for Gaussian data, and good at high noise for others.
module ItoSharp.Tests.Samplers.TeleportationTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures

let private mean = [| 0.4; -0.3 |]
let private covariance = array2D [ [ 0.5; 0.2 ]; [ 0.2; 0.3 ] ]

let private starts rows =
    let x = Array.zeroCreate<float>(2 * rows)
    FieldNoise.Fill(21UL, 0UL, 0u, Span x)
    x

let private carry (t: Teleportation<float>) (x: float[]) s u (mu: float[]) =
    let states = Array.zeroCreate x.Length
    t.Carry(ReadOnlySpan x, s, u, Span states, ReadOnlySpan mu)
    states

[<Fact>]
let ``for Gaussian data it is the flow: a long run ends where carrying and a short run end`` () =
    let model = GaussianModel<float>(ReadOnlySpan mean, covariance, vp)
    let teleport = Teleportation<float> model
    let x = starts 3
    let inner = carry teleport x 1.0 0.4 [||]
    // Kutta's method converges to it at its third order.
    let solve steps start stop x =
        run (VpKutta3(model, vp, UniformLambda.Steps steps, Nullable start, Nullable stop)) x

    let distance (a: float[]) b =
        Array.fold2 (fun m u v -> max m (abs (u - v))) 0.0 a b

    let coarse, fine =
        distance inner (solve 100 1.0 0.4 x), distance inner (solve 200 1.0 0.4 x)

    Assert.True(fine < 1e-4 && abs (Math.Log2(coarse / fine) - 3.0) < 0.3, $"{coarse}, {fine}")
    Assert.True(distance (solve 800 1.0 0.01 x) (solve 800 0.4 0.01 inner) < 1e-6)
    // There and back, and in place.
    Array.iter2 (fun (a: float) b -> Assert.Equal(a, b, 12)) x (carry teleport inner 0.4 1.0 [||])
    let copy = Array.copy x
    teleport.Carry(ReadOnlySpan copy, 1.0, 0.4, Span copy)
    Assert.Equal<float[]>(inner, copy)

[<Fact>]
let ``a mean-reverting process is carried relative to its mean`` () =
    let p = IrSde.Default

    let teleport =
        Teleportation<float>(GaussianModel<float>(ReadOnlySpan mean, covariance, p))

    let x, mu = starts 2, [| 0.7; 0.1 |]
    let shift = Array.init 4 (fun i -> mu.[i % 2])
    let centred = carry teleport (Array.map2 (-) x shift) 1.0 0.5 [| 0.0; 0.0 |]

    Array.iter2
        (fun (a: float) b -> Assert.Equal(a, b, 13))
        (Array.map2 (+) centred shift)
        (carry teleport x 1.0 0.5 mu)

    Assert.Contains(
        "give 2 or 4",
        Assert.Throws<ArgumentException>(fun () -> carry teleport x 1.0 0.5 [||] |> ignore).Message
    )

[<Fact>]
let ``moments of data are found, and the first steps of a mixture are skipped at little cost`` () =
    let law =
        GaussianMixture(
            [|
                GaussianComponent(0.5, [| -1.0; 0.2 |], [| 0.1; 0.2 |])
                GaussianComponent(0.5, [| 0.8; -0.1 |], [| 0.2; 0.1 |])
            |]
        )

    let model = GaussianMixtureModel<float>(law, vp, Prediction.Data)
    let rows = 20000
    let data = Array.zeroCreate<float>(2 * rows)

    for row in 0 .. rows - 1 do
        let z = Array.zeroCreate<float> 2
        FieldNoise.Fill(9UL, uint64 row, 0u, Span z)

        if row % 2 = 0 then
            data.[2 * row] <- -1.0 + sqrt 0.1 * z.[0]
            data.[2 * row + 1] <- 0.2 + sqrt 0.2 * z.[1]
        else
            data.[2 * row] <- 0.8 + sqrt 0.2 * z.[0]
            data.[2 * row + 1] <- -0.1 + sqrt 0.1 * z.[1]

    let teleport = Teleportation<float>.OfData(ReadOnlySpan data, 2, vp)
    // Variances .15 + .81 and .15 + .0225, correlated by the means.
    Array.sort (teleport.Approximation.Eigenvalues.ToArray())
    |> Array.iter2
        (fun (e: float) a -> Assert.True(abs (e - a) < 0.02, $"{e}, {a}"))
        (let a, b, c = 0.96, 0.1725, -0.135 in
         let r = sqrt ((a - b) ** 2.0 / 4.0 + c * c)
         [| (a + b) / 2.0 - r; (a + b) / 2.0 + r |])

    let x = starts 500

    let finely start x =
        run (VpKutta3(model, vp, UniformLambda.Steps 100, Nullable start, Nullable 0.01)) x

    let distance a b =
        sqrt (Array.fold2 (fun s u v -> s + (u - v) ** 2.0) 0.0 a b / 500.0)

    let reference = finely 1.0 x
    // Down to t = .6 (40 percent of the time), the samples hardly differ; later starts differ more.
    let early = distance reference (finely 0.6 (carry teleport x 1.0 0.6 [||]))
    let late = distance reference (finely 0.3 (carry teleport x 1.0 0.3 [||]))
    Assert.True(early < 0.05 && late > 2.0 * early, $"{early}, {late}")

[<Fact>]
let ``shapes and numbers are checked`` () =
    let teleport =
        Teleportation<float>(GaussianModel<float>(ReadOnlySpan mean, covariance, vp))

    let has (text: string) (action: unit -> unit) =
        Assert.Contains(text, Assert.ThrowsAny<ArgumentException>(action).Message)

    has "whole rows of dimension 2" (fun () -> carry teleport [| 1.0 |] 1.0 0.5 [||] |> ignore)
    has "states has 0 values" (fun () -> teleport.Carry(ReadOnlySpan [| 1.0; 2.0 |], 1.0, 0.5, Span()) |> ignore)
    has "start[1] is NaN" (fun () -> carry teleport [| 1.0; nan |] 1.0 0.5 [||] |> ignore)
    has "reverts to no mean" (fun () -> carry teleport [| 1.0; 2.0 |] 1.0 0.5 mean |> ignore)
    has "at least 2 whole rows" (fun () -> Teleportation<float>.OfData(ReadOnlySpan [| 1.0; 2.0 |], 2, vp) |> ignore)
