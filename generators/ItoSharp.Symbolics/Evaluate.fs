namespace ItoSharp.Symbolics

open System

/// Numbers from formulas.
module Evaluate =
    let private integerPower (b: float) (n: int) =
        let rec go (b: float) n =
            if n = 0 then
                1.0
            elif n = 1 then
                b
            else
                let half = go b (n / 2)
                if n % 2 = 0 then half * half else half * half * b

        if n >= 0 then go b n else 1.0 / go b -n

    /// b^r for an exact exponent.
    let powerOf (b: float) (r: Rational) =
        if
            r.IsInteger
            && System.Numerics.BigInteger.Abs r.Numerator < System.Numerics.BigInteger(64)
        then
            integerPower b (int r.Numerator)
        elif r = Rational.Of(1, 2) then
            Math.Sqrt b
        elif r = Rational.Of(-1, 2) then
            1.0 / Math.Sqrt b
        else
            Math.Pow(b, Rational.toDouble r)

    let private elementary f (x: float) =
        match f with
        | Elementary.Exp -> Math.Exp x
        | Elementary.Log -> Math.Log x
        | Elementary.Expm1 -> SpecialFunctions.expm1 x
        | Elementary.Log1p -> SpecialFunctions.log1p x
        | Elementary.Sin -> Math.Sin x
        | Elementary.Cos -> Math.Cos x
        | Elementary.Tan -> Math.Tan x
        | Elementary.Asin -> Math.Asin x
        | Elementary.Acos -> Math.Acos x
        | Elementary.Atan -> Math.Atan x
        | Elementary.Sinh -> Math.Sinh x
        | Elementary.Cosh -> Math.Cosh x
        | Elementary.Tanh -> Math.Tanh x
        | Elementary.Abs -> Math.Abs x
        | Elementary.Sign ->
            if x > 0.0 then 1.0
            elif x < 0.0 then -1.0
            else x

    let rec private holds (value: Expr -> float) c =
        match c with
        | Condition.Truth answer -> answer
        | Condition.Less(a, b) -> value a < value b
        | Condition.AtMost(a, b) -> value a <= value b
        | Condition.Equal(a, b) -> value a = value b
        | Condition.Both(c, d) -> holds value c && holds value d
        | Condition.Either(c, d) -> holds value c || holds value d
        | Condition.Not inner -> not (holds value inner)

    /// The value with every variable looked up.
    let rec withLookup (lookup: string -> float) (e: Expr) : float =
        let value = withLookup lookup

        match e with
        | Const c -> Rational.toDouble c
        | Pi -> Math.PI
        | Var name -> lookup name
        | Sum terms -> List.fold (fun acc t -> acc + value t) 0.0 terms
        | Product factors -> List.fold (fun acc f -> acc * value f) 1.0 factors
        | Power(b, r) -> powerOf (value b) r
        | GeneralPower(a, b) -> Math.Pow(value a, value b)
        | Apply(f, u) -> elementary f (value u)
        | Minimum(a, b) -> Math.Min(value a, value b)
        | Maximum(a, b) -> Math.Max(value a, value b)
        | Phi(k, z) -> SpecialFunctions.phi k (value z)
        | Choose(c, a, b) -> if holds value c then value a else value b

    /// e as a function of an array of values in the order of the names; for evaluating one formula at many points.
    [<CompiledName("Compile")>]
    let compile (names: string list) (e: Expr) : float[] -> float =
        let index = names |> List.mapi (fun i name -> name, i) |> Map.ofList

        let rec build e : float[] -> float =
            match e with
            | Const c ->
                let x = Rational.toDouble c
                fun _ -> x
            | Pi -> fun _ -> Math.PI
            | Var name ->
                match Map.tryFind name index with
                | Some i -> fun values -> values.[i]
                | None -> invalidArg (nameof names) ("The variable '" + name + "' is not among the names.")
            | Sum terms ->
                let parts = terms |> List.map build |> Array.ofList

                fun values ->
                    let mutable total = 0.0

                    for part in parts do
                        total <- total + part values

                    total
            | Product factors ->
                let parts = factors |> List.map build |> Array.ofList

                fun values ->
                    let mutable total = 1.0

                    for part in parts do
                        total <- total * part values

                    total
            | Power(b, r) ->
                let b = build b
                fun values -> powerOf (b values) r
            | GeneralPower(a, b) ->
                let a, b = build a, build b
                fun values -> Math.Pow(a values, b values)
            | Apply(f, u) ->
                let u = build u
                fun values -> elementary f (u values)
            | Minimum(a, b) ->
                let a, b = build a, build b
                fun values -> Math.Min(a values, b values)
            | Maximum(a, b) ->
                let a, b = build a, build b
                fun values -> Math.Max(a values, b values)
            | Phi(k, z) ->
                let z = build z
                fun values -> SpecialFunctions.phi k (z values)
            | Choose(c, a, b) ->
                let test, a, b = buildTest c, build a, build b
                fun values -> if test values then a values else b values

        and buildTest c : float[] -> bool =
            match c with
            | Condition.Truth answer -> fun _ -> answer
            | Condition.Less(a, b) ->
                let a, b = build a, build b
                fun values -> a values < b values
            | Condition.AtMost(a, b) ->
                let a, b = build a, build b
                fun values -> a values <= b values
            | Condition.Equal(a, b) ->
                let a, b = build a, build b
                fun values -> a values = b values
            | Condition.Both(c, d) ->
                let c, d = buildTest c, buildTest d
                fun values -> c values && d values
            | Condition.Either(c, d) ->
                let c, d = buildTest c, buildTest d
                fun values -> c values || d values
            | Condition.Not inner ->
                let inner = buildTest inner
                fun values -> not (inner values)

        build e

    /// The value at the named numbers; an unnamed variable is an ArgumentException that names it.
    [<CompiledName("At")>]
    let at (values: Map<string, float>) (e: Expr) : float =
        let lookup name =
            match Map.tryFind name values with
            | Some x -> x
            | None -> invalidArg (nameof values) ("No value is given for the variable '" + name + "'.")

        withLookup lookup e

    /// Whether a condition holds at the named numbers.
    [<CompiledName("Holds")>]
    let holdsAt (values: Map<string, float>) (c: Condition) : bool = holds (at values) c
