/// Small dense linear systems.
module internal ItoSharp.Verification.LinearSystem

/// Gaussian elimination with partial pivoting; the matrix is overwritten.
let solve (matrix: float[][]) (right: float[]) : float[] =
    let n = right.Length
    let a = matrix |> Array.mapi (fun i row -> Array.append row [| right.[i] |])

    for k in 0 .. n - 1 do
        let mutable pivot = k

        for i in k + 1 .. n - 1 do
            if abs a.[i].[k] > abs a.[pivot].[k] then
                pivot <- i

        let swap = a.[k]
        a.[k] <- a.[pivot]
        a.[pivot] <- swap
        let top = a.[k]

        for i in k + 1 .. n - 1 do
            let row = a.[i]
            let factor = row.[k] / top.[k]

            if factor <> 0.0 then
                for j in k..n do
                    row.[j] <- row.[j] - factor * top.[j]

    let x = Array.zeroCreate n

    for i in n - 1 .. -1 .. 0 do
        let mutable sum = a.[i].[n]

        for j in i + 1 .. n - 1 do
            sum <- sum - a.[i].[j] * x.[j]

        x.[i] <- sum / a.[i].[i]

    x
