/// One step of a method on a polynomial equation, carried out as its form is documented, as a series in half powers of the step.
module ItoSharp.Symbolics.Tests.Tableaux.Stochastic.Steps

open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Tableaux.Stochastic.Polynomials

/// Random variables of some kind.
type Ring<'r> = {
    Zero: 'r
    One: 'r
    Add: 'r -> 'r -> 'r
    Multiply: 'r -> 'r -> 'r
    Scale: Quantity -> 'r -> 'r
}

/// The variables of a step of length 1: l and k are noises.
type Variables<'r> = {
    Ring: Ring<'r>
    Wiener: int -> 'r
    Time: int -> 'r
    Double: int -> int -> 'r
    Triple: int -> 'r
    Area: int -> int -> 'r
}

/// The states after a step, from 0, by half powers up to the given one.
let step (v: Variables<'r>) (highest: int) (m: StochasticMethod) (e: Equation) : 'r[] list =
    let r = v.Ring
    let noises = e.Noises.Length
    let zero () = Array.create (highest + 1) r.Zero

    let add (a: 'r[]) (b: 'r[]) = Array.map2 r.Add a b

    let multiply (a: 'r[]) (b: 'r[]) =
        Array.init (highest + 1) (fun n ->
            [ 0..n ]
            |> List.fold (fun sum i -> r.Add sum (r.Multiply a.[i] b.[n - i])) r.Zero)

    /// Times a variable that scales as a half power.
    let shifted grade (variable: 'r) (a: 'r[]) =
        Array.init (highest + 1) (fun n ->
            if n < grade then
                r.Zero
            else
                r.Multiply variable a.[n - grade])

    let weighed (c: Coefficient) (a: 'r[]) =
        a |> Array.map (r.Scale(Coefficient.value c))

    let evaluate (t: Coefficient) (state: 'r[] list) (p: Polynomial) =
        let one = zero ()
        one.[0] <- r.One
        let time = weighed t (shifted 2 r.One one)

        let power a n =
            List.fold (fun product _ -> multiply product a) one [ 1..n ]

        p
        |> Map.fold
            (fun sum (i, j, k) factor ->
                multiply (power time i) (multiply (power state.[0] j) (power state.[1] k))
                |> Array.map (r.Scale(Quantity.Of factor))
                |> add sum)
            (zero ())

    let start = [ zero (); zero () ]
    let plus (state: 'r[] list) change = List.map2 add state change
    let entry block i j = m.Blocks.[block].[i].[j]

    /// A row of a block against what its stages gave, each times a variable.
    let sum block i (values: 'r[] list list) grade variable state =
        values
        |> List.indexed
        |> List.fold
            (fun state (j, value) ->
                if j < m.Blocks.[block].[i].Length then
                    let c: Coefficient = entry block i j

                    if c.IsZero then
                        state
                    else
                        plus state (value |> List.map (weighed c >> shifted grade variable))
                else
                    state)
            state

    let colours = [ 1..noises ]
    let drifts = ResizeArray<'r[] list>()
    let values = colours |> List.map (fun _ -> ResizeArray<'r[] list>())
    let of' k = List.ofSeq values.[k - 1]

    let driftStage i =
        let state = sum "A0" i (List.ofSeq drifts) 2 r.One start

        colours
        |> List.fold
            (fun state l ->
                let variable =
                    match m.Form with
                    | StochasticForm.Sra
                    | StochasticForm.Sri -> v.Time l
                    | _ -> v.Wiener l

                sum "B0" i (of' l) 1 variable state)
            state

    let noiseStage k i =
        let drifted () =
            sum "A1" i (List.ofSeq drifts) 2 r.One start

        match m.Form with
        | StochasticForm.Sra -> start
        | StochasticForm.Sri
        | StochasticForm.WeakRi -> sum "B1" i (of' k) 1 r.One (drifted ())
        | StochasticForm.Increments ->
            colours
            |> List.fold (fun state l -> sum "B1" i (of' l) 1 (v.Wiener l) state) (drifted ())
        | StochasticForm.Products
        | StochasticForm.Areas ->
            colours
            |> List.fold (fun state l -> sum "B1" i (of' l) 1 (v.Double l k) state) (drifted ())
        | StochasticForm.WeakRs ->
            colours
            |> List.fold (fun state l -> sum (if l = k then "B1" else "B3") i (of' l) 1 (v.Wiener l) state) (drifted ())

    for i in 0 .. max (m.Stages StageKind.Drift) (m.Stages StageKind.Noise) - 1 do
        let drift =
            if i < m.Stages StageKind.Drift then
                let state = driftStage i
                Some(e.Drift |> List.map (evaluate (entry "c0" 0 i) state))
            else
                None

        let noise =
            if i < m.Stages StageKind.Noise then
                colours
                |> List.map (fun k -> e.Noises.[k - 1] |> List.map (evaluate (entry "c1" 0 i) (noiseStage k i)))
            else
                []

        drift |> Option.iter drifts.Add
        noise |> List.iteri (fun k value -> values.[k].Add value)

    let hats k = [
        for i in 0 .. m.Stages StageKind.Hat - 1 do
            let state =
                colours
                |> List.filter (fun l -> l <> k)
                |> List.fold
                    (fun state l ->
                        let variable =
                            if m.Form = StochasticForm.WeakRi then
                                v.Double l k
                            else
                                v.Area l k

                        sum "B2" i (of' l) 1 variable state)
                    (sum "A2" i (List.ofSeq drifts) 2 r.One start)

            yield e.Noises.[k - 1] |> List.map (evaluate (entry "c2" 0 i) state)
    ]

    let afterDrift = sum "alpha" 0 (List.ofSeq drifts) 2 r.One start

    colours
    |> List.fold
        (fun state k ->
            let own block variable state = sum block 0 (of' k) 1 variable state
            let hat block variable state = sum block 0 (hats k) 1 variable state
            let state = own "beta1" (v.Wiener k) state

            match m.Form with
            | StochasticForm.Sra -> own "beta2" (v.Time k) state
            | StochasticForm.Sri ->
                state
                |> own "beta2" (v.Double k k)
                |> own "beta3" (v.Time k)
                |> own "beta4" (v.Triple k)
            | StochasticForm.Increments -> state
            | StochasticForm.Products
            | StochasticForm.Areas -> own "beta2" r.One state
            | StochasticForm.WeakRi ->
                state
                |> own "beta2" (v.Double k k)
                |> hat "beta3" (v.Wiener k)
                |> hat "beta4" r.One
            | StochasticForm.WeakRs -> hat "beta2" r.One state)
        afterDrift

let private wordRing: Ring<ItoWords> = {
    Zero = ItoWords.zero
    One = ItoWords.one
    Add = ItoWords.add
    Multiply =
        fun a b ->
            if a.IsEmpty || b.IsEmpty then
                ItoWords.zero
            else
                ItoWords.multiply a b
    Scale =
        fun q x ->
            match q with
            | Quantity.Exact s -> ItoWords.scale s.AsRational.Value x
            | Quantity.Near _ -> invalidOp "The oracle takes fractions."
}

/// The iterated integrals themselves: of strong methods.
let paths form calculus : Variables<ItoWords> =
    let along letters =
        letters
        |> List.fold (fun inner letter -> ItoWords.integrate calculus letter inner) ItoWords.one

    let products l k =
        let correction =
            if l = k && calculus = Calculus.Ito then
                ItoWords.ofWord [ 0 ]
            else
                ItoWords.zero

        ItoWords.add (ItoWords.multiply (along [ l ]) (along [ k ])) (ItoWords.scale (-Rational.One) correction)
        |> ItoWords.scale (Rational.Of(1, 2))

    {
        Ring = wordRing
        Wiener = fun k -> along [ k ]
        Time = fun k -> along [ k; 0 ]
        Double =
            fun l k ->
                if form = StochasticForm.Products then
                    products l k
                else
                    along [ l; k ]
        Triple = fun k -> along [ k; k; k ]
        Area = fun _ _ -> invalidOp "Strong methods have no such variable."
    }

/// All outcomes of the variables of weak methods for three noises, with their probabilities; shared: the published variables, whose
/// areas are dependent.
let outcomes shared calculus : Variables<float[]> * float[] =
    let values = [ -sqrt 3.0, 1.0 / 6.0; 0.0, 2.0 / 3.0; sqrt 3.0, 1.0 / 6.0 ]

    let all = [|
        for a, p in values do
            for b, q in values do
                for c, s in values do
                    for z1 in [ -1.0; 1.0 ] do
                        for z2 in [ -1.0; 1.0 ] do
                            for z3 in [ -1.0; 1.0 ] -> [| a; b; c |], [| z1; z2; z3 |], p * q * s / 8.0
    |]

    let variable f =
        all |> Array.map (fun (x, z, _) -> f x z)

    // The signs of the pairs 12, 13 and 23, or one for each pair's first noise.
    let area l k (z: float[]) =
        let low, high = min l k, max l k
        (if l < k then 1.0 else -1.0) * z.[if shared then low - 1 else low + high - 3]

    let correction = if calculus = Calculus.Ito then 1.0 else 0.0

    let ring = {
        Zero = variable (fun _ _ -> 0.0)
        One = variable (fun _ _ -> 1.0)
        Add = Array.map2 (+)
        Multiply = Array.map2 (*)
        Scale = fun q x -> let factor = Quantity.toDouble q in x |> Array.map (fun y -> factor * y)
    }

    {
        Ring = ring
        Wiener = fun k -> variable (fun x _ -> x.[k - 1])
        Time = fun _ -> invalidOp "Weak methods have no such variable."
        Double =
            fun l k ->
                if l = k then
                    variable (fun x _ -> (x.[k - 1] * x.[k - 1] - correction) / 2.0)
                else
                    variable (fun x z -> (x.[l - 1] * x.[k - 1] + area l k z) / 2.0)
        Triple = fun _ -> invalidOp "Weak methods have no such variable."
        Area = fun l k -> variable (fun _ z -> area l k z)
    },
    all |> Array.map (fun (_, _, p) -> p)
