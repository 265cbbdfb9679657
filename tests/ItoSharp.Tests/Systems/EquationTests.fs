/// What is generated of an equation, against the user's own methods run as plain C# and differences of them.
module ItoSharp.Tests.Systems.EquationTests

open System
open System.Reflection
open ItoSharp
open ItoSharp.Tests.Models.Systems
open Xunit

let private equations: (obj * (Random -> float)) list =
    let positive (r: Random) = 0.3 + 1.4 * r.NextDouble()
    let anywhere (r: Random) = 2.5 * (2.0 * r.NextDouble() - 1.0)

    [
        Gbm(0.05, 0.3), anywhere
        StratonovichGbm(0.1, 0.4), anywhere
        Heston(0.02, 2.0, 0.04, 0.3, -0.7), positive
        Cir(1.5, 0.8, 0.4), positive
        Sabr(0.6, 0.4, -0.3), positive
        Basket(Basket.Three(0.2, 0.3, 0.4), 0.5, -0.2, 0.1), anywhere
        DoubleWell(1.5, 0.4), anywhere
        Lorenz(), anywhere
        QuietLorenz(), anywhere
        Lorenz96(), anywhere
        MovingOu(), anywhere
        Commuting(), anywhere
        Clashing(), anywhere
        Regimes(), anywhere
    ]

/// Equations with trial points, none of them at a kink.
let private cases = [
    for equation, draw in equations do
        let e = ReflectedEquation equation
        let random = Random 7

        e,
        [
            for _ in 1..20 -> Array.init e.Components.Count (fun _ -> draw random), 3.0 * random.NextDouble()
        ]
]

let private close (what: string) tolerance (expected: float) (actual: float) =
    Assert.True(abs (expected - actual) <= tolerance * (1.0 + abs expected), $"{what}: {actual} instead of {expected}")

let private allClose what tolerance (expected: float[]) (actual: float[]) =
    Assert.Equal(expected.Length, actual.Length)
    Array.iteri2 (fun i e a -> close $"{what}, component {i}" tolerance e a) expected actual

/// The derivative of a vector field along a direction, by central differences of fourth order.
let private along (field: float[] -> float[]) (x: float[]) (direction: float[]) =
    let h = 1e-3

    let at s =
        field (Array.map2 (fun xi d -> xi + s * h * d) x direction)

    let a, b, c, d = at -2.0, at -1.0, at 1.0, at 2.0
    Array.init a.Length (fun i -> (a.[i] - 8.0 * b.[i] + 8.0 * c.[i] - d.[i]) / (12.0 * h))

let private unit n j =
    Array.init n (fun i -> if i = j then 1.0 else 0.0)

[<Fact>]
let ``the drift is the user's own, and the correction lies between the two readings`` () =
    for e, points in cases do
        for x, t in points do
            let own = e.Field("Drift", x, t)

            let ito, stratonovich =
                e.Field("ItoDrift", x, t), e.Field("StratonovichDrift", x, t)

            allClose
                e.Name
                1e-12
                own
                (if e.Interpretation = Interpretation.Ito then
                     ito
                 else
                     stratonovich)

            let correction = e.Field("ItoCorrection", x, t)
            allClose (e.Name + " correction") 1e-12 (Array.map2 (-) ito stratonovich) correction

let private pairs (e: ReflectedEquation) = [
    for j in e.Noises do
        for k in e.Noises -> j, k
]

[<Fact>]
let ``the correction is half the derivative of each noise along each`` () =
    for e, points in cases do
        for x, t in points do
            let expected = Array.zeroCreate x.Length

            for j, k in pairs e do
                let r = e.Correlation(j, k, t)

                if r <> 0.0 then
                    let d = along (fun y -> e.Field(k, y, t)) x (e.Field(j, x, t))
                    d |> Array.iteri (fun i v -> expected.[i] <- expected.[i] + 0.5 * r * v)

            allClose e.Name 1e-7 expected (e.Field("ItoCorrection", x, t))

