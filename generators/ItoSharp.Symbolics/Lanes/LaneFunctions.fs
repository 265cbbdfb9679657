namespace ItoSharp.Symbolics

open LaneNumbers
open LaneExponentials
open LaneLogarithms
open LaneTrigonometry
open LaneArcs
open LaneHyperbolics

/// The elementary functions as straight-line code without branches, so that scalar code, lanes and devices give the same bits.
///
/// exp: x = k log 2 + r, 2^k exp(r) by its series; in double k in eighths, their powers from a table. log: x = 2^k m, m in [sqrt(1/2), sqrt 2), log m by an odd series in
/// (m - 1) / (m + 1). sin, cos: x = k pi/2 + r, minimax polynomials. The others follow from these by identities that do not cancel.
/// Polynomials of single precision are those of Cephes, of double precision those of FreeBSD's msun (both free to use).
module LaneFunctions =
    /// The name of the parameter of every function.
    [<Literal>]
    let Argument = "x"

    /// The code of a function; its argument is Value Argument.
    [<CompiledName("Body")>]
    let body (format: LaneFormat) (f: LaneFunction) : LaneBody =
        let b = LaneBuilder(format)
        let x = Value Argument

        match f with
        | LaneFunction.Exp -> exponential b x
        | LaneFunction.Log -> logarithm b x
        | LaneFunction.Expm1 -> b.Finish(expm1Of b x)
        | LaneFunction.Log1p -> b.Finish(log1pOf b x)
        | LaneFunction.Sin -> b.Finish(trigonometric 0UL b x)
        | LaneFunction.Cos -> b.Finish(trigonometric 1UL b x)
        | LaneFunction.Tan -> b.Finish(tangent b x)
        | LaneFunction.Asin -> b.Finish(arcSine b x)
        | LaneFunction.Acos -> b.Finish(arcCosine b x)
        | LaneFunction.Atan -> b.Finish(arcTangent b x)
        | LaneFunction.Sinh -> b.Finish(hyperbolicSine b x)
        | LaneFunction.Cosh -> b.Finish(hyperbolicCosine b x)
        | LaneFunction.Tanh -> b.Finish(hyperbolicTangent b x)

    /// The tables that the functions look up.
    [<CompiledName("Tables")>]
    let tables (format: LaneFormat) : LaneTable list =
        match format with
        | LaneFormat.Single -> []
        | LaneFormat.Double -> [ eighthPowers ]

    /// All functions, each after those that it calls.
    [<CompiledName("All")>]
    let all = [
        LaneFunction.Exp
        LaneFunction.Log
        LaneFunction.Expm1
        LaneFunction.Log1p
        LaneFunction.Sin
        LaneFunction.Cos
        LaneFunction.Tan
        LaneFunction.Atan
        LaneFunction.Asin
        LaneFunction.Acos
        LaneFunction.Sinh
        LaneFunction.Cosh
        LaneFunction.Tanh
    ]

    /// Box and Muller: the normals of two words of random bits, named low and high.
    [<CompiledName("Normals")>]
    let normals (format: LaneFormat) : LaneLet list * Lane * Lane =
        let b = LaneBuilder(format)
        let spare = b.Pick(9, 12)
        let unit = b.Pick(0x3F800000UL, 0x3FF0000000000000UL)

        let between bits =
            OfBits(OrBits(Right(Word bits, spare), unit))
        // (0, 1]: zero would give an infinite radius.
        let uniform = b.Let("uniform", Subtract(two, between "low"))
        let log = b.Let("log", logOfNormal b uniform)
        let radius = b.Let("radius", Sqrt(Multiply(Number -2.0, log)))
        // A turn in [0, 1): quarters come off without rounding.
        let turn = b.Let("turn", Subtract(between "high", one))
        let shifted = b.Let("shifted", Fma(Number 4.0, turn, shifter b))
        let n = b.LetBits("n", BitsOf shifted)
        let quarter = b.Let("quarter", Subtract(shifted, shifter b))
        let rest = b.Let("rest", Fma(Number -0.25, quarter, turn))
        let angle = b.Let("angle", Multiply(Number(2.0 * System.Math.PI), rest))
        let sine = sineOf b angle
        let cosine = cosineOf b angle
        let even = b.LetMask("even", NoBits(AndBits(n, Whole 1UL)))

        let signed value count =
            OfBits(XorBits(BitsOf value, Left(AndBits(count, Whole 2UL), b.Pick(30, 62))))

        let first =
            Multiply(radius, signed (Select(even, cosine, sine)) (Plus(n, Whole 1UL)))

        let second = Multiply(radius, signed (Select(even, sine, cosine)) n)
        let body = b.Finish first
        body.Lets, first, second
