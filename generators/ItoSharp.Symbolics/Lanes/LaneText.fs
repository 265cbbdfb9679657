namespace ItoSharp.Symbolics

open System
open System.Globalization

/// Where straight-line code is to run.
[<RequireQualifiedAccess>]
type LaneTarget =
    /// C#, one path.
    | Scalar
    /// C#, as many paths as a vector of 128, 256 or 512 bits has lanes.
    | Vector of bits: int
    /// OpenCL C and CUDA C, one path; the functions are those of the library's prelude.
    | Device

/// Straight-line code as text: the same operations for every target. Named values are spelled as spelling says.
type LaneText(target: LaneTarget, format: LaneFormat, spelling: Func<string, string>) =
    let vector =
        match target with
        | LaneTarget.Scalar
        | LaneTarget.Device -> ""
        | LaneTarget.Vector bits -> "Vector" + bits.ToString(CultureInfo.InvariantCulture)

    let isDevice = (target = LaneTarget.Device)
    let isScalar = (target = LaneTarget.Scalar || isDevice)
    let isSingle = (format = LaneFormat.Single)
    let element = if isSingle then "float" else "double"

    let word =
        match isDevice, isSingle with
        | true, true -> "u32"
        | true, false -> "u64"
        | false, true -> "uint"
        | false, false -> "ulong"

    let identifier name =
        let name = spelling.Invoke name

        if isDevice then
            DeviceNames.ofName name
        else
            CSharpPrinter.identifier name

    // C has no names for these, and takes a number without a point for a whole one.
    let deviceLiteral (d: float) (text: string) =
        if Double.IsNaN d then "not_a_number()"
        elif Double.IsPositiveInfinity d then "infinite()"
        elif Double.IsNegativeInfinity d then "-infinite()"
        elif text.IndexOfAny [| '.'; 'e'; 'E' |] >= 0 then text
        elif isSingle then text.TrimEnd('f') + ".0f"
        else text + ".0"

    let literal (d: float) =
        // A number of single precision is rounded here, so that the text says what is computed.
        let d = if isSingle then float (float32 d) else d

        let text =
            if Double.IsNaN d then
                element + ".NaN"
            elif Double.IsPositiveInfinity d then
                element + ".PositiveInfinity"
            elif Double.IsNegativeInfinity d then
                element + ".NegativeInfinity"
            elif isSingle then
                let short = (float32 d).ToString("R", CultureInfo.InvariantCulture)

                // The shortest text is not right on every .NET that hosts a compiler.
                (if Single.Parse(short, CultureInfo.InvariantCulture) = float32 d then
                     short
                 else
                     (float32 d).ToString("G9", CultureInfo.InvariantCulture))
                + "f"
            else
                CSharpPrinter.literal d

        if isDevice then deviceLiteral d text
        elif isScalar then text
        else vector + ".Create(" + text + ")"

    let whole (n: uint64) =
        let digits =
            if n < 1000UL then
                n.ToString(CultureInfo.InvariantCulture)
            else
                "0x"
                + n.ToString((if isSingle then "X8" else "X16"), CultureInfo.InvariantCulture)

        let text =
            if isDevice && not isSingle then
                "U64(" + digits + ")"
            else
                digits + (if isSingle then "u" else "UL")

        if isScalar then text else vector + ".Create(" + text + ")"

    let math name =
        match name, isScalar, isSingle with
        | _ when isDevice ->
            match name with
            | "FusedMultiplyAdd" -> "fused"
            | "Sqrt" -> "root"
            | "Abs" -> "magnitude"
            | "Min" -> "least"
            | _ -> "greatest"
        | "Min", true, _ -> element + ".MinNative"
        | "Max", true, _ -> element + ".MaxNative"
        | "Min", false, _ -> vector + ".MinNative"
        | "Max", false, _ -> vector + ".MaxNative"
        | _, true, true -> "MathF." + name
        | _, true, false -> "Math." + name
        | _ -> vector + "." + name

    let call name (arguments: string list) =
        name + "(" + String.Join(", ", arguments) + ")"

    let paren (text: string, isPrimary: bool) =
        if isPrimary then text else "(" + text + ")"

    // Texts come with whether an operator may stand beside them.
    let rec lane (e: Lane) : string * bool =
        let operand e = paren (lane e)
        let whole e = fst (lane e)

        match e with
        | Value name -> identifier name, true
        | Number d when d < 0.0 && isScalar -> "(" + literal d + ")", true
        | Number d -> literal d, true
        // Chains of sums and of products read without parentheses where they associate to the left.
        | Add(a, b) -> left a + " + " + operandOfSum b, false
        | Subtract(a, b) -> left a + " - " + operandOfSum b, false
        | Multiply(a, b) -> leftFactor a + " * " + operand b, false
        | Divide(a, b) -> leftFactor a + " / " + operand b, false
        | Negate a -> "-" + operand a, false
        | Fma(a, b, c) -> call (math "FusedMultiplyAdd") [ whole a; whole b; whole c ], true
        | Sqrt a -> call (math "Sqrt") [ whole a ], true
        | Magnitude a -> call (math "Abs") [ whole a ], true
        | Least(a, b) -> call (math "Min") [ whole a; whole b ], true
        | Greatest(a, b) -> call (math "Max") [ whole a; whole b ], true
        | Call(f, a) -> call ((if isDevice then "" else "LaneMath.") + sprintf "%A" f) [ whole a ], true
        | Select(m, a, b) when isScalar -> fst (mask m) + " ? " + operandOfChoice a + " : " + operandOfChoice b, false
        | Select(m, a, b) -> call (vector + ".ConditionalSelect") [ fst (mask m); whole a; whole b ], true
        | Entry(table, b) -> call table.Name [ fst (bits b) ], true
        | OfBits b when isDevice -> call "of_bits" [ fst (bits b) ], true
        | OfBits b when isScalar ->
            call
                ("BitConverter."
                 + (if isSingle then
                        "UInt32BitsToSingle"
                    else
                        "UInt64BitsToDouble"))
                [ fst (bits b) ],
            true
        | OfBits b -> paren (bits b) + (if isSingle then ".AsSingle()" else ".AsDouble()"), true

    and left e =
        match e with
        | Add _
        | Subtract _
        | Multiply _
        | Divide _ -> fst (lane e)
        | _ -> paren (lane e)

    and leftFactor e =
        match e with
        | Multiply _
        | Divide _ -> fst (lane e)
        | _ -> paren (lane e)

    and operandOfSum e =
        match e with
        | Multiply _
        | Divide _ -> fst (lane e)
        | _ -> paren (lane e)

    and operandOfChoice e =
        match e with
        | Select _ -> paren (lane e)
        | _ -> fst (lane e)

    and mask (m: LaneMask) : string * bool =
        let compare name symbol a b =
            if isScalar then
                paren (lane a) + " " + symbol + " " + paren (lane b), false
            else
                call (vector + "." + name) [ fst (lane a); fst (lane b) ], true

        let combine symbol a b =
            paren (mask a) + " " + symbol + " " + paren (mask b), false

        match m with
        | Truth name -> identifier name, true
        | Less(a, b) -> compare "LessThan" "<" a b
        | LessOrEqual(a, b) -> compare "LessThanOrEqual" "<=" a b
        // A value that equals itself is a number; a compiler would warn of the comparison.
        | Equal(a, b) when isScalar && not isDevice && a = b -> "!" + call (element + ".IsNaN") [ fst (lane a) ], true
        | Equal(a, b) -> compare "Equals" "==" a b
        | Both(a, b) -> combine (if isScalar then "&&" else "&") a b
        | Either(a, b) -> combine (if isScalar then "||" else "|") a b
        | Not a -> (if isScalar then "!" else "~") + paren (mask a), false
        | NoBits b when isScalar -> paren (bits b) + " == 0", false
        | NoBits b ->
            let zero = vector + "<" + word + ">.Zero"

            call (vector + ".Equals") [ fst (bits b); zero ]
            + (if isSingle then ".AsSingle()" else ".AsDouble()"),
            true

    and bits (b: LaneBits) : string * bool =
        let binary symbol a b =
            paren (bits a) + " " + symbol + " " + paren (bits b), false

        let shift symbol a (n: int) =
            paren (bits a) + " " + symbol + " " + n.ToString(CultureInfo.InvariantCulture), false

        match b with
        | Word name -> identifier name, true
        | Whole n -> whole n, true
        | BitsOf x when isDevice -> call "bits_of" [ fst (lane x) ], true
        | BitsOf x when isScalar ->
            call
                ("BitConverter."
                 + (if isSingle then
                        "SingleToUInt32Bits"
                    else
                        "DoubleToUInt64Bits"))
                [ fst (lane x) ],
            true
        | BitsOf x -> paren (lane x) + (if isSingle then ".AsUInt32()" else ".AsUInt64()"), true
        | AndBits(a, b) -> binary "&" a b
        | OrBits(a, b) -> binary "|" a b
        | XorBits(a, b) -> binary "^" a b
        | Plus(a, b) -> binary "+" a b
        | Minus(a, b) -> binary "-" a b
        | Left(a, n) -> shift "<<" a n
        | Right(a, n) -> shift (if isDevice then ">>" else ">>>") a n

    /// Every value under its own name.
    new(target, format) = LaneText(target, format, Func<string, string> id)

    /// Where the code is to run.
    member _.Target = target

    /// The type of a value: float, Vector512<float>, ...
    member _.FloatType = if isScalar then element else vector + "<" + element + ">"

    /// The type of a word.
    member _.BitsType = if isScalar then word else vector + "<" + word + ">"

    /// The type of a truth value.
    member _.MaskType = if isScalar then "bool" else vector + "<" + element + ">"

    /// float or double.
    member _.Element = element

    /// The class of a vector's operations; empty for scalar code.
    member _.Vector = vector

    /// How many paths one value holds.
    member _.Lanes =
        match target with
        | LaneTarget.Scalar
        | LaneTarget.Device -> 1
        | LaneTarget.Vector bits -> bits / (if isSingle then 32 else 64)

    /// An expression.
    member _.Print(e: Lane) = fst (lane e)

    member _.Print(m: LaneMask) = fst (mask m)

    /// A name as the text spells it.
    member _.Name(name: string) = identifier name

    /// How a declaration of a value begins.
    member text.Declare = if isDevice then text.FloatType else "var"

    /// The statements of lets; a name that comes again is assigned again.
    member _.Statements(lets: LaneLet list) : string list =
        let declared = System.Collections.Generic.HashSet<string>()

        let kind name = if isDevice then name else "var"

        let statement name kind text =
            (if declared.Add name then kind + " " else "")
            + identifier name
            + " = "
            + text
            + ";"

        [
            for item in lets do
                match item with
                | LetLane(name, e) -> statement name (kind element) (fst (lane e))
                | LetMask(name, m) -> statement name (kind "bool") (fst (mask m))
                | LetBits(name, b) -> statement name (kind word) (fst (bits b))
        ]
