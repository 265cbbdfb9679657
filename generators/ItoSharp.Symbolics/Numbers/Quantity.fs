namespace ItoSharp.Symbolics

open System
open System.Globalization
open System.Numerics

/// A number that is computed with: exact while it can be and is of few roots, otherwise enclosed.
[<RequireQualifiedAccess>]
type Quantity =
    | Exact of Surd
    | Near of Ball

    /// Whether the value is known to be exactly 0.
    member q.IsZero =
        match q with
        | Exact s -> s.IsZero
        | Near _ -> false

    /// An enclosure of the value.
    member q.Ball =
        match q with
        | Exact s -> Ball.ofSurd s
        | Near b -> b

    /// Pairs of terms that an exact product multiplies at most: sums of roots have sums of ever more roots as products.
    static member private MostPairs = 1024

    static member Zero = Exact Surd.zero
    static member One = Exact Surd.one
    static member Of(r: Rational) = Exact(Surd.ofRational r)

    static member (+)(a: Quantity, b: Quantity) =
        match a, b with
        | Exact x, Exact y -> Exact(Surd.add x y)
        | Exact x, other
        | other, Exact x when x.IsZero -> other
        | _ -> Near(Ball.add a.Ball b.Ball)

    static member (~-)(a: Quantity) =
        match a with
        | Exact x -> Exact(Surd.negate x)
        | Near x -> Near(Ball.negate x)

    static member (-)(a: Quantity, b: Quantity) = a + (-b)

    static member (*)(a: Quantity, b: Quantity) =
        match a, b with
        | Exact x, Exact y when x.Parts.Length * y.Parts.Length <= Quantity.MostPairs -> Exact(Surd.multiply x y)
        | Exact x, _
        | _, Exact x when x.IsZero -> Quantity.Zero
        | _ -> Near(Ball.multiply a.Ball b.Ball)

/// What is known of a condition that a number be zero.
[<RequireQualifiedAccess>]
type Verdict =
    /// Zero, or not told from it by decimals that tell well enough.
    | Holds
    /// Certainly not zero.
    | Violated
    /// The decimals allow zero, and much else.
    | Unclear

/// Inverses, roots, verdicts and texts of numbers.
[<RequireQualifiedAccess>]
module Quantity =
    /// 1/q, enclosed where its exact form is too large; None where q is or may be zero.
    let tryInverse (q: Quantity) : Quantity option =
        match q with
        | Quantity.Exact s when s.IsZero -> None
        | Quantity.Exact s when Surd.canInvert s -> Some(Quantity.Exact(Surd.inverse s))
        | Quantity.Exact _
        | Quantity.Near _ -> Ball.tryInverse q.Ball |> Option.map Quantity.Near

    /// The root of a degree, exact where it is a sum of square roots of fractions; None where it is not real.
    let tryRoot (degree: int) (q: Quantity) : Quantity option =
        let enclosed () =
            Ball.tryRoot degree q.Ball |> Option.map Quantity.Near

        match q with
        | Quantity.Exact s ->
            match s.AsRational with
            | Some r when r.Sign < 0 && degree % 2 = 0 -> None
            | Some r when degree = 2 ->
                match Surd.tryRoot r with
                | Some root -> Some(Quantity.Exact root)
                | None -> enclosed ()
            | Some r ->
                match Rational.tryRoot degree r.Abs with
                | Some root -> Some(Quantity.Of(if r.Sign < 0 then -root else root))
                | None -> enclosed ()
            | None -> enclosed ()
        | Quantity.Near _ -> enclosed ()

    /// The nearest double to the value, or to the centre of its enclosure.
    let toDouble (q: Quantity) : float =
        match q with
        | Quantity.Exact s ->
            match s.AsRational with
            | Some r -> Rational.toDouble r
            | None -> Rational.toDouble (Ball.centre (Ball.ofSurd s))
        | Quantity.Near b -> Rational.toDouble (Ball.centre b)

    /// How far the value may lie from toDouble's number, rounding apart: 0 for what is exact.
    let uncertainty (q: Quantity) : float =
        match q with
        | Quantity.Exact _ -> 0.0
        | Quantity.Near b -> Rational.toDouble (Ball.radius b)

    /// Wider enclosures, in parts of the number that a condition asks for, decide nothing: 3-digit decimals would prove any order.
    let widest = 1e-6

    /// Whether a difference of two sides is zero, where the asked side has a size.
    let verdict (size: float) (difference: Quantity) : Verdict =
        match difference with
        | Quantity.Exact s -> if s.IsZero then Verdict.Holds else Verdict.Violated
        | Quantity.Near b ->
            if not b.ContainsZero then
                Verdict.Violated
            elif Rational.toDouble (Ball.radius b) <= widest * size then
                Verdict.Holds
            else
                Verdict.Unclear

    /// A rounded number: 0.2083, 1.1e-14.
    [<CompiledName("Rounded")>]
    let rounded (value: float) : string =
        let size = abs value

        if size = 0.0 then
            "0"
        elif size >= 1e-3 && size < 1e4 then
            value.ToString("0.######", CultureInfo.InvariantCulture)
        else
            value.ToString("0.0e0", CultureInfo.InvariantCulture)

    let private longestText = 36

    /// An exact number as it is written while that is short, any other rounded.
    let show (q: Quantity) : string =
        match q with
        | Quantity.Exact s ->
            let text = Surd.show s

            if text.Length <= longestText then
                text
            else
                rounded (toDouble q)
        | Quantity.Near _ -> rounded (toDouble q)
