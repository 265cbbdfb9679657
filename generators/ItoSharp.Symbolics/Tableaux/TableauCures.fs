namespace ItoSharp.Symbolics

open System
open System.Numerics

/// Changes of a tableau's text that make its claims true.
module internal TableauCures =
    /// A change that was tried: the coefficient's name, place and new value, and the tableau it makes.
    type private Change = {
        Name: string
        Place: TextPlace
        After: Coefficient
        Tableau: ButcherTableau
    }

    let private joined (text: string) (lines: string[]) =
        String.Join((if text.Contains "\r\n" then "\r\n" else "\n"), lines)

    /// The text with one place replaced.
    let private replaced (text: string) (place: TextPlace) (by: string) =
        TableauLayout.lines text
        |> Array.mapi (fun i line ->
            if i + 1 = place.Line then
                line.Substring(0, place.Column)
                + by
                + line.Substring(place.Column + place.Length)
            else
                line)
        |> joined text

    /// The rows of weights in the other order.
    let exchange (text: string) (source: ButcherSource) : TableauCure =
        let first, second =
            source.Rows.Weights.[0].Line.Line - 1, source.Rows.Weights.[1].Line.Line - 1

        let lines = TableauLayout.lines text
        let swapped = Array.copy lines
        swapped.[first] <- lines.[second]
        swapped.[second] <- lines.[first]

        {
            Title = "Exchange the rows b and b-hat"
            Member = "Tableau"
            Replacement = joined text swapped
            Place = Some source.Rows.Weights.[0].Line
            Other = Some source.Rows.Weights.[1].Line
            Text = lines.[second].Trim() + "\n" + lines.[first].Trim()
        }

    /// The claim of an order that is proven.
    let claim memberName (order: int) : TableauCure = {
        Title = sprintf "Claim %s = %d" memberName order
        Member = memberName
        Replacement = order.ToString(Globalization.CultureInfo.InvariantCulture)
        Place = None
        Other = None
        Text = ""
    }

    let rec private exponents (c: Coefficient) =
        match c with
        | Coefficient.Exact _ -> []
        | Coefficient.Decimal(_, exponent) -> [ exponent ]
        | Coefficient.Root(_, inner)
        | Coefficient.Free(_, inner) -> exponents inner
        | Coefficient.Sum(a, b)
        | Coefficient.Product(a, b)
        | Coefficient.Quotient(a, b) -> exponents a @ exponents b

    /// A new coefficient: exact beside exact ones, with the digits of the finest decimal beside decimals.
    let private rounded (tableau: ButcherTableau) (value: Quantity) : Coefficient option =
        match TableauProofs.coefficients tableau |> List.collect exponents, value with
        | [], Quantity.Exact exact -> Some(Coefficient.Exact exact)
        | [], Quantity.Near _ -> None
        | found, _ ->
            let exponent = max -30 (List.min found)

            let unit =
                Rational.Create(BigInteger.Pow(BigInteger 10, max 0 -exponent), BigInteger.One)

            let middle =
                match value with
                | Quantity.Exact s when s.AsRational.IsSome -> s.AsRational.Value
                | _ -> Ball.centre value.Ball

            let digits = (middle * unit + Rational.Of(1, 2)).Floor
            Some(Coefficient.ofDecimal digits (min 0 exponent) Coefficient.roundedFrom)

    let private changed i value values =
        values |> List.mapi (fun j v -> if i = j then value else v)

    let private total values =
        values |> List.map Coefficient.middle |> List.fold (+) Quantity.Zero

    /// One c_i, or one a_ij of its row, that makes stage i's row sum right.
    let private rowChanges (source: ButcherSource) i : Change list =
        let t = source.Tableau
        let missing = Coefficient.middle t.C.[i] - total t.A.[i]

        [
            match rounded t (total t.A.[i]) with
            | Some c ->
                yield {
                    Name = sprintf "c_%d" (i + 1)
                    Place = source.AbscissaAt i
                    After = c
                    Tableau = { t with C = changed i c t.C }
                }
            | None -> ()
            for j in 0 .. t.Stages - 1 do
                match source.EntryAt(i, j), rounded t (Coefficient.middle t.A.[i].[j] + missing) with
                | Some place, Some entry ->
                    yield {
                        Name = sprintf "a_%d%s%d" (i + 1) (if t.Stages > 9 then "," else "") (j + 1)
                        Place = place
                        After = entry
                        Tableau = {
                            t with
                                A = changed i (changed j entry t.A.[i]) t.A
                        }
                    }
                | _ -> ()
        ]

    /// One weight of a row of weights that makes their sum 1.
    let private weightChanges (source: ButcherSource) row : Change list =
        let t = source.Tableau
        let weights = if row = 0 then t.B else Option.defaultValue t.B t.Embedded
        let missing = Quantity.One - total weights

        [
            for i in 0 .. t.Stages - 1 do
                match rounded t (Coefficient.middle weights.[i] + missing) with
                | Some b ->
                    let weights = changed i b weights

                    yield {
                        Name = sprintf "%s_%d" (if row = 0 then "b" else "bhat") (i + 1)
                        Place = source.WeightAt(row, i)
                        After = b
                        Tableau =
                            if row = 0 then
                                { t with B = weights }
                            else
                                { t with Embedded = Some weights }
                    }
                | None -> ()
        ]

    /// The order of a changed tableau, 0 where it is not consistent.
    let private orders upTo (t: ButcherTableau) =
        let w = TableauProofs.workOf t

        let consistent =
            Seq.forall (fun i -> TableauProofs.rowVerdict w i = Verdict.Holds) (seq { 0 .. t.Stages - 1 })

        if consistent then
            (OrderConditions.proof w.Weights w.B upTo).Order,
            w.Embedded
            |> Option.map (fun b -> (OrderConditions.proof w.Weights b upTo).Order)
        else
            0, None

    /// The changes that make the claims true, of the rows that they are about.
    let private mending (declaration: ButcherDeclaration) isPropagated isEmbedded (changes: Change list) =
        let upTo =
            if declaration.Order > 0 then
                min RootedTrees.maximumOrder (max declaration.Order declaration.EmbeddedOrder)
            else
                RootedTrees.maximumOrder

        let tried =
            changes
            |> List.map (fun change -> change, orders upTo change.Tableau)
            |> List.filter (fun (_, (order, embedded)) ->
                (not isPropagated || order >= max 1 declaration.Order)
                && (not isEmbedded
                    || embedded.IsNone
                    || embedded.Value >= max 1 declaration.EmbeddedOrder))

        match tried with
        | [] -> []
        | _ ->
            // Without a claim, those that reach the most.
            let best = tried |> List.map snd |> List.max

            tried
            |> List.filter (fun (_, orders) -> orders = best)
            |> List.map (fun (change, _) -> change, best)

    let private written (text: string) (place: TextPlace) =
        (TableauLayout.lines text).[place.Line - 1].Substring(place.Column, place.Length)

    let private cures isPropagated text changes : TableauCure list =
        changes
        |> List.truncate 4
        |> List.map (fun (change, (order, embedded)) -> {
            Title =
                sprintf
                    "Write %s = %s instead of %s: all conditions of order %s hold"
                    change.Name
                    (change.After.ToString())
                    (written text change.Place)
                    (match embedded with
                     | Some lower when isPropagated -> sprintf "%d and, for b-hat, %d" order lower
                     | Some lower -> string lower
                     | None -> string order)
            Member = "Tableau"
            Replacement = replaced text change.Place (change.After.ToString())
            Place = Some change.Place
            Other = None
            Text = change.After.ToString()
        })

    /// The one coefficient of a stage whose row sum is wrong that makes all claims true.
    let ofRow (declaration: ButcherDeclaration) (source: ButcherSource) i : TableauCure list =
        rowChanges source i
        |> mending declaration true true
        |> cures true declaration.Text

    /// The one weight that makes all claims true.
    let ofWeights (declaration: ButcherDeclaration) (source: ButcherSource) row : TableauCure list =
        weightChanges source row
        |> mending declaration (row = 0) (row = 1)
        |> cures (row = 0) declaration.Text
