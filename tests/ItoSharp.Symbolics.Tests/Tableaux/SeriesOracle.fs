/// The order of a method by what it does: one step on a polynomial, non-autonomous system, as an exact power series in h. Nothing
/// of it knows of trees.
module ItoSharp.Symbolics.Tests.Tableaux.SeriesOracle

open ItoSharp.Symbolics

/// Coefficients of h^0, h^1, ...; all series of one computation have one length.
type private Series = Rational[]

let private constant length (r: Rational) : Series =
    Array.init length (fun k -> if k = 0 then r else Rational.Zero)

let private add (a: Series) (b: Series) : Series = Array.map2 (+) a b

let private scale (r: Rational) (a: Series) : Series =
    if r.IsZero then
        Array.map (fun _ -> Rational.Zero) a
    else
        a |> Array.map (fun x -> r * x)

let private multiply (a: Series) (b: Series) : Series =
    Array.init a.Length (fun k ->
        let mutable sum = Rational.Zero

        for i in 0..k do
            if not (a.[i].IsZero || b.[k - i].IsZero) then
                sum <- sum + a.[i] * b.[k - i]

        sum)

/// h times a series.
let private shift (a: Series) : Series =
    Array.init a.Length (fun k -> if k = 0 then Rational.Zero else a.[k - 1])

let private q p r = Rational.Of(p, r)

let private sum parts = List.reduce add parts

/// y1' and y2' of degree five in y and two in t.
let private field (t: Series) (y: Series[]) : Series[] =
    let length = t.Length
    let x, z = y.[0], y.[1]
    let (*) = multiply
    let xx, zz = x * x, z * z

    [|
        sum [
            constant length Rational.One
            t
            scale (q -1 1) z
            t * x * z
            scale (q 1 2) xx
            scale (q -1 1) (zz * z)
            scale (q 1 3) (xx * xx)
            x * zz * zz
        ]
        sum [
            t * t
            x
            scale (q -1 3) zz
            t * zz * z
            xx * x * z
            scale (q -1 2) (xx * xx * x)
        ]
    |]

let private start = [| q 1 2; q -2 3 |]
let private startTime = q 1 3

let private timeAt length (c: Rational) : Series =
    Array.init length (fun k ->
        match k with
        | 0 -> startTime
        | 1 -> c
        | _ -> Rational.Zero)

/// The solution's own series, by Picard's iteration.
let private solution length : Series[] =
    let time = timeAt length Rational.One

    let integrate (a: Series) : Series =
        shift a |> Array.mapi (fun k x -> if k = 0 then x else x / Rational.Of k)

    let step y =
        Array.map2 (fun y0 f -> add (constant length y0) (integrate f)) start (field time y)

    Seq.replicate length ()
    |> Seq.fold (fun y () -> step y) (start |> Array.map (constant length))

let private solutions =
    System.Collections.Concurrent.ConcurrentDictionary<int, Series[]>()

let private exact (c: Coefficient) =
    match c with
    | Coefficient.Exact s when s.AsRational.IsSome -> s.AsRational.Value
    | _ -> failwith "the oracle computes in fractions"

/// The step's series for one row of weights.
let private stepOf length (t: ButcherTableau) (weights: Coefficient list) : Series[] =
    let stages = t.Stages
    let a = t.A |> List.map (List.map exact >> Array.ofList) |> Array.ofList
    let times = t.C |> List.map (exact >> timeAt length) |> Array.ofList
    let initial = start |> Array.map (constant length)
    let slopes = times |> Array.map (fun time -> field time initial)

    let combine (row: Rational[]) =
        let mutable total = start |> Array.map (constant length)

        for j in 0 .. stages - 1 do
            if not row.[j].IsZero then
                total <- Array.map2 (fun y k -> add y (shift (scale row.[j] k))) total slopes.[j]

        total

    let isExplicit =
        Seq.forall (fun i -> Seq.forall (fun j -> a.[i].[j].IsZero) (seq { i .. stages - 1 })) (seq { 0 .. stages - 1 })

    // A sweep through the stages makes one more power of h right; through explicit ones all of them.
    for _ in 1 .. (if isExplicit then 1 else length) do
        for i in 0 .. stages - 1 do
            slopes.[i] <- field times.[i] (combine a.[i])

    combine (weights |> List.map exact |> Array.ofList)

/// The largest p up to a bound for which step and solution agree through h^p.
let orderOf (upTo: int) (t: ButcherTableau) (weights: Coefficient list) : int =
    let length = upTo + 1
    let expected = solutions.GetOrAdd(length, solution)
    let found = stepOf length t weights

    seq { 1..upTo }
    |> Seq.tryFind (fun k -> found.[0].[k] <> expected.[0].[k] || found.[1].[k] <> expected.[1].[k])
    |> Option.map (fun k -> k - 1)
    |> Option.defaultValue upTo
