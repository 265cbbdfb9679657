module ItoSharp.Symbolics.Tests.Systems.MomentTests

open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Systems.Equations
open ItoSharp.Symbolics.Tests.Systems.RandomSystems
open Xunit

let private derive = MomentEquations.derive

/// The terms of one rate as a map.
let private rate (m: MomentEquations) powers =
    (m.Closed |> List.find (fun r -> r.Moment = powers)).Terms
    |> List.map (fun (p, c) -> p, Simplify.simplify (Expand.expand c))
    |> Map.ofList

[<Fact>]
let ``GBM by hand`` () =
    let m = derive gbm
    Assert.True m.IsComplete
    let mu, sigma = Var "Mu", Var "Sigma"
    Assert.Equal<Map<int list, Expr>>(Map.ofList [ [ 1 ], mu ], rate m [ 1 ])
    Assert.Equal<Map<int list, Expr>>(Map.ofList [ [ 2 ], n 2 * mu + sigma * sigma ], rate m [ 2 ])

    // As a Stratonovich equation the mean grows by sigma^2/2 more.
    let m =
        derive {
            gbm with
                Interpretation = Calculus.Stratonovich
        }

    Assert.Equal<Map<int list, Expr>>(Map.ofList [ [ 1 ], mu + Expr.rational 1 2 * sigma * sigma ], rate m [ 1 ])
    Assert.Equal<Map<int list, Expr>>(Map.ofList [ [ 2 ], n 2 * mu + n 2 * sigma * sigma ], rate m [ 2 ])

[<Fact>]
let ``Ornstein-Uhlenbeck by hand`` () =
    let m = derive ou
    Assert.True m.IsComplete
    let k, level, sigma = Var "Rate", Var "Level", Var "Sigma"
    Assert.Equal<Map<int list, Expr>>(Map.ofList [ [ 0 ], k * level; [ 1 ], -k ], rate m [ 1 ])

    Assert.Equal<Map<int list, Expr>>(
        Map.ofList [ [ 0 ], sigma * sigma; [ 1 ], n 2 * k * level; [ 2 ], n -2 * k ],
        rate m [ 2 ]
    )

[<Fact>]
let ``Heston closes but for the square of the price`` () =
    let m = derive heston
    Assert.False m.IsComplete
    Assert.Equal<int list list>([ [ 1; 0 ]; [ 0; 1 ]; [ 1; 1 ]; [ 0; 2 ] ], m.Closed |> List.map _.Moment)

    match m.Open with
    | [ powers, reason ] ->
        Assert.Equal<int list>([ 2; 0 ], powers)
        Assert.Contains("E[S^2 V], whose degree is above 2", reason)
    | other -> failwithf "%A" other

    let kappa, theta, xi, rho, mu =
        Var "Kappa", Var "Theta", Var "Xi", Var "Rho", Var "Mu"

    Assert.Equal<Map<int list, Expr>>(Map.ofList [ [ 1; 0 ], mu ], rate m [ 1; 0 ])

    Assert.Equal<Map<int list, Expr>>(
        Map.ofList [ [ 1; 0 ], kappa * theta; [ 1; 1 ], mu - kappa + rho * xi ],
        rate m [ 1; 1 ]
    )

    Assert.Equal<Map<int list, Expr>>(
        Map.ofList [ [ 0; 1 ], n 2 * kappa * theta + xi * xi; [ 0; 2 ], n -2 * kappa ],
        rate m [ 0; 2 ]
    )

[<Fact>]
let ``what does not close says why`` () =
    let m = derive lorenz
    Assert.Empty m.Closed
    Assert.Equal(9, m.Open.Length)
    // x' = 10 (y - x) is linear, and falls with y.
    Assert.Contains("does not close", m.Open |> List.find (fun (p, _) -> p = [ 1; 0; 0 ]) |> snd)

    let m = derive diagonal
    Assert.True m.IsComplete

    let m = derive triple
    Assert.Contains(m.Open, fun (_, reason) -> reason.Contains "no polynomial")

[<Fact>]
let ``bounds that push or stop open the moments`` () =
    let at boundary : SdeDeclaration = {
        linear with
            Domains = [
                {
                    Component = "x"
                    Min = Some 0.0
                    Max = None
                    Boundary = boundary
                }
            ]
    }

    Assert.True (derive (at Boundary.FullTruncation)).IsComplete
    Assert.Empty (derive (at Boundary.Absorption)).Closed
    let m = derive (at Boundary.Reflection)
    Assert.Contains("'x' is reflected", m.Open |> List.find (fun (p, _) -> p = [ 1; 0 ]) |> snd)

[<Fact>]
let ``rates are means of rates at every point`` () =
    let polynomial = Expr.rational 1 2 * x + t

    check 70 (fun (RandomSystem(d, at)) ->
        // Affine stand-ins keep the random noises' correlations and calculus.
        let affine i e =
            let slope = Differentiate.wrt d.State.[i % d.State.Length] e

            let c =
                Evaluate.at (Map.ofList [ "x", 0.3; "y", 0.2; "z", 0.1; "t", 0.7; "p", 1.0; "r", 0.1 ]) slope

            Expr.real (System.Math.Round(c, 3)) * Var d.State.[(i + 1) % d.State.Length]
            + Expr.rational 1 3 * polynomial

        let d = {
            d with
                Drift = d.Drift |> List.mapi affine
                Noises =
                    d.Noises
                    |> List.map (fun g -> {
                        g with
                            Components = g.Components |> List.mapi affine
                    })
        }

        let m = derive d

        let monomial powers =
            List.map2 (fun x k -> Expr.powi (Var x) k) d.State powers |> Expr.product

        (m.IsComplete
         && m.Closed
            |> List.forall (fun r ->
                let found =
                    r.Terms
                    |> List.sumBy (fun (p, c) -> Evaluate.at at c * Evaluate.at at (monomial p))

                Oracle.close 1e-6 found (Oracle.generator d at (monomial r.Moment))))
        |> Prop.label (SdeText.write d))

