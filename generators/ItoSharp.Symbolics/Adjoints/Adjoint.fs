namespace ItoSharp.Symbolics

open System.Collections.Generic
open System.Globalization

/// The reverse of straight-line code: from its inputs and the cotangents of its outputs to those of its inputs.
type AdjointProgram = {
    /// In an order in which each follows what it needs; values of the code itself among them, as far as derivatives read them.
    Lets: (string * Expr) list
    /// The cotangents of those inputs that have one, in the order asked for.
    Cotangents: (string * Expr) list
}

/// Exact reverse differentiation of straight-line code.
module Adjoint =
    /// Whether a value may switch parts of the code off, so that a cotangent of exactly 0 can meet a derivative that is no number.
    let rec private switches e =
        match e with
        | Apply(Elementary.Sign, _)
        | Choose _ -> true
        | _ -> Expr.parts e |> List.exists switches

    let internal rate (known: Expr) f u =
        match f with
        | Elementary.Exp -> known
        | Elementary.Expm1 -> Expr.one + known
        | Elementary.Tan -> Expr.one + Expr.powi known 2
        | Elementary.Tanh -> Expr.one - Expr.powi known 2
        | _ ->
            match Differentiate.wrt "u" (Expr.apply f (Var "u")) with
            | d -> Substitute.variable "u" u d

    /// The derivative of base^r where its value is known.
    let internal powerRate (known: Expr) b (r: Rational) =
        if r = Rational.Of(1, 2) then Expr.rational 1 2 / known
        elif r = Rational.Of -1 then -(Expr.powi known 2)
        elif r.Sign < 0 then Expr.constant r * known / b
        else Expr.constant r * Expr.pow b (r - Rational.One)

    /// The reverse of lets and outputs; every output has the name of its cotangent. What depends on no input has no cotangent. Where
    /// a bound is met exactly, the bound is taken to hold, and |u| has derivative 0 at 0.
    [<CompiledName("Reverse")>]
    let reverse (lets: (string * Expr) list) (outputs: (string * Expr) list) (inputs: string list) : AdjointProgram =
        let taken =
            HashSet<string>(
                Seq.concat [
                    lets |> Seq.map fst
                    lets |> Seq.collect (snd >> Expr.variables)
                    outputs |> Seq.map fst
                    outputs |> Seq.collect (snd >> Expr.variables)
                    inputs |> Seq.ofList
                ]
            )

        let rec name wanted =
            if taken.Add wanted then wanted else name (wanted + "_")

        let guarded =
            (lets |> List.exists (snd >> switches))
            || (outputs |> List.exists (snd >> switches))

        let primal, values = NormalForm.build name lets (outputs |> List.map snd)
        let active = HashSet<string>(inputs)

        let isActive e =
            Expr.variables e |> Set.exists active.Contains

        for own, e in primal do
            if isActive e then
                active.Add own |> ignore

        let parts = Dictionary<string, List<Expr>>()
        let code = List<string * Expr>(primal)

        let named (wanted: string) e =
            if Cse.isCheap e then
                e
            else
                let own = name wanted
                code.Add((own, e))
                Var own

        let seen = Dictionary<Expr, Expr>()

        let once (prefix: string) e =
            match seen.TryGetValue e with
            | true, value -> value
            | _ ->
                let value = named (prefix + code.Count.ToString(CultureInfo.InvariantCulture)) e
                seen.[e] <- value
                value

        let intermediate e = once "by" e

        // A derivative of its own: its division does not wait for the cotangent, which goes from step to step.
        let atHand rate = once "rate" rate

        let add v s =
            match parts.TryGetValue v with
            | true, list -> list.Add s
            | _ -> parts.[v] <- List [ s ]

        let isSign e =
            match e with
            | Const c -> c.Abs.IsOne
            | _ -> false

        // Of a value known as `known`; s is its cotangent, and gate is what contributions pass.
        let rec pull (gate: Expr -> Expr) (known: Expr) (e: Expr) (s: Expr) =
            let inner u s =
                if isActive u then
                    pull gate u u s

            match e with
            | Const _
            | Pi -> ()
            | Var v ->
                if active.Contains v && s <> Expr.zero then
                    add v (gate s)
            | Sum terms ->
                let moving = terms |> List.filter isActive
                let s = if moving.Length > 1 then intermediate s else s
                moving |> List.iter (fun t -> inner t s)
            | Product factors ->
                let moving, still = factors |> List.partition isActive

                // What does not move is multiplied once for all; a sign costs nothing where it is.
                let s, still =
                    if moving.Length > 1 then
                        let signs, still = still |> List.partition isSign
                        intermediate (Expr.product (s :: still)), signs
                    else
                        s, still

                moving
                |> List.iteri (fun i f -> inner f (Expr.product (s :: still @ List.removeAt i moving)))
            | Power(b, r) when r.IsInteger && r.Sign > 0 ->
                inner b (intermediate (s * Expr.constant r) * Expr.pow b (r - Rational.One))
            | Power(b, r) -> inner b (s * atHand (powerRate known b r))
            | GeneralPower(a, b) ->
                inner a (s * known * b / a)
                inner b (s * known * Expr.log a)
            | Apply(Elementary.Sign, _) -> ()
            | Apply(f, u) -> inner u (s * atHand (rate known f u))
            | Minimum(a, b) -> bounded gate a b (Condition.Less(a, b)) (Condition.Less(b, a)) s
            | Maximum(a, b) -> bounded gate a b (Condition.Less(b, a)) (Condition.Less(a, b)) s
            | Phi(k, z) -> inner z (s * (Expr.phi k z - Expr.integer k * Expr.phi (k + 1) z))
            | Choose(c, a, b) ->
                let s = intermediate s

                if isActive a then
                    pull (fun x -> gate (Expr.choose c x Expr.zero)) a a s

                if isActive b then
                    pull (fun x -> gate (Expr.choose c Expr.zero x)) b b s

        // The first of two moving arguments counts where it is strictly the result, the second elsewhere.
        and bounded gate a b first second s =
            let s = intermediate s

            match isActive a, isActive b with
            | true, true ->
                pull gate a a (Expr.choose first s Expr.zero)
                pull gate b b (Expr.choose first Expr.zero s)
            | true, false -> pull gate a a (Expr.choose first s Expr.zero)
            | false, true -> pull gate b b (Expr.choose second s Expr.zero)
            | false, false -> ()

        let total own =
            match parts.TryGetValue own with
            | true, list -> Some(Expr.sum list)
            | _ -> None

        for (seed, _), e in List.zip outputs values do
            pull id e e (Var seed)

        for own, e in List.rev primal do
            if active.Contains own then
                total own
                |> Option.iter (fun s ->
                    let s = named ("to_" + own) s

                    // What is switched off hands nothing on, whatever its derivatives are.
                    let gate x =
                        if guarded then
                            Expr.choose (Condition.Equal(s, Expr.zero)) Expr.zero x
                        else
                            x

                    pull gate (Var own) e s)

        let cotangents =
            inputs
            |> List.choose (fun input -> total input |> Option.map (fun s -> input, s))

        // Values that come twice, then what nobody reads is left out.
        let shared, results =
            Cse.shareWith
                (name "part")
                (List.ofSeq code @ (cotangents |> List.map (fun (input, s) -> "of " + input, s)))

        let lets, ends = results |> List.splitAt code.Count
        let ordered = Hoisting.ordered (shared @ lets)

        {
            Lets = ordered |> Hoisting.needed (ends |> List.map snd)
            Cotangents = List.map2 (fun (input, _) (_, e) -> input, e) cotangents ends
        }
