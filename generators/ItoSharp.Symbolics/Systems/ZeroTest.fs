namespace ItoSharp.Symbolics

open System

/// Whether a formula is 0 everywhere.
[<RequireQualifiedAccess>]
type ZeroVerdict =
    /// Algebra reduces it to 0 and numbers do not object.
    | Zero
    /// It has this value, far above rounding, at this point.
    | NonZero of point: Map<string, float> * value: float
    /// Neither was found.
    | Undecided of reason: string

/// Zero tests by algebra with trial points as the second opinion. Deciding zero is impossible in general, so there is a third
/// answer.
module ZeroTest =
    /// Below this share of the largest term a value is taken for rounding.
    let private rounding = 1e-9

    /// The size of what is added up in e, against which rounding is judged.
    let rec private magnitude at e : float =
        match e with
        | Sum terms -> terms |> List.sumBy (magnitude at)
        | Product factors -> factors |> List.fold (fun acc f -> acc * magnitude at f) 1.0
        | Power(b, r) when r.IsInteger && r.Sign > 0 -> Evaluate.powerOf (magnitude at b) r
        | Choose(c, a, b) -> magnitude at (if Evaluate.holdsAt at c then a else b)
        | _ -> abs (Evaluate.at at e)

    let private reducesToZero positive e =
        e = Expr.zero
        || Simplify.simplifyUnder positive e = Expr.zero
        || Simplify.simplifyUnder positive (Expand.expand e) = Expr.zero
        || Expand.isZero (Simplify.simplifyUnder positive e)

    /// The verdict on e, over the trial points.
    [<CompiledName("Decide")>]
    let decide (positive: Set<string>) (points: Map<string, float> list) (e: Expr) : ZeroVerdict =
        if e = Expr.zero then
            ZeroVerdict.Zero
        else
            let seen = [
                for at in points do
                    let value, size = Evaluate.at at e, magnitude at e

                    if Probe.isFinite value && Probe.isFinite size then
                        at, value, size
            ]

            match seen |> List.tryFind (fun (_, value, size) -> abs value > rounding * size) with
            | Some(at, value, _) ->
                let names = Expr.variables e
                ZeroVerdict.NonZero(at |> Map.filter (fun name _ -> names.Contains name), value)
            | None when reducesToZero positive e -> ZeroVerdict.Zero
            | None when seen.IsEmpty -> ZeroVerdict.Undecided "it has no finite value at any trial point"
            | None ->
                ZeroVerdict.Undecided(
                    "it vanishes at all "
                    + string seen.Length
                    + " trial points, but algebra does not reduce it to 0"
                )