/// The moments after time 1, by Runge-Kutta steps of the derived equations.
let private propagate (m: MomentEquations) (start: Map<int list, float>) steps =
    let h = 1.0 / float steps

    let slope time (state: Map<int list, float>) =
        m.Closed
        |> List.map (fun r ->
            r.Moment,
            r.Terms
            |> List.sumBy (fun (p, c) ->
                Evaluate.at (Map.ofList [ "t", time ]) c
                * (if List.sum p = 0 then 1.0 else state.[p])))
        |> Map.ofList

    let shift (a: Map<int list, float>) by (k: Map<int list, float>) =
        a |> Map.map (fun p x -> x + by * k.[p])

    (start, [ 0 .. steps - 1 ])
    ||> List.fold (fun y i ->
        let time = h * float i
        let k1 = slope time y
        let k2 = slope (time + h / 2.0) (shift y (h / 2.0) k1)
        let k3 = slope (time + h / 2.0) (shift y (h / 2.0) k2)
        let k4 = slope (time + h) (shift y h k3)
        shift (shift (shift (shift y (h / 6.0) k1) (h / 3.0) k2) (h / 3.0) k3) (h / 6.0) k4)

[<Fact>]
let ``a linear equation with noises that do not commute, against exact Euler moments`` () =
    let start =
        Map.ofList [ [ 1; 0 ], 1.0; [ 0; 1 ], -0.5; [ 2; 0 ], 1.2; [ 1; 1 ], -0.4; [ 0; 2 ], 0.3 ]

    let found = propagate (derive linear) start 200

    // dx = (A x + a) dt + sum_k (B_k x + b_k) dW_k, in numbers of their own; an Euler step maps the moments exactly.
    let a, shift = [| [| -1.0; 0.5 |]; [| 0.2; -1.0 |] |], [| 1.0; 0.0 |]

    let noises = [
        [| [| 0.0; 0.3 |]; [| 0.1; 0.0 |] |], [| 0.0; 0.2 |]
        [| [| 0.4; 0.0 |]; [| 0.0; -0.2 |] |], [| 0.0; 0.0 |]
    ]

    let apply (m: float[][]) (c: float[]) (mean: float[]) =
        Array.init 2 (fun i -> m.[i].[0] * mean.[0] + m.[i].[1] * mean.[1] + c.[i])

    // E[(M x + c)(M x + c)'] from the mean and E[x x'].
    let square (m: float[][]) (c: float[]) (mean: float[]) (s: float[][]) =
        let linear = Array.init 2 (fun i -> m.[i].[0] * mean.[0] + m.[i].[1] * mean.[1])

        Array.init 2 (fun i ->
            Array.init 2 (fun j ->
                Seq.sum (
                    seq {
                        for k in 0..1 do
                            for l in 0..1 -> m.[i].[k] * s.[k].[l] * m.[j].[l]
                    }
                )
                + linear.[i] * c.[j]
                + c.[i] * linear.[j]
                + c.[i] * c.[j]))

    let euler steps =
        let h = 1.0 / float steps

        let m =
            Array.init 2 (fun i -> Array.init 2 (fun j -> (if i = j then 1.0 else 0.0) + h * a.[i].[j]))

        let c = shift |> Array.map (fun v -> h * v)
        let mutable mean = [| 1.0; -0.5 |]
        let mutable s = [| [| 1.2; -0.4 |]; [| -0.4; 0.3 |] |]

        for _ in 1..steps do
            let parts =
                square m c mean s :: (noises |> List.map (fun (b, e) -> square b e mean s))

            let next =
                Array.init 2 (fun i ->
                    Array.init 2 (fun j -> parts.Head.[i].[j] + h * (parts.Tail |> List.sumBy (fun p -> p.[i].[j]))))

            mean <- apply m c mean
            s <- next

        [ mean.[0]; mean.[1]; s.[0].[0]; s.[0].[1]; s.[1].[1] ]

    // Euler's error is a series in h: four levels remove three of its terms.
    let table = [| 200; 400; 800; 1600 |] |> Array.map (euler >> Array.ofList)

    for order in 1..3 do
        for k in 3 .. -1 .. order do
            table.[k] <-
                Array.map2
                    (fun fine coarse -> fine + (fine - coarse) / (2.0 ** float order - 1.0))
                    table.[k]
                    table.[k - 1]

    let expected = table.[3]
    let names = [ [ 1; 0 ]; [ 0; 1 ]; [ 2; 0 ]; [ 1; 1 ]; [ 0; 2 ] ]

    for p, e in List.zip names (List.ofArray expected) do
        Assert.Equal(e, found.[p], 8)
