namespace ItoSharp.Symbolics

/// The order of a multistep predictor from the very weights that are emitted for it, in exact arithmetic.
///
/// In units of the step, s = 0, t = 1 and nodes u_j <= 0, a step has order p if it integrates u^k, k < p, exactly: to leading order in h,
/// where the exponential weight is constant, sum_j w_j u_j^k = 1/(k + 1).
module internal MultistepMoments =
    let private one = Rational.One
    let private sum = List.fold (+) Rational.Zero

    let private power (u: Rational) k =
        List.fold (fun p _ -> p * u) one [ 1..k ]

    /// What the formulas of the weights read, to leading order: alpha_t h = -sigma_t h = 1, moment k = 1/(k + 1).
    let private leading (m: MultistepPlan) =
        let moment k =
            // A left sum of n terms: (0 + 1/n + ... + (n - 1)/n)/n for the integral of u.
            if k = 1 && m.LeftSums > 0 then
                Rational.Of(m.LeftSums - 1, 2 * m.LeftSums)
            else
                Rational.Of(1, k + 1)

        [ "alphaT", 1; "sigmaT", -1; "h", 1; "kh", 1; "kappa", 1 ]
        |> List.map (fun (name, value) -> name, Expr.integer value)
        |> List.append [ for k in 0..4 -> "moment" + string k, Expr.constant (moment k) ]
        |> Map.ofList

    let private exactly (e: Expr) =
        match Simplify.simplifyUnder Set.empty e with
        | Const r -> r
        | other -> invalidOp ("a weight is not a number: " + FormulaPrinter.print other)

    /// The weights of a step with the given nodes, the newest first.
    let weights (m: MultistepPlan) (nodes: Rational list) : Rational list =
        let history = nodes.Length
        let s = StepSetting.setting m.Form m.Clock m.Noise false
        let others = [ for j in 1 .. history - 1 -> "r" + string j, Expr.variable ("r" + string j) ]
        let names = [ for j in 0 .. history - 1 -> "c" + string j ]

        let lets =
            HistoryWeights.weights
                s
                (HistoryWeights.ofPredictor m.Weight)
                (HistoryWeights.estimatesFor m history)
                None
                "predictor"
                others
                names

        let start =
            nodes.Tail
            |> List.indexed
            |> List.fold (fun known (j, u) -> Map.add ("r" + string (j + 1)) (Expr.constant u) known) (leading m)

        let known =
            lets
            |> List.fold
                (fun known (name, e) -> Map.add name (Expr.constant (exactly (Substitute.apply known e))) known)
                start

        names |> List.map (fun name -> exactly known.[name])

    /// Nodes at the ends of steps of the given lengths, in units of the present one.
    let private nodes (lengths: Rational list) =
        lengths |> List.scan (fun u length -> u - length) Rational.Zero

    let private geometric (ratio: Rational) count =
        nodes [ for j in 1 .. count - 1 -> power ratio j ]

    /// A grid of steps, by name.
    type Grid = { Name: string; Nodes: Rational list }

    let private equal count = [
        {
            Name = "equal steps"
            Nodes = geometric one count
        }
    ]

    let private ratios count = [
        for name, ratio in
            [
                "steps that halve", Rational.Of 2
                "steps that double", Rational.Of(1, 2)
                "steps of ratio 2/3", Rational.Of(3, 2)
            ] ->
            {
                Name = name
                Nodes = geometric ratio count
            }
    ]

    let private uneven count = [
        for lengths in [ [ 1; 3; 2 ]; [ 2; 1; 3 ]; [ 3; 1; 1 ] ] ->
            {
                Name =
                    "steps of lengths 1, "
                    + System.String.Join(", ", List.truncate (count - 1) lengths)
                Nodes = nodes (lengths |> List.truncate (count - 1) |> List.map Rational.Of)
            }
    ]

    /// The first moment that a grid's step misses, below the given one: power and both sides.
    let violated (m: MultistepPlan) (upTo: int) (grid: Grid) =
        let w = weights m grid.Nodes

        seq { 0 .. upTo - 1 }
        |> Seq.tryPick (fun k ->
            let found = List.map2 (fun w u -> w * power u k) w grid.Nodes |> sum
            let expected = one / Rational.Of(k + 1)
            if found = expected then None else Some(k, found, expected))

    let private held m history grids =
        grids
        |> List.map (fun grid ->
            match violated m history grid with
            | Some(k, _, _) -> k
            | None -> history)
        |> List.fold min history

    /// The order where the ratio of neighbouring steps is free; 0: none.
    let freeOrder (m: MultistepPlan) history =
        held m history (equal history @ ratios history @ uneven history)

    /// The order on smooth grids. Their steps are equal up to O(h) and geometric up to O(h^2): what fails only with unequal steps is
    /// smaller by h, and what fails only with a changing ratio by h^2.
    let smoothOrder (m: MultistepPlan) history =
        [
            held m history (equal history)
            held m history (ratios history) + 1
            held m history (uneven history) + 2
        ]
        |> List.fold min history

    /// The first moment below the claimed order that the predictor misses, with the grid on which it does.
    let firstViolated (m: MultistepPlan) (claimed: int) =
        Seq.allPairs (seq { 1..claimed }) (equal m.History @ ratios m.History @ uneven m.History)
        |> Seq.tryPick (fun (upTo, grid) ->
            violated m upTo grid
            |> Option.map (fun (k, found, expected) -> k, grid.Name, found, expected))
