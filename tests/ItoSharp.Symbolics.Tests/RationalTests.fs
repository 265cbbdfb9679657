module ItoSharp.Symbolics.Tests.RationalTests

open System
open System.Globalization
open System.Numerics
open ItoSharp.Symbolics
open Xunit

[<Fact>]
let ``doubles survive as decimals`` () =
    let random = Random 3

    for _ in 1..1000 do
        let d = BitConverter.Int64BitsToDouble(random.NextInt64())

        if Double.IsFinite d then
            Assert.Equal(d, Rational.toDouble (Rational.ofDouble d))

[<Fact>]
let ``conversion rounds to the nearest double`` () =
    let random = Random 5

    for _ in 1..1000 do
        let p, q = random.Next(1, 1000000), random.Next(1, 1000000)
        Assert.Equal(float p / float q, Rational.toDouble (Rational.Of(p, q)))

    Assert.Equal(Double.Epsilon, Rational.toDouble (Rational.ofDouble Double.Epsilon))
    Assert.Equal(Double.MaxValue, Rational.toDouble (Rational.ofDouble Double.MaxValue))

[<Fact>]
let ``0.1 is a tenth`` () =
    Assert.Equal(Rational.Of(1, 10), Rational.ofDouble 0.1)
    Assert.Equal(Some(Rational.Of(-1, 4)), Rational.tryParse "-0.25")
    Assert.Equal(Some(Rational.Of(1, 1000)), Rational.tryParse "1e-3")
    Assert.Equal(Some(Rational.Of(2, 3)), Rational.tryParse "4/6")

[<Fact>]
let ``C# literals are the nearest double`` () =
    let random = Random 9

    for _ in 1..2000 do
        let r = Rational.Of(random.Next(-100000, 100000), random.Next(1, 100000))
        let text = (CSharpPrinter.print (Expr.constant r)).Replace("(", "").Replace(")", "")
        let negative = text.StartsWith "-"
        let parts = text.TrimStart('-').Split([| " / " |], StringSplitOptions.None)

        let number (s: string) =
            Double.Parse(s, CultureInfo.InvariantCulture)

        let value =
            if parts.Length = 2 then
                number parts.[0] / number parts.[1]
            else
                number parts.[0]

        Assert.Equal(Rational.toDouble r, (if negative then -value else value))

[<Fact>]
let ``exact roots only`` () =
    Assert.Equal(Some(Rational.Of(3, 2)), Rational.tryRoot 2 (Rational.Of(9, 4)))
    Assert.Equal(None, Rational.tryRoot 2 (Rational.Of 2))
    Assert.Equal(Some(Rational.Of 10), Rational.tryRoot 3 (Rational.Of 1000))

/// exp's Taylor sums in exact arithmetic: phi_k(z) = sum z^j/(j+k)!.
let private exactPhi k (z: Rational) =
    let mutable factorial = BigInteger.One

    for i in 1..k do
        factorial <- factorial * BigInteger(i)

    let mutable term = Rational.Create(BigInteger.One, factorial)
    let mutable total = term

    for j in 1 .. (if abs (Rational.toDouble z) < 1.0 then 24 else 120) do
        term <- term * z / Rational.Of(j + k)
        total <- total + term

    Rational.toDouble total

[<Fact>]
let ``phi functions agree with exact Taylor sums`` () =
    for k in 0..6 do
        for p in [ -80; -41; -20; -9; -5; -4; -3; -2; -1; 0; 1; 2; 3; 5; 9; 20; 41; 60 ] do
            for q in [ 4; 100 ] do
                let z = Rational.Of(p, q)
                let expected = exactPhi k z
                let found = Evaluate.at Map.empty (Expr.phi k (Expr.constant z))
                Assert.True(abs (found - expected) <= 2e-14 * abs expected, string k + " " + z.ToString())

[<Fact>]
let ``expm1 and log1p keep small arguments`` () =
    for e in [ 1e-30; 1e-17; -1e-10; 1e-5; 0.3; -0.4; 0.9 ] do
        let z = Rational.ofDouble e
        let expected = Rational.toDouble (Rational.ofDouble e) * exactPhi 1 z
        Assert.True(abs (SpecialFunctions.expm1 e - expected) <= 5e-16 * abs expected)
        Assert.True(abs (SpecialFunctions.log1p (SpecialFunctions.expm1 e) - e) <= 2e-15 * abs e)
