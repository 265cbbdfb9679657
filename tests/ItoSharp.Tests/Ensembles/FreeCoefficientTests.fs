/// Coefficients of methods as values of an instance: gradients by them against differences, and what values they may have.
module ItoSharp.Tests.Ensembles.FreeCoefficientTests

open System
open FsCheck
open FsCheck.FSharp
open ItoSharp
open ItoSharp.Tests.Models.Differentiated
open Xunit

/// The values of a record of coefficients in the order of a program's arguments, from a given one on.
let private valuesOf (program: EnsembleProgram<float>) first (coefficients: obj) = [|
    for name in program.Shape.Arguments |> Seq.skip first do
        match coefficients.GetType().GetProperty name with
        | null -> ()
        | property -> property.GetValue coefficients :?> float
|]

[<Fact>]
let ``Derivatives by coefficients are those of differences`` () =
    let check (ensemble: Ensemble<float>) (coefficients: obj) (parameters: float[]) (given: float[]) start name =
        let program = GradientTests.programOf ensemble
        let values = valuesOf program parameters.Length coefficients
        Assert.Equal(program.Shape.Arguments.Count, parameters.Length + values.Length + given.Length)
        let arguments = Array.concat [ parameters; values; given ]
        GradientTests.compare program 12 0.1 0.45 arguments start 3L name

    let everything = [| 0.3; 1.7 |]
    let free = EverythingFree(Everything(), 12, 1.0)
    check free.Ensemble free.Coefficients everything [| 0.8 |] [| 0.4; -0.3 |] "Shape"
    let weak = EverythingWeakFree(Everything(), 12, 1.0)
    check weak.Ensemble weak.Coefficients everything [| 0.8 |] [| 0.4; -0.3 |] "Shape"
    let pendulum = [| 0.3; 0.8 |]
    let rk4 = PendulumFree(Pendulum(), 12, 1.0)
    check rk4.Ensemble rk4.Coefficients pendulum [||] [| 0.4; -0.3 |] "Height"
    let reversible = PendulumReversible(Pendulum(), 12, 1.0)
    check reversible.Ensemble reversible.Coefficients pendulum [||] [| 0.4; -0.3 |] "Height"

[<Fact>]
let ``Derivatives by coefficients over accepted steps are those of differences over the same steps`` () =
    let t = StepTolerance(1e-4, 1e-4)
    let paths = PendulumAccepted(Pendulum(), t, 2.0)
    let program = GradientTests.programOf paths.Ensemble
    let coefficients = valuesOf program 2 paths.Coefficients
    let arguments = Array.concat [ [| 0.3; 0.8 |]; coefficients; [| 1e-4; 1e-4 |] ]
    AcceptedTests.compare paths.Ensemble arguments [| 0.4; -0.3 |] 1UL 3UL "Height"

[<Fact>]
let ``Declared coefficients give what the method gives`` () =
    let free =
        EverythingFree(Everything(), 40, 1.0).Run(Everything.State(0.4, -0.3), 1000L, 5UL, 0.8)

    let bound =
        EverythingBound(Everything(), 40, 1.0).Run(Everything.State(0.4, -0.3), 1000L, 5UL, 0.8)

    Assert.Equal(bound.Shape.Mean, free.Shape.Mean, 12)
    Assert.Equal(bound.X.StandardError, free.X.StandardError, 12)

/// With rows of the tableau that sum to their times and weights that sum to 1 every two-stage method of order 2 is
/// b2 c2 = 1/2; all of them are one on an equation that is linear in the state.
[<Fact>]
let ``Other coefficients are another method`` () =
    let error steps (a21: float) (b2: float) =
        let coefficients =
            PendulumReversible.SolverCoefficients(A_2_1 = a21, C_2 = a21, B_1 = 1.0 - b2, B_2 = b2)

        let end' steps =
            let paths = PendulumReversible(Pendulum(), steps, 1.0, 0.0, coefficients)

            paths.Run(Pendulum.State(0.4, -0.3), 1L, 1UL).Height.Mean

        // Against a method of order 4.
        let exact =
            PendulumFree(Pendulum(), 4096, 1.0).Run(Pendulum.State(0.4, -0.3), 1L, 1UL).Height.Mean

        abs (end' steps - exact)

    let order a21 b2 =
        let levels = [| 16; 32; 64; 128; 256 |]
        let x = levels |> Array.map (fun n -> -Math.Log(float n))
        let y = levels |> Array.map (fun n -> Math.Log(error n a21 b2))
        let mx, my = Array.average x, Array.average y

        (Array.zip x y |> Array.sumBy (fun (a, b) -> (a - mx) * (b - my)))
        / (x |> Array.sumBy (fun a -> (a - mx) ** 2.0))

    let isSecond (c: int) =
        let c2 = 0.3 + 0.7 * float (abs c % 1000) / 1000.0
        let slope = order c2 (0.5 / c2)
        Assert.True(abs (slope - 2.0) < 0.1, $"order {slope} with c2 = {c2}")

    Check.One(Config.QuickThrowOnFailure.WithMaxTest(5).WithReplay(11UL, 13UL), isSecond)
    let slope = order 0.5 0.5
    Assert.True(abs (slope - 1.0) < 0.1, $"order {slope} where b2 c2 = 1/4")

[<Fact>]
let ``A coefficient that is no number is refused by name`` () =
    let coefficients = PendulumFree.SolverCoefficients(A_2_1 = nan)

    let error =
        Assert.Throws<ArgumentOutOfRangeException>(fun () ->
            PendulumFree(Pendulum(), 4, 1.0, 0.0, coefficients) |> ignore)

    Assert.Equal("A_2_1", error.ParamName)
    Assert.Contains("finite", error.Message)
