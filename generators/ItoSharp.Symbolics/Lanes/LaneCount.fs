namespace ItoSharp.Symbolics

/// How many operations a formula takes in lanes, roughly: what decides how much of it a processor has in flight.
module LaneCount =
    // An elementary function is a polynomial and a reduction of its argument.
    let private operationsOfFunction = 30

    let rec private ofLane (e: Lane) =
        match e with
        | Value _
        | Number _ -> 0
        | Add(a, b)
        | Subtract(a, b)
        | Multiply(a, b)
        | Divide(a, b)
        | Least(a, b)
        | Greatest(a, b) -> 1 + ofLane a + ofLane b
        | Negate a
        | Sqrt a
        | Magnitude a -> 1 + ofLane a
        | Fma(a, b, c) -> 1 + ofLane a + ofLane b + ofLane c
        | Call(_, a) -> operationsOfFunction + ofLane a
        | Select(m, a, b) -> 1 + ofMask m + ofLane a + ofLane b
        | OfBits _
        | Entry _ -> 1

    and private ofMask (m: LaneMask) =
        match m with
        | Truth _ -> 0
        | Less(a, b)
        | LessOrEqual(a, b)
        | Equal(a, b) -> 1 + ofLane a + ofLane b
        | Both(a, b)
        | Either(a, b) -> 1 + ofMask a + ofMask b
        | Not a -> 1 + ofMask a
        | NoBits _ -> 1

    /// The operations of a formula.
    [<CompiledName("Operations")>]
    let operations (e: Expr) = ofLane (LaneLowering.lower e)
