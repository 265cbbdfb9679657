namespace ItoSharp.Symbolics

/// A component whose noise has an infinite derivative at a bound of its domain.
type SteepBound = {
    Component: string
    Bound: Expr
    /// Below this value of 2 a / b the derivatives along the paths have no variance, where near the bound the component drifts inwards
    /// by a and its noise has the squared magnitude b times the distance: 2 a < b. None where the noise is of another form.
    Inward: (Expr * Expr) option
}

/// Where derivatives along paths are not what the derivative of the mean is.
module Smoothness =
    let private touches (names: Set<string>) e =
        not (Set.intersect names (Expr.variables e)).IsEmpty

    /// Trial points for zero tests: positive and of both signs.
    let private points names = [
        for k in 1..4 ->
            names
            |> Seq.mapi (fun i name -> name, sin (float (7 * k + 3 * i)) + (if k % 2 = 0 then 1.7 else 0.0))
            |> Map.ofSeq
    ]

    let private vanishes e =
        e = Expr.zero
        || (ZeroTest.decide Set.empty (points (Expr.variables e)) e = ZeroVerdict.Zero)

    /// Whether a difference is 0 where a = b: solved for a name in which a - b is linear.
    let private agrees names a b difference =
        let gap = a - b

        Expr.variables gap
        |> Set.intersect names
        |> Set.exists (fun v ->
            let rate = Differentiate.wrt v gap

            rate <> Expr.zero
            && not (Expr.contains v rate)
            && vanishes (Substitute.variable v (Var v - gap / rate) difference))

    /// Whether a condition changes with one of the names.
    [<CompiledName("Moves")>]
    let moves (names: Set<string>) (c: Condition) =
        Condition.parts c |> List.exists (touches names)

    /// Whether two values are one where the condition changes over.
    let private meet names c a b =
        match c with
        | Condition.Less(x, y)
        | Condition.AtMost(x, y)
        | Condition.Not(Condition.Less(x, y))
        | Condition.Not(Condition.AtMost(x, y)) -> agrees names x y (a - b)
        | _ -> false

    /// Whether a formula may jump where one of the names moves: a sign or a choice between values that differ where it changes over.
    [<CompiledName("Jumps")>]
    let rec jumps (names: Set<string>) (e: Expr) : bool =
        match e with
        | Apply(Elementary.Sign, u) when touches names u -> true
        | Choose(c, a, b) when moves names c -> not (meet names c a b) || jumps names a || jumps names b
        | _ -> Expr.parts e |> List.exists (jumps names)

    /// A root or logarithm of what vanishes at the bound.
    let rec private isSteepAt name bound e =
        let vanishesThere u =
            Expr.contains name u && Substitute.variable name bound u = Expr.zero

        match e with
        | Power(u, r) when r < Rational.One && not (r.IsInteger && r.Sign > 0) && vanishesThere u -> true
        | Apply(Elementary.Log, u) when vanishesThere u -> true
        | GeneralPower(u, _) when vanishesThere u -> true
        | _ -> Expr.parts e |> List.exists (isSteepAt name bound)

    /// Bounds at which noises of an equation are not differentiable.
    [<CompiledName("SteepBounds")>]
    let steepBounds (d: SdeDeclaration) : SteepBound list =
        let ito = Interpretations.toIto d

        [
            for domain in d.Domains do
                for bound, sign in [ domain.Min, 1; domain.Max, -1 ] do
                    match bound with
                    | Some value ->
                        let bound = Expr.real value
                        let all = d.Noises |> List.collect _.Components

                        if all |> List.exists (isSteepAt domain.Component bound) then
                            let i = d.State |> List.findIndex ((=) domain.Component)

                            let own =
                                d.Noises
                                |> List.map (fun n -> n.Components.[i])
                                |> List.filter (fun e -> e <> Expr.zero)

                            let squares = own |> List.map (fun e -> Expr.powi e 2) |> Expr.sum |> Expand.expand

                            let rate = Differentiate.wrt domain.Component squares
                            let drift = Substitute.variable domain.Component bound ito.Drift.[i]

                            // Only for a noise of the form of a root: b times the distance.
                            let linear =
                                (own.Length = 1 || d.Correlations.IsEmpty)
                                && Substitute.variable domain.Component bound squares = Expr.zero
                                && rate <> Expr.zero
                                && not (Expr.contains domain.Component rate)

                            {
                                Component = domain.Component
                                Bound = bound
                                Inward =
                                    if linear then
                                        Some(Expr.integer sign * drift, Expr.integer sign * rate)
                                    else
                                        None
                            }
                    | None -> ()
        ]
