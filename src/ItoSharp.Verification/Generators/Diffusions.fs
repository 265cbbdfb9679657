namespace ItoSharp.Verification.Generators

open System
open ItoSharp
open ItoSharp.Verification
open FsCheck
open FsCheck.FSharp

/// <summary>A diffusion whose noise class is known.</summary>
/// <param name="structure">Its finest class.</param>
/// <param name="diffusion">The matrix.</param>
[<Sealed>]
type KnownDiffusion(structure: NoiseClass, diffusion: IDiffusion) =
    /// <summary>Its finest class.</summary>
    member _.Structure = structure

    /// <summary>The matrix.</summary>
    member _.Diffusion = diffusion

    /// <summary>The class and the matrix's size.</summary>
    override _.ToString() =
        $"{structure}, {diffusion.StateDimension} x {diffusion.NoiseCount}"

module internal Diffusions =
    let private make structure d m (f: float -> float[] -> float[]) =
        KnownDiffusion(
            structure,
            FunctionDiffusion(d, m, DiffusionFunction(fun t x g -> (f t (x.ToArray())).AsSpan().CopyTo g))
        )

    let private numbers count =
        Gen.listOfLength count (Numbers.between 0.3 1.5) |> Gen.map Array.ofList

    let additive =
        gen {
            let! d = Gen.choose (1, 3)
            let! m = Gen.choose (1, 3)
            let! a = numbers (d * m)

            return
                make NoiseClass.Additive d m (fun t _ -> a |> Array.map (fun v -> v * (1.0 + 0.5 * Math.Sin(3.0 * t))))
        }

    let scalar =
        gen {
            let! d = Gen.choose (1, 3)
            let! a = numbers d

            return
                make NoiseClass.Scalar d 1 (fun t x ->
                    Array.init d (fun i -> a.[i] * Math.Sin(x.[i] + 2.0 * x.[(i + 1) % d] + t) + 2.0))
        }

    let diagonal =
        gen {
            let! d = Gen.choose (2, 3)
            let! a = numbers d

            return
                make NoiseClass.Diagonal d d (fun t x ->
                    Array.init (d * d) (fun k ->
                        if k / d = k % d then
                            1.5 + Math.Sin(a.[k / d] * x.[k / d] + t)
                        else
                            0.0))
        }

    /// Linear fields M_j x whose matrices share their eigenvectors, (1, s) and (-s, 1).
    let commutative =
        gen {
            let! s = Numbers.between 0.2 0.9
            let! a = numbers 2
            let! b = numbers 2

            return
                make NoiseClass.Commutative 2 2 (fun _ x ->
                    let along = (x.[0] + s * x.[1]) / (1.0 + s * s)
                    let across = (x.[1] - s * x.[0]) / (1.0 + s * s)

                    let field (l: float) (m: float) =
                        l * along - m * s * across, l * s * along + m * across

                    let f0, f1 = field a.[0] b.[0]
                    let g0, g1 = field a.[1] -b.[1]
                    [| f0; g0; f1; g1 |])
        }

    /// Two shears, whose bracket is a stretch.
    let general =
        gen {
            let! a = numbers 2

            return
                make NoiseClass.General 2 2 (fun t x -> [|
                    a.[0] * x.[1]
                    0.1
                    0.1
                    a.[1] * x.[0] * (1.0 + 0.3 * Math.Cos t)
                |])
        }

    let any = Gen.oneof [ additive; scalar; diagonal; commutative; general ]
