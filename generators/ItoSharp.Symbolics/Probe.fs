namespace ItoSharp.Symbolics

open System

/// Numeric trial points, always the same ones: what algebra concludes is confirmed by numbers before it is returned.
module Probe =
    let private golden = (Math.Sqrt 5.0 - 1.0) / 2.0

    /// A number in (0, 1) for the i-th quantity of the j-th trial, irregular but fixed.
    let unit (i: int) (j: int) =
        let x = golden * float (7 * i + 13 * j + 1) + 0.37 * float (i * j) * golden * golden
        x - Math.Floor x

    /// Trial values in (0.3, 1.7) for the names.
    let values (names: string seq) (trial: int) : Map<string, float> =
        names |> Seq.mapi (fun i name -> name, 0.3 + 1.4 * unit i trial) |> Map.ofSeq

    let isFinite (x: float) =
        not (Double.IsNaN x || Double.IsInfinity x)

    /// Whether a and b agree to a relative tolerance.
    let agree (tolerance: float) (a: float) (b: float) =
        abs (a - b) <= tolerance * (1e-300 + Math.Max(abs a, abs b))

    /// Whether two formulas agree at the trial points where both are finite, at least three of twelve.
    [<CompiledName("AreEqual")>]
    let areEqual (tolerance: float) (a: Expr) (b: Expr) : bool =
        let names = Set.union (Expr.variables a) (Expr.variables b)

        let outcomes = [
            for trial in 1..12 do
                let at = Evaluate.at (values names trial)
                let x, y = at a, at b

                if isFinite x && isFinite y then
                    agree tolerance x y || abs (x - y) < 1e-13
        ]

        outcomes.Length >= 3 && List.forall id outcomes

    /// c with a = c b for all values of v, where there is one: a/b is seen not to change with v, and taken at a fixed v.
    [<CompiledName("ConstantRatio")>]
    let constantRatio (v: string) (a: Expr) (b: Expr) : Expr option =
        let ratio = a / b

        if not (Expr.contains v ratio) then
            Some ratio
        else
            let names = Set.remove v (Expr.variables ratio)

            let isConstant =
                let outcomes = [
                    for trial in 1..6 do
                        let others = values names trial
                        let at x = Evaluate.at (Map.add v x others) ratio
                        let seen = [ 0.11; 0.37; 0.59; 0.83 ] |> List.map at |> List.filter isFinite

                        if seen.Length >= 2 then
                            seen |> List.forall (agree 1e-10 seen.Head)
                ]

                outcomes.Length >= 2 && List.forall id outcomes

            if not isConstant then
                None
            else
                [ Expr.zero; Expr.one; Expr.rational 1 2; Expr.rational 1 4 ]
                |> List.tryPick (fun at ->
                    let c = Simplify.simplify (Substitute.variable v at ratio)
                    if areEqual 1e-9 c ratio then Some c else None)
