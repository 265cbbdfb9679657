namespace ItoSharp.Symbolics

/// Formulas of a process, each confirmed by numbers before it is believed.
module internal ProcessForms =
    /// What formulas may assume and where they are tried.
    type Setting = {
        Positive: Set<string>
        Trials: Map<string, float> list
        Times: float[]
    }

    let time = Var "t"
    let private half = Rational.Of(1, 2)

    let simplify setting e =
        Simplify.simplifyUnder setting.Positive e

    let private samples setting e = [
        for parameters in setting.Trials do
            let formula = ProcessNumbers.at parameters e
            for i in 0..4 .. setting.Times.Length - 1 -> formula setting.Times.[i]
    ]

    /// 1 or -1 where e keeps one sign over the whole interval at all trial parameters, else 0.
    let private signOf setting e =
        let values = samples setting e |> List.filter Probe.isFinite

        if values.IsEmpty then
            0
        else
            let noise = 1e-13 * (values |> List.map abs |> List.max)
            let positive = values |> List.exists (fun v -> v > noise)
            let negative = values |> List.exists (fun v -> v < -noise)

            match positive, negative with
            | true, false -> 1
            | false, true -> -1
            | _ -> 0

    /// Whether two formulas agree where both have values; closeness is relative.
    let agrees setting tolerance a b =
        let pairs =
            List.zip (samples setting a) (samples setting b)
            // Beyond 1e12 a pole is so near that the last digits of t decide.
            |> List.filter (fun (x, y) -> Probe.isFinite x && Probe.isFinite y && min (abs x) (abs y) < 1e12)

        pairs.Length >= 5
        && pairs
           |> List.forall (fun (x, y) -> Probe.agree tolerance x y || abs (x - y) < 1e-13)

    let private factorsOf e =
        let factors =
            match e with
            | Product factors -> factors
            | Sum _ ->
                match Factors.commonFactor e with
                | Const _, _ -> [ e ]
                | Product factors, rest -> rest :: factors
                | factor, rest -> [ factor; rest ]
            | _ -> [ e ]

        factors
        |> List.map (fun f ->
            match f with
            | Power(b, r) -> b, r
            | _ -> f, Rational.One)

    /// sqrt(e): even powers leave the root with the sign that numbers show, the rest stays under one root.
    let private rootOf setting e =
        let parts =
            factorsOf e
            |> List.map (fun (b, r) ->
                if r.IsInteger && r.Numerator.IsEven then
                    match signOf setting b with
                    | 1 -> Choice1Of2(Expr.pow b (r * half))
                    | -1 -> Choice1Of2(Expr.pow (-b) (r * half))
                    | _ -> Choice2Of2(Expr.pow b r)
                else
                    Choice2Of2(Expr.pow b r))

        let outside =
            parts
            |> List.choose (fun p ->
                match p with
                | Choice1Of2 x -> Some x
                | _ -> None)

        let inside =
            parts
            |> List.choose (fun p ->
                match p with
                | Choice2Of2 x -> Some x
                | _ -> None)

        Expr.product (Expr.sqrt (Expr.product inside) :: outside)

    /// log(e) as a sum of logarithms of what numbers show to be positive.
    let private logOf setting e =
        let folder (negative, terms) (b, r: Rational) =
            let even = r.IsInteger && r.Numerator.IsEven

            match b with
            | Const c when c.Sign < 0 && r.IsInteger ->
                (if even then negative else not negative), (Expr.constant r * Expr.log (Const(-c)) :: terms)
            | _ ->
                match signOf setting b with
                | -1 when r.IsInteger ->
                    (if even then negative else not negative), (Expr.constant r * Expr.log (-b) :: terms)
                | 0 -> true, Expr.log e :: terms
                | _ -> negative, (Expr.constant r * Expr.log b :: terms)

        let negative, terms = List.fold folder (false, []) (factorsOf e)
        let split = Expr.sum terms
        // A sign that does not come out even leaves the logarithm whole.
        if negative || not (agrees setting 1e-9 split (Expr.log e)) then
            Expr.log e
        else
            split

    let rec private openRoots setting e =
        match Expr.map (openRoots setting) e with
        | Power((Product _ | Power _ | Sum _) as b, r) when r.Denominator = System.Numerics.BigInteger(2) ->
            Expr.pow (rootOf setting b) (r + r)
        | other -> other

    /// Simplified, with roots and logarithms opened as far as the numbers allow; e itself where that would change a value.
    let polish setting e =
        let simple = simplify setting e
        let opened = simplify setting (openRoots setting simple)
        let flat = simplify setting (Simplify.distributeConstants opened)

        if agrees setting 1e-9 flat e then flat
        elif agrees setting 1e-9 opened e then opened
        elif agrees setting 1e-9 simple e then simple
        else e

    let logarithm setting e =
        let simple = simplify setting e
        let parts = simplify setting (Simplify.distributeConstants (logOf setting simple))

        if agrees setting 1e-9 parts (Expr.log e) then
            parts
        else
            Expr.log e

    let root setting e = polish setting (Expr.sqrt e)

    /// One fraction instead of a sum of fractions, numerator multiplied out: t^2/(1-t)^2 for 1/(1-t)^2 - 2/(1-t) + 1.
    let together e =
        match e with
        | Sum terms ->
            let powers term =
                match term with
                | Product factors -> factors
                | _ -> [ term ]
                |> List.choose (fun f ->
                    match f with
                    | Power(b, r) when r.IsInteger && r.Sign < 0 -> Some(b, r)
                    | _ -> None)

            let bottom =
                (Map.empty, terms |> List.collect powers)
                ||> List.fold (fun acc (b, r) ->
                    match Map.tryFind b acc with
                    | Some s when s < r -> acc
                    | _ -> Map.add b r acc)

            let denominator =
                bottom |> Map.toList |> List.map (fun (b, r) -> Expr.pow b (-r)) |> Expr.product

            let numerator =
                terms |> List.map (fun t -> Expand.expand (t * denominator)) |> Expr.sum

            Simplify.simplify numerator / denominator
        | _ -> e

    /// The integral of e from 0 to t, as it falls out of the antiderivative.
    let private primitive setting e =
        Integrate.indefiniteUnder setting.Positive "t" e
        |> Option.map (fun F -> F - simplify setting (Substitute.variable "t" Expr.zero F))

    let private scaleErrors setting (numbers: float[] list) e =
        List.zip (List.truncate numbers.Length setting.Trials) numbers
        |> List.map (fun (parameters, expected) ->
            ProcessNumbers.worst (ProcessNumbers.at parameters e) expected setting.Times)
        |> List.max

    /// The most accurate form of the integral from 0 that raw is, with raw itself for inversion; numbers are quadratures at
    /// the first trials.
    let private accurate setting (numbers: float[] list) (stable: Expr list) (raw: Expr option) : (Expr * Expr) option =
        match raw with
        | None -> None
        | Some raw ->
            let forms =
                List.distinct [
                    yield! stable |> List.map (polish setting)
                    polish setting raw
                    polish setting (together raw)
                    polish setting (together (Expand.expand raw))
                    polish setting (Expand.expand raw)
                    raw
                ]

            let errors = forms |> List.map (scaleErrors setting numbers)

            match List.zip forms errors |> List.tryFind (fun (_, error) -> error < 1e-11) with
            | Some(form, _) -> Some(form, raw)
            | None ->
                // No form is stable everywhere (or none is right): the best one must still be good.
                let form, error = List.zip forms errors |> List.minBy snd
                if error < 1e-8 then Some(form, raw) else None

    /// The integral of e from 0; in phi-functions where these are the stable form.
    let integral setting numbers e =
        accurate setting numbers (Option.toList (PhiIntegral.from0 "t" e)) (primitive setting e)

    /// rho^2 as the integral of g^2/alpha^2. Where g^2 = c f for a constant c it is -c/2 (alpha^-2 - 1), whatever f is.
    let ratioIntegral setting numbers f g2 logAlpha =
        let byConstantRatio =
            if f = Expr.zero then
                None
            else
                Probe.constantRatio "t" g2 f
                |> Option.map (fun c ->
                    Expr.product [
                        Expr.rational -1 2
                        simplify setting c
                        Expr.exp (Expr.integer -2 * logAlpha) - Expr.one
                    ])

        match accurate setting numbers [] byConstantRatio with
        | Some found -> Some found
        | None -> integral setting numbers (polish setting (g2 * Expr.exp (Expr.integer -2 * logAlpha)))

    /// t of lambda: the first proposal of the inverter that holds on the whole interval at all trial parameters.
    let timeOfLambda setting (lambda: Expr) (equations: (Expr * Expr) list) : Expr option =
        let table =
            setting.Trials
            |> List.map (fun parameters ->
                let formula = ProcessNumbers.at parameters lambda
                parameters, setting.Times |> Array.map (fun t -> t, formula t))

        let holds candidate =
            table
            |> List.forall (fun (parameters, points) ->
                // The inverse as a function of its only free variable, lambda in the place of t.
                let formula =
                    ProcessNumbers.at parameters (Substitute.variable "lambda" time candidate)

                points
                |> Array.forall (fun (t, l) ->
                    let found = formula l
                    not (Probe.isFinite l) || t = 0.0 || abs (found - t) <= 1e-10 * t))

        seq {
            for equation, y in equations do
                for candidate in Invert.candidates "t" equation y do
                    let simple = simplify setting candidate
                    yield simplify setting (Simplify.distributeConstants simple)
                    yield simple
                    yield candidate
        }
        |> Seq.filter (Expr.contains "t" >> not)
        |> Seq.tryFind holds
