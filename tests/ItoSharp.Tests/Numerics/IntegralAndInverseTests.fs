module ItoSharp.Tests.Numerics.IntegralAndInverseTests

open System
open ItoSharp
open Xunit

let private func (f: double -> double) = Func<double, double> f

[<Fact>]
let ``a rule of n points is exact up to degree 2n - 1`` () =
    for points in [ 1; 2; 3; 5; 16; 33 ] do
        let struct (nodes, weights) = GaussLegendre.Compute points
        Assert.Equal(points, nodes.Length)
        Assert.True(nodes |> Array.pairwise |> Array.forall (fun (a, b) -> a < b))

        for degree in 0 .. 2 * points - 1 do
            let sum =
                Array.fold2 (fun s x w -> s + w * Math.Pow(x, double degree)) 0.0 nodes weights

            let exact = if degree % 2 = 1 then 0.0 else 2.0 / double (degree + 1)
            Assert.True(abs (sum - exact) < 2e-15, $"{points} points, degree {degree}: {sum} for {exact}")

[<Fact>]
let ``smooth, peaked and endpoint-singular integrands`` () =
    let check (f: double -> double) a b (exact: double) =
        let value = GaussLegendre.Integrate(func f, a, b)
        Assert.True(abs (value - exact) <= 2e-13 * abs exact, $"{value} for {exact}")
        Assert.Equal(-value, GaussLegendre.Integrate(func f, b, a), 1e-13 * abs exact)

    check exp 0.0 1.0 (exp 1.0 - 1.0)
    check (fun x -> 1.0 / (1e-6 + x * x)) -1.0 1.0 (2e3 * atan 1e3)
    check sqrt 0.0 1.0 (2.0 / 3.0)
    check (fun x -> abs (x - 0.3)) 0.0 1.0 (0.5 * (0.09 + 0.49))
    check (fun x -> exp (-50.0 * x)) 0.0 100.0 0.02
    check (fun x -> 0.1 + 19.9 * x) 1e-3 1.0 (0.1 * 0.999 + 9.95 * (1.0 - 1e-6))
    Assert.Equal(0.0, GaussLegendre.Integrate(func exp, 2.0, 2.0))

[<Fact>]
let ``the stated error covers the true one`` () =
    for frequency in [ 1.0; 10.0; 100.0; 1000.0 ] do
        let mutable error = nan

        let value =
            GaussLegendre.Integrate(func (fun x -> 1.0 + cos (frequency * x)), 0.0, 1.0, 1e-10, &error)

        let exact = 1.0 + sin frequency / frequency
        Assert.True(abs (value - exact) <= error + 1e-14, $"{value} for {exact}, error {error}")
        Assert.True(error <= 1e-9)

[<Fact>]
let ``an integral that does not converge says so`` () =
    let fault =
        Assert.Throws<ArithmeticException>(fun () ->
            GaussLegendre.Integrate(func (fun x -> 1.0 / x), 0.0, 1.0) |> ignore)

    Assert.Contains("estimated error", fault.Message)

    let notANumber =
        Assert.Throws<ArithmeticException>(fun () -> GaussLegendre.Integrate(func (fun _ -> nan), 0.0, 1.0) |> ignore)

    Assert.Contains("not finite", notANumber.Message)

    let ends =
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> GaussLegendre.Integrate(func exp, 0.0, infinity) |> ignore)

    Assert.Contains("finite", ends.Message)

[<Fact>]
let ``the inverse finds rising and falling functions to the last bit`` () =
    let random = Random 3

    for _ in 1..200 do
        let x = Math.Pow(10.0, -12.0 + 12.0 * random.NextDouble())
        // log-SNR of the linear variance-preserving process: falling, infinite at 0, flat towards 1.
        let b t = 0.1 * t + 9.95 * t * t
        let lambda t = -0.5 * log (Special.Expm1(b t))

        let slope t =
            -0.5 * (0.1 + 19.9 * t) * exp (b t) / Special.Expm1(b t)

        let found = SafeguardedInverse.Solve(func lambda, func slope, lambda x, 0.0, 1.0)
        Assert.True(abs (found - x) <= 1e-15 * abs x + 4e-16 * abs (lambda x / slope x), $"{found} for {x}")
        // Seventeen bits, so that the cube is exact and only one double has it.
        let root = double (random.Next(1, 1 <<< 17)) / 65536.0

        Assert.Equal(
            root,
            SafeguardedInverse.Solve(
                func (fun y -> y * y * y),
                func (fun y -> 3.0 * y * y),
                root * root * root,
                -2.0,
                3.0
            )
        )

[<Fact>]
let ``a useless derivative costs time, not correctness`` () =
    let mutable calls = 0

    let f x =
        calls <- calls + 1
        Math.Tanh(x - 0.7)

    for derivative in
        [
            (fun _ -> 0.0)
            (fun _ -> nan)
            (fun _ -> -1.0)
            (fun _ -> 1e300)
            (fun _ -> infinity)
        ] do
        calls <- 0
        let found = SafeguardedInverse.Solve(func f, func derivative, 0.1, -1e6, 1e6)
        Assert.Equal(0.7 + Math.Atanh 0.1, found, 4e-16)
        Assert.True(calls < 250, $"{calls} calls")

[<Fact>]
let ``targets outside the range are refused with both named`` () =
    let fault =
        Assert.Throws<ArgumentOutOfRangeException>(fun () ->
            SafeguardedInverse.Solve(func exp, func exp, 3.0, 0.0, 1.0) |> ignore)

    Assert.Contains("target 3", fault.Message)
    Assert.Contains("from 1 to 2.718281828459045", fault.Message)
    Assert.Equal(1.0, SafeguardedInverse.Solve(func exp, func exp, exp 1.0, 0.0, 1.0))
    Assert.Equal(0.0, SafeguardedInverse.Solve(func exp, func exp, 1.0, 0.0, 1.0))

    Assert.Throws<ArgumentException>(fun () -> SafeguardedInverse.Solve(func exp, func exp, 1.0, 1.0, 0.0) |> ignore)
    |> ignore

[<Fact>]
let ``an integrand noisier than the tolerance ends soon, with the error stated`` () =
    let mutable evaluations = 0

    let noisy (x: float) =
        evaluations <- evaluations + 1
        1.0 - sqrt (1.0 - 1e-10 * x)

    let mutable error = 0.0
    let value = GaussLegendre.Integrate(noisy, 0.0, 1.0, 1e-13, &error)
    Assert.True(evaluations < 400_000, string evaluations)
    Assert.True(abs (value - 0.25e-10) < 1e-15 && error > 1e-13 * value, sprintf "%g +- %g" value error)
