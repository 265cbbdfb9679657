/// Coefficients as text: exact ones against themselves, enclosed ones against their squares and cubes, and all of them as doubles.
module ItoSharp.Symbolics.Tests.Numbers.CoefficientTests

open System
open FsCheck
open FsCheck.FSharp
open Xunit
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Plans.RandomPlans

let private read text =
    match CoefficientText.read text with
    | Ok c -> c
    | Error e -> failwith e

[<Fact>]
let ``equal numbers are equal however they are written`` () =
    for a, b in
        [
            "1/2", "0.5"
            "2/4", "1/2"
            "1e-3", "1/1000"
            "-2.5", "-5/2"
            "+3", "3"
            "sqrt(4/9)", "2/3"
            "sqrt(12)", "2*sqrt(3)"
            "sqrt(1/2)", "sqrt(2)/2"
            "1/sqrt(2)", "sqrt(2)/2"
            "(2-sqrt(2))/2", "1-1/sqrt(2)"
            "1/(1+sqrt(2)+sqrt(3))", "1/2+sqrt(2)/4-sqrt(6)/4"
            "sqrt(2)*sqrt(3)", "sqrt(6)"
            "(1+sqrt(5))^2/4", "(3+sqrt(5))/2"
            "2^-2", "1/4"
            "cbrt(-8)", "-2"
            "root(4,81/16)", "3/2"
            "sqrt(2)-sqrt(2)", "0"
        ] do
        Assert.Equal((a, read b), (a, read a))

[<Fact>]
let ``different numbers differ, however near`` () =
    // The continued fraction of sqrt(2), and numbers that agree in a dozen digits.
    Assert.NotEqual(read "sqrt(2)", read "665857/470832")
    Assert.NotEqual(read "sqrt(10)+sqrt(17)", read "sqrt(5)+sqrt(24.8)")
    Assert.False((read "sqrt(2)+sqrt(3)-sqrt(5+2*sqrt(6))").IsZero)

[<Fact>]
let ``nested roots are enclosed`` () =
    // sqrt(5 + 2 sqrt 6) = sqrt 2 + sqrt 3, which only the enclosure sees.
    match Coefficient.value (read "sqrt(5+2*sqrt(6))-sqrt(2)-sqrt(3)") with
    | Quantity.Near ball ->
        Assert.True ball.ContainsZero
        Assert.True(Rational.toDouble (Ball.radius ball) < 1e-110)
    | Quantity.Exact _ -> Assert.Fail "exact"

    match Coefficient.value (read "cbrt(2)^3-2") with
    | Quantity.Near ball -> Assert.True(ball.ContainsZero && Rational.toDouble (Ball.radius ball) < 1e-110)
    | Quantity.Exact _ -> Assert.Fail "exact"

[<Fact>]
let ``a long decimal stands for half a unit of its last digit`` () =
    for text, radius in
        [
            "0.3333333333", 5e-11
            "-0.3333333333333333", 5e-17
            "1.2345678901e-5", 5e-16
            "12345678901.0", 0.05
        ] do
        match Coefficient.value (read text) with
        | Quantity.Near ball ->
            Assert.Equal(radius, Rational.toDouble (Ball.radius ball), 1e-3 * radius)

            Assert.Equal(
                Double.Parse(text, Globalization.CultureInfo.InvariantCulture),
                Coefficient.toDouble (read text)
            )
        | Quantity.Exact _ -> Assert.Fail text

    for text in [ "0.9"; "0.161"; "1e-3"; "12345678.0"; "0.000000001" ] do
        Assert.True(
            (match Coefficient.value (read text) with
             | Quantity.Exact _ -> true
             | _ -> false),
            text
        )

[<Fact>]
let ``short decimals beside long ones are exact`` () =
    let settle text =
        Coefficient.settled [ read "0.12345678901234567890123456789012345678901" ] (read text)

    Assert.Equal(read "-69931640625/10000000000000", settle "-0.0069931640625")
    Assert.Equal(read "0.1234567890123456789012", settle "0.1234567890123456789012")

[<Fact>]
let ``doubles are the nearest`` () =
    Assert.Equal(1.0 / 3.0, Coefficient.toDouble (read "1/3"))
    Assert.Equal(0.1, Coefficient.toDouble (read "0.1"))
    Assert.Equal(sqrt 2.0, Coefficient.toDouble (read "sqrt(2)"))
    // 1/2 - sqrt(3)/6 = 0.211324865405187117745...
    Assert.Equal(0.2113248654051871177, Coefficient.toDouble (read "1/2-sqrt(3)/6"))

[<Fact>]
let ``what is no number is refused with its text`` () =
    for text in
        [
            ""
            "x"
            "1/0"
            "1/(sqrt(2)-sqrt(2))"
            "1/(0.3333333333-0.3333333333)"
            "sqrt(-1)"
            "sqrt(2"
            "2)"
            "1//2"
            "--1"
            "1e"
            "1e999"
            "."
            "root(1,2)"
            "root(99,2)"
            "2^99"
            "((2^16)^16)^16"
            String('(', 100) + "1" + String(')', 100)
            String('9', 200)
        ] do
        match CoefficientText.read text with
        | Ok c -> Assert.Fail(text + " reads as " + c.ToString())
        | Error message -> Assert.False(String.IsNullOrWhiteSpace message)

