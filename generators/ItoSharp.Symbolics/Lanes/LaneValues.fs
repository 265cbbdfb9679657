namespace ItoSharp.Symbolics

/// What operations read.
module LaneValues =
    /// The operands that are values of the format, in order; those inside of masks and bits are among own's.
    let parts (e: Lane) : Lane list =
        match e with
        | Value _
        | Number _
        | OfBits _
        | Entry _ -> []
        | Add(a, b)
        | Subtract(a, b)
        | Multiply(a, b)
        | Divide(a, b)
        | Least(a, b)
        | Greatest(a, b)
        | Select(_, a, b) -> [ a; b ]
        | Negate a
        | Sqrt a
        | Magnitude a
        | Call(_, a) -> [ a ]
        | Fma(a, b, c) -> [ a; b; c ]

    let rec private ofMask (m: LaneMask) : string seq =
        match m with
        | Truth name -> Seq.singleton name
        | Less(a, b)
        | LessOrEqual(a, b)
        | Equal(a, b) -> Seq.append (all a) (all b)
        | Both(a, b)
        | Either(a, b) -> Seq.append (ofMask a) (ofMask b)
        | Not a -> ofMask a
        | NoBits b -> ofBits b

    and private ofBits (b: LaneBits) : string seq =
        match b with
        | Word name -> Seq.singleton name
        | Whole _ -> Seq.empty
        | BitsOf a -> all a
        | AndBits(a, b)
        | OrBits(a, b)
        | XorBits(a, b)
        | Plus(a, b)
        | Minus(a, b) -> Seq.append (ofBits a) (ofBits b)
        | Left(a, _)
        | Right(a, _) -> ofBits a

    /// The names that an operation reads beside its parts.
    and own (e: Lane) : string seq =
        match e with
        | Value name -> Seq.singleton name
        | Select(m, _, _) -> ofMask m
        | OfBits b
        | Entry(_, b) -> ofBits b
        | _ -> Seq.empty

    /// All names that are read.
    and [<CompiledName("All")>] all (e: Lane) : string seq =
        Seq.append (own e) (parts e |> Seq.collect all)
