namespace ItoSharp.Symbolics

open System.Globalization

/// Two noises that do not commute, with a point that shows it.
type NoiseBracket = {
    First: string
    Second: string
    /// The component of the bracket.
    Component: string
    /// [g_First, g_Second] = (Dg_Second) g_First - (Dg_First) g_Second, this component.
    Bracket: Expr
    /// Values of the names that the bracket has.
    Point: Map<string, float>
    /// The bracket there.
    Value: float
}

/// What is known of the noise of an equation. It is that of the equation driven by independent noises: a correlation does not
/// change which brackets vanish nor what depends on the state, for the factor is invertible and free of the state; but correlated
/// noises are never diagonal.
type NoiseClassification = {
    /// The first that holds of additive, scalar, diagonal, commutative, general.
    Class: NoiseClass
    /// Whether a smaller class could not be ruled out; then Class is General for want of a proof.
    Assumed: bool
    /// For people: why it is this class.
    Reason: string
    /// Why the noise is general, where that is proven.
    Evidence: NoiseBracket option
    IsAdditive: bool
    IsScalar: bool
    /// Every noise drives one component, no component has two noises, no noises are correlated, and a noise depends on the
    /// component that it drives at most.
    IsDiagonal: bool
    IsCommutative: bool
    /// Diagonal by shape, but some noise depends on a component that it does not drive: not diagonal for Milstein.
    MixesStates: bool
    /// Which noise drives which component.
    Drives: (string * string) list
    /// Noises that branch on the state: their derivatives are one-sided means at a kink.
    Kinks: string list
}

