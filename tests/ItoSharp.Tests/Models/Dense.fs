namespace ItoSharp.Tests.Models

open System

/// Textbook linear algebra on double[,], with none of the library's formulas in it.
module Dense =
    let ofFunction n m f : double[,] = Array2D.init n m f

    let identity n =
        Array2D.init n n (fun i j -> if i = j then 1.0 else 0.0)

    let multiply (a: double[,]) (b: double[,]) =
        Array2D.init (a.GetLength 0) (b.GetLength 1) (fun i j ->
            Seq.sum (seq { for k in 0 .. a.GetLength 1 - 1 -> a[i, k] * b[k, j] }))

    let transpose (a: double[,]) =
        Array2D.init (a.GetLength 1) (a.GetLength 0) (fun i j -> a[j, i])

    let add (a: double[,]) (b: double[,]) =
        Array2D.mapi (fun i j x -> x + b[i, j]) a

    let scale (s: double) (a: double[,]) = Array2D.map (fun x -> s * x) a

    let apply (a: double[,]) (x: double[]) =
        Array.init (a.GetLength 0) (fun i -> Seq.sum (seq { for k in 0 .. a.GetLength 1 - 1 -> a[i, k] * x[k] }))

    /// The inverse and the log determinant of a positive matrix, by Gauss and Jordan with pivots.
    let inverse (matrix: double[,]) =
        let n = matrix.GetLength 0
        let a = Array2D.copy matrix
        let b = identity n
        let mutable log = 0.0

        for column in 0 .. n - 1 do
            let pivot = Seq.maxBy (fun i -> abs a[i, column]) (seq { column .. n - 1 })

            for j in 0 .. n - 1 do
                let x, y = a[column, j], b[column, j]
                a[column, j] <- a[pivot, j]
                b[column, j] <- b[pivot, j]
                a[pivot, j] <- x
                b[pivot, j] <- y

            let p = a[column, column]
            log <- log + Math.Log(abs p)

            for j in 0 .. n - 1 do
                a[column, j] <- a[column, j] / p
                b[column, j] <- b[column, j] / p

            for i in 0 .. n - 1 do
                if i <> column then
                    let f = a[i, column]

                    for j in 0 .. n - 1 do
                        a[i, j] <- a[i, j] - f * a[column, j]
                        b[i, j] <- b[i, j] - f * b[column, j]

        b, log

    /// Posterior mean of x0, mean of eps, and log density of x for a mixture of (weight, mean, covariance).
    let posterior (components: (double * double[] * double[,]) list) alpha sigma (x: double[]) =
        let d = x.Length

        let parts =
            components
            |> List.map (fun (weight, mean, covariance) ->
                let s = add (scale (alpha * alpha) covariance) (scale (sigma * sigma) (identity d))
                let inverse, log = inverse s
                let y = Array.map2 (fun x m -> x - alpha * m) x mean
                let u = apply inverse y
                let data = Array.map2 (fun m c -> m + alpha * c) mean (apply covariance u)

                let density =
                    Math.Log weight
                    - 0.5
                      * (log
                         + Array.fold2 (fun s a b -> s + a * b) 0.0 y u
                         + double d * Math.Log(2.0 * Math.PI))

                density, data, u)

        let largest = parts |> List.map (fun (l, _, _) -> l) |> List.max
        let total = parts |> List.sumBy (fun (l, _, _) -> exp (l - largest))

        let average pick =
            Array.init d (fun i ->
                parts
                |> List.sumBy (fun (l, data, u) -> exp (l - largest) / total * (pick (data, u): double[])[i]))

        average fst, average snd |> Array.map (fun u -> sigma * u), largest + Math.Log total
