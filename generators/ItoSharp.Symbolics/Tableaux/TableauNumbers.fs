namespace ItoSharp.Symbolics

open System.Numerics
open System.Collections.Generic

/// The numbers of a tableau as its proof computes with them: all exact, or all enclosed.
module internal TableauNumbers =
    /// More independent roots than this make sums of too many terms.
    let private mostRoots = 16

    /// Whether products of these roots stay few.
    let private isSmallField (radicands: BigInteger seq) =
        let found = HashSet<BigInteger>(radicands)
        let mutable pending = List.ofSeq found

        while not pending.IsEmpty && found.Count <= mostRoots do
            pending <- [
                for r in pending do
                    for s in List.ofSeq found do
                        let shared = BigInteger.GreatestCommonDivisor(r, s)
                        let product = (r / shared) * (s / shared)

                        if found.Count <= mostRoots && found.Add product then
                            yield product
            ]

        found.Count <= mostRoots

    let private isExact (q: Quantity) =
        match q with
        | Quantity.Exact _ -> true
        | Quantity.Near _ -> false

    let private radicands (q: Quantity) =
        match q with
        | Quantity.Exact s -> s.Parts |> List.map fst
        | Quantity.Near _ -> []

    /// The values of rows of coefficients.
    let ofRows (rows: Coefficient list list) : Quantity[] list =
        let values = rows |> List.map (List.map Coefficient.value)
        let all = List.concat values

        let exact =
            all |> List.forall isExact && isSmallField (all |> Seq.collect radicands)

        values
        |> List.map (fun row ->
            row
            |> List.map (fun q -> if exact || q.IsZero then q else Quantity.Near q.Ball)
            |> Array.ofList)
