namespace ItoSharp.Symbolics

open System
open System.Globalization
open System.Numerics
open System.Text

/// Formulas as s-expressions, the form they have in compiled declarations. Text is untrusted input: reading never throws.
module Text =
    /// Deeper text is refused, so that no reader can run out of stack.
    let maximumDepth = 200

    /// Longer text is refused.
    let maximumLength = 200000

    let private functions = [
        Elementary.Exp, "exp"
        Elementary.Log, "log"
        Elementary.Expm1, "expm1"
        Elementary.Log1p, "log1p"
        Elementary.Sin, "sin"
        Elementary.Cos, "cos"
        Elementary.Tan, "tan"
        Elementary.Asin, "asin"
        Elementary.Acos, "acos"
        Elementary.Atan, "atan"
        Elementary.Sinh, "sinh"
        Elementary.Cosh, "cosh"
        Elementary.Tanh, "tanh"
        Elementary.Abs, "abs"
        Elementary.Sign, "sign"
    ]

    let private nameOf = Map.ofList functions

    let private functionOf =
        functions |> List.map (fun (f, name) -> name, f) |> Map.ofList

    let private isName (s: string) =
        let letter c =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c = '_'

        let digit c = c >= '0' && c <= '9'

        s.Length > 0
        && letter s.[0]
        && s |> Seq.forall (fun c -> letter c || digit c)
        && s <> "pi"

    /// A string in double quotes; only the quote and the backslash are escaped.
    [<CompiledName("Quote")>]
    let quote (s: string) =
        "\"" + s.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\""

    let private writer (out: StringBuilder) =
        let put (s: string) = out.Append(s) |> ignore

        let rec go e =
            match e with
            | Const c -> put (c.ToString())
            | Pi -> put "pi"
            | Var name when isName name -> put name
            | Var name ->
                put "(var "
                put (quote name)
                put ")"
            | Sum terms -> list "+" terms
            | Product factors -> list "*" factors
            | Power(b, r) ->
                put "(^ "
                go b
                put " "
                put (r.ToString())
                put ")"
            | GeneralPower(a, b) -> list "pow" [ a; b ]
            | Apply(f, u) -> list nameOf.[f] [ u ]
            | Minimum(a, b) -> list "min" [ a; b ]
            | Maximum(a, b) -> list "max" [ a; b ]
            | Phi(k, z) ->
                put "(phi "
                put (k.ToString(CultureInfo.InvariantCulture))
                put " "
                go z
                put ")"
            | Choose(c, a, b) ->
                put "(if "
                test c
                put " "
                go a
                put " "
                go b
                put ")"

        and test c =
            let compound (head: string) parts =
                put "("
                put head

                for part in parts do
                    put " "
                    test part

                put ")"

            match c with
            | Condition.Truth value -> put (if value then "true" else "false")
            | Condition.Less(a, b) -> list "<" [ a; b ]
            | Condition.AtMost(a, b) -> list "<=" [ a; b ]
            | Condition.Equal(a, b) -> list "=" [ a; b ]
            | Condition.Both(c, d) -> compound "and" [ c; d ]
            | Condition.Either(c, d) -> compound "or" [ c; d ]
            | Condition.Not inner -> compound "not" [ inner ]

        and list head parts =
            put "("
            put head

            for part in parts do
                put " "
                go part

            put ")"

        go, test

    /// The text of an expression.
    [<CompiledName("Write")>]
    let write (e: Expr) : string =
        let out = StringBuilder()
        fst (writer out) e
        out.ToString()

    /// The text of a condition.
    [<CompiledName("WriteCondition")>]
    let writeCondition (c: Condition) : string =
        let out = StringBuilder()
        snd (writer out) c
        out.ToString()

    /// The shape of any s-expression.
    type Node =
        | Atom of string
        | Quoted of string
        | Nested of Node list

    exception private Refused of string

    let private refuse message = raise (Refused message)

    let private shorten (s: string) =
        if s.Length <= 40 then s else s.Substring(0, 37) + "..."

    /// One s-expression and nothing after it.
    [<CompiledName("ReadNode")>]
    let readNode (text: string) : Result<Node, string> =
        let at (position: int) =
            " at character " + (position + 1).ToString(CultureInfo.InvariantCulture) + "."

        let isSpace c =
            c = ' ' || c = '\n' || c = '\r' || c = '\t'

        let mutable position = 0

        let skip () =
            while position < text.Length && isSpace text.[position] do
                position <- position + 1

        let rec node depth =
            skip ()

            if position >= text.Length then
                refuse "The text ends where an expression should stand."
            elif depth > maximumDepth then
                refuse (
                    "The text is nested more than "
                    + maximumDepth.ToString(CultureInfo.InvariantCulture)
                    + " deep"
                    + at position
                )
            else
                match text.[position] with
                | '(' ->
                    position <- position + 1
                    let items = ResizeArray<Node>()
                    skip ()

                    while position < text.Length && text.[position] <> ')' do
                        items.Add(node (depth + 1))
                        skip ()

                    if position >= text.Length then
                        refuse "A ')' is missing at the end of the text."

                    position <- position + 1
                    Nested(List.ofSeq items)
                | ')' -> refuse ("A ')' has no '('" + at position)
                | '"' ->
                    let out = StringBuilder()
                    position <- position + 1

                    while position < text.Length && text.[position] <> '"' do
                        if text.[position] = '\\' then
                            position <- position + 1

                        if position < text.Length then
                            out.Append(text.[position]) |> ignore
                            position <- position + 1

                    if position >= text.Length then
                        refuse "A closing quote is missing at the end of the text."

                    position <- position + 1
                    Quoted(out.ToString())
                | _ ->
                    let start = position

                    while position < text.Length
                          && not (isSpace text.[position])
                          && text.[position] <> '('
                          && text.[position] <> ')'
                          && text.[position] <> '"' do
                        position <- position + 1

                    Atom(text.Substring(start, position - start))

        if isNull text then
            Error "There is no text."
        elif text.Length > maximumLength then
            Error(
                "The text is longer than "
                + maximumLength.ToString(CultureInfo.InvariantCulture)
                + " characters."
            )
        else
            try
                let result = node 1
                skip ()

                if position < text.Length then
                    Error("Something follows the expression" + at position)
                else
                    Ok result
            with Refused message ->
                Error message

    let private maximumPhi = 32

    let rec private toExpr (node: Node) : Expr =
        match node with
        | Quoted s -> refuse ("The quoted text " + quote (shorten s) + " is not an expression.")
        | Atom "pi" -> Pi
        | Atom s when isName s -> Var s
        | Atom s ->
            match Rational.tryParse s with
            | Some r when Rational.bitLength r.Numerator <= Rational.maximumBits -> Const r
            | _ -> refuse ("'" + shorten s + "' is neither a number such as -2/3 nor a name.")
        | Nested [ Atom "var"; Quoted name ] when name.Length > 0 -> Var name
        | Nested(Atom "+" :: parts) when parts.Length >= 2 -> parts |> List.map toExpr |> Expr.sum
        | Nested(Atom "*" :: parts) when parts.Length >= 2 -> parts |> List.map toExpr |> Expr.product
        | Nested [ Atom "^"; b; Atom r ] ->
            match Rational.tryParse r with
            | Some exponent when
                Rational.bitLength exponent.Numerator <= 64
                && Rational.bitLength exponent.Denominator <= 64
                ->
                Expr.pow (toExpr b) exponent
            | _ -> refuse ("'" + shorten r + "' is not an exponent such as 2 or -1/2.")
        | Nested [ Atom "pow"; a; b ] -> Expr.power (toExpr a) (toExpr b)
        | Nested [ Atom "min"; a; b ] -> Expr.min (toExpr a) (toExpr b)
        | Nested [ Atom "max"; a; b ] -> Expr.max (toExpr a) (toExpr b)
        | Nested [ Atom "phi"; Atom k; z ] ->
            match Rational.tryParse k with
            | Some order when order.IsInteger && order.Sign >= 0 && order.Numerator <= BigInteger(maximumPhi) ->
                Expr.phi (int order.Numerator) (toExpr z)
            | _ ->
                refuse (
                    "'"
                    + shorten k
                    + "' is not the order of a phi function, a whole number from 0 to 32."
                )
        | Nested [ Atom "if"; c; a; b ] -> Expr.choose (toCondition c) (toExpr a) (toExpr b)
        | Nested [ Atom head; u ] when functionOf.ContainsKey head -> Expr.apply functionOf.[head] (toExpr u)
        | Nested(Atom head :: rest) ->
            refuse (
                "'"
                + shorten head
                + "' with "
                + rest.Length.ToString(CultureInfo.InvariantCulture)
                + " operands is not an operation that is known here."
            )
        | Nested _ -> refuse "A '(' must be followed by the name of an operation."

    and private toCondition (node: Node) : Condition =
        match node with
        | Atom "true" -> Condition.truth true
        | Atom "false" -> Condition.truth false
        | Nested [ Atom "<"; a; b ] -> Condition.less (toExpr a) (toExpr b)
        | Nested [ Atom "<="; a; b ] -> Condition.atMost (toExpr a) (toExpr b)
        | Nested [ Atom "="; a; b ] -> Condition.equal (toExpr a) (toExpr b)
        | Nested [ Atom "and"; c; d ] -> Condition.both (toCondition c) (toCondition d)
        | Nested [ Atom "or"; c; d ] -> Condition.either (toCondition c) (toCondition d)
        | Nested [ Atom "not"; c ] -> Condition.negation (toCondition c)
        | _ -> refuse "A condition must be true, false, (< a b), (<= a b), (= a b), (and c d), (or c d) or (not c)."

    let private attempt (read: Node -> 'a) (node: Node) : Result<'a, string> =
        try
            Ok(read node)
        with
        | Refused message -> Error message
        | :? ArgumentException as fault -> Error fault.Message
        | :? OverflowException -> Error "A number in the text is too large."

    /// The expression of a node.
    [<CompiledName("Interpret")>]
    let interpret (node: Node) : Result<Expr, string> = attempt toExpr node

    /// The condition of a node.
    [<CompiledName("InterpretCondition")>]
    let interpretCondition (node: Node) : Result<Condition, string> = attempt toCondition node

    /// The expression that write wrote; any other text gives an error that says what is wrong with it.
    [<CompiledName("Read")>]
    let read (text: string) : Result<Expr, string> = readNode text |> Result.bind interpret

    /// The condition that writeCondition wrote; any other text gives an error that says what is wrong with it.
    [<CompiledName("ReadCondition")>]
    let readCondition (text: string) : Result<Condition, string> =
        readNode text |> Result.bind interpretCondition
