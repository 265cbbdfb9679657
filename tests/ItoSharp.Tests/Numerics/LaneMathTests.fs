module ItoSharp.Tests.Numerics.LaneMathTests

open System
open System.Runtime.Intrinsics
open Xunit
open ItoSharp

// The same function in both precisions and at every width.
type Function = {
    Name: string
    Exact: float -> float
    Double: float -> float
    Single: float32 -> float32
    Double128: Vector128<float> -> Vector128<float>
    Double256: Vector256<float> -> Vector256<float>
    Double512: Vector512<float> -> Vector512<float>
    Single128: Vector128<float32> -> Vector128<float32>
    Single256: Vector256<float32> -> Vector256<float32>
    Single512: Vector512<float32> -> Vector512<float32>
    /// Where errors are measured.
    Sample: Random -> float
    /// The largest errors, in units of the last place; about a quarter above those measured.
    DoubleBound: float
    SingleBound: float
}

let private uniform a b (random: Random) = a + (b - a) * random.NextDouble()

/// Magnitudes from 10^a to 10^b, both signs.
let private spread a b (random: Random) =
    let sign = if random.Next 2 = 0 then 1.0 else -1.0
    sign * Math.Pow(10.0, uniform a b random)

let functions = [
    {
        Name = "exp"
        Exact = Math.Exp
        Double = LaneMath.Exp
        Single = LaneMath.Exp
        Double128 = LaneMath.Exp
        Double256 = LaneMath.Exp
        Double512 = LaneMath.Exp
        Single128 = LaneMath.Exp
        Single256 = LaneMath.Exp
        Single512 = LaneMath.Exp
        Sample = uniform -85.0 85.0
        DoubleBound = 1.01
        SingleBound = 1.1
    }
    {
        Name = "log"
        Exact = Math.Log
        Double = LaneMath.Log
        Single = LaneMath.Log
        Double128 = LaneMath.Log
        Double256 = LaneMath.Log
        Double512 = LaneMath.Log
        Single128 = LaneMath.Log
        Single256 = LaneMath.Log
        Single512 = LaneMath.Log
        Sample = spread -30.0 30.0 >> abs
        DoubleBound = 1.01
        SingleBound = 1.1
    }
    {
        Name = "log near 1"
        Exact = Math.Log
        Double = LaneMath.Log
        Single = LaneMath.Log
        Double128 = LaneMath.Log
        Double256 = LaneMath.Log
        Double512 = LaneMath.Log
        Single128 = LaneMath.Log
        Single256 = LaneMath.Log
        Single512 = LaneMath.Log
        Sample = uniform 0.5 2.0
        DoubleBound = 1.01
        SingleBound = 1.1
    }
    {
        Name = "expm1"
        Exact = Special.Expm1
        Double = LaneMath.Expm1
        Single = LaneMath.Expm1
        Double128 = LaneMath.Expm1
        Double256 = LaneMath.Expm1
        Double512 = LaneMath.Expm1
        Single128 = LaneMath.Expm1
        Single256 = LaneMath.Expm1
        Single512 = LaneMath.Expm1
        Sample = spread -10.0 1.5
        DoubleBound = 2.01
        SingleBound = 1.3
    }
    {
        Name = "log1p"
        Exact = Special.Log1p
        Double = LaneMath.Log1p
        Single = LaneMath.Log1p
        Double128 = LaneMath.Log1p
        Double256 = LaneMath.Log1p
        Double512 = LaneMath.Log1p
        Single128 = LaneMath.Log1p
        Single256 = LaneMath.Log1p
        Single512 = LaneMath.Log1p
        Sample =
            fun random ->
                let x = spread -10.0 3.0 random
                if x < -0.999 then -x else x
        DoubleBound = 1.01
        SingleBound = 1.1
    }
    {
        Name = "sin"
        Exact = Math.Sin
        Double = LaneMath.Sin
        Single = LaneMath.Sin
        Double128 = LaneMath.Sin
        Double256 = LaneMath.Sin
        Double512 = LaneMath.Sin
        Single128 = LaneMath.Sin
        Single256 = LaneMath.Sin
        Single512 = LaneMath.Sin
        Sample = uniform -100.0 100.0
        DoubleBound = 1.01
        SingleBound = 2.0
    }
    {
        Name = "cos"
        Exact = Math.Cos
        Double = LaneMath.Cos
        Single = LaneMath.Cos
        Double128 = LaneMath.Cos
        Double256 = LaneMath.Cos
        Double512 = LaneMath.Cos
        Single128 = LaneMath.Cos
        Single256 = LaneMath.Cos
        Single512 = LaneMath.Cos
        Sample = uniform -100.0 100.0
        DoubleBound = 1.01
        SingleBound = 2.0
    }
    {
        Name = "tan"
        Exact = Math.Tan
        Double = LaneMath.Tan
        Single = LaneMath.Tan
        Double128 = LaneMath.Tan
        Double256 = LaneMath.Tan
        Double512 = LaneMath.Tan
        Single128 = LaneMath.Tan
        Single256 = LaneMath.Tan
        Single512 = LaneMath.Tan
        Sample = uniform -1.5 1.5
        DoubleBound = 3.01
        SingleBound = 3.5
    }
    {
        Name = "atan"
        Exact = Math.Atan
        Double = LaneMath.Atan
        Single = LaneMath.Atan
        Double128 = LaneMath.Atan
        Double256 = LaneMath.Atan
        Double512 = LaneMath.Atan
        Single128 = LaneMath.Atan
        Single256 = LaneMath.Atan
        Single512 = LaneMath.Atan
        Sample = spread -3.0 3.0
        DoubleBound = 1.01
        SingleBound = 2.5
    }
    {
        Name = "asin"
        Exact = Math.Asin
        Double = LaneMath.Asin
        Single = LaneMath.Asin
        Double128 = LaneMath.Asin
        Double256 = LaneMath.Asin
        Double512 = LaneMath.Asin
        Single128 = LaneMath.Asin
        Single256 = LaneMath.Asin
        Single512 = LaneMath.Asin
        Sample = uniform -1.0 1.0
        DoubleBound = 3.01
        SingleBound = 3.6
    }
    {
        Name = "acos"
        Exact = Math.Acos
        Double = LaneMath.Acos
        Single = LaneMath.Acos
        Double128 = LaneMath.Acos
        Double256 = LaneMath.Acos
        Double512 = LaneMath.Acos
        Single128 = LaneMath.Acos
        Single256 = LaneMath.Acos
        Single512 = LaneMath.Acos
        Sample = uniform -1.0 1.0
        DoubleBound = 3.01
        SingleBound = 3.3
    }
    {
        Name = "sinh"
        Exact = Math.Sinh
        Double = LaneMath.Sinh
        Single = LaneMath.Sinh
        Double128 = LaneMath.Sinh
        Double256 = LaneMath.Sinh
        Double512 = LaneMath.Sinh
        Single128 = LaneMath.Sinh
        Single256 = LaneMath.Sinh
        Single512 = LaneMath.Sinh
        Sample = spread -5.0 1.9
        DoubleBound = 3.01
        SingleBound = 3.0
    }
    {
        Name = "cosh"
        Exact = Math.Cosh
        Double = LaneMath.Cosh
        Single = LaneMath.Cosh
        Double128 = LaneMath.Cosh
        Double256 = LaneMath.Cosh
        Double512 = LaneMath.Cosh
        Single128 = LaneMath.Cosh
        Single256 = LaneMath.Cosh
        Single512 = LaneMath.Cosh
        Sample = spread -5.0 1.9
        DoubleBound = 3.01
        SingleBound = 3.4
    }
    {
        Name = "tanh"
        Exact = Math.Tanh
        Double = LaneMath.Tanh
        Single = LaneMath.Tanh
        Double128 = LaneMath.Tanh
        Double256 = LaneMath.Tanh
        Double512 = LaneMath.Tanh
        Single128 = LaneMath.Tanh
        Single256 = LaneMath.Tanh
        Single512 = LaneMath.Tanh
        Sample = spread -5.0 1.9
        DoubleBound = 3.01
        SingleBound = 3.0
    }
]

