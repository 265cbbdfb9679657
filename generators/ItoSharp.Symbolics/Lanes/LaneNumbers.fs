namespace ItoSharp.Symbolics

/// The numbers of a format that its functions are made with.
module internal LaneNumbers =
    let one = Number 1.0
    let half = Number 0.5
    let two = Number 2.0

    let infinity = Number System.Double.PositiveInfinity

    // Adding it leaves a whole number in the low bits: 1.5 2^23, 1.5 2^52.
    let shifter (b: LaneBuilder) = b.Pick(12582912.0, 6755399441055744.0)

    let shifterBits (b: LaneBuilder) =
        b.Pick(0x4B400000UL, 0x4338000000000000UL)

    let mantissa (b: LaneBuilder) = b.Pick(23, 52)

    let signBit (b: LaneBuilder) =
        b.Pick(0x80000000UL, 0x8000000000000000UL)

    let signOf b x = AndBits(BitsOf x, signBit b)

    /// |value| with the sign of x.
    let withSign b x value =
        OfBits(OrBits(BitsOf value, signOf b x))
