namespace ItoSharp.Symbolics

open System
open System.Globalization
open System.Numerics

/// Formulas as C# expressions of type double, the same text in every culture.
module CSharpPrinter =
    /// How tightly the outermost operator of a text binds.
    type private Level =
        | Conditional = 0
        | Additive = 1
        | Multiplicative = 2
        | Unary = 3
        | Primary = 4

    let private keywords =
        Set.ofList [
            "abstract"
            "as"
            "base"
            "bool"
            "break"
            "byte"
            "case"
            "catch"
            "char"
            "checked"
            "class"
            "const"
            "continue"
            "decimal"
            "default"
            "delegate"
            "do"
            "double"
            "else"
            "enum"
            "event"
            "explicit"
            "extern"
            "false"
            "finally"
            "fixed"
            "float"
            "for"
            "foreach"
            "goto"
            "if"
            "implicit"
            "in"
            "int"
            "interface"
            "internal"
            "is"
            "lock"
            "long"
            "namespace"
            "new"
            "null"
            "object"
            "operator"
            "out"
            "override"
            "params"
            "private"
            "protected"
            "public"
            "readonly"
            "ref"
            "return"
            "sbyte"
            "sealed"
            "short"
            "sizeof"
            "stackalloc"
            "static"
            "string"
            "struct"
            "switch"
            "this"
            "throw"
            "true"
            "try"
            "typeof"
            "uint"
            "ulong"
            "unchecked"
            "unsafe"
            "ushort"
            "using"
            "virtual"
            "void"
            "volatile"
            "while"
        ]

    /// A name as C# may spell it.
    let identifier (name: string) =
        if keywords.Contains name then "@" + name else name

    let private exactLimit = BigInteger.Pow(BigInteger(2), 53)

    /// A C# literal of the double d.
    [<CompiledName("Literal")>]
    let literal (d: float) =
        if Double.IsNaN d then
            "double.NaN"
        elif Double.IsPositiveInfinity d then
            "double.PositiveInfinity"
        elif Double.IsNegativeInfinity d then
            "double.NegativeInfinity"
        else
            let text = d.ToString("R", CultureInfo.InvariantCulture)
            let isPlain = text |> Seq.forall (fun c -> Char.IsDigit c || c = '-')
            if isPlain then text + ".0" else text

    /// A non-negative fraction: decimal where that is exact and short, else a constant quotient, else the nearest double.
    let private fraction (r: Rational) =
        match Rational.tryDecimal r with
        | Some text -> (if text.IndexOf('.') < 0 then text + ".0" else text), Level.Primary
        | None ->
            if r.Numerator < exactLimit && r.Denominator < exactLimit then
                let whole (n: BigInteger) =
                    n.ToString("R", CultureInfo.InvariantCulture) + ".0"

                if r.IsInteger then
                    whole r.Numerator, Level.Primary
                else
                    "(" + whole r.Numerator + " / " + whole r.Denominator + ")", Level.Primary
            else
                literal (Rational.toDouble r), Level.Primary

    let private isLeaf e =
        match e with
        | Var _
        | Pi -> true
        | _ -> false

    let private methodName f =
        match f with
        | Elementary.Exp -> "Math.Exp"
        | Elementary.Log -> "Math.Log"
        | Elementary.Expm1 -> "Special.Expm1"
        | Elementary.Log1p -> "Special.Log1p"
        | Elementary.Sin -> "Math.Sin"
        | Elementary.Cos -> "Math.Cos"
        | Elementary.Tan -> "Math.Tan"
        | Elementary.Asin -> "Math.Asin"
        | Elementary.Acos -> "Math.Acos"
        | Elementary.Atan -> "Math.Atan"
        | Elementary.Sinh -> "Math.Sinh"
        | Elementary.Cosh -> "Math.Cosh"
        | Elementary.Tanh -> "Math.Tanh"
        | Elementary.Abs -> "Math.Abs"
        | Elementary.Sign -> ""

    let rec private text (e: Expr) : string * Level =
        let atLeast level e =
            let body, own = text e
            if own < level then "(" + body + ")" else body

        let call name (arguments: Expr list) =
            name + "(" + String.Join(", ", arguments |> List.map (text >> fst)) + ")", Level.Primary

        let product (factors: string list) =
            match factors with
            | [ single ] -> single
            | several -> String.Join(" * ", several)

        /// The factors whose product is b^r for r > 0, each at multiplicative level.
        let powerFactors b (r: Rational) : string list =
            let root () = fst (call "Math.Sqrt" [ b ])
            let whole = int (BigInteger.Min(r.Floor, BigInteger(100)))
            let rest = r - Rational.Of whole

            let copies n =
                List.replicate n (atLeast Level.Unary b)

            if r.IsOne then
                [ atLeast Level.Unary b ]
            elif r = Rational.Of(1, 2) then
                [ root () ]
            elif isLeaf b && r.IsInteger && whole <= 8 then
                copies whole
            elif isLeaf b && rest = Rational.Of(1, 2) && whole <= 4 then
                copies whole @ [ root () ]
            else
                [ fst (call "Math.Pow" [ b; Const r ]) ]

        match e with
        | Const c when c.Sign < 0 -> "-" + fst (fraction (-c)), Level.Unary
        | Const c -> fraction c
        | Pi -> "Math.PI", Level.Primary
        | Var name -> identifier name, Level.Primary
        | Apply(Elementary.Sign, u) ->
            let x = atLeast Level.Unary u
            "(" + x + " > 0.0 ? 1.0 : " + x + " < 0.0 ? -1.0 : " + x + ")", Level.Primary
        | Apply(f, u) -> call (methodName f) [ u ]
        | Phi(k, z) when k <= 3 -> call ("Special.Phi" + k.ToString(CultureInfo.InvariantCulture)) [ z ]
        | Phi(k, z) ->
            "Special.Phi("
            + k.ToString(CultureInfo.InvariantCulture)
            + ", "
            + fst (text z)
            + ")",
            Level.Primary
        | Minimum(a, b) -> call "Math.Min" [ a; b ]
        | Maximum(a, b) -> call "Math.Max" [ a; b ]
        | Choose(c, a, b) ->
            // A chain of choices in the last branch needs no parentheses.
            test c + " ? " + atLeast Level.Additive a + " : " + fst (text b), Level.Conditional
        | GeneralPower(a, b) -> call "Math.Pow" [ a; b ]
        | Sum terms ->
            // A positive term first reads better and saves a unary minus.
            let isNegative t = (fst (Canonical.split t)).Sign < 0

            let ordered =
                match List.tryFindIndex (isNegative >> not) terms with
                | Some i when i > 0 -> terms.[i] :: (List.take i terms @ List.skip (i + 1) terms)
                | _ -> terms

            let first = atLeast Level.Additive ordered.Head

            let rest =
                ordered.Tail
                |> List.map (fun t ->
                    if isNegative t then
                        " - " + atLeast Level.Multiplicative (-t)
                    else
                        " + " + atLeast Level.Multiplicative t)

            first + String.Join("", rest), Level.Additive
        | Power(b, r) when r.Sign > 0 ->
            match powerFactors b r with
            | [ single ] -> single, Level.Primary
            | several -> product several, Level.Multiplicative
        | Power _
        | Product _ ->
            let factors =
                match e with
                | Product factors -> factors
                | _ -> [ e ]

            let coefficient, factors =
                match factors with
                | Const c :: rest -> c, rest
                | _ -> Rational.One, factors

            let above =
                factors
                |> List.collect (fun f ->
                    match f with
                    | Power(_, r) when r.Sign < 0 -> []
                    | Power(b, r) -> powerFactors b r
                    | _ -> [ atLeast Level.Unary f ])

            let below =
                factors
                |> List.collect (fun f ->
                    match f with
                    | Power(b, r) when r.Sign < 0 -> powerFactors b (-r)
                    | _ -> [])

            let size = coefficient.Abs

            let above =
                if size.IsOne && not above.IsEmpty then
                    above
                else
                    fst (fraction size) :: above

            let numerator = (if coefficient.Sign < 0 then "-" else "") + product above

            match below with
            | [] -> numerator, Level.Multiplicative
            | [ single ] -> numerator + " / " + single, Level.Multiplicative
            | several -> numerator + " / (" + product several + ")", Level.Multiplicative

    and private test (c: Condition) : string =
        let side e =
            let body, own = text e
            if own < Level.Additive then "(" + body + ")" else body

        let operand c =
            match c with
            | Condition.Both _
            | Condition.Either _ -> "(" + test c + ")"
            | _ -> test c

        match c with
        | Condition.Truth value -> if value then "true" else "false"
        | Condition.Less(a, b) -> side a + " < " + side b
        | Condition.AtMost(a, b) -> side a + " <= " + side b
        | Condition.Equal(a, b) -> side a + " == " + side b
        | Condition.Not(Condition.Equal(a, b)) -> side a + " != " + side b
        | Condition.Both(c, d) -> operand c + " && " + operand d
        | Condition.Either(c, d) -> operand c + " || " + operand d
        | Condition.Not inner -> "!(" + test inner + ")"

    /// A C# expression; sub-expressions written twice are avoided by printing what Cse.share returns.
    [<CompiledName("Print")>]
    let print (e: Expr) : string = fst (text e)

    /// A C# expression of type bool.
    [<CompiledName("PrintCondition")>]
    let printCondition (c: Condition) : string = test c
