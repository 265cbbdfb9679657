module ItoSharp.Tests.Noise.FieldNoiseTests

open System
open ItoSharp
open Xunit

let private normals seed path step first count =
    let values = Array.zeroCreate<double> count
    FieldNoise.Fill(seed, path, step, first, values.AsSpan())
    values

/// The normal distribution function by its Taylor series at 0, good to 1e-13 up to |z| = 6.
let private distribution (z: double) =
    let z = max -6.0 (min 6.0 z)

    let rec go term n total =
        let next = term * z * z / double (2 * n + 1)

        if abs next < 1e-18 then
            total
        else
            go next (n + 1) (total + next)

    0.5 + exp (-0.5 * z * z) / sqrt (2.0 * Math.PI) * go z 1 z

[<Fact>]
let ``a million normals have the right law`` () =
    // Every bound is 5 standard errors (false failure 6e-7 each, five of them) or the Kolmogorov limit of rate 1e-6.
    let n = 1000000
    let z = normals 42UL 7UL 3u 0u n
    let mean f = Array.averageBy f z
    let root = sqrt (double n)
    Assert.True(abs (mean id) < 5.0 / root)
    Assert.True(abs (mean (fun x -> x * x) - 1.0) < 5.0 * sqrt 2.0 / root)
    Assert.True(abs (mean (fun x -> x ** 3.0)) < 5.0 * sqrt 15.0 / root)
    Assert.True(abs (mean (fun x -> x ** 4.0) - 3.0) < 5.0 * sqrt 96.0 / root)
    Assert.True(abs (mean (fun x -> x ** 6.0) - 15.0) < 5.0 * sqrt 10170.0 / root)

    let sorted = Array.sort z

    let statistic =
        sorted
        |> Array.mapi (fun i x ->
            let p = distribution x
            max (p - double i / double n) (double (i + 1) / double n - p))
        |> Array.max

    // 2 exp(-2 t^2) = 1e-6 at t = 2.694.
    Assert.True(statistic * root < 2.694, $"{statistic * root}")

[<Fact>]
let ``slots, steps, paths and seeds are independent`` () =
    let n = 200000
    let bound = 5.0 / sqrt (double n) // false failure 6e-7 a correlation, 24 of them
    let z = normals 1UL 0UL 0u 0u n

    let correlation (a: double[]) (b: double[]) =
        Array.fold2 (fun s x y -> s + x * y) 0.0 a b / double a.Length

    let check name (other: double[]) =
        // The values and their squares, which would show a shared radius.
        let squares (a: double[]) =
            a |> Array.map (fun x -> (x * x - 1.0) / sqrt 2.0)

        Assert.True(abs (correlation z other) < bound, name)
        Assert.True(abs (correlation (squares z) (squares other)) < bound, name)

    for lag in [ 1; 2; 3; 4; 100 ] do
        check $"lag {lag}" (Array.append z[lag..] z[.. lag - 1])

    check "step" (normals 1UL 0UL 1u 0u n)
    check "step, high bit" (normals 1UL 0UL 0x80000000u 0u n)
    check "path" (normals 1UL 1UL 0u 0u n)
    check "path, high word" (normals 1UL 0x100000000UL 0u 0u n)
    check "seed" (normals 2UL 0UL 0u 0u n)
    check "seed, high word" (normals 0x100000001UL 0UL 0u 0u n)
    check "slots further on" (normals 1UL 0UL 0u 0x40000000u n)

[<Fact>]
let ``step, path and slot do not collide`` () =
    // Swapping two of them, or moving a one from word to word, must give other numbers.
    let keys = [
        0UL, 0UL, 0u, 0u
        1UL, 0UL, 0u, 0u
        0UL, 1UL, 0u, 0u
        0UL, 0UL, 1u, 0u
        0UL, 0UL, 0u, 2u
        1UL <<< 32, 0UL, 0u, 0u
        0UL, 1UL <<< 32, 0u, 0u
    ]

    let firsts =
        keys
        |> List.map (fun (seed, path, step, slot) -> (normals seed path step slot 1)[0])

    Assert.Equal(keys.Length, (List.distinct firsts).Length)

