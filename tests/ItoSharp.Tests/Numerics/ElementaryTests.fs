module ItoSharp.Tests.Numerics.ElementaryTests

open System
open ItoSharp
open Xunit

let private reference = FixedPoint 320

/// The worst error in ulp over the points, which are printed on failure.
let private worst (ulps: double -> double) (points: double seq) =
    points |> Seq.map (fun x -> ulps x, x) |> Seq.max

let private assertBelow (bound: double) (ulps: double -> double) (points: double seq) =
    let error, at = worst ulps points

    Assert.True(
        error <= bound,
        String.Format(Globalization.CultureInfo.InvariantCulture, "{0:F4} ulp at {1:R}", error, at)
    )

let private uniform (seed: int) count lo hi =
    let random = Random seed
    Array.init count (fun _ -> lo + (hi - lo) * random.NextDouble())

/// Magnitudes of every order from 2^lo to 2^hi, both signs when asked.
let private everyOrder (seed: int) count (lo: double) (hi: double) =
    let random = Random seed

    Array.init count (fun _ ->
        2.0 ** (lo + (hi - lo) * random.NextDouble())
        * (1.0 + random.NextDouble() * 1e-3))

let private scale =
    match Environment.GetEnvironmentVariable "ITOSHARP_ACCURACY_POINTS" with
    | null
    | "" -> 2000
    | text -> int text

[<Fact>]
let ``log is within 0.9 ulp`` () =
    let ulps x =
        reference.Ulps (Elementary.Log x) (reference.Log x)

    assertBelow 0.9 ulps (uniform 1 scale 0.5 2.0)
    assertBelow 0.9 ulps (everyOrder 2 scale -1000.0 1000.0)
    assertBelow 0.9 ulps (uniform 3 scale 0.999 1.001)
    assertBelow 0.9 ulps (uniform 4 scale 1e-9 1.0)

[<Fact>]
let ``exp is within 0.7 ulp`` () =
    let ulps x =
        let scaled, k = reference.ScaledExp x
        reference.Ulps (Math.ScaleB(Elementary.Exp x, -k)) scaled

    assertBelow 0.7 ulps (uniform 1 scale -707.0 709.0)
    assertBelow 0.7 ulps (uniform 2 scale -1.0 1.0)
    assertBelow 0.7 ulps (everyOrder 3 scale -60.0 0.0)

[<Fact>]
let ``sine and cosine of turns are within 0.8 ulp`` () =
    let sine u =
        reference.Ulps (fst (Elementary.SinCosTurns(u).ToTuple())) (fst (reference.SinCosTurns u))

    let cosine u =
        reference.Ulps (snd (Elementary.SinCosTurns(u).ToTuple())) (snd (reference.SinCosTurns u))

    for points in
        [
            uniform 1 scale 0.0 1.0
            uniform 2 scale -0.125 0.125
            everyOrder 3 scale -100.0 -3.0
            uniform 4 scale -1e6 1e6
        ] do
        assertBelow 0.8 sine points
        assertBelow 0.8 cosine points

[<Fact>]
let ``expm1 is within 1.3 ulp`` () =
    let ulps x =
        reference.Ulps (Special.Expm1 x) (reference.Expm1 x)

    assertBelow 1.3 ulps (uniform 1 scale -2.0 2.0)
    assertBelow 1.3 ulps (uniform 2 scale -40.0 700.0)
    assertBelow 1.3 ulps (everyOrder 3 scale -100.0 0.0)
    assertBelow 1.3 ulps (everyOrder 4 scale -100.0 0.0 |> Array.map (~-))

[<Fact>]
let ``log1p is within 0.9 ulp`` () =
    let ulps x =
        reference.Ulps (Special.Log1p x) (reference.Log1p x)

    assertBelow 0.9 ulps (uniform 1 scale -1.0 2.0)
    assertBelow 0.9 ulps (everyOrder 2 scale -100.0 200.0)
    assertBelow 0.9 ulps (everyOrder 3 scale -100.0 0.0 |> Array.map (fun x -> -(min x 0.999999)))
    assertBelow 0.9 ulps (uniform 4 scale -0.3 0.42)

