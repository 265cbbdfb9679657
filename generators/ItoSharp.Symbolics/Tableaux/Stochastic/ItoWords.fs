namespace ItoSharp.Symbolics

/// Iterated Ito integrals over one step: a sum of words with factors. A word lists the integrators from the innermost, 0 for time
/// and k for noise k; different words are linearly independent random variables of the step.
type ItoWords = Map<int list, Rational>

/// The algebra of iterated Ito integrals.
[<RequireQualifiedAccess>]
module ItoWords =
    let private half = Rational.Of(1, 2)

    /// Factors added up, zeros left out.
    let private collect (terms: (int list * Rational) list) : ItoWords =
        terms
        |> List.fold
            (fun (sum: ItoWords) (word, factor) ->
                let total =
                    match sum.TryFind word with
                    | Some before -> before + factor
                    | None -> factor

                if total.IsZero then
                    sum.Remove word
                else
                    sum.Add(word, total))
            Map.empty

    let zero: ItoWords = Map.empty

    let ofWord (word: int list) : ItoWords = Map.ofList [ word, Rational.One ]

    let one = ofWord []

    let scale (factor: Rational) (x: ItoWords) : ItoWords =
        if factor.IsZero then
            Map.empty
        else
            x |> Map.map (fun _ value -> value * factor)

    let add (x: ItoWords) (y: ItoWords) : ItoWords = collect (Map.toList x @ Map.toList y)

    /// The product of two words, both reversed (outermost integrator first).
    let rec private shuffle (a: int list) (b: int list) : (int list * Rational) list =
        match a, b with
        | [], w
        | w, [] -> [ w, Rational.One ]
        | x :: u, y :: v ->
            let ending letter words =
                words |> List.map (fun (word, factor) -> letter :: word, factor)

            ending x (shuffle u b)
            @ ending y (shuffle a v)
            // d[W_k, W_k] = dt
            @ (if x = y && x > 0 then ending 0 (shuffle u v) else [])

    /// The product of two random variables, by Ito's product rule.
    let multiply (x: ItoWords) (y: ItoWords) : ItoWords =
        collect [
            for KeyValue(a, f) in x do
                for KeyValue(b, g) in y do
                    for word, factor in shuffle (List.rev a) (List.rev b) do
                        yield List.rev word, factor * f * g
        ]

    /// The integral of a process over time (0) or along a noise.
    let integrate (calculus: Calculus) (letter: int) (x: ItoWords) : ItoWords =
        collect [
            for KeyValue(word, factor) in x do
                yield word @ [ letter ], factor

                // X o dW = X dW + 1/2 d[X, W]
                match calculus, List.rev word with
                | Calculus.Stratonovich, last :: before when letter > 0 && last = letter ->
                    yield List.rev before @ [ 0 ], factor * half
                | _ -> ()
        ]

    /// The expectation over a step of length 1: 1/n! for n integrations over time, 0 for any word with a noise in it.
    let expectation (x: ItoWords) : Rational =
        x
        |> Map.fold
            (fun sum word factor ->
                if word |> List.forall (fun letter -> letter = 0) then
                    sum
                    + factor
                      / List.fold (fun n k -> n * Rational.Of k) Rational.One [ 1 .. word.Length ]
                else
                    sum)
            Rational.Zero
