namespace ItoSharp.Symbolics

/// d/dt E[x^Moment] = sum over Terms of coefficient * E[x^powers]; moments are given by their exponents, and all zeros stands for
/// E[1] = 1.
type MomentRate = {
    Moment: int list
    /// Coefficients in the parameters and the time.
    Terms: (int list * Expr) list
}

/// The means and second moments of an equation as far as they obey a closed system of linear differential equations. They are
/// those of the equation that never meets a bound that truncates.
type MomentEquations = {
    /// The largest set of moments of degree 1 and 2 whose rates need no others, means first.
    Closed: MomentRate list
    /// The others, each with the reason.
    Open: (int list * string) list
} with

    /// Whether all means and second moments close.
    member m.IsComplete = m.Open.IsEmpty

/// Deriving the equations of the moments by Ito's formula.
module MomentEquations =
    /// The exponents of all moments of degree 1 and then 2, in the order of the components.
    [<CompiledName("Moments")>]
    let moments (dimension: int) : int list list =
        let unit i = [ for k in 0 .. dimension - 1 -> if k = i then 1 else 0 ]

        [
            for i in 0 .. dimension - 1 -> unit i
            for i in 0 .. dimension - 1 do
                for j in i .. dimension - 1 -> List.map2 (+) (unit i) (unit j)
        ]

    let private boundReason (d: SdeDeclaration) (powers: int list) =
        d.Domains
        |> List.tryPick (fun m ->
            let involved =
                List.zip d.State powers |> List.exists (fun (x, n) -> x = m.Component && n > 0)

            match m.Boundary with
            | Boundary.Absorption -> Some("'" + m.Component + "' is absorbed at a bound")
            | Boundary.Reflection when involved -> Some("'" + m.Component + "' is reflected at a bound")
            | _ -> None)

    let private rate (d: SdeDeclaration) generator (powers: int list) =
        match boundReason d powers with
        | Some reason -> Error reason
        | None ->
            let phi = List.map2 (fun x n -> Expr.powi (Var x) n) d.State powers |> Expr.product

            match StatePolynomial.coefficients d.State (generator phi) with
            | Ok terms ->
                Ok {
                    Moment = powers
                    Terms = terms |> Map.toList |> List.map (fun (p, c) -> p, SdeTrials.tidy d c)
                }
            | Error part -> Error("its rate has " + Text.write part + ", which is no polynomial of the state")

    /// The moment equations of a declaration without faults.
    [<CompiledName("Derive")>]
    let derive (d: SdeDeclaration) : MomentEquations =
        let generator = ItoOperators.rawGenerator d

        let name powers =
            "E[" + StatePolynomial.monomialText d.State powers + "]"

        let all = moments d.State.Length |> List.map (fun m -> m, rate d generator m)

        let closed = [
            for _, r in all do
                match r with
                | Ok r -> r
                | Error _ -> ()
        ]

        let failed = [
            for m, r in all do
                match r with
                | Error reason -> m, reason
                | Ok _ -> ()
        ]

        let missing (known: Set<int list>) (r: MomentRate) =
            r.Terms
            |> List.map fst
            |> List.tryFind (fun p -> List.sum p > 0 && not (known.Contains p))

        // A moment that needs an open one is open itself, until nothing changes.
        let rec settle (closed: MomentRate list) failed =
            let known = closed |> List.map _.Moment |> Set.ofList
            let lost, kept = closed |> List.partition (fun r -> (missing known r).IsSome)

            if lost.IsEmpty then
                closed, failed
            else
                let reasons =
                    lost
                    |> List.map (fun r ->
                        let needs = (missing known r).Value
                        let degree = List.sum needs

                        r.Moment,
                        "its rate needs "
                        + name needs
                        + (if degree > 2 then
                               ", whose degree is above 2"
                           else
                               ", which does not close"))

                settle kept (failed @ reasons)

        let closed, failed = settle closed failed
        let order = moments d.State.Length

        {
            Closed = closed
            Open = failed |> List.sortBy (fun (m, _) -> List.findIndex ((=) m) order)
        }
