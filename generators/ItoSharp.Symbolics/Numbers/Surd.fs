namespace ItoSharp.Symbolics

open System.Collections.Generic
open System.Numerics

/// An exact number of a real multi-quadratic field: a sum of fractions times square roots of distinct square-free whole numbers.
/// Those roots are linearly independent over the fractions, so a sum is zero where all of its terms are.
type Surd = private {
    /// Square-free radicands, rising, with factors that are not zero; 1 stands for the rational part.
    Terms: (BigInteger * Rational) list
} with

    /// The radicands with their factors, by rising radicand.
    member s.Parts = s.Terms
    /// Whether the value is 0.
    member s.IsZero = s.Terms.IsEmpty

    /// The value where no root is left in it.
    member s.AsRational =
        match s.Terms with
        | [] -> Some Rational.Zero
        | [ radicand, value ] when radicand.IsOne -> Some value
        | _ -> None

/// Arithmetic of sums of square roots.
[<RequireQualifiedAccess>]
module Surd =
    /// A fraction.
    let ofRational (r: Rational) : Surd =
        if r.IsZero then
            { Terms = [] }
        else
            { Terms = [ BigInteger.One, r ] }

    let zero = ofRational Rational.Zero
    let one = ofRational Rational.One

    let private collect (terms: (BigInteger * Rational) list) : Surd = {
        Terms =
            terms
            |> List.groupBy fst
            |> List.map (fun (radicand, group) ->
                radicand, group |> List.fold (fun sum (_, factor) -> sum + factor) Rational.Zero)
            |> List.filter (fun (_, factor) -> not factor.IsZero)
            |> List.sortBy fst
    }

    let rec private merge left right =
        match left, right with
        | [], rest
        | rest, [] -> rest
        | ((r: BigInteger, x: Rational) as a) :: others, ((s, y) as b) :: more ->
            match BigInteger.Compare(r, s) with
            | 0 ->
                let sum = x + y

                if sum.IsZero then
                    merge others more
                else
                    (r, sum) :: merge others more
            | order when order < 0 -> a :: merge others right
            | _ -> b :: merge left more

    let add (a: Surd) (b: Surd) : Surd = { Terms = merge a.Terms b.Terms }

    let negate (a: Surd) : Surd = {
        Terms = a.Terms |> List.map (fun (r, x) -> r, -x)
    }

    let subtract a b = add a (negate b)

    let private product (r: BigInteger, x: Rational) (s: BigInteger, y: Rational) =
        if r.IsOne || s.IsOne then
            r * s, x * y
        else
            let shared = BigInteger.GreatestCommonDivisor(r, s)
            (r / shared) * (s / shared), x * y * Rational.Create(shared, BigInteger.One)

    let multiply (a: Surd) (b: Surd) : Surd =
        match a.Terms, b.Terms with
        | [], _
        | _, [] -> zero
        | [ x ], [ y ] -> { Terms = [ product x y ] }
        | left, right ->
            collect [
                for x in left do
                    for y in right -> product x y
            ]

    /// Whether the products of square-free radicands are, up to squares, no more than a limit: the terms that sums and products of
    /// their roots can have. Stops counting above the limit.
    let isFieldWithin (limit: int) (radicands: BigInteger seq) : bool =
        let found = HashSet<BigInteger>(radicands)
        found.Add BigInteger.One |> ignore
        let mutable pending = List.ofSeq found

        while not pending.IsEmpty && found.Count <= limit do
            pending <- [
                for r in pending do
                    for s in List.ofSeq found do
                        let shared = BigInteger.GreatestCommonDivisor(r, s)
                        let product = (r / shared) * (s / shared)

                        if found.Count <= limit && found.Add product then
                            yield product
            ]

        found.Count <= limit

    /// Inverses have as many terms as their field has, 32 with five primes.
    let private largestField = 32

    /// Every prime doubles the digits of an inverse: bits of the longest factor, times terms of the field.
    let private mostWork = 32768

    /// Whether the inverse is a matter of milliseconds. Twenty primes would make 2^20 terms of a sum of twenty.
    let canInvert (a: Surd) : bool =
        let bits =
            a.Parts
            |> List.map (fun (_, factor) -> Rational.bitLength factor.Numerator + Rational.bitLength factor.Denominator)
            |> List.fold max 1

        a.Parts
        |> Seq.map fst
        |> isFieldWithin (min largestField (mostWork / bits |> max 1))

    /// The smallest prime factor of a number above 1 whose prime factors are all below a million.
    let private smallestFactor (n: BigInteger) =
        let rec from (d: BigInteger) =
            if d * d > n then n
            elif BigInteger.Remainder(n, d).IsZero then d
            else from (d + BigInteger.One)

        from (BigInteger 2)

    /// 1/a for a that is not zero and not too large (canInvert): with u + v sqrt p, the conjugate u - v sqrt p takes the prime p out of the denominator.
    let rec inverse (a: Surd) : Surd =
        match a.Terms with
        | [] -> invalidArg (nameof a) "0 has no inverse."
        | [ r, x ] -> {
            Terms = [ r, Rational.One / (x * Rational.Create(r, BigInteger.One)) ]
          }
        | terms ->
            let prime = terms |> List.last |> fst |> smallestFactor

            let withPrime, without =
                terms |> List.partition (fun (r, _) -> BigInteger.Remainder(r, prime).IsZero)

            let conjugate = {
                Terms = merge without (withPrime |> List.map (fun (r, x) -> r, -x))
            }

            multiply conjugate (inverse (multiply a conjugate))

    /// The largest whole number whose root is looked for exactly.
    let private largestRadicand = 1000000000000.0

    /// The square root of a fraction as a surd: None below zero, and where its radicand is too large to be split.
    let tryRoot (r: Rational) : Surd option =
        // sqrt(p/q) = sqrt(p q) / q
        let radicand = r.Numerator * r.Denominator

        if r.IsZero then
            Some zero
        elif r.Sign < 0 then
            None
        elif float radicand > largestRadicand then
            Rational.tryRoot 2 r |> Option.map ofRational
        else
            let mutable rest = uint64 radicand
            let mutable outside = 1UL
            let mutable d = 2UL

            while d * d <= rest do
                while rest % (d * d) = 0UL do
                    rest <- rest / (d * d)
                    outside <- outside * d

                d <- d + 1UL

            // A single large prime would make conjugates expensive to find.
            if rest > 1000000UL then
                None
            else
                Some {
                    Terms = [ BigInteger(rest), Rational.Create(BigInteger(outside), r.Denominator) ]
                }

    /// As a coefficient is written: "1/2-1/6*sqrt(3)".
    let show (a: Surd) : string =
        let part index (radicand: BigInteger, factor: Rational) =
            let sign =
                if factor.Sign < 0 then "-"
                elif index > 0 then "+"
                else ""

            let root =
                "sqrt("
                + radicand.ToString("R", System.Globalization.CultureInfo.InvariantCulture)
                + ")"

            sign
            + (if radicand.IsOne then factor.Abs.ToString()
               elif factor.Abs.IsOne then root
               else factor.Abs.ToString() + "*" + root)

        match a.Terms with
        | [] -> "0"
        | terms -> System.String.Join("", terms |> List.mapi part)
