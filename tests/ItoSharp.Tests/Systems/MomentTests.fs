/// Closed moment equations against laws that are known in closed form.
module ItoSharp.Tests.Systems.MomentTests

open System
open ItoSharp
open ItoSharp.Tests.Models.Systems
open Xunit

let private near (expected: float) (actual: float) =
    Assert.True(abs (expected - actual) <= 1e-10 * (1.0 + abs expected), $"{actual} instead of {expected}")

[<Fact>]
let ``geometric Brownian motion has lognormal moments, in both readings`` () =
    let t = 2.0

    for mu, sigma in [ 0.05, 0.2; -0.3, 0.7 ] do
        let mean = 100.0 * exp (mu * t)
        let variance = mean * mean * (exp (sigma * sigma * t) - 1.0)
        let m = Gbm(mu, sigma).ClosedMoments(Gbm.State 100.0, 0.0, t)
        near mean (m.Mean 0)
        near variance (m.Variance 0)
        Assert.Equal(t, m.Time)

        let s =
            StratonovichGbm(mu, sigma).ClosedMoments(StratonovichGbm.State 100.0, 0.0, t)

        near mean (s.Mean 0)
        near variance (s.Variance 0)

[<Fact>]
let ``an Ornstein-Uhlenbeck process with moving level has the moments of its integral`` () =
    let rate, swing, sigma = 1.5, 0.5, 0.7
    let until = 1.3
    let m = MovingOu(rate, swing, sigma).ClosedMoments(MovingOu.State 2.0, 0.2, until)
    // Simpson's rule on the variation of constants, fine enough for 1e-11.
    let steps = 2000
    let h = (until - 0.2) / float steps

    let integral f =
        h / 3.0
        * Seq.sum (
            seq {
                for i in 0..steps ->
                    (if i = 0 || i = steps then 1.0
                     elif i % 2 = 1 then 4.0
                     else 2.0)
                    * f (0.2 + float i * h)
            }
        )

    let mean =
        2.0 * exp (-rate * (until - 0.2))
        + integral (fun s -> rate * swing * sin s * exp (-rate * (until - s)))

    near mean (m.Mean 0)
    near (integral (fun s -> (sigma / (1.0 + s)) ** 2.0 * exp (-2.0 * rate * (until - s)))) (m.Variance 0)

[<Fact>]
let ``Heston's variance has the moments of Cox, Ingersoll and Ross, and its price has no closed second moment`` () =
    let kappa, theta, xi, v0, t = 2.0, 0.04, 0.3, 0.09, 1.5

    let m =
        Heston(0.03, kappa, theta, xi, -0.6).ClosedMoments(Heston.State(100.0, v0), 0.0, t)

    let e = exp (-kappa * t)
    near (100.0 * exp (0.03 * t)) (m.Mean 0)
    near (theta + (v0 - theta) * e) (m.Mean 1)

    near
        (v0 * xi * xi / kappa * (e - e * e)
         + theta * xi * xi / (2.0 * kappa) * (1.0 - e) ** 2.0)
        (m.Variance 1)

    let fault =
        Assert.Throws<InvalidOperationException>(fun () -> m.Second(0, 0) |> ignore)

    Assert.Contains("E[S S] has no closed equation: its rate needs E[S^2 V], whose degree is above 2", fault.Message)

[<Fact>]
let ``times that make no sense are refused`` () =
    let gbm = Gbm()

    let ask from until =
        fun () -> gbm.ClosedMoments(Gbm.State 1.0, from, until) |> ignore

    Assert.Contains("not before the start", Assert.Throws<ArgumentOutOfRangeException>(Action(ask 1.0 0.5)).Message)
    Assert.Throws<ArgumentOutOfRangeException>(Action(ask nan 0.5)) |> ignore
    Assert.Throws<ArgumentOutOfRangeException>(Action(ask 0.0 infinity)) |> ignore
    near 1.0 (gbm.ClosedMoments(Gbm.State 1.0, 0.5, 0.5).Mean 0)

    Assert.Throws<ArgumentOutOfRangeException>(
        Action(fun () -> gbm.ClosedMoments(Gbm.State 1.0, 0.0, 1.0).Mean 1 |> ignore)
    )