/// The noise class of an equation, proven or assumed to be general.
module NoiseClassification =
    /// More components of brackets than this are not examined: a compiler waits for the answer.
    let private maximumBrackets = 100000

    let private number (x: float) =
        x.ToString("G6", CultureInfo.InvariantCulture)

    type private Dependence =
        | Independent
        | Dependent
        /// Could be either.
        | Unclear of string

    let private dependence decide (state: string) e =
        if not (Expr.contains state e) then
            Independent
        elif Kinks.on (Set.singleton state) e then
            Dependent
        else
            match decide (Differentiate.wrt state e) with
            | ZeroVerdict.Zero -> Independent
            | ZeroVerdict.NonZero _ -> Dependent
            | ZeroVerdict.Undecided reason -> Unclear reason

    let private pairs items =
        let items = List.indexed items

        List.allPairs items items
        |> List.filter (fun ((i, _), (j, _)) -> i < j)
        |> List.map (fun (a, b) -> snd a, snd b)

    type private Brackets =
        | AllVanish
        | One of NoiseBracket
        | Open of string

    let private commutator decide (d: SdeDeclaration) (first: SdeNoise, second: SdeNoise) =
        let state = Set.ofList d.State

        let branches =
            [ first; second ]
            |> List.tryFind (fun n -> n.Components |> List.exists (Kinks.on state))

        let parts = VectorFields.bracket d.State first.Components second.Components

        (AllVanish, List.zip d.State parts)
        ||> List.fold (fun found (name, e) ->
            match found with
            | One _ -> found
            | _ ->
                match decide e, branches with
                | ZeroVerdict.NonZero(point, value), _ ->
                    One {
                        First = first.Name
                        Second = second.Name
                        Component = name
                        Bracket = SdeTrials.tidy d e
                        Point = point
                        Value = value
                    }
                | ZeroVerdict.Zero, None -> found
                | ZeroVerdict.Zero, Some n ->
                    Open(
                        "'"
                        + n.Name
                        + "' branches on the state, and the bracket of '"
                        + first.Name
                        + "' and '"
                        + second.Name
                        + "' vanishes only between its branches"
                    )
                | ZeroVerdict.Undecided reason, _ ->
                    Open(
                        "component '"
                        + name
                        + "' of the bracket of '"
                        + first.Name
                        + "' and '"
                        + second.Name
                        + "': "
                        + reason
                    ))

    let private brackets decide (d: SdeDeclaration) (noises: SdeNoise list) =
        let all = pairs noises

        if all.Length * d.State.Length > maximumBrackets then
            Open(
                "the noises have more components of brackets than are examined, "
                + maximumBrackets.ToString(CultureInfo.InvariantCulture)
            )
        else
            (AllVanish, all)
            ||> List.fold (fun found pair ->
                match found with
                | One _ -> found
                | _ ->
                    match commutator decide d pair with
                    | AllVanish -> found
                    | other -> other)

    let private describe (b: NoiseBracket) =
        let at =
            b.Point
            |> Map.toList
            |> List.map (fun (name, x) -> name + " = " + number x)
            |> String.concat ", "

        "component '"
        + b.Component
        + "' of the bracket of '"
        + b.First
        + "' and '"
        + b.Second
        + "' is "
        + number b.Value
        + (if at = "" then "" else " at " + at)

    /// The class of the noise of a declaration without faults.
    [<CompiledName("Classify")>]
    let classify (d: SdeDeclaration) : NoiseClassification =
        let positive = SdeTrials.positive d

        let noises =
            d.Noises
            |> List.map (fun n -> {
                n with
                    Components = n.Components |> List.map (SdeTrials.tidy d)
            })

        let names =
            noises |> List.collect _.Components |> List.map Expr.variables |> Set.unionMany

        let decide = ZeroTest.decide positive (SdeTrials.points d names)

        let isZero e =
            match decide e with
            | ZeroVerdict.Zero -> true
            | _ -> false

        let drives = [
            for n in noises do
                for name, e in List.zip d.State n.Components do
                    if not (isZero e) then
                        n.Name, name
        ]

        let dependences = [
            for n in noises do
                for state in d.State do
                    for e in n.Components do
                        match dependence decide state e with
                        | Independent -> ()
                        | Dependent -> n.Name, state, None
                        | Unclear reason -> n.Name, state, Some reason
        ]

        // A dependence that could not be ruled out counts: no class is claimed that is not proven.
        let additive = dependences.IsEmpty
        let scalar = noises.Length = 1

        let correlated = d.Correlations |> List.exists (fun c -> not (isZero c.Value))

        let once choose =
            drives |> List.countBy choose |> List.forall (fun (_, times) -> times = 1)

        let shape = not correlated && once fst && once snd
        let own = Set.ofList drives

        let mixing =
            dependences
            |> List.tryFind (fun (noise, state, _) -> not (own.Contains(noise, state)))

        let diagonal = shape && mixing.IsNone

        let found =
            if additive || scalar || diagonal then
                AllVanish
            else
                brackets decide d noises

        let commutative = found = AllVanish

        let noiseClass =
            if additive then NoiseClass.Additive
            elif scalar then NoiseClass.Scalar
            elif diagonal then NoiseClass.Diagonal
            elif commutative then NoiseClass.Commutative
            else NoiseClass.General

        let notDiagonal () =
            if correlated then
                "noises are correlated"
            else
                match mixing with
                | Some(noise, state, _) when shape ->
                    "'" + noise + "' depends on '" + state + "', which it does not drive"
                | _ when not (once snd) ->
                    let shared, _ =
                        drives |> List.countBy snd |> List.find (fun (_, times) -> times > 1)

                    "several noises drive '" + shared + "'"
                | _ ->
                    let wide, _ = drives |> List.countBy fst |> List.find (fun (_, times) -> times > 1)
                    "'" + wide + "' drives several components"

        let reason =
            match noiseClass with
            | NoiseClass.Additive when noises.IsEmpty -> "There is no noise."
            | NoiseClass.Additive -> "No noise depends on the state."
            | NoiseClass.Scalar -> "There is one noise."
            | NoiseClass.Diagonal -> "Every noise drives one component, and depends on no other."
            | NoiseClass.Commutative ->
                "All Lie brackets of the noises vanish; it is not diagonal: "
                + notDiagonal ()
                + "."
            | NoiseClass.General ->
                match found with
                | One b -> "The noises do not commute: " + describe b + "."
                | Open why -> "Assumed, for it could not be shown that the noises commute: " + why + "."
                | AllVanish -> "The noises commute."

        {
            Class = noiseClass
            Assumed =
                (match found with
                 | Open _ -> true
                 | _ -> false)
            Reason = reason
            Evidence =
                (match found with
                 | One b -> Some b
                 | _ -> None)
            IsAdditive = additive
            IsScalar = scalar
            IsDiagonal = diagonal
            IsCommutative = commutative
            MixesStates = shape && mixing.IsSome
            Drives = drives
            Kinks = [
                for n in noises do
                    if n.Components |> List.exists (Kinks.on (Set.ofList d.State)) then
                        n.Name
            ]
        }
