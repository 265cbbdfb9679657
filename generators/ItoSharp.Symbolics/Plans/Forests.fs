namespace ItoSharp.Symbolics

/// Forests: multisets of trees of any kind, which is what hangs below the root of a tree.
module internal Forests =
    /// Those with size vertices in all, made of the given trees in their order; order counts the vertices of one tree.
    let rec ofSize (order: 'tree -> int) size (from: 'tree list) : 'tree list list =
        if size = 0 then
            [ [] ]
        else
            match from with
            | [] -> []
            | tree :: rest ->
                let withTree =
                    if order tree <= size then
                        ofSize order (size - order tree) from |> List.map (fun others -> tree :: others)
                    else
                        []

                withTree @ ofSize order size rest