let names () =
    functions |> Seq.map (fun f -> [| box f.Name |])

let private find name =
    functions |> List.find (fun f -> f.Name = name)

[<Theory>]
[<MemberData(nameof names)>]
let ``Errors stay below their bounds in units of the last place`` (name: string) =
    let f = find name
    let random = Random 1

    for _ in 1..100000 do
        let x = f.Sample random
        let exact = f.Exact x
        let error = abs (f.Double x - exact) / (Math.BitIncrement(abs exact) - abs exact)
        Assert.True(error <= f.DoubleBound, $"{name}({x:R}) is off by {error} ulp")

        // The nearest double to the exact value of the rounded argument stands for it: 29 more bits than are asked.
        let single = float32 x
        let exact = f.Exact(float single)
        let near = float32 (abs exact)
        let unit = float (MathF.BitIncrement near) - float near

        if Single.IsNormal near then
            let error = abs (float (f.Single single) - exact) / unit
            Assert.True(error <= f.SingleBound, $"{name}({single:R}f) is off by {error} ulp")

/// Ordinary arguments, and all special ones.
let private arguments (f: Function) (random: Random) = [|
    for _ in 1..496 do
        f.Sample random
    0.0
    -0.0
    1.0
    -1.0
    infinity
    -infinity
    nan
    Double.Epsilon
    -1e-310
    1e300
    -1e300
    88.9
    -103.5
    709.9
    -745.5
    1e-40
|]

