namespace ItoSharp.Symbolics

/// Long sums over values that are computed one after the other, summed up as they come. Kept until the last of them is there, eight
/// exponentials would take eight registers; their sum takes one. Operations and their order stay, so the bits do.
module LaneSums =
    /// A link of a chain: what is done to the sum so far.
    type private Link =
        | FusedOn of Lane * Lane
        | Added of Lane
        | Subtracted of Lane

    // Below it a sum saves less than the names cost a reader.
    let private fewestTimes = 4

    /// The start of a chain and its links, the first first.
    let private chain (e: Lane) =
        let rec unroll e links =
            match e with
            | Fma(a, b, sum) -> unroll sum (FusedOn(a, b) :: links)
            | Add(sum, x) -> unroll sum (Added x :: links)
            | Subtract(sum, x) -> unroll sum (Subtracted x :: links)
            | start -> start, links

        unroll e []

    let private put sum link =
        match link with
        | FusedOn(a, b) -> Fma(a, b, sum)
        | Added x -> Add(sum, x)
        | Subtracted x -> Subtract(sum, x)

    /// Values in order, and outputs of them, with partial sums put where their terms are there; name gives a new name.
    [<CompiledName("AsTheyCome")>]
    let asTheyCome (name: System.Func<string>) (lets: (string * Lane) list) (outputs: Lane list) =
        let places = lets |> List.mapi (fun i (name, _) -> name, i + 1) |> Map.ofList

        let placeOf e =
            (0, LaneValues.all e)
            ||> Seq.fold (fun most name -> max most (Map.tryFind name places |> Option.defaultValue 0))

        // Partial sums by the place behind which they stand, the last first.
        let partials = System.Collections.Generic.Dictionary<int, (string * Lane) list>()

        let rec rewrite (here: int) (e: Lane) : Lane =
            let go = rewrite here

            match e with
            | Fma _
            | Add _
            | Subtract _ -> summed here (chain e)
            | Multiply(a, b) -> Multiply(go a, go b)
            | Divide(a, b) -> Divide(go a, go b)
            | Least(a, b) -> Least(go a, go b)
            | Greatest(a, b) -> Greatest(go a, go b)
            | Negate a -> Negate(go a)
            | Sqrt a -> Sqrt(go a)
            | Magnitude a -> Magnitude(go a)
            | Call(f, a) -> Call(f, go a)
            | Select(m, a, b) -> Select(m, go a, go b)
            | Value _
            | Number _
            | OfBits _
            | Entry _ -> e

        and summed here (start, links) =
            let own link =
                match link with
                | FusedOn(a, b) -> max (placeOf a) (placeOf b)
                | Added x
                | Subtracted x -> placeOf x

            let within link =
                match link with
                | FusedOn(a, b) -> FusedOn(rewrite here a, rewrite here b)
                | Added x -> Added(rewrite here x)
                | Subtracted x -> Subtracted(rewrite here x)

            // Where the sum up to and with each link can be taken.
            let times =
                links |> List.scan (fun place link -> max place (own link)) (placeOf start)

            if times |> List.distinct |> List.length < fewestTimes then
                List.fold put (rewrite here start) (List.map within links)
            else
                ((start, times.Head), List.zip links times.Tail)
                ||> List.fold (fun (sum, place) (link, next) ->
                    // The sum so far waits for nothing, and this link for a later value.
                    match sum with
                    | Value _
                    | Number _ -> put sum link, next
                    | _ when next > place && 0 < place && place < here - 1 ->
                        let partial = name.Invoke()

                        let before =
                            match partials.TryGetValue place with
                            | true, found -> found
                            | _ -> []

                        partials.[place] <- (partial, sum) :: before
                        put (Value partial) link, next
                    | _ -> put sum link, next)
                |> fst

        let rewritten = lets |> List.mapi (fun i (name, e) -> name, rewrite (i + 1) e)

        let outputs = outputs |> List.map (rewrite (lets.Length + 1))

        let behind place =
            match partials.TryGetValue place with
            | true, found -> List.rev found
            | _ -> []

        let all =
            behind 0
            @ (rewritten |> List.mapi (fun i item -> item :: behind (i + 1)) |> List.concat)

        struct (all, outputs)
