/// First and second moments of linear equations: of the solution, and of a method's steps without any sampling.
module ItoSharp.Symbolics.Tests.Ensembles.LinearMoments

open ItoSharp.Symbolics

type private Matrix = float[,]

let private size (a: Matrix) = Array2D.length1 a

let private multiply (a: Matrix) (b: Matrix) : Matrix =
    Array2D.init (Array2D.length1 a) (Array2D.length2 b) (fun i j ->
        Seq.sum (seq { for k in 0 .. Array2D.length2 a - 1 -> a.[i, k] * b.[k, j] }))

let private apply (a: Matrix) (x: float[]) =
    Array.init (Array2D.length1 a) (fun i -> Seq.sum (seq { for k in 0 .. x.Length - 1 -> a.[i, k] * x.[k] }))

let private kronecker (a: Matrix) (b: Matrix) : Matrix =
    let n = size b
    Array2D.init (size a * n) (size a * n) (fun i j -> a.[i / n, j / n] * b.[i % n, j % n])

/// Nodes and weights of the standard normal law for which polynomials to degree 13 are exact: seven-node Gauss-Hermite.
let private gaussian = [
    -3.750439717725742, 5.482688559722178e-4
    -2.366759410734541, 3.075712396758652e-2
    -1.154405394739968, 2.401231786050126e-1
    0.0, 4.571428571428571e-1
    1.154405394739968, 2.401231786050126e-1
    2.366759410734541, 3.075712396758652e-2
    3.750439717725742, 5.482688559722178e-4
]

/// Each of the three values once, with its probability, and each sign.
let private threeValues = [ -2.0, 1.0 / 6.0; 0.0, 2.0 / 3.0; 2.0, 1.0 / 6.0 ]
let private signs = [ -1.0, 0.5; 1.0, 0.5 ]

/// All values of a step's normals, with their probabilities, that give the moments of the step exactly.
let private outcomes (isWeak: bool) (normals: StepNormals) =
    let slots = [
        for _ in 1 .. normals.Count - normals.Extra do
            if isWeak then threeValues else gaussian

        for _ in 1 .. normals.Extra do
            if isWeak then signs else gaussian
    ]

    (slots, [ [], 1.0 ])
    ||> List.foldBack (fun slot rest -> [
        for z, p in slot do
            for values, q in rest do
                z :: values, p * q
    ])

/// E[x], E[x x^T] (flat) at the end, of a method's steps on a linear equation.
let ofSteps
    (program: StepProgram)
    (isWeak: bool)
    (parameters: Map<string, float>)
    (steps: int)
    (until: float)
    (x0: float[])
    =
    let h = until / float steps
    let d = program.Components.Length
    let fixedValues = parameters.Add(program.Names.Step, h)

    let extend (values: Map<string, float>) lets =
        (values, lets)
        ||> List.fold (fun values (name, e) -> Map.add name (Evaluate.at values e) values)

    let fixedValues = extend fixedValues program.Constants
    let all = outcomes isWeak program.Normals

    let stepMatrix (values: Map<string, float>) (normals: float list) : Matrix =
        let values =
            (values, List.zip program.Names.Normals normals)
            ||> List.fold (fun v (name, z) -> Map.add name z v)

        let column j =
            let values =
                (values, List.indexed program.Components)
                ||> List.fold (fun v (i, name) -> Map.add name (if i = j then 1.0 else 0.0) v)

            let values = extend values program.Local
            program.Next |> List.map (Evaluate.at values) |> Array.ofList

        let columns = Array.init d column
        Array2D.init d d (fun i j -> columns.[j].[i])

    let mutable mean = x0
    let mutable second = Array.init (d * d) (fun k -> x0.[k / d] * x0.[k % d])
    let isTimed = not program.Timed.IsEmpty || List.contains "t" program.UsedTimed
    let mutable known: (Matrix * Matrix) option = None

    for n in 0 .. steps - 1 do
        let first, squared =
            match known with
            | Some pair when not isTimed -> pair
            | _ ->
                let values = extend (fixedValues.Add("t", float n * h)) program.Timed
                let first = Array2D.zeroCreate d d
                let squared = Array2D.zeroCreate (d * d) (d * d)

                for normals, p in all do
                    let m = stepMatrix values normals
                    let k = kronecker m m
                    m |> Array2D.iteri (fun i j v -> first.[i, j] <- first.[i, j] + p * v)
                    k |> Array2D.iteri (fun i j v -> squared.[i, j] <- squared.[i, j] + p * v)

                known <- Some(first, squared)
                first, squared

        mean <- apply first mean
        second <- apply squared second

    Array.append mean second

/// The same of the solution: m' = A m, P' = A P + P A^T + sum_k G_k P G_k^T, by many steps of a fourth-order method.
let exact (equation: SdeDeclaration) (parameters: Map<string, float>) (until: float) (x0: float[]) =
    let ito = Interpretations.toIto equation
    let independent = (CorrelationMatrix.independent ito).Equation
    let d = equation.State.Length

    let matrix (formulas: Expr list) t : Matrix =
        let column j =
            let values =
                (parameters.Add("t", t), List.indexed equation.State)
                ||> List.fold (fun v (i, name) -> Map.add name (if i = j then 1.0 else 0.0) v)

            formulas |> List.map (Evaluate.at values) |> Array.ofList

        let columns = Array.init d column
        Array2D.init d d (fun i j -> columns.[j].[i])

    let identity = Array2D.init d d (fun i j -> if i = j then 1.0 else 0.0)

    let rate t (y: float[]) =
        let a = matrix ito.Drift t
        let noises = independent.Noises |> List.map (fun g -> matrix g.Components t)
        let mean = apply a y.[.. d - 1]
        let p = y.[d..]
        let drift = apply (kronecker a identity) p, apply (kronecker identity a) p
        let spread = noises |> List.map (fun g -> apply (kronecker g g) p)

        let second =
            Array.init (d * d) (fun i -> (fst drift).[i] + (snd drift).[i] + (spread |> List.sumBy (fun s -> s.[i])))

        Array.append mean second

    let steps = 2000
    let h = until / float steps

    let add (a: float[]) c (b: float[]) = Array.map2 (fun x y -> x + c * y) a b

    (Array.append x0 (Array.init (d * d) (fun k -> x0.[k / d] * x0.[k % d])), [ 0 .. steps - 1 ])
    ||> List.fold (fun y n ->
        let t = float n * h
        let k1 = rate t y
        let k2 = rate (t + h / 2.0) (add y (h / 2.0) k1)
        let k3 = rate (t + h / 2.0) (add y (h / 2.0) k2)
        let k4 = rate (t + h) (add y h k3)
        add (add (add (add y (h / 6.0) k1) (h / 3.0) k2) (h / 3.0) k3) (h / 6.0) k4)