[<Fact>]
let ``any splitting gives the same bits`` () =
    let n = 5000
    let whole = normals 9UL 5UL 11u 0u n
    let random = Random 1

    for _ in 1..300 do
        let first = random.Next n
        let count = random.Next(min 700 (n - first + 1))
        let part = normals 9UL 5UL 11u (uint32 first) count
        Assert.True(ReadOnlySpan(part).SequenceEqual(ReadOnlySpan(whole, first, count)), $"from {first}, {count}")
        let singles = Array.zeroCreate<float32> count
        FieldNoise.Fill(9UL, 5UL, 11u, uint32 first, singles.AsSpan())
        Assert.Equal<float32[]>(part |> Array.map float32, singles)

[<Fact>]
let ``each pair is Box and Muller on its Philox block`` () =
    // The vectorised loop against the definition, one block at a time.
    let seed, path, step = 0x0123456789abcdefUL, 0xfedcba9876543210UL, 77u
    let z = normals seed path step 0u 4096

    for j in 0..2047 do
        let struct (w0, w1, w2, w3) =
            Philox4x32_10.Block(uint32 j, step, uint32 path, uint32 (path >>> 32), uint32 seed, uint32 (seed >>> 32))

        let struct (first, second) =
            NormalTransform.Pair(uint64 w0 ||| (uint64 w1 <<< 32), uint64 w2 ||| (uint64 w3 <<< 32))

        Assert.Equal(first, z[2 * j])
        Assert.Equal(second, z[2 * j + 1])
        let u = 1.0 - double (uint64 w0 ||| (uint64 w1 <<< 32) >>> 12) * 2.0 ** -52.0

        let angle =
            2.0 * Math.PI * double (uint64 w2 ||| (uint64 w3 <<< 32) >>> 12) * 2.0 ** -52.0

        Assert.Equal(sqrt (-2.0 * log u) * cos angle, first, 1e-14)
        Assert.Equal(sqrt (-2.0 * log u) * sin angle, second, 1e-14)

[<Fact>]
let ``the bits are those of every other machine`` () =
    // Written down once, under AVX-512; a machine of another width, or a changed formula, must give the same.
    let hash =
        normals 1UL 2UL 3u 5u 100003
        |> Array.fold (fun h x -> (h ^^^ BitConverter.DoubleToUInt64Bits x) * 0x100000001b3UL) 0xcbf29ce484222325UL

    Assert.Equal(12056366936044610356UL, hash)

[<Fact>]
let ``the extreme blocks are finite`` () =
    let struct (first, second) = NormalTransform.Pair(UInt64.MaxValue, 0UL)
    Assert.Equal(sqrt (104.0 * log 2.0), first, 1e-14)
    Assert.Equal(0.0, second)
    let struct (first, second) = NormalTransform.Pair(0UL, UInt64.MaxValue)
    Assert.Equal(0.0, first)
    Assert.Equal(0.0, second)

[<Fact>]
let ``the last slots exist, and none after them`` () =
    let last = normals 1UL 2UL 3u 0xfffffffdu 3
    Assert.Equal(last[2], (normals 1UL 2UL 3u 0xffffffffu 1)[0])
    let singles = Array.zeroCreate<float32> 3
    FieldNoise.Fill(1UL, 2UL, 3u, 0xfffffffdu, singles.AsSpan())
    Assert.Equal<float32[]>(last |> Array.map float32, singles)

    let fault =
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> normals 1UL 2UL 3u 0xffffffffu 2 |> ignore)

    Assert.Contains("2 of them from 4294967295", fault.Message)
    Assert.Empty(normals 1UL 2UL 3u 0u 0)
