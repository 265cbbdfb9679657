/// Correlations that are run-time values are checked when an equation is built, and by Validate.
module ItoSharp.Tests.Systems.CorrelationTests

open System
open ItoSharp.Tests.Models.Systems
open Xunit

let private message (action: unit -> unit) =
    Assert.Throws<ArgumentOutOfRangeException>(Action action).Message

[<Fact>]
let ``a correlation outside of (-1, 1) names its pair and its value`` () =
    for rho in [ 1.0; -1.0; 1.5; nan ] do
        let told = message (fun () -> Heston(0.0, 1.0, 1.0, 1.0, rho) |> ignore)
        Assert.Contains("'Price' and 'Variance'", told)
        Assert.Contains("strictly between -1 and 1", told)

    Assert.Contains("is 1.5;", message (fun () -> Heston(0.0, 1.0, 1.0, 1.0, 1.5) |> ignore))
    Heston(0.0, 1.0, 1.0, 1.0, -0.999).Validate()

[<Fact>]
let ``correlations that contradict each other are refused`` () =
    let volatility = Basket.Three(0.1, 0.2, 0.3)
    Basket(volatility, 0.9, 0.9, 0.9).Validate()
    let told = message (fun () -> Basket(volatility, 0.9, 0.9, -0.9) |> ignore)
    Assert.Contains("given 'A', 'B', the noise 'C' would have the variance", told)

    // The determinant decides: 1 - a^2 - b^2 - c^2 + 2 a b c.
    let random = Random 3

    for _ in 1..2000 do
        let draw () = 1.998 * random.NextDouble() - 0.999
        let a, b, c = draw (), draw (), draw ()
        let determinant = 1.0 - a * a - b * b - c * c + 2.0 * a * b * c

        if abs determinant > 1e-9 then
            let accepted =
                try
                    Basket(volatility, a, b, c) |> ignore
                    true
                with :? ArgumentOutOfRangeException ->
                    false

            Assert.Equal((determinant > 0.0), accepted)

[<Fact>]
let ``a correlation that moves with time is checked at a time`` () =
    let clashing = Clashing(0.3, 0.9)
    clashing.Validate()
    clashing.Validate -0.1
    Assert.Contains("'Shear' and 'Lift'", message (fun () -> clashing.Validate -0.2))

[<Fact>]
let ``parameters must be finite`` () =
    Assert.Contains("Parameter 'Sigma' of 'Gbm' is NaN", message (fun () -> Gbm(0.1, nan).Validate()))
    let volatility = Basket.Three(0.1, 0.2, infinity)
    Assert.Contains("'Volatility[2]'", message (fun () -> Basket(volatility, 0.0, 0.0, 0.0).Validate()))
