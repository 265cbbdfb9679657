namespace ItoSharp.Symbolics

/// What multiplies the iterated integral of two noises in a Milstein step.
type MilsteinTerm = {
    /// The noise j that is integrated first (inside), along which is differentiated.
    First: string
    /// The noise k that is integrated second.
    Second: string
    /// L^j g_k = (Dg_k) g_j.
    Components: Expr list
}

/// The operators of Ito's formula, d phi(t, x) = L^0 phi dt + sum_k L^k phi dW_k, of either reading of the equation.
module ItoOperators =
    /// a = g r g^T, the rate of the covariance of the state.
    [<CompiledName("Diffusion")>]
    let diffusion (d: SdeDeclaration) : Expr list list =
        // a is symmetric in value; its upper half, taken for both, makes it so in form.
        let entries = [
            for k, l, r in CorrelationMatrix.pairs d do
                for i, gi in List.indexed k.Components do
                    if gi <> Expr.zero then
                        for j, gj in List.indexed l.Components do
                            if i <= j && gj <> Expr.zero then
                                (i, j), r * gi * gj
        ]

        let upper =
            entries
            |> List.groupBy fst
            |> List.map (fun (at, terms) -> at, terms |> List.map snd |> Expr.sum |> SdeTrials.tidy d)
            |> Map.ofList

        let n = d.State.Length

        [
            for i in 0 .. n - 1 ->
                [
                    for j in 0 .. n - 1 -> Map.tryFind (min i j, max i j) upper |> Option.defaultValue Expr.zero
                ]
        ]

    /// L^k phi = sum_i g_k^i d phi / d x_i.
    [<CompiledName("AlongNoise")>]
    let alongNoise (d: SdeDeclaration) (noise: SdeNoise) (phi: Expr) : Expr =
        VectorFields.along d.State noise.Components [ phi ]
        |> List.head
        |> SdeTrials.tidy d

    /// L^0 phi = d phi / dt + sum_i f_i d phi / d x_i + 1/2 sum_ij a_ij d^2 phi / (d x_i d x_j) with the Ito drift f, not
    /// simplified.
    [<CompiledName("RawGenerator")>]
    let internal rawGenerator (d: SdeDeclaration) : Expr -> Expr =
        let ito = Interpretations.toIto d
        let a = diffusion d

        fun phi ->
            let slopes = d.State |> List.map (fun x -> Differentiate.wrt x phi)

            Expr.sum [
                yield Differentiate.wrt "t" phi
                yield! List.map2 (*) ito.Drift slopes
                for row, slope in List.zip a slopes do
                    if slope <> Expr.zero then
                        for x, rate in List.zip d.State row do
                            if rate <> Expr.zero then
                                yield Expr.rational 1 2 * rate * Differentiate.wrt x slope
            ]

    /// The generator L^0 applied to an observable in the state, the time and the parameters.
    [<CompiledName("Generator")>]
    let generator (d: SdeDeclaration) (phi: Expr) : Expr = rawGenerator d phi |> SdeTrials.tidy d

    /// The rate d/dt of every formula at a fixed state, for equations whose coefficients depend on time.
    [<CompiledName("TimeDerivative")>]
    let timeDerivative (d: SdeDeclaration) (v: Expr list) : Expr list =
        v |> List.map (Differentiate.wrt "t" >> SdeTrials.tidy d)

    /// L^j g_k for all ordered pairs of noises as they are declared; give it the equation with independent noises where the
    /// iterated integrals are those of independent noises. Ito and Stratonovich have the same terms, with their own integrals.
    [<CompiledName("Milstein")>]
    let milstein (d: SdeDeclaration) : MilsteinTerm list = [
        for j in d.Noises do
            for k in d.Noises do
                {
                    First = j.Name
                    Second = k.Name
                    Components =
                        VectorFields.along d.State j.Components k.Components
                        |> List.map (SdeTrials.tidy d)
                }
    ]
