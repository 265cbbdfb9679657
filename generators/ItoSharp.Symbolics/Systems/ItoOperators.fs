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
        let entry i j =
            Expr.sum [
                for k in d.Noises do
                    for l in d.Noises do
                        Expr.product [
                            CorrelationMatrix.entry d k.Name l.Name
                            k.Components.[i]
                            l.Components.[j]
                        ]
            ]
            |> SdeTrials.tidy d

        // a is symmetric in value; taking the upper half for both makes it so in form.
        let n = d.State.Length
        [ for i in 0 .. n - 1 -> [ for j in 0 .. n - 1 -> entry (min i j) (max i j) ] ]

    /// L^k phi = sum_i g_k^i d phi / d x_i.
    [<CompiledName("AlongNoise")>]
    let alongNoise (d: SdeDeclaration) (noise: SdeNoise) (phi: Expr) : Expr =
        VectorFields.along d.State noise.Components [ phi ] |> List.head |> SdeTrials.tidy d

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
                for i, slope in List.indexed slopes do
                    for j, x in List.indexed d.State do
                        let second = Differentiate.wrt x slope

                        if second <> Expr.zero then
                            yield Expr.rational 1 2 * a.[i].[j] * second
            ]

    /// The generator L^0 applied to an observable in the state, the time and the parameters.
    [<CompiledName("Generator")>]
    let generator (d: SdeDeclaration) (phi: Expr) : Expr =
        rawGenerator d phi |> SdeTrials.tidy d

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
