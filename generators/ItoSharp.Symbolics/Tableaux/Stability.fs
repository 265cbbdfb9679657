namespace ItoSharp.Symbolics

/// The stability function R(z) = 1 + z b^T (I - z A)^-1 1 as a quotient of polynomials.
module internal Stability =
    let private dot (a: Quantity[]) (b: Quantity[]) =
        Array.fold2 (fun sum x y -> sum + x * y) Quantity.Zero a b

    /// det(I - z A) by Faddeev and LeVerrier, rising powers of z.
    let private denominator (a: Quantity[][]) : Quantity[] =
        let n = a.Length
        let column (m: Quantity[][]) j = m |> Array.map (fun row -> row.[j])

        let multiply (x: Quantity[][]) (y: Quantity[][]) =
            let columns = Array.init n (column y)
            x |> Array.map (fun row -> columns |> Array.map (dot row))

        let mutable m = Array.init n (fun _ -> Array.create n Quantity.Zero)

        [|
            yield Quantity.One
            let mutable last = Quantity.One

            for k in 1..n do
                let shifted =
                    multiply a m
                    |> Array.mapi (fun i row -> row |> Array.mapi (fun j x -> if i = j then x + last else x))

                m <- shifted
                let product = multiply a m
                let trace = Array.init n (fun i -> product.[i].[i]) |> Array.fold (+) Quantity.Zero
                last <- Quantity.Of(Rational.Of(-1, k)) * trace
                yield last
        |]

    /// Numerator and denominator.
    let polynomials (a: Quantity[][]) (b: Quantity[]) : Quantity[] * Quantity[] =
        let n = a.Length
        let q = denominator a

        // R = 1 + sum_k z^(k+1) b^T A^k 1, and P = Q R ends at z^n.
        let series = [|
            yield Quantity.One
            let mutable powers = Array.create n Quantity.One

            for _ in 1..n do
                yield dot b powers
                let before = powers
                powers <- a |> Array.map (fun row -> dot row before)
        |]

        let p =
            Array.init (n + 1) (fun k ->
                Seq.init (k + 1) (fun i -> q.[i] * series.[k - i]) |> Seq.fold (+) Quantity.Zero)

        p, q

    /// Small against the method's own numbers, or exactly zero.
    let private vanishes (q: Quantity) = Quantity.verdict 1.0 q = Verdict.Holds

    /// -1, 0 or 1; None where the enclosure is too wide to tell.
    let private sign (q: Quantity) : int option =
        match Quantity.verdict 1.0 q with
        | Verdict.Holds -> Some 0
        | Verdict.Violated -> Some(System.Math.Sign(Quantity.toDouble q))
        | Verdict.Unclear -> None

    let private degree (p: Quantity[]) =
        p |> Array.tryFindIndexBack (vanishes >> not) |> Option.defaultValue 0

    /// |R(infinity)|; None where R grows without bound.
    let atInfinity (p: Quantity[], q: Quantity[]) : float option =
        let m, n = degree p, degree q

        if m > n then
            None
        elif m < n then
            Some 0.0
        else
            Some(abs (Quantity.toDouble p.[m] / Quantity.toDouble q.[n]))

    /// |p(iy)|^2 as a polynomial in y^2.
    let private squared (p: Quantity[]) : Quantity[] =
        let n = p.Length - 1

        Array.init (n + 1) (fun k ->
            // The coefficient of y^(2k) of p(iy) p(-iy): the sum over j + l = 2k of p_j p_l i^j (-i)^l.
            seq {
                for j in max 0 (2 * k - n) .. min n (2 * k) do
                    let l = 2 * k - j
                    let product = p.[j] * p.[l]
                    // i^j (-i)^l = i^(j - l), and j - l is even.
                    if (j - l) % 4 = 0 then product else -product
            }
            |> Seq.fold (+) Quantity.Zero)

    /// Whether all roots of Q lie right of the imaginary axis, by Routh's scheme for Q(-z); None where a pivot vanishes or its sign
    /// is unclear.
    let private polesAreRight (q: Quantity[]) : bool option =
        let n = degree q

        let mirrored =
            Array.init (n + 1) (fun k -> if k % 2 = 0 then q.[k] else -q.[k]) |> Array.rev

        let every start = [| for k in start..2..n -> mirrored.[k] |]

        let item (row: Quantity[]) k =
            if k < row.Length then row.[k] else Quantity.Zero

        let rec go (upper: Quantity[]) (lower: Quantity[]) left signs =
            if left = 0 then
                Some signs
            else
                match sign lower.[0], Quantity.tryInverse lower.[0] with
                | Some s, Some inverse when s <> 0 ->
                    let ratio = upper.[0] * inverse

                    let next =
                        Array.init (max 1 (upper.Length - 1)) (fun k -> item upper (k + 1) - ratio * item lower (k + 1))

                    go lower next (left - 1) (s :: signs)
                | _ -> None

        if n = 0 then
            Some true
        else
            sign mirrored.[0]
            |> Option.bind (fun first -> go (every 0) (every 1) n [ first ])
            |> Option.map (fun signs -> signs |> List.forall ((=) signs.Head))

    /// Without leading coefficients that vanish; None where one may or may not.
    let rec private trimmed (p: Quantity[]) : Quantity[] option =
        match Array.tryLast p with
        | None -> Some p
        | Some last ->
            match sign last with
            | Some 0 -> trimmed (Array.take (p.Length - 1) p)
            | Some _ -> Some p
            | None -> None

    /// The remainder of a division by a polynomial with a leading coefficient; None where that may be zero.
    let private remainder (a: Quantity[]) (b: Quantity[]) : Quantity[] option =
        Quantity.tryInverse (Array.last b)
        |> Option.map (fun inverse ->
            let rec go (rest: Quantity[]) =
                let shift = rest.Length - b.Length

                if shift < 0 then
                    rest
                else
                    let factor = Array.last rest * inverse

                    Array.init (rest.Length - 1) (fun k ->
                        if k < shift then
                            rest.[k]
                        else
                            rest.[k] - factor * b.[k - shift])
                    |> go

            go a)

    /// Whether two polynomials certainly have no root in common, by Euclid. A remainder that only enclosures tell from zero tells
    /// nothing.
    let private areCoprime (p: Quantity[]) (q: Quantity[]) : bool =
        let certain (c: Quantity) =
            match c with
            | Quantity.Exact _ -> true
            | Quantity.Near b -> not b.ContainsZero

        let rec go a b =
            match b |> Array.tryFindIndexBack (fun (c: Quantity) -> not c.IsZero) with
            | Some degree when certain b.[degree] ->
                let b = Array.take (degree + 1) b

                degree = 0
                || (match remainder a b with
                    | Some rest -> go b rest
                    | None -> false)
            | _ -> false

        match trimmed p, trimmed q with
        | Some p, Some q -> go q p
        | _ -> false

    /// A-stability by a criterion that is quick: |Q(iy)|^2 - |P(iy)|^2 has no negative coefficient, or its first or last one is. A
    /// root of Q in the left half plane is no pole where P shares it. None where this does not decide.
    let isAStable (p: Quantity[], q: Quantity[]) : bool option =
        let excess = Array.map2 (-) (squared q) (squared p) |> Array.map sign
        let below = excess |> Array.tryFind ((<>) (Some 0)) = Some(Some -1)
        let beyond = excess |> Array.tryFindBack ((<>) (Some 0)) = Some(Some -1)

        if below || beyond then
            Some false
        elif excess |> Array.forall (fun sign -> sign = Some 0 || sign = Some 1) then
            match polesAreRight q with
            | Some false when not (areCoprime p q) -> None
            | decided -> decided
        else
            None
