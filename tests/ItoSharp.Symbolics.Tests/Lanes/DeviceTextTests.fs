/// Straight-line code in the C of devices: names that C has taken, numbers that C reads otherwise.
module ItoSharp.Symbolics.Tests.DeviceTextTests

open System
open ItoSharp.Symbolics
open Xunit

let private single = LaneText(LaneTarget.Device, LaneFormat.Single)
let private double = LaneText(LaneTarget.Device, LaneFormat.Double)

[<Fact>]
let ``names of C, OpenCL C, CUDA C and of the library get an underscore, and names that differ stay different`` () =
    let names = [
        for name in
            [
                "half"
                "kernel"
                "float4"
                "threadIdx"
                "state"
                "Exp"
                "M_PI"
                "X"
                "σ"
                "__x"
                "new"
            ] do
            name
            name + "_"
            name + "__"
    ]

    let printed = names |> List.map DeviceNames.ofName
    Assert.Equal(names.Length, (List.distinct printed).Length)
    Assert.All(printed, (fun name -> Assert.Matches("^[A-Za-z_][A-Za-z0-9_]*$", name)))
    Assert.Equal("half_", DeviceNames.ofName "half")
    Assert.Equal("X", DeviceNames.ofName "X")
    Assert.Equal("u03C3", DeviceNames.ofName "σ")

[<Theory>]
[<InlineData(100.0, "100.0f", "100.0")>]
[<InlineData(-2.0, "(-2.0f)", "(-2.0)")>]
[<InlineData(0.5, "0.5f", "0.5")>]
[<InlineData(1e-5, "1E-05f", "1E-05")>]
[<InlineData(Double.PositiveInfinity, "infinite()", "infinite()")>]
[<InlineData(Double.NegativeInfinity, "(-infinite())", "(-infinite())")>]
[<InlineData(Double.NaN, "not_a_number()", "not_a_number()")>]
let ``numbers are of the format, with a point`` (value: float) (inSingle: string) (inDouble: string) =
    Assert.Equal(inSingle, single.Print(Number value))
    Assert.Equal(inDouble, double.Print(Number value).Replace("e-05", "E-05"))

[<Fact>]
let ``operations are those of the prelude, and wide words come by a macro`` () =
    let x = Value "x"
    Assert.Equal("fused(x, x, x)", single.Print(Fma(x, x, x)))

    Assert.Equal(
        "x < 0.0f ? root(x) : Exp(x)",
        single.Print(Select(Less(x, Number 0.0), Sqrt x, Call(LaneFunction.Exp, x)))
    )

    Assert.Equal(
        "of_bits(bits_of(x) & U64(0x7FF0000000000000))",
        double.Print(OfBits(AndBits(BitsOf x, Whole 0x7FF0000000000000UL)))
    )

    Assert.Equal<string>([ "u32 n = bits_of(x) >> 3;" ], single.Statements [ LetBits("n", Right(BitsOf x, 3)) ])
