module ItoSharp.Tests.Noise.PhiloxTests

open ItoSharp
open Xunit

/// The known answers that Random123 ships for philox4x32 with ten rounds.
[<Fact>]
let ``philox gives the known answers of Random123`` () =
    let check (c0, c1, c2, c3) (k0, k1) (w0, w1, w2, w3) =
        Assert.Equal(struct (w0, w1, w2, w3), Philox4x32_10.Block(c0, c1, c2, c3, k0, k1))

    check (0u, 0u, 0u, 0u) (0u, 0u) (0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)
    let all = 0xffffffffu
    check (all, all, all, all) (all, all) (0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)

    check
        (0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u)
        (0xa4093822u, 0x299f31d0u)
        (0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)