/// The answer, which must come soon: what is tested here took hours.
let private soon (work: unit -> 'a) : 'a =
    let task = System.Threading.Tasks.Task.Run work
    Assert.True(task.Wait(TimeSpan.FromSeconds 30.0), "no answer in 30 seconds")
    task.Result

let private primes = [ 2; 3; 5; 7; 11; 13; 17; 19; 23; 29; 31; 37; 41; 43; 47; 53; 59; 61; 67; 71 ]

let private rootsOf (numbers: int list) =
    String.Join("+", numbers |> List.map (fun n -> $"sqrt({n})"))

[<Fact>]
let ``the inverse of a sum of many roots is enclosed`` () =
    let value text =
        soon (fun () -> Coefficient.value (read text))

    match value $"1/({rootsOf primes})" with
    | Quantity.Near ball ->
        let expected = 1.0 / (primes |> List.sumBy (float >> sqrt))
        Assert.Equal(expected, Rational.toDouble (Ball.centre ball), 1e-15)
        Assert.True(Rational.toDouble (Ball.radius ball) < 1e-110)
    | Quantity.Exact _ -> Assert.Fail "exact"

    // Five primes make a field of 32 roots, six one of 64.
    for count, exact in [ 5, true; 6, false ] do
        match value $"1/({rootsOf (List.take count primes)})" with
        | Quantity.Exact s -> Assert.True(exact && Surd.canInvert s)
        | Quantity.Near _ -> Assert.False exact

[<Fact>]
let ``powers of sums of roots with a decimal are enclosed`` () =
    // Exact, as the middle of the number and beside longer decimals, this would be a sum of all products of 20 roots.
    let c = read $"({rootsOf primes}+0.1234567891)^16"
    let expected = (0.1234567891 + (primes |> List.sumBy (float >> sqrt))) ** 16.0
    Assert.Equal(1.0, soon (fun () -> Coefficient.toDouble c) / expected, 1e-12)

    let settled =
        soon (fun () -> Coefficient.settled [ read "0.12345678901234567890123456789012345678901" ] c)

    Assert.Equal(0, Coefficient.longestDecimal settled)
    Assert.Equal(1.0, soon (fun () -> Coefficient.toDouble settled) / expected, 1e-12)

[<Fact>]
let ``powers of powers of what is not exact are refused`` () =
    let nested atom times =
        String('(', times) + atom + String.Join("", List.replicate times "^16)")

    for atom in [ "0.1234567891"; "cbrt(2)"; "(cbrt(2)-0.1234567891)" ] do
        match soon (fun () -> CoefficientText.read (nested atom 8)) with
        | Ok _ -> Assert.Fail atom
        | Error message -> Assert.Contains("more than 500 operations on numbers that are not exact", message)

        Assert.Equal(Ok true, CoefficientText.read (nested atom 1) |> Result.map (fun c -> not c.IsZero))

/// Random expressions, without blanks.
let private expression =
    let atom =
        Gen.oneof [
            Gen.choose (0, 40) |> Gen.map string
            Gen.map2 (fun p q -> $"{p}/{q}") (Gen.choose (1, 30)) (Gen.choose (1, 30))
            Gen.elements [ "0.25"; "0.3333333333333"; "1.7320508075688772"; "1e-2" ]
            Gen.choose (2, 15) |> Gen.map (fun n -> $"sqrt({n})")
            Gen.choose (2, 9) |> Gen.map (fun n -> $"cbrt({n})")
        ]

    let rec sized n =
        if n = 0 then
            atom
        else
            let part = sized (n - 1)

            Gen.oneof [
                atom
                Gen.map2 (fun a b -> $"({a})+({b})") part part
                Gen.map2 (fun a b -> $"({a})-({b})") part part
                Gen.map2 (fun a b -> $"({a})*({b})") part part
                Gen.map2 (fun a b -> $"({a})/({b})") part part
            ]

    sized 3

[<Fact>]
let ``coefficients are read back as written, and the exact value lies in the enclosure`` () =
    check 500 expression (fun text ->
        match CoefficientText.read text with
        | Error _ -> ()
        | Ok c ->
            Assert.Equal((text, Ok c), (text, CoefficientText.read (c.ToString())))

            match Coefficient.value c, Coefficient.middle c with
            | Quantity.Exact a, Quantity.Exact b -> Assert.Equal(a, b)
            | Quantity.Near ball, middle ->
                let difference = Ball.add ball (Ball.negate middle.Ball)
                Assert.True(difference.ContainsZero, text)
            | _ -> Assert.Fail text)

[<Fact>]
let ``surds form a field`` () =
    let surd =
        gen {
            let! parts =
                Gen.listOfLength 3 (Gen.zip (Gen.elements [ 1; 2; 3; 5; 6; 10; 15; 30 ]) (Gen.choose (-5, 5)))

            return
                parts
                |> List.map (fun (r, k) ->
                    Surd.multiply (Surd.ofRational (Rational.Of(k, 3))) (Surd.tryRoot (Rational.Of r)).Value)
                |> List.fold Surd.add Surd.zero
        }

    check 200 (Gen.zip3 surd surd surd) (fun (a, b, c) ->
        Assert.Equal(Surd.multiply a (Surd.add b c), Surd.add (Surd.multiply a b) (Surd.multiply a c))
        Assert.True((Surd.subtract a a).IsZero)

        if not a.IsZero then
            Assert.Equal(Surd.one, Surd.multiply a (Surd.inverse a)))