[<Fact>]
let ``Milstein terms are derivatives of noises along noises`` () =
    for e, points in cases do
        if e.HasMilstein then
            for x, t in points do
                for j in 0 .. e.Noises.Count - 1 do
                    for k in 0 .. e.Noises.Count - 1 do
                        let g = e.Field(e.Noises.[j], x, t)
                        let expected = along (fun y -> e.Field(e.Noises.[k], y, t)) x g
                        allClose $"{e.Name} {j} {k}" 1e-7 expected (e.Milstein(j, k, x, t))

    let heston = ReflectedEquation(Heston(0.0, 1.0, 1.0, 1.0, 0.0))

    let fault =
        Assert.Throws<TargetInvocationException>(fun () -> heston.Milstein(0, 2, [| 1.0; 1.0 |], 0.0) |> ignore)

    Assert.Contains("numbered 0 to 1", fault.InnerException.Message)

let private diffusion (e: ReflectedEquation) x t =
    let n = Array.length x
    let a = Array2D.zeroCreate n n

    for j, k in pairs e do
        let r = e.Correlation(j, k, t)

        if r <> 0.0 then
            let g, h = e.Field(j, x, t), e.Field(k, x, t)

            for i in 0 .. n - 1 do
                for l in 0 .. n - 1 do
                    a.[i, l] <- a.[i, l] + r * g.[i] * h.[l]

    a

[<Fact>]
let ``the diffusion matrix and the Jacobian of the drift`` () =
    for e, points in cases do
        for x, t in List.truncate 5 points do
            let n = x.Length
            let expected, actual = diffusion e x t, e.Matrix("DiffusionMatrix", x, t)
            let jacobian = e.Matrix("DriftJacobian", x, t)

            for j in 0 .. n - 1 do
                let column = along (fun y -> e.Field("Drift", y, t)) x (unit n j)

                for i in 0 .. n - 1 do
                    close $"{e.Name} a[{i}, {j}]" 1e-12 expected.[i, j] actual.[i, j]
                    close $"{e.Name} jacobian[{i}, {j}]" 1e-7 column.[i] jacobian.[i, j]

[<Fact>]
let ``the reverse drift is f - div a - a score, and the flow has half of it`` () =
    for e, points in cases do
        if e.Components.Count <= 4 then
            for x, t in List.truncate 5 points do
                let n = x.Length
                let score = Array.init n (fun i -> 0.3 - 0.2 * float i)
                let a = diffusion e x t

                let row i y =
                    Array.init n (fun j -> (diffusion e y t).[i, j])

                let pull = [|
                    for i in 0 .. n - 1 ->
                        let divergence =
                            Seq.sum (seq { for j in 0 .. n - 1 -> (along (row i) x (unit n j)).[j] })

                        divergence + Seq.sum (seq { for j in 0 .. n - 1 -> a.[i, j] * score.[j] })
                |]

                let f = e.Field("ItoDrift", x, t)
                allClose e.Name 1e-6 (Array.map2 (-) f pull) (e.WithScore("ReverseDrift", x, t, score))

                allClose
                    e.Name
                    1e-6
                    (Array.map2 (fun f p -> f - p / 2.0) f pull)
                    (e.WithScore("ProbabilityFlow", x, t, score))

[<Fact>]
let ``the classes of the noises`` () =
    let expected =
        dict [
            "Gbm", NoiseClass.Scalar
            "StratonovichGbm", NoiseClass.Scalar
            "Heston", NoiseClass.General
            "Cir", NoiseClass.Scalar
            "Sabr", NoiseClass.General
            "Basket", NoiseClass.Commutative
            "DoubleWell", NoiseClass.Additive
            "Lorenz", NoiseClass.Additive
            "QuietLorenz", NoiseClass.Additive
            "Lorenz96", NoiseClass.Additive
            "MovingOu", NoiseClass.Additive
            "Commuting", NoiseClass.Commutative
            "Clashing", NoiseClass.General
            "Regimes", NoiseClass.General
        ]

    for e, _ in cases do
        Assert.Equal(expected.[e.Name], e.NoiseClass)

    Assert.Equal<string seq>([ "Price0"; "Price1"; "Price2"; "Cash" ], Basket.ComponentNames)
    Assert.Equal("X39", Lorenz96.ComponentNames.[39])
