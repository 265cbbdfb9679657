namespace ItoSharp.Symbolics

/// What keeps components in their domains.
module StateBounds =
    let private domainOf (d: SdeDeclaration) name =
        d.Domains |> List.tryFind (fun domain -> domain.Component = name)

    let private above bound e =
        match bound with
        | Some b -> Expr.max (Expr.real b) e
        | None -> e

    let private below bound e =
        match bound with
        | Some b -> Expr.min (Expr.real b) e
        | None -> e

    /// What drift and noises read of a component that is at e.
    let read (d: SdeDeclaration) (name: string) (e: Expr) : Expr =
        match domainOf d name with
        | Some {
                   Boundary = Boundary.FullTruncation
                   Min = low
                   Max = high
               } -> e |> above low |> below high
        | _ -> e

    let private mirrorLow bound e =
        match bound with
        | Some b -> Expr.real b + Expr.abs (e - Expr.real b)
        | None -> e

    let private mirrorHigh bound e =
        match bound with
        | Some b -> Expr.real b - Expr.abs (Expr.real b - e)
        | None -> e

    /// 1 inside, 0 at a bound or beyond; what is no number stays so.
    let private inside sign bound e =
        match bound with
        | Some b ->
            let distance = if sign > 0 then e - Expr.real b else Expr.real b - e
            Expr.max Expr.zero (Expr.sign distance)
        | None -> Expr.one

    /// Where a component that was at old and stepped to next is put.
    let settle (d: SdeDeclaration) (name: string) (old: Expr) (next: Expr) : Expr =
        match domainOf d name with
        | Some {
                   Boundary = Boundary.Reflection
                   Min = low
                   Max = high
               } ->
            // A step may overshoot both bounds of an interval: mirrored at one, then the other, then the first.
            let once = next |> mirrorLow low |> mirrorHigh high
            if high.IsSome then once |> mirrorLow low else once
        | Some {
                   Boundary = Boundary.Absorption
                   Min = low
                   Max = high
               } ->
            let moves = inside 1 low old * inside -1 high old
            let bounded = next |> above low |> below high
            old + moves * (bounded - old)
        | _ -> next
