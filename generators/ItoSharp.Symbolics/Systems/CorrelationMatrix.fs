namespace ItoSharp.Symbolics

open System.Globalization

/// The lower Cholesky factor of the noises' correlation matrix: W = C Z with independent Z.
type CorrelationFactor = {
    /// Long entries by name, in the order in which they can be computed. They depend on parameters only: entries of a
    /// correlation that depends on time are written out, so that derivatives by time see it.
    Lets: (string * Expr) list
    /// The factor by rows; entries above the diagonal are 0.
    Entries: Expr list list
    /// The squares of the diagonal, in terms of the names. The matrix is positive definite where all are above 0, tested in
    /// this order.
    Pivots: Expr list
}

/// An equation driven by independent noises.
type IndependentSde = {
    /// Noise m is the m-th independent Wiener process, under the name of the declared noise that it completes.
    Equation: SdeDeclaration
    /// Named factors that its noises refer to; functions of the parameters.
    Factors: (string * Expr) list
}

/// Correlations of declared noises.
module CorrelationMatrix =
    /// The correlation of two noises; 1 of a noise with itself, 0 where none is declared.
    [<CompiledName("Entry")>]
    let entry (d: SdeDeclaration) (first: string) (second: string) : Expr =
        if first = second then
            Expr.one
        else
            d.Correlations
            |> List.tryFind (fun c -> (c.First = first && c.Second = second) || (c.First = second && c.Second = first))
            |> Option.map (fun c -> SdeTrials.tidy d c.Value)
            |> Option.defaultValue Expr.zero

    /// The matrix, in the order of the noises.
    [<CompiledName("Matrix")>]
    let matrix (d: SdeDeclaration) : Expr list list =
        let names = d.Noises |> List.map _.Name
        names |> List.map (fun first -> names |> List.map (entry d first))

    /// All ordered pairs of noises whose correlation is not 0, with it; every noise with itself too.
    [<CompiledName("Pairs")>]
    let pairs (d: SdeDeclaration) : (SdeNoise * SdeNoise * Expr) list =
        let noises = d.Noises |> List.map (fun g -> g.Name, g) |> Map.ofList

        [
            for g in d.Noises do
                g, g, Expr.one

            for c in d.Correlations do
                let value = SdeTrials.tidy d c.Value

                if value <> Expr.zero then
                    noises.[c.First], noises.[c.Second], value
                    noises.[c.Second], noises.[c.First], value
        ]

    /// Longer entries get a name. Those of a single pair, r and sqrt(1 - r^2), stay formulas.
    let private longestUnnamed = 9

    let private freshName (taken: Set<string>) i j =
        let number (n: int) =
            n.ToString(CultureInfo.InvariantCulture)

        let rec free name =
            if taken.Contains name then free (name + "_") else name

        free ("factor" + number (i + 1) + "_" + number (j + 1))

    /// The factor, derived by formulas for any number of noises.
    [<CompiledName("Factor")>]
    let factor (d: SdeDeclaration) : CorrelationFactor =
        let a = matrix d |> List.map Array.ofList |> Array.ofList
        let n = a.Length
        let c = Array.init n (fun _ -> Array.create n Expr.zero)
        let lets = ResizeArray<string * Expr>()
        let pivots = ResizeArray<Expr>()
        let taken = Set.ofList ("t" :: d.State @ (d.Parameters |> List.map _.Name))
        let timed = a |> Array.exists (Array.exists (Expr.contains "t"))

        let put i j e =
            let e = SdeTrials.tidy d e

            if timed || Expr.size e <= longestUnnamed then
                c.[i].[j] <- e
            else
                let name = freshName taken i j
                lets.Add((name, e))
                c.[i].[j] <- Var name

        for j in 0 .. n - 1 do
            let pivot =
                a.[j].[j] - Expr.sum [ for k in 0 .. j - 1 -> c.[j].[k] * c.[j].[k] ]
                |> SdeTrials.tidy d

            pivots.Add pivot
            put j j (Expr.sqrt pivot)

            for i in j + 1 .. n - 1 do
                put
                    i
                    j
                    ((a.[i].[j] - Expr.sum [ for k in 0 .. j - 1 -> c.[i].[k] * c.[j].[k] ])
                     / c.[j].[j])

        {
            Lets = List.ofSeq lets
            Entries = c |> Array.map List.ofArray |> List.ofArray
            Pivots = List.ofSeq pivots
        }

    /// The same law driven by independent noises: h_m = sum_k C_km g_k. The equation itself where nothing is correlated.
    [<CompiledName("Independent")>]
    let independent (d: SdeDeclaration) : IndependentSde =
        let pairs = matrix d |> List.mapi (fun i row -> row |> List.take i) |> List.concat

        if pairs |> List.forall (fun e -> e = Expr.zero) then
            {
                Equation = { d with Correlations = [] }
                Factors = []
            }
        else
            let f = factor d

            let column m = [
                for i in 0 .. d.State.Length - 1 ->
                    List.map2 (fun (row: Expr list) (g: SdeNoise) -> row.[m] * g.Components.[i]) f.Entries d.Noises
                    |> Expr.sum
                    |> SdeTrials.tidy d
            ]

            let noises = d.Noises |> List.mapi (fun m g -> { g with Components = column m })

            {
                Equation = {
                    d with
                        Noises = noises
                        Correlations = []
                }
                Factors = f.Lets
            }