[<Theory>]
[<MemberData(nameof names)>]
let ``Every width gives the same bits`` (name: string) =
    let f = find name
    let x = arguments f (Random 2)
    let scalar = x |> Array.map (f.Double >> BitConverter.DoubleToInt64Bits)

    let check lanes (apply: int -> float[]) =
        for i in 0..lanes .. x.Length - lanes do
            Assert.Equal<int64[]>(scalar.[i .. i + lanes - 1], apply i |> Array.map BitConverter.DoubleToInt64Bits)

    check 2 (fun i ->
        let v = f.Double128(Vector128.Create(x, i))
        Array.init 2 v.GetElement)

    check 4 (fun i ->
        let v = f.Double256(Vector256.Create(x, i))
        Array.init 4 v.GetElement)

    check 8 (fun i ->
        let v = f.Double512(Vector512.Create(x, i))
        Array.init 8 v.GetElement)

    let x = x |> Array.map float32
    let scalar = x |> Array.map (f.Single >> BitConverter.SingleToInt32Bits)

    let check lanes (apply: int -> float32[]) =
        for i in 0..lanes .. x.Length - lanes do
            Assert.Equal<int[]>(scalar.[i .. i + lanes - 1], apply i |> Array.map BitConverter.SingleToInt32Bits)

    check 4 (fun i ->
        let v = f.Single128(Vector128.Create(x, i))
        Array.init 4 v.GetElement)

    check 8 (fun i ->
        let v = f.Single256(Vector256.Create(x, i))
        Array.init 8 v.GetElement)

    check 16 (fun i ->
        let v = f.Single512(Vector512.Create(x, i))
        Array.init 16 v.GetElement)

[<Theory>]
[<MemberData(nameof names)>]
let ``Special arguments have the values of Math`` (name: string) =
    let f = find name

    for x in
        [
            0.0
            -0.0
            infinity
            -infinity
            nan
            1.0
            -1.0
            1e300
            -1e300
            Double.Epsilon
        ] do
        let exact = f.Exact x

        let isFarAngle =
            List.contains name [ "sin"; "cos"; "tan" ] && abs x > 1e10 && Double.IsFinite x

        if isFarAngle then
            Assert.True(Double.IsNaN(f.Double x), $"{name}({x:R})")
        elif Double.IsFinite exact then
            Assert.True(abs (f.Double x - exact) <= 1e-15 * abs exact, $"{name}({x:R}) = {f.Double x:R}, not {exact:R}")

            // The reduction of angles does not keep the sign of zero.
            if not (x = 0.0 && List.contains name [ "sin"; "tan" ]) then
                Assert.Equal(Double.IsNegative exact, Double.IsNegative(f.Double x))
        else
            Assert.Equal(exact, f.Double x)
