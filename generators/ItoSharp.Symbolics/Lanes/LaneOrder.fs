namespace ItoSharp.Symbolics

/// Straight-line code in the order in which it is asked for: every value stands before its first use, as late as that allows, and what
/// a sum needs comes term by term. Fewer values wait in registers.
module LaneOrder =
    // A sum is asked for before what is added to it.
    let rec private asked (e: Lane) : string seq =
        match e with
        | Fma(a, b, sum) -> Seq.concat [ asked sum; asked a; asked b ]
        | _ -> LaneValues.parts e |> Seq.collect asked |> Seq.append (LaneValues.own e)

    /// The same values, each after what it needs, in the order in which outputs ask for them; those that only last reads come last.
    [<CompiledName("ByDemand")>]
    let byDemand (lets: (string * Lane) list) (outputs: Lane list) (last: string list) : (string * Lane) list =
        let formulas = Map.ofList lets
        let placed = System.Collections.Generic.HashSet<string>()
        let ordered = ResizeArray<string * Lane>()

        let rec place name =
            match Map.tryFind name formulas with
            | Some e when placed.Add name ->
                asked e |> Seq.iter place
                ordered.Add(name, e)
            | _ -> ()

        outputs |> Seq.collect asked |> Seq.iter place
        last |> List.iter place
        List.ofSeq ordered
