namespace ItoSharp.Symbolics

open System
open System.Globalization
open System.Numerics

/// Formulas for people: "alpha_t (1 - exp(-h))", plain ASCII, the same text in every culture.
module FormulaPrinter =
    type private Level =
        | Additive = 1
        | Multiplicative = 2
        | Power = 3
        | Primary = 4

    let private functionName f =
        match f with
        | Elementary.Exp -> "exp"
        | Elementary.Log -> "log"
        | Elementary.Expm1 -> "expm1"
        | Elementary.Log1p -> "log1p"
        | Elementary.Sin -> "sin"
        | Elementary.Cos -> "cos"
        | Elementary.Tan -> "tan"
        | Elementary.Asin -> "asin"
        | Elementary.Acos -> "acos"
        | Elementary.Atan -> "atan"
        | Elementary.Sinh -> "sinh"
        | Elementary.Cosh -> "cosh"
        | Elementary.Tanh -> "tanh"
        | Elementary.Abs -> "abs"
        | Elementary.Sign -> "sign"

    let private whole (n: BigInteger) =
        n.ToString("R", CultureInfo.InvariantCulture)

    /// Small denominators stay fractions (1/2, 5/16); 0.1 and 19.9 read better as decimals.
    let private asDecimal (r: Rational) =
        if r.IsInteger || r.Denominator <= BigInteger(9) || r.Denominator = BigInteger(16) then
            None
        else
            Rational.tryDecimal r

    let rec private text (e: Expr) : string * Level =
        let atLeast level e =
            let body, own = text e
            if own < level then "(" + body + ")" else body

        let call name arguments =
            name + "(" + String.Join(", ", arguments |> List.map (text >> fst)) + ")", Level.Primary

        /// b^r for r > 0.
        let positivePower b (r: Rational) =
            if r.IsOne then
                atLeast Level.Power b
            elif r = Rational.Of(1, 2) then
                fst (call "sqrt" [ b ])
            elif r.IsInteger then
                atLeast Level.Primary b + "^" + r.ToString()
            else
                atLeast Level.Primary b + "^(" + r.ToString() + ")"

        match e with
        | Const c ->
            match asDecimal c with
            | Some decimal -> decimal, (if c.Sign < 0 then Level.Additive else Level.Primary)
            | None when c.IsInteger -> c.ToString(), (if c.Sign < 0 then Level.Additive else Level.Primary)
            | None -> c.ToString(), (if c.Sign < 0 then Level.Additive else Level.Multiplicative)
        | Pi -> "pi", Level.Primary
        | Var name -> name, Level.Primary
        | Apply(f, u) -> call (functionName f) [ u ]
        | Phi(k, z) -> call ("phi_" + k.ToString(CultureInfo.InvariantCulture)) [ z ]
        | Minimum(a, b) -> call "min" [ a; b ]
        | Maximum(a, b) -> call "max" [ a; b ]
        | Choose(c, a, b) -> "(" + test c + " ? " + fst (text a) + " : " + fst (text b) + ")", Level.Primary
        | GeneralPower(a, b) -> atLeast Level.Primary a + "^" + atLeast Level.Primary b, Level.Power
        | Sum terms ->
            let isNegative t = (fst (Canonical.split t)).Sign < 0

            let ordered =
                match List.tryFindIndex (isNegative >> not) terms with
                | Some i when i > 0 -> terms.[i] :: (List.take i terms @ List.skip (i + 1) terms)
                | _ -> terms

            let rest =
                ordered.Tail
                |> List.map (fun t ->
                    if isNegative t then
                        " - " + atLeast Level.Multiplicative (-t)
                    else
                        " + " + atLeast Level.Multiplicative t)

            fst (text ordered.Head) + String.Join("", rest), Level.Additive
        | Power(b, r) when r.Sign > 0 ->
            let body = positivePower b r
            body, (if r = Rational.Of(1, 2) then Level.Primary else Level.Power)
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

            let select sign =
                factors
                |> List.choose (fun f ->
                    match f with
                    | Power(b, r) when r.Sign < 0 -> if sign < 0 then Some(positivePower b (-r)) else None
                    | Power(b, r) -> if sign > 0 then Some(positivePower b r) else None
                    | _ -> if sign > 0 then Some(atLeast Level.Power f) else None)

            let size = coefficient.Abs

            let top, bottom =
                match asDecimal size with
                | Some decimal -> [ decimal ], []
                | None ->
                    (if size.Numerator.IsOne then
                         []
                     else
                         [ whole size.Numerator ]),
                    (if size.IsInteger then [] else [ whole size.Denominator ])

            let above = top @ select 1
            let below = bottom @ select -1
            let numerator = if above.IsEmpty then "1" else String.Join(" ", above)
            let sign = if coefficient.Sign < 0 then "-" else ""

            let body =
                match below with
                | [] -> numerator
                | [ single ] -> numerator + " / " + single
                | several -> numerator + " / (" + String.Join(" ", several) + ")"

            sign + body,
            (if coefficient.Sign < 0 then
                 Level.Additive
             else
                 Level.Multiplicative)

    and private test (c: Condition) : string =
        let operand c =
            match c with
            | Condition.Both _
            | Condition.Either _ -> "(" + test c + ")"
            | _ -> test c

        let compare a sign b =
            fst (text a) + " " + sign + " " + fst (text b)

        match c with
        | Condition.Truth value -> if value then "true" else "false"
        | Condition.Less(a, b) -> compare a "<" b
        | Condition.AtMost(a, b) -> compare a "<=" b
        | Condition.Equal(a, b) -> compare a "=" b
        | Condition.Not(Condition.Equal(a, b)) -> compare a "!=" b
        | Condition.Both(c, d) -> operand c + " and " + operand d
        | Condition.Either(c, d) -> operand c + " or " + operand d
        | Condition.Not inner -> "not (" + test inner + ")"

    /// A readable formula.
    [<CompiledName("Print")>]
    let print (e: Expr) : string = fst (text e)

    /// A readable condition.
    [<CompiledName("PrintCondition")>]
    let printCondition (c: Condition) : string = test c
