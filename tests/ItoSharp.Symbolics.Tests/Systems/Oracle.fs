/// Declared equations in plain floating point, with nothing of what is derived from them: differences for derivatives, and
/// random walks of three points for expectations.
module ItoSharp.Symbolics.Tests.Systems.Oracle

open System
open ItoSharp.Symbolics

let private value (d: SdeDeclaration) (at: Map<string, float>) (time: float) (x: float[]) e =
    let values =
        (Map.add "t" time at, List.indexed d.State)
        ||> List.fold (fun acc (i, name) -> Map.add name x.[i] acc)

    Evaluate.at values e

/// The components' values in a map, in the order of the state.
let stateOf (d: SdeDeclaration) (at: Map<string, float>) =
    d.State |> List.map (fun x -> at.[x]) |> Array.ofList

let vector d at time x (parts: Expr list) =
    parts |> List.map (value d at time x) |> Array.ofList

let scalar d at time x e = value d at time x e

/// The Cholesky factor of the declared correlations at a time.
let cholesky (d: SdeDeclaration) at time =
    let names = d.Noises |> List.map _.Name |> Array.ofList
    let n = names.Length
    let x = stateOf d at

    let entry i j =
        if i = j then
            1.0
        else
            d.Correlations
            |> List.tryFind (fun c -> Set.ofList [ c.First; c.Second ] = Set.ofList [ names.[i]; names.[j] ])
            |> Option.map (fun c -> value d at time x c.Value)
            |> Option.defaultValue 0.0

    let c = Array2D.zeroCreate n n

    for i in 0 .. n - 1 do
        for j in 0..i do
            let rest = entry i j - Seq.sum (seq { for k in 0 .. j - 1 -> c.[i, k] * c.[j, k] })
            c.[i, j] <- if i = j then sqrt rest else rest / c.[j, j]

    c

/// Column m: what the m-th independent noise does.
let columns (d: SdeDeclaration) at time x =
    let c = cholesky d at time

    let g =
        d.Noises |> List.map (fun k -> vector d at time x k.Components) |> Array.ofList

    [|
        for m in 0 .. g.Length - 1 ->
            Array.init x.Length (fun i -> Seq.sum (seq { for k in 0 .. g.Length - 1 -> g.[k].[i] * c.[k, m] }))
    |]

/// The central difference of order 8.
let difference (f: float -> float) =
    let h = 4e-3

    let pair weight k =
        weight * (f (float k * h) - f (-(float k) * h))

    (pair 0.8 1 - pair 0.2 2 + pair (4.0 / 105.0) 3 - pair (1.0 / 280.0) 4) / h

let moved (x: float[]) j by =
    x |> Array.mapi (fun i xi -> if i = j then xi + by else xi)

/// (Dv) u by differences along u.
let along (v: float[] -> float[]) (x: float[]) (u: float[]) =
    Array.init x.Length (fun i -> difference (fun s -> (v (Array.map2 (fun xi ui -> xi + s * ui) x u)).[i]))

/// The limit h -> 0 of f from six halvings: a polynomial in h is exact to degree 5.
let limit (f: float -> float) =
    let levels = [| for k in 0..5 -> 0.001 / Math.Pow(2.0, float k) |]
    let table = levels |> Array.map f

    for order in 1..5 do
        for k in 5 .. -1 .. order do
            let ratio = levels.[k - order] / levels.[k]
            table.[k] <- table.[k] + (table.[k] - table.[k - 1]) / (ratio - 1.0)

    table.[5]

/// The mean of f over independent three-point variables with the normal's first five moments.
let rec mean noises (f: float list -> float) : float =
    if noises = 0 then
        f []
    else
        let root = sqrt 3.0

        let rest xi =
            mean (noises - 1) (fun others -> f (xi :: others))

        rest -root / 6.0 + 2.0 / 3.0 * rest 0.0 + rest root / 6.0

/// A step of size h that is true to the declared calculus: Euler for Ito, with the noise averaged over both ends for Stratonovich.
let step (d: SdeDeclaration) at time (x: float[]) h : float list -> float[] =
    let f = vector d at time x d.Drift
    let g = columns d at time x

    fun xi ->
        let xi = Array.ofList xi

        let push (g: float[][]) =
            Array.init x.Length (fun i -> Seq.sum (seq { for m in 0 .. xi.Length - 1 -> g.[m].[i] * sqrt h * xi.[m] }))

        let noise = push g

        let noise =
            match d.Interpretation with
            | Calculus.Ito -> noise
            | Calculus.Stratonovich ->
                let ahead = push (columns d at time (Array.map2 (+) x noise))
                Array.map2 (fun a b -> 0.5 * (a + b)) noise ahead

        Array.init x.Length (fun i -> x.[i] + h * f.[i] + noise.[i])

/// L^0 phi as what it means: the rate of E phi(t + h, X) at h = 0.
let generator (d: SdeDeclaration) at (phi: Expr) =
    let time, x = at |> Map.find "t", stateOf d at
    let now = scalar d at time x phi

    limit (fun h ->
        let next = step d at time x h
        let ahead = mean d.Noises.Length (fun xi -> scalar d at (time + h) (next xi) phi)
        (ahead - now) / h)

let close tolerance (a: float) (b: float) =
    abs (a - b) <= tolerance * (1.0 + abs a + abs b)
