/// The standard normal law.
module internal ItoSharp.Verification.Normal

open System

/// Upper tail by its continued fraction, for x above 3; a series below.
let private upperTail (x: float) =
    let density = Math.Exp(-0.5 * x * x) / Math.Sqrt(2.0 * Math.PI)
    let mutable tail = 0.0

    for k in 80..-1..1 do
        tail <- float k / (x + tail)

    density / (x + tail)

/// P(Z <= x): the odd power series near 0 and the continued fraction in the tails, to about 1e-14.
let cdf (x: float) =
    if x > 3.0 then
        1.0 - upperTail x
    elif x < -3.0 then
        upperTail -x
    else
        let mutable term = x
        let mutable sum = x
        let mutable k = 1

        while abs term > 1e-18 && k < 200 do
            term <- term * x * x / float (2 * k + 1)
            sum <- sum + term
            k <- k + 1

        0.5 + sum * Math.Exp(-0.5 * x * x) / Math.Sqrt(2.0 * Math.PI)

/// The x that a normal exceeds with the given chance, by bisection.
let exceededWith (chance: float) =
    let tail x =
        if x > 3.0 then upperTail x else 1.0 - cdf x

    let mutable low, high = -40.0, 40.0

    for _ in 1..200 do
        let middle = 0.5 * (low + high)

        if tail middle > chance then
            low <- middle
        else
            high <- middle

    0.5 * (low + high)

/// The chance that |Z| exceeds |z|.
let twoSided (z: float) =
    let a = abs z
    if a > 3.0 then 2.0 * upperTail a else 2.0 * (1.0 - cdf a)
