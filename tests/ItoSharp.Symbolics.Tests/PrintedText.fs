/// A small reader of what the printers print, independent of them: the printed text must mean the formula.
module ItoSharp.Symbolics.Tests.PrintedText

open System
open System.Globalization
open ItoSharp.Symbolics

let private call (name: string) (x: float list) =
    match name.Replace("Math.", "").Replace("Special.", "").ToLowerInvariant(), x with
    | "exp", [ a ] -> Math.Exp a
    | "log", [ a ] -> Math.Log a
    | "expm1", [ a ] -> SpecialFunctions.expm1 a
    | "log1p", [ a ] -> SpecialFunctions.log1p a
    | "sin", [ a ] -> Math.Sin a
    | "cos", [ a ] -> Math.Cos a
    | "tan", [ a ] -> Math.Tan a
    | "asin", [ a ] -> Math.Asin a
    | "acos", [ a ] -> Math.Acos a
    | "atan", [ a ] -> Math.Atan a
    | "sinh", [ a ] -> Math.Sinh a
    | "cosh", [ a ] -> Math.Cosh a
    | "tanh", [ a ] -> Math.Tanh a
    | "abs", [ a ] -> Math.Abs a
    | "sqrt", [ a ] -> Math.Sqrt a
    | "pow", [ a; b ] -> Math.Pow(a, b)
    | "min", [ a; b ] -> Math.Min(a, b)
    | "max", [ a; b ] -> Math.Max(a, b)
    | "phi", [ k; z ] -> SpecialFunctions.phi (int k) z
    | other, [ z ] when other.StartsWith "phi" -> SpecialFunctions.phi (int (other.Substring(3).TrimStart('_'))) z
    | other, _ -> failwith ("unknown function " + other)

/// The value of C# text (implicit = false) or of formula text, where a blank multiplies and ^ is a power (implicit = true).
let evaluate (implicit: bool) (values: Map<string, float>) (text: string) : float =
    let mutable i = 0

    let peek () =
        if i < text.Length then text.[i] else '\000'

    let looking (s: string) =
        String.CompareOrdinal(text, i, s, 0, s.Length) = 0

    let take (s: string) =
        if not (looking s) then
            failwith ("expected '" + s + "' at " + text.Substring i)

        i <- i + s.Length

    let isName c =
        Char.IsLetterOrDigit c || c = '_' || c = '.'

    let rec sum () =
        let mutable total = product ()
        let mutable go = true

        while go do
            if looking " + " then
                take " + "
                total <- total + product ()
            elif looking " - " then
                take " - "
                total <- total - product ()
            else
                go <- false

        total

    and product () =
        let mutable total = unary ()
        let mutable go = true

        while go do
            if looking " * " then
                take " * "
                total <- total * unary ()
            elif looking " / " then
                take " / "
                total <- total / unary ()
            elif implicit && peek () = ' ' && not (looking " + ") && not (looking " - ") then
                take " "
                total <- total * unary ()
            else
                go <- false

        total

    and unary () =
        if peek () = '-' then
            take "-"
            // In formulas a minus takes the whole product: -x / y.
            if implicit then -(product ()) else -(unary ())
        else
            power ()

    and power () =
        let b = primary ()

        if implicit && peek () = '^' then
            take "^"
            Math.Pow(b, (if peek () = '-' then unary () else primary ()))
        else
            b

    and primary () =
        if peek () = '(' then
            take "("
            let inner = sum ()
            take ")"
            inner
        elif Char.IsDigit(peek ()) then
            let start = i

            while Char.IsDigit(peek ())
                  || peek () = '.'
                  || peek () = 'E'
                  || (peek () = '-' && text.[i - 1] = 'E')
                  || (peek () = '+' && text.[i - 1] = 'E') do
                i <- i + 1

            let number =
                Double.Parse(text.Substring(start, i - start), CultureInfo.InvariantCulture)

            // Formula fractions such as 1/2 are written without blanks.
            if implicit && peek () = '/' then
                take "/"
                number / primary ()
            else
                number
        else
            let start = i

            while isName (peek ()) do
                i <- i + 1

            let name = text.Substring(start, i - start)

            if peek () = '(' then
                take "("
                let arguments = ResizeArray [ sum () ]

                while looking ", " do
                    take ", "
                    arguments.Add(sum ())

                take ")"
                call name (List.ofSeq arguments)
            else
                match name with
                | "Math.PI"
                | "pi" -> Math.PI
                | _ -> values.[name]

    let result = sum ()

    if i < text.Length then
        failwith ("left over: " + text.Substring i)

    result
