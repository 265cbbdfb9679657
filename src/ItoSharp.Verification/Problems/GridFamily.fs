namespace ItoSharp.Verification

open System
open System.Collections.Generic
open ItoSharp

/// <summary>
/// A family of grids, one of every number of steps: nodes at equal distances of w from 0 (the start) to 1 (the end), which a map takes to
/// times.
/// </summary>
/// <param name="name">The name in verdicts.</param>
/// <param name="inTime">Whether <paramref name="place"/> places times; otherwise log-SNR.</param>
/// <param name="place">Maps w in [0, 1] to how far along the interval: increasing, 0 to 0 and 1 to 1, smooth.</param>
[<Sealed>]
type GridFamily(name: string, inTime: bool, place: Func<float, float>) =
    do
        ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof name)
        ArgumentNullException.ThrowIfNull(place, nameof place)

    /// <summary>The name in verdicts.</summary>
    member _.Name = name

    /// <summary>Whether the map places times; otherwise log-SNR.</summary>
    member _.InTime = inTime

    /// <summary>Maps w to how far along the interval.</summary>
    member _.Place = place

    /// The time at w between two times.
    member internal _.TimeAt (p: IProcess) startTime endTime (w: float) =
        let far = place.Invoke w

        if w <= 0.0 then
            startTime
        elif w >= 1.0 then
            endTime
        elif inTime then
            startTime + far * (endTime - startTime)
        else
            let first, last = p.Lambda startTime, p.Lambda endTime
            p.TimeOfLambda(first + far * (last - first))

    /// <summary>Equal steps of log-SNR.</summary>
    static member Lambda = GridFamily("lambda grid", false, Func<_, _>(fun w -> w))

    /// <summary>Equal steps of time.</summary>
    static member Time = GridFamily("time grid", true, Func<_, _>(fun w -> w))

    /// <summary>Steps of log-SNR in geometric progression; the last is six times the first.</summary>
    static member Geometric =
        GridFamily("geometric grid", false, Func<_, _>(fun w -> (Math.Pow(6.0, w) - 1.0) / 5.0))

    /// <summary>A smooth random grid in log-SNR: the local step varies by up to a factor of four.</summary>
    /// <param name="seed">The seed of its shape.</param>
    static member Random(seed: uint64) =
        let draws = Draws(seed, 0x6772u)
        let shape = [| for k in 1..3 -> float k, draws.Between(-0.2, 0.2) |]

        let place w =
            w
            + (shape
               |> Array.sumBy (fun (k, a) -> a * (1.0 - Math.Cos(2.0 * Math.PI * k * w)) / (2.0 * Math.PI * k)))

        GridFamily($"random grid {seed}", false, Func<_, _>(place))

    /// <summary>All of them.</summary>
    static member BuiltIn: IReadOnlyList<GridFamily> = [|
        GridFamily.Lambda
        GridFamily.Time
        GridFamily.Geometric
        GridFamily.Random 1UL
    |]
