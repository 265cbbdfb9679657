/// Observables that jump, differentiated with smooth steps in the place of their jumps: by exact integration over normal numbers.
module ItoSharp.Tests.Ensembles.SmoothedTests

open System
open ItoSharp
open ItoSharp.Tests.Models.Smoothed
open Xunit

let private one = EnsembleOptions(Threads = 1)

let private density x =
    exp (-0.5 * x * x) / sqrt (2.0 * Math.PI)

/// Slope of the line through points and its standard error.
let private slope (points: (float * float) list) =
    let mx = points |> List.averageBy fst
    let my = points |> List.averageBy snd
    let sxx = points |> List.sumBy (fun (x, _) -> (x - mx) ** 2.0)
    let b = (points |> List.sumBy (fun (x, y) -> (x - mx) * (y - my))) / sxx
    let residual = points |> List.sumBy (fun (x, y) -> (y - my - b * (x - mx)) ** 2.0)
    b, sqrt (residual / float (points.Length - 2) / sxx)

// The trapezoidal rule on [-9, 9]: beyond, the density is below 1e-17.
let private count = 1 <<< 17
let private span = 18.0

let private grid =
    Array.init count (fun i -> -span / 2.0 + span * (float i + 0.5) / float count)
    |> ReadOnlyMemory
    |> EnsembleStart.Rows

/// What a mean over the grid times this is the integral of.
let private whole = span / sqrt (2.0 * Math.PI)

let private mean, spread, strike, low, high = 0.1, 0.4, 1.0, -0.2, 0.45

let private derivatives width =
    Integrals(Resting(), 1, 1.0)
        .Gradient(
            grid,
            int64 count,
            0UL,
            mean,
            spread,
            strike,
            mean,
            spread,
            low,
            high,
            mean,
            spread,
            width * strike,
            width,
            width,
            one
        )
        .Gradient

/// The integral of f(mean + spread z) over z between two values of x, and the same by mean: exact derivatives by Leibniz' rule.
let private exact =
    let d = (mean - log strike) / spread
    let at x = density ((x - mean) / spread) / spread

    // By mean: the jumps move, and between them so does the integrand.
    let integral (f: float -> float) a b =
        let n = 20000
        let h = (b - a) / float n

        h / 3.0
        * (Seq.sum (
            seq {
                for i in 0..n do
                    let weight =
                        if i = 0 || i = n then 1.0
                        elif i % 2 = 1 then 4.0
                        else 2.0

                    let x = a + float i * h
                    weight * f x * at x
            }
        ))

    let jump x = exp x - 0.5 * x

    [
        "Digital", "digitalMean", density d / spread
        "Digital", "digitalSpread", -(density d) * d / spread
        "Digital", "digitalStrike", -(density d) / spread / strike
        "Asset",
        "assetMean",
        integral exp low high
        + 0.5 * (integral (fun _ -> 1.0) (mean - 9.0 * spread) low)
        + 0.5 * (integral (fun _ -> 1.0) high (mean + 9.0 * spread))
        + jump low * at low
        - jump high * at high
        "Asset", "assetLow", -(jump low) * at low
        "Asset", "assetHigh", jump high * at high
        "Side", "sideMean", 2.0 * at 0.0
        "Side", "sideSpread", -2.0 * at 0.0 * mean / spread
    ]

[<Fact>]
let ``The bias of smoothed derivatives falls as the square of the width`` () =
    let widths = [ for k in 0..5 -> 0.1 * 2.0 ** (-0.5 * float k) ]
    let found = widths |> List.map (fun width -> width, derivatives width)

    for name, input, truth in exact do
        let biases =
            found
            |> List.map (fun (width, g) -> log width, log (abs (whole * g.[name].By.[input].Mean - truth)))

        let b, se = slope biases
        Assert.True(abs (b - 2.0) < 0.1 && se < 0.05, $"{name} by {input}: slope {b:F3} +- {se:F3}")
        let _, last = List.last found
        Assert.Equal(truth, whole * last.[name].By.[input].Mean, 0.02 * max 1.0 (abs truth))

[<Fact>]
let ``The bias of a smoothed density is a tenth of its curvature`` () =
    // E of Epanechnikov's kernel: width^2 / 5 / 2 p''.
    let width = 0.04
    let g = derivatives width
    let x = -mean / spread
    let curvature = density x * (x * x - 1.0) / spread ** 3.0
    let truth = 2.0 * (density x / spread + width * width / 10.0 * curvature)
    Assert.Equal(truth, whole * g.["Side"].By.["sideMean"].Mean, 1e-5)

[<Fact>]
let ``Values stay those of the observable`` () =
    let g = derivatives 0.1

    let run =
        Integrals(Resting(), 1, 1.0)
            .Run(grid, int64 count, 0UL, mean, spread, strike, mean, spread, low, high, mean, spread, one)

    for name in [ "Digital"; "Asset"; "Side" ] do
        Assert.Equal(run.Statistics.Terminal.[name].Mean, g.[name].Value.Mean)

[<Fact>]
let ``Smoothed digitals of a share have the deltas of the closed form`` () =
    let paths = LogPricePaths(LogPrice(), 1, 1.0)
    let until, sigma, mu, k = 1.0, 0.2, 0.05, 100.0

    let g =
        paths.Gradient(LogPrice.State(log 100.0), 1L <<< 18, 3UL, k, 100.0, 2.0, EnsembleOptions(Antithetic = true))

    let spread = sigma * sqrt until
    let d = (mu - 0.5 * sigma * sigma) * until / spread

    for found, truth in
        [
            g.Digital.ByStart.X, density d / spread
            g.Digital.By.Mu, density d * until / spread
            g.Digital.By.Sigma, density d * (-d / sigma - sqrt until)
            g.Digital.By.DigitalStrike, -(density d) / spread / k
            g.Digital.By.Until, density d * 0.5 * d / until
        ] do
        // A width of a tenth of the spread: a bias of 0.1 %.
        Assert.True(
            abs (found.Mean - truth) < 4.0 * found.StandardError + 2e-3 * abs truth,
            $"{found.Mean} +- {found.StandardError} is not {truth}"
        )

        Assert.False found.HasHeavyTail

[<Fact>]
let ``Widths that are missing, wrong or of others are refused`` () =
    let ensemble = LogPricePaths(LogPrice(), 1, 1.0).Ensemble

    let told (widths: SmoothingWidth[]) =
        let options = EnsembleGradientOptions(Widths = widths)
        let arguments = [| 0.05; 0.2; 100.0; 100.0 |]

        let error =
            Assert.ThrowsAny<ArgumentException>(fun () ->
                ensemble.Gradient(
                    ReadOnlySpan arguments,
                    EnsembleStart.At(ReadOnlySpan [| 4.0 |]),
                    8L,
                    1UL,
                    one,
                    options
                )
                |> ignore)

        error.Message

    Assert.Contains("'Digital' is smoothed", told [||])
    Assert.Contains("above 0", told [| SmoothingWidth("Digital", 0.0) |])
    Assert.Contains("above 0", told [| SmoothingWidth("Digital", nan) |])
    Assert.Contains("'Call' is not smoothed", told [| SmoothingWidth("Digital", 1.0); SmoothingWidth("Call", 1.0) |])
    Assert.Contains("'Put' is no observable", told [| SmoothingWidth("Put", 1.0) |])
