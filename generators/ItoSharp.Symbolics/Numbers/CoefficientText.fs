namespace ItoSharp.Symbolics

open System
open System.Globalization
open System.Numerics

/// Coefficients as text without blanks: 3, -2/3, 0.161, 1e-3, 1/2-sqrt(3)/6, (2-sqrt(2))/2, cbrt(2), root(5,3), (1+sqrt(5))^2.
/// Untrusted input: reading never throws.
[<RequireQualifiedAccess>]
module CoefficientText =
    exception private Refused of string

    let private longest = 400
    let private deepest = 24
    let private mostDigits = 120
    let private mostBits = 4096
    let private mostRoots = 32

    /// Of a number that is not exact: every part is looked at whenever its value is asked for.
    let private mostParts = 500

    let private refuse message = raise (Refused message)

    let private isDigit (c: char) = c >= '0' && c <= '9'

    /// A fold that stays small, whatever powers of powers a text asks for.
    let private bounded (c: Coefficient) =
        match c with
        | Coefficient.Exact s when
            s.Parts.Length > mostRoots
            || s.Parts
               |> List.exists (fun (_, factor) ->
                   Rational.bitLength factor.Numerator + Rational.bitLength factor.Denominator > mostBits)
            ->
            refuse "the number is too large"
        | Coefficient.Exact _ -> c
        | _ when Coefficient.hasMoreParts mostParts c ->
            refuse (
                sprintf
                    "more than %d operations on numbers that are not exact, powers written out; write its digits instead"
                    mostParts
            )
        | _ -> c

    /// Recursive descent over one text.
    type private Reader(text: string) =
        let mutable at = 0

        let peek () =
            if at < text.Length then text.[at] else '\000'

        let accept (c: char) =
            if peek () = c then
                at <- at + 1
                true
            else
                false

        let expect (c: char) =
            if not (accept c) then
                refuse (sprintf "a '%c' is missing" c)

        let digits () =
            let from = at

            while isDigit (peek ()) do
                at <- at + 1

            text.Substring(from, at - from)

        let whole (s: string) =
            if s.Length > mostDigits then
                refuse (sprintf "a number of more than %d digits" mostDigits)

            if s.Length = 0 then
                BigInteger.Zero
            else
                BigInteger.Parse(s, NumberStyles.None, CultureInfo.InvariantCulture)

        let small what =
            let s = digits ()

            if s.Length = 0 || s.Length > 3 then
                refuse ("a whole number is missing " + what)

            int s

        let exponent () =
            if accept 'e' || accept 'E' then
                let negative =
                    if accept '-' then
                        true
                    else
                        accept '+' |> ignore
                        false

                let size = small "in the exponent"

                if size > 99 then
                    refuse "an exponent is beyond 99"

                Some(if negative then -size else size)
            else
                None

        let number () =
            let before = digits ()
            let after = if accept '.' then Some(digits ()) else None
            let fraction = defaultArg after ""

            if before.Length + fraction.Length = 0 then
                refuse "a number is missing"

            let value = whole (before + fraction)

            match after, exponent () with
            | None, None -> Coefficient.Of(Rational.Create(value, BigInteger.One))
            | _, exponent ->
                let significant = (before + fraction).TrimStart('0').Length
                Coefficient.ofDecimal value (defaultArg exponent 0 - fraction.Length) significant

        let named (name: string) =
            if String.CompareOrdinal(text, at, name, 0, name.Length) = 0 then
                at <- at + name.Length
                true
            else
                false

        let rooted degree c =
            if degree < 2 || degree > 16 then
                refuse "the degree of a root is 2 to 16"

            match Coefficient.tryRoot degree c with
            | Some root -> bounded root
            | None -> refuse "an even root of a negative number"

        let divided a b =
            match Coefficient.tryDivide a b with
            | Some quotient -> bounded quotient
            | None -> refuse "a division by zero"

        let rec raised (b: Coefficient) n =
            if n = 0 then
                Coefficient.One
            else
                bounded (Coefficient.multiply b (raised b (n - 1)))

        let rec sum depth =
            if depth > deepest then
                refuse "too many parentheses"

            let mutable total = signed depth
            let mutable going = true

            while going do
                if accept '+' then
                    total <- bounded (Coefficient.add total (product depth))
                elif accept '-' then
                    total <- bounded (Coefficient.add total (Coefficient.negate (product depth)))
                else
                    going <- false

            total

        and signed depth =
            if accept '-' then
                bounded (Coefficient.negate (product depth))
            else
                accept '+' |> ignore
                product depth

        and product depth =
            let mutable result = factor depth
            let mutable going = true

            while going do
                if accept '*' then
                    result <- bounded (Coefficient.multiply result (factor depth))
                elif accept '/' then
                    result <- divided result (factor depth)
                else
                    going <- false

            result

        and factor depth =
            let b = atom depth

            if accept '^' then
                let negative = accept '-'
                let n = small "behind '^'"

                if n > 16 then
                    refuse "a power is beyond 16"

                let power = raised b n
                if negative then divided Coefficient.One power else power
            else
                b

        and argument depth =
            let inner = sum (depth + 1)
            expect ')'
            inner

        and atom depth =
            if accept '(' then
                argument depth
            elif named "sqrt(" then
                rooted 2 (argument depth)
            elif named "cbrt(" then
                rooted 3 (argument depth)
            elif named "root(" then
                let degree = small "for the degree of a root"
                expect ','
                rooted degree (argument depth)
            else
                number ()

        /// The whole text.
        member _.Read() =
            let result = sum 0

            if at < text.Length then
                refuse (sprintf "'%s' is left over" (text.Substring at))

            result

    /// The coefficient of a text, or what is wrong with it.
    let read (text: string) : Result<Coefficient, string> =
        let refused reason =
            Error(
                sprintf
                    "'%s' is not an integer, a fraction such as 3/4, a decimal, or made of roots such as 1/2-sqrt(3)/6%s"
                    (if text.Length > 60 then
                         text.Substring(0, 57) + "..."
                     else
                         text)
                    (if reason = "" then "" else " (" + reason + ")")
            )

        if String.IsNullOrEmpty text then
            Error "a coefficient is missing"
        elif text.Length > longest then
            refused (sprintf "longer than %d characters" longest)
        else
            try
                Ok(Reader(text).Read())
            with Refused reason ->
                refused reason
