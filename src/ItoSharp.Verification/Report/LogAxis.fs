namespace ItoSharp.Verification

open System

/// A logarithmic axis of a drawing.
[<Sealed>]
type internal LogAxis(low: float, high: float, from: float, until: float) =
    let first, last = Math.Log10 low, Math.Log10 high

    /// Where a value lies.
    member _.At(value: float) =
        from + (Math.Log10 value - first) / (last - first) * (until - from)

    member _.Low = low
    member _.High = high

    /// The powers of ten inside, at most about six.
    member _.Decades =
        let all = [ int (Math.Ceiling(first - 1e-9)) .. int (Math.Floor(last + 1e-9)) ]
        let every = max 1 ((all.Length + 5) / 6)
        all |> List.filter (fun d -> d % every = 0)

module internal LogAxis =
    /// An axis around values, with a margin.
    let around (values: float seq) margin from until =
        let low, high = Seq.min values, Seq.max values

        let low, high =
            if high > low * 1.5 then
                low, high
            else
                low / 2.0, high * 2.0

        let pad = Math.Pow(high / low, margin)
        LogAxis(low / pad, high * pad, from, until)
