namespace ItoSharp.Symbolics

/// Taking products apart.
module internal Factors =
    let two = Rational.Of 2

    let factorsOf e =
        match e with
        | Product factors -> factors
        | _ -> [ e ]

    /// The items without the first one that equals item.
    let without item items =
        let rec go items =
            match items with
            | [] -> []
            | x :: rest when x = item -> rest
            | x :: rest -> x :: go rest

        go items

    /// The first factor that choose accepts, with the product of the others (coefficient included).
    let pick (choose: Expr -> 'a option) (e: Expr) : ('a * Expr) option =
        let factors = factorsOf e

        factors
        |> List.tryPick (fun f -> choose f |> Option.map (fun found -> found, Expr.product (without f factors)))

    /// The argument u of a factor f(u).
    let argument f e =
        match e with
        | Apply(g, u) when g = f -> Some u
        | _ -> None

    /// The argument u of a factor f(u)^r.
    let argumentOfPower f r e =
        match e with
        | Power(Apply(g, u), s) when g = f && s = r -> Some u
        | _ -> None

    /// The factor common to all terms of a sum (powers of equal bases), with the cofactor.
    let commonFactor (e: Expr) : Expr * Expr =
        match e with
        | Sum(first :: rest) ->
            let powers term =
                factorsOf term
                |> List.choose (fun f ->
                    match f with
                    | Const _ -> None
                    | Power(b, r) -> Some(b, r)
                    | _ -> Some(f, Rational.One))
                |> Map.ofList

            let shared =
                rest
                |> List.fold
                    (fun (acc: Map<Expr, Rational>) term ->
                        let other = powers term

                        acc
                        |> Map.toList
                        |> List.choose (fun (b, r) ->
                            Map.tryFind b other
                            |> Option.bind (fun s ->
                                if r.Sign = s.Sign then
                                    Some(b, (if r.Sign > 0 then min r s else max r s))
                                else
                                    None))
                        |> Map.ofList)
                    (powers first)

            let factor =
                shared |> Map.toList |> List.map (fun (b, r) -> Expr.pow b r) |> Expr.product

            if factor = Expr.one then
                Expr.one, e
            else
                factor, Expr.sum (first :: rest |> List.map (fun t -> t / factor))
        | _ -> Expr.one, e
