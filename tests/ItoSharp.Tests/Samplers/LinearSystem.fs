namespace ItoSharp.Tests.Samplers

/// Small dense linear systems for the tests' own algebra.
module LinearSystem =
    /// Gaussian elimination with partial pivoting.
    let solve (matrix: float[][]) (right: float[]) : float[] =
        let n = right.Length
        let a = matrix |> Array.mapi (fun i row -> Array.append row [| right.[i] |])

        for k in 0 .. n - 1 do
            let pivot = [ k .. n - 1 ] |> List.maxBy (fun i -> abs a.[i].[k])
            let swap = a.[k]
            a.[k] <- a.[pivot]
            a.[pivot] <- swap

            for i in 0 .. n - 1 do
                if i <> k then
                    let factor = a.[i].[k] / a.[k].[k]

                    for j in k..n do
                        a.[i].[j] <- a.[i].[j] - factor * a.[k].[j]

        Array.init n (fun i -> a.[i].[n] / a.[i].[i])
