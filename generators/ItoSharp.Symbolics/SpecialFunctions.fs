namespace ItoSharp.Symbolics

open System

/// The functions that System.Math lacks on netstandard2.0, accurate to a few units in the last place.
module SpecialFunctions =
    /// exp(x) - 1.
    let expm1 (x: float) =
        if Double.IsNaN x then
            x
        elif abs x > 1.0 then
            Math.Exp x - 1.0
        else
            let u = Math.Exp x
            if u = 1.0 then x else (u - 1.0) * x / Math.Log u

    /// log(1 + x).
    let log1p (x: float) =
        if Double.IsNaN x || abs x > 0.5 then
            Math.Log(1.0 + x)
        else
            let u = 1.0 + x
            if u = 1.0 then x else Math.Log u * x / (u - 1.0)

    let private series (k: int) (z: float) =
        // sum over j of z^j / (j + k)!; the first term is 1/k!
        let mutable term = 1.0

        for i in 1..k do
            term <- term / float i

        let mutable total = term
        let mutable j = 0
        let mutable go = true

        while go && j < 200 do
            j <- j + 1
            term <- term * z / float (j + k)
            let next = total + term
            go <- next <> total
            total <- next

        total

    /// phi_k(z): the series near 0, the recurrence elsewhere.
    let rec phi (k: int) (z: float) : float =
        if k = 0 then
            Math.Exp z
        elif k = 1 then
            (if z = 0.0 then 1.0 else expm1 z / z)
        elif abs z <= 1.0 + float k then
            series k z
        else
            let mutable value = if z = 0.0 then 1.0 else expm1 z / z
            let mutable factorial = 1.0

            for i in 1 .. k - 1 do
                factorial <- factorial * float i
                value <- (value - 1.0 / factorial) / z

            value
