namespace ItoSharp.Symbolics

/// What is promised of a constant matrix, in exact fractions. A message says where it fails; none where it holds.
module MatrixProofs =
    let private entry (m: Rational[,]) i j = m.[i, j].ToString()

    let private square (m: Rational[,]) =
        if Array2D.length1 m = Array2D.length2 m then
            None
        else
            Some(sprintf "it has %d rows and %d columns; it must be square" (Array2D.length1 m) (Array2D.length2 m))

    let private pairs (m: Rational[,]) =
        seq {
            for i in 0 .. Array2D.length1 m - 1 do
                for j in i .. Array2D.length1 m - 1 do
                    yield i, j
        }

    /// omega + omega^T = 0.
    [<CompiledName("Antisymmetric")>]
    let antisymmetric (m: Rational[,]) : string option =
        square m
        |> Option.orElseWith (fun () ->
            pairs m
            |> Seq.tryFind (fun (i, j) -> not (m.[i, j] + m.[j, i]).IsZero)
            |> Option.map (fun (i, j) ->
                sprintf
                    "entry (%d, %d) is %s and entry (%d, %d) is %s, where their sum must be 0 (residual %s); an antisymmetric matrix has omega + omega^T = 0"
                    (i + 1)
                    (j + 1)
                    (entry m i j)
                    (j + 1)
                    (i + 1)
                    (entry m j i)
                    ((m.[i, j] + m.[j, i]).ToString())))

    /// The leading minors, by elimination; after the first that is not positive there are none.
    let private firstMinor (m: Rational[,]) =
        let n = Array2D.length1 m
        let a = Array2D.copy m

        let rec next k (minor: Rational) =
            if k = n then
                None
            else
                let minor = minor * a.[k, k]

                if minor.Sign <= 0 then
                    Some(k + 1, minor)
                else
                    for i in k + 1 .. n - 1 do
                        let factor = a.[i, k] / a.[k, k]

                        for j in k .. n - 1 do
                            a.[i, j] <- a.[i, j] - factor * a.[k, j]

                    next (k + 1) minor

        next 0 Rational.One

    /// Symmetric, with positive leading minors (Sylvester).
    [<CompiledName("PositiveDefinite")>]
    let positiveDefinite (m: Rational[,]) : string option =
        square m
        |> Option.orElseWith (fun () ->
            pairs m
            |> Seq.tryFind (fun (i, j) -> m.[i, j] <> m.[j, i])
            |> Option.map (fun (i, j) ->
                sprintf
                    "entry (%d, %d) is %s but entry (%d, %d) is %s; a positive definite matrix is symmetric"
                    (i + 1)
                    (j + 1)
                    (entry m i j)
                    (j + 1)
                    (i + 1)
                    (entry m j i)))
        |> Option.orElseWith (fun () ->
            firstMinor m
            |> Option.map (fun (k, minor) ->
                sprintf
                    "its leading minor of order %d is %s, where all leading minors must be positive"
                    k
                    (minor.ToString())))
