/// Polynomial equations in two states and time, and the expansion of their solution by the operators of the Ito-Taylor formula:
/// nothing here knows trees.
module ItoSharp.Symbolics.Tests.Tableaux.Stochastic.Polynomials

open ItoSharp.Symbolics

/// Factors by the powers of t, x and y.
type Polynomial = Map<int * int * int, Rational>

let private collect terms : Polynomial =
    terms
    |> List.groupBy fst
    |> List.map (fun (powers, group) -> powers, group |> List.map snd |> List.fold (+) Rational.Zero)
    |> List.filter (fun (_, factor) -> not factor.IsZero)
    |> Map.ofList

let polynomial terms : Polynomial =
    terms |> List.map (fun (powers, p, q) -> powers, Rational.Of(p, q)) |> collect

let plus (a: Polynomial) (b: Polynomial) = collect (Map.toList a @ Map.toList b)

let scaled (factor: Rational) (a: Polynomial) : Polynomial =
    a |> Map.toList |> List.map (fun (powers, f) -> powers, factor * f) |> collect

let times (a: Polynomial) (b: Polynomial) =
    collect [
        for KeyValue((i, j, k), f) in a do
            for KeyValue((l, m, n), g) in b do
                yield (i + l, j + m, k + n), f * g
    ]

/// The derivative in t (0), x (1) or y (2).
let derivative variable (a: Polynomial) =
    collect [
        for KeyValue((i, j, k), f) in a do
            match variable with
            | 0 when i > 0 -> yield (i - 1, j, k), f * Rational.Of i
            | 1 when j > 0 -> yield (i, j - 1, k), f * Rational.Of j
            | 2 when k > 0 -> yield (i, j, k - 1), f * Rational.Of k
            | _ -> ()
    ]

/// The value at t = x = y = 0, where all steps start.
let atStart (a: Polynomial) =
    a.TryFind((0, 0, 0)) |> Option.defaultValue Rational.Zero

/// A drift and noises, two components each.
type Equation = {
    Drift: Polynomial list
    Noises: Polynomial list list
}

let private along (field: Polynomial list) (a: Polynomial) =
    field
    |> List.mapi (fun i component' -> times component' (derivative (i + 1) a))
    |> List.reduce plus

let private half = Rational.Of(1, 2)

/// The same process with Ito's integral.
let inIto calculus (e: Equation) =
    match calculus with
    | Calculus.Ito -> e
    | Calculus.Stratonovich -> {
        e with
            Drift =
                e.Drift
                |> List.mapi (fun i drift ->
                    e.Noises
                    |> List.map (fun g -> scaled half (along g g.[i]))
                    |> List.fold plus drift)
      }

/// L^0 or L^k of an Ito equation.
let operator (e: Equation) letter (a: Polynomial) =
    if letter > 0 then
        along e.Noises.[letter - 1] a
    else
        let second =
            e.Noises
            |> List.collect (fun g -> [
                for i in 0..1 do
                    for j in 0..1 ->
                        times (times g.[i] g.[j]) (derivative (i + 1) (derivative (j + 1) a))
                        |> scaled half
            ])
            |> List.fold plus Map.empty

        plus (plus (derivative 0 a) (along e.Drift a)) second

/// Words of noises 1..m and time with twice their order.
let private words m grade : int list list =
    let rec go grade =
        if grade = 0 then
            [ [] ]
        elif grade < 0 then
            []
        else
            [
                for letter in 0..m do
                    for rest in go (grade - (if letter = 0 then 2 else 1)) -> letter :: rest
            ]

    go grade

/// The Ito-Taylor terms of a component that scale as a half power of the step, at a step of length 1.
let solution (e: Equation) (grade: int) (variable: int) : ItoWords =
    let coordinate =
        polynomial [ (if variable = 1 then (0, 1, 0) else (0, 0, 1)), 1, 1 ]

    words e.Noises.Length grade
    |> List.map (fun word ->
        let factor = List.foldBack (operator e) word coordinate |> atStart
        ItoWords.scale factor (ItoWords.ofWord word))
    |> List.fold ItoWords.add ItoWords.zero

/// The expectation of x^i y^j after a step, its term of a half power of the step.
let moment (e: Equation) (grade: int) (i: int, j: int) : Rational =
    if grade % 2 = 1 then
        Rational.Zero
    else
        [ 1 .. grade / 2 ]
        |> List.fold (fun a n -> operator e 0 a |> scaled (Rational.Of(1, n))) (polynomial [ (0, i, j), 1, 1 ])
        |> atStart

let private generic seed terms =
    terms
    |> List.mapi (fun i powers ->
        powers,
        (7 * i * i + 3 * i * seed + 5 * seed) % 11 - 5
        + (if (i + seed) % 2 = 0 then 6 else -6),
        4)
    |> polynomial

let private both = [
    0, 0, 0
    0, 1, 0
    0, 0, 1
    1, 0, 0
    0, 2, 0
    0, 1, 1
    0, 0, 2
    1, 1, 0
    0, 3, 0
    0, 2, 1
    0, 0, 3
]

let private ofX = [ 0, 0, 0; 0, 1, 0; 1, 0, 0; 0, 2, 0; 1, 1, 0; 0, 3, 0; 0, 4, 0 ]
let private ofY = ofX |> List.map (fun (i, j, k) -> i, k, j)
let private ofTime = [ 0, 0, 0; 1, 0, 0; 2, 0, 0 ]

/// An equation of a noise class with no other structure.
let equation (noise: NoiseClass) (noises: int) : Equation =
    let field seed = [ generic seed both; generic (seed + 4) both ]
    let constant n = polynomial [ (0, 0, 0), n, 2 ]

    {
        Drift = field 1
        Noises =
            match noise with
            | NoiseClass.Additive -> [ for k in 1..noises -> [ generic (k + 1) ofTime; generic (k + 5) ofTime ] ]
            | NoiseClass.Diagonal -> [ [ generic 2 ofX; Map.empty ]; [ Map.empty; generic 3 ofY ] ]
            | NoiseClass.Scalar -> [ field 2 ]
            | NoiseClass.General -> [ for k in 1..noises -> field (k + 1) ]
            | NoiseClass.Commutative ->
                // Constant noises in coordinates that two shears bend: u = x - y^2, then y by x^2.
                let y = polynomial [ (0, 0, 1), 1, 1; (0, 2, 0), -1, 1 ]

                [
                    for k in 1..noises do
                        let a, b =
                            constant (2 * k - 1), plus (constant (5 - 3 * k)) (polynomial [ (1, 0, 0), k, 1 ])

                        let first = plus a (scaled (Rational.Of 2) (times y b))

                        [
                            first
                            plus b (scaled (Rational.Of 2) (times (polynomial [ (0, 1, 0), 1, 1 ]) first))
                        ]
                ]
    }
