namespace ItoSharp.Symbolics

open System

/// Quadrature at build time, for checks and for formulas without a closed integral.
module GaussLegendre =
    let private nodesOf n =
        // Newton from the Chebyshev guess; the Legendre recurrence gives value and derivative.
        [|
            for i in 1..n do
                let mutable x = Math.Cos(Math.PI * (float i - 0.25) / (float n + 0.5))
                let mutable rate = 0.0

                for _ in 1..8 do
                    let mutable p0, p1 = 1.0, x

                    for k in 2..n do
                        let p2 = ((2.0 * float k - 1.0) * x * p1 - (float k - 1.0) * p0) / float k
                        p0 <- p1
                        p1 <- p2

                    rate <- float n * (x * p1 - p0) / (x * x - 1.0)
                    x <- x - p1 / rate

                yield x, 2.0 / ((1.0 - x * x) * rate * rate)
        |]

    let private twenty = nodesOf 20

    /// Nodes and weights on [-1, 1].
    [<CompiledName("Nodes")>]
    let nodes (n: int) : (float * float)[] =
        if n < 2 then
            invalidArg (nameof n) "A Gauss-Legendre rule needs at least 2 nodes."

        nodesOf n

    /// The integral of f over [a, b] by panels of 20 nodes.
    [<CompiledName("Integrate")>]
    let integrate (panels: int) (f: float -> float) (a: float) (b: float) : float =
        let width = (b - a) / float panels
        let mutable total = 0.0

        for i in 0 .. panels - 1 do
            let middle = a + (float i + 0.5) * width

            for x, w in twenty do
                total <- total + w * f (middle + 0.5 * width * x)

        0.5 * width * total