[<Fact>]
let ``the ends of the range are exact`` () =
    let isNaN (x: double) = Assert.True(Double.IsNaN x)
    let infinity = Double.PositiveInfinity
    Assert.Equal(-infinity, Elementary.Log 0.0)
    Assert.Equal(infinity, Elementary.Log infinity)
    isNaN (Elementary.Log -1.0)
    isNaN (Elementary.Log nan)
    Assert.Equal(Math.Log Double.Epsilon, Elementary.Log Double.Epsilon)
    Assert.Equal(0.0, Elementary.Log 1.0)
    Assert.Equal(1.0, Elementary.Exp 0.0)
    Assert.Equal(infinity, Elementary.Exp 710.0)
    Assert.Equal(infinity, Elementary.Exp infinity)
    Assert.Equal(0.0, Elementary.Exp -746.0)
    Assert.Equal(0.0, Elementary.Exp -infinity)
    Assert.Equal(Double.Epsilon, Elementary.Exp -744.4400719213812)
    isNaN (Elementary.Exp nan)
    Assert.Equal(-1.0, Special.Expm1 -infinity)
    Assert.Equal(infinity, Special.Expm1 infinity)
    Assert.True(Double.IsFinite(Special.Expm1 709.7))
    Assert.Equal(0x8000000000000000UL, BitConverter.DoubleToUInt64Bits(Special.Expm1 -0.0))
    isNaN (Special.Expm1 nan)
    Assert.Equal(-infinity, Special.Log1p -1.0)
    Assert.Equal(infinity, Special.Log1p infinity)
    Assert.Equal(0x8000000000000000UL, BitConverter.DoubleToUInt64Bits(Special.Log1p -0.0))
    isNaN (Special.Log1p -1.5)
    isNaN (Special.Log1p nan)

[<Fact>]
let ``quarters of a turn are exact`` () =
    for k in -8 .. 8 do
        let struct (s, c) = Elementary.SinCosTurns(double k / 4.0)
        let expected = [| 0.0; 1.0; 0.0; -1.0 |]
        Assert.Equal(expected[((k % 4) + 4) % 4], s)
        Assert.Equal(expected[((k + 1) % 4 + 4) % 4], c)

    let struct (s, c) = Elementary.SinCosTurns 1e300
    Assert.Equal((0.0, 1.0), (s, c))
    let struct (s, _) = Elementary.SinCosTurns Double.PositiveInfinity
    Assert.True(Double.IsNaN s)

[<Fact>]
let ``phi functions keep 1e-14 from -700 to 50`` () =
    // Enough places that the alternating series of the reference, whose terms reach exp(700), keeps 200 bits.
    let reference = FixedPoint 1300
    let random = Random 7

    let points = [
        for k in 0..12 do
            // Both sides of the switch between the branches, and of it the whole range.
            for z in
                [
                    -700.0
                    -300.5
                    -40.0
                    -double k - 0.01
                    -double k + 0.01
                    -1.0
                    -1e-3
                    -1e-9
                    0.0
                    1e-12
                    0.5
                    1.0
                ] do
                k, z

            for z in [ 0.5 * double (k * (k + 1)) - 0.01; 0.5 * double (k * (k + 1)) + 0.01; 50.0 ] do
                if z <= 50.0 then
                    k, z

            for _ in 1..6 do
                k, -700.0 * random.NextDouble() ** 3.0
                k, 50.0 * random.NextDouble() ** 2.0
    ]

    let error, (k, z) =
        points
        |> List.map (fun (k, z) -> reference.RelativeError (Special.Phi(k, z)) (reference.Phi k z), (k, z))
        |> List.max

    Assert.True(error <= 1e-14, $"phi_{k}({z}): {error}")

[<Fact>]
let ``phi functions at the ends and by their names`` () =
    for k in 0..12 do
        Assert.Equal(0.0, Special.Phi(k, Double.NegativeInfinity))
        Assert.Equal(Double.PositiveInfinity, Special.Phi(k, Double.PositiveInfinity))
        Assert.True(Double.IsNaN(Special.Phi(k, nan)))

    Assert.Equal(Special.Phi(1, -0.3), Special.Phi1 -0.3)
    Assert.Equal(Special.Phi(2, -0.3), Special.Phi2 -0.3)
    Assert.Equal(Special.Phi(3, -0.3), Special.Phi3 -0.3)
    Assert.Equal(1.0, Special.Phi1 0.0)

    let fault =
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> Special.Phi(-1, 0.0) |> ignore)

    Assert.Contains("from 0 to 170", fault.Message)
