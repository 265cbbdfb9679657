namespace ItoSharp.Symbolics

/// The floating-point format of emitted code.
[<RequireQualifiedAccess>]
type LaneFormat =
    | Single
    | Double

/// An elementary function of the library's own, the same operations on every back end.
[<RequireQualifiedAccess>]
type LaneFunction =
    | Exp
    | Log
    | Expm1
    | Log1p
    | Sin
    | Cos
    | Tan
    | Asin
    | Acos
    | Atan
    | Sinh
    | Cosh
    | Tanh

/// Eight numbers that lanes look up, each its own: a register of 512 bits, a gather, or an array.
type LaneTable = {
    Name: string
    /// What an entry is, for readers of the emitted code.
    Meaning: string
    Entries: float list
}

/// One floating-point operation after another, rounded as IEEE 754 says: what scalar code, vector lanes and device threads all
/// execute. Nothing is fused but Fma and nothing may be reordered, so every back end gives the same bits.
type Lane =
    /// A named value.
    | Value of name: string
    /// A number, rounded to the format.
    | Number of float
    | Add of Lane * Lane
    | Subtract of Lane * Lane
    | Multiply of Lane * Lane
    | Divide of Lane * Lane
    | Negate of Lane
    /// a b + c, rounded once.
    | Fma of Lane * Lane * Lane
    | Sqrt of Lane
    | Magnitude of Lane
    /// The smaller; the second where either is no number.
    | Least of Lane * Lane
    /// The greater; the second where either is no number.
    | Greatest of Lane * Lane
    | Call of LaneFunction * Lane
    | Select of LaneMask * Lane * Lane
    /// A number by its bits.
    | OfBits of LaneBits
    /// The entry of a table that the low three bits of a word say; of double precision only.
    | Entry of LaneTable * LaneBits

/// A truth value for each lane.
and LaneMask =
    | Truth of name: string
    | Less of Lane * Lane
    | LessOrEqual of Lane * Lane
    | Equal of Lane * Lane
    | Both of LaneMask * LaneMask
    | Either of LaneMask * LaneMask
    | Not of LaneMask
    /// Whether all bits are 0.
    | NoBits of LaneBits

/// An unsigned integer as wide as the format.
and LaneBits =
    | Word of name: string
    | Whole of uint64
    | BitsOf of Lane
    | AndBits of LaneBits * LaneBits
    | OrBits of LaneBits * LaneBits
    | XorBits of LaneBits * LaneBits
    | Plus of LaneBits * LaneBits
    | Minus of LaneBits * LaneBits
    | Left of LaneBits * int
    | Right of LaneBits * int

/// A named value of straight-line code.
type LaneLet =
    | LetLane of name: string * Lane
    | LetMask of name: string * LaneMask
    | LetBits of name: string * LaneBits

/// A result that is a value times 2^exponent, rounded once.
type LaneScaling = {
    /// The number of lets that value and exponent need; the others are about the power of two alone.
    Lets: int
    Value: Lane
    /// A whole number in the format.
    Exponent: Lane
}

/// A function of straight-line code.
type LaneBody = {
    Lets: LaneLet list
    Result: Lane
    /// What gives the bits of the result in one operation where a unit has it; None where nothing does.
    Scaling: LaneScaling option
}
