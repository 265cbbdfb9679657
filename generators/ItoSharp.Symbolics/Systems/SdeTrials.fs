namespace ItoSharp.Symbolics

open System

/// Trial points of an equation, always the same ones and inside its domains, and what may be taken to be positive there.
module SdeTrials =
    /// Names whose values are positive: declared parameters, components that are bounded by 0 or more, and such a time. Bounds
    /// themselves are left out: what is derived holds inside.
    [<CompiledName("Positive")>]
    let positive (d: SdeDeclaration) : Set<string> =
        Set.ofList [
            for p in d.Parameters do
                if p.Positive then
                    p.Name

            for m in d.Domains do
                match m.Min with
                | Some low when low >= 0.0 -> m.Component
                | _ -> ()

            if d.MinTime >= 0.0 then
                "t"
        ]

    /// Simplified under what is positive.
    [<CompiledName("Tidy")>]
    let tidy (d: SdeDeclaration) (e: Expr) : Expr = Simplify.simplifyUnder (positive d) e

    let private between low high u = low + (high - low) * u

    let private componentAt (d: SdeDeclaration) name u trial =
        match d.Domains |> List.tryFind (fun m -> m.Component = name) with
        | Some { Min = Some low; Max = Some high } -> between low high (0.05 + 0.9 * u)
        | Some { Min = Some low } -> low + between 0.3 1.7 u
        | Some { Max = Some high } -> high - between 0.3 1.7 u
        | _ -> (if trial % 2 = 0 then 1.0 else -1.0) * between 0.3 1.7 u

    let private parameter (p: SdeParameter) u trial =
        match p.Default with
        | Some x when x <> 0.0 -> x * between 0.8 1.2 u
        | _ when p.Positive -> between 0.3 1.7 u
        // Half of the trials stay in (-1, 1), where a correlation can be.
        | _ when trial % 3 = 0 -> between 0.3 1.7 u
        | _ -> between -0.9 0.9 u

    /// Sixteen points; names that are not declared (factors of a correlation matrix) lie in (0.1, 0.9).
    [<CompiledName("Points")>]
    let points (d: SdeDeclaration) (names: Set<string>) : Map<string, float> list =
        let declared = Set.ofList ("t" :: d.State @ (d.Parameters |> List.map _.Name))
        let others = Set.difference names declared |> Set.toList

        [
            for trial in 1..16 ->
                Map.ofList [
                    yield
                        "t",
                        between d.MinTime (defaultArg d.MaxTime (d.MinTime + 2.0)) (0.05 + 0.9 * Probe.unit 40 trial)
                    for i, name in List.indexed d.State -> name, componentAt d name (Probe.unit i trial) (trial + i)
                    for i, p in List.indexed d.Parameters -> p.Name, parameter p (Probe.unit (50 + i) trial) (trial + i)
                    for i, name in List.indexed others -> name, between 0.1 0.9 (Probe.unit (90 + i) trial)
                ]
        ]
