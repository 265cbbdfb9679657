namespace ItoSharp.Symbolics

/// What is known of a tableau before it runs.
module TableauProofs =
    /// A tableau's numbers, and the stages' weights that its rows of weights share.
    type internal Work = {
        C: Quantity[]
        A: Quantity[][]
        B: Quantity[]
        Embedded: Quantity[] option
        Weights: StageWeights
        /// Of b and b-hat, to the highest order: proven when first asked for.
        Proof: System.Lazy<OrderProof>
        EmbeddedProof: System.Lazy<OrderProof option>
    }

    let internal workOf (t: ButcherTableau) : Work =
        let rows = TableauNumbers.ofRows (t.C :: t.B :: Option.toList t.Embedded @ t.A)
        let extra = if t.Embedded.IsSome then 3 else 2
        let a = rows |> List.skip extra |> Array.ofList
        let weights = StageWeights a
        let embedded = t.Embedded |> Option.map (fun _ -> rows.[2])

        let proof b =
            OrderConditions.proof weights b RootedTrees.maximumOrder

        {
            C = rows.[0]
            A = a
            B = rows.[1]
            Embedded = embedded
            Weights = weights
            Proof = lazy proof rows.[1]
            EmbeddedProof = lazy (embedded |> Option.map proof)
        }

    /// c_i - sum_j a_ij.
    let internal rowResidual (w: Work) i = w.C.[i] - Array.reduce (+) w.A.[i]

    /// Whether c_i = sum_j a_ij.
    let internal rowVerdict (w: Work) i = Quantity.verdict 1.0 (rowResidual w i)

    let private power (q: Quantity) n =
        Seq.replicate n q |> Seq.fold (*) Quantity.One

    let private stageOrder (w: Work) =
        let holds k =
            Seq.forall
                (fun i ->
                    let sum =
                        Array.map2 (fun a c -> a * power c (k - 1)) w.A.[i] w.C |> Array.reduce (+)

                    Quantity.verdict 1.0 (sum - Quantity.Of(Rational.Of(1, k)) * power w.C.[i] k) = Verdict.Holds)
                (seq { 0 .. w.C.Length - 1 })

        Seq.takeWhile holds (seq { 1 .. RootedTrees.maximumOrder }) |> Seq.length

    let private kind (t: ButcherTableau) =
        let entry i j = t.A.[i].[j]
        let indices = [ 0 .. t.Stages - 1 ]

        let above =
            indices
            |> List.exists (fun i -> [ i + 1 .. t.Stages - 1 ] |> List.exists (fun j -> not (entry i j).IsZero))

        let diagonal =
            indices |> List.map (fun i -> entry i i) |> List.filter (fun d -> not d.IsZero)

        match above, diagonal with
        | true, _ -> TableauKind.FullyImplicit
        | _, [] -> TableauKind.Explicit
        | _, d :: others when others |> List.forall (Coefficient.same d) -> TableauKind.SinglyDiagonallyImplicit
        | _ -> TableauKind.DiagonallyImplicit

    /// All coefficients: c, A, b and b-hat.
    let coefficients (t: ButcherTableau) =
        t.C @ List.concat t.A @ t.B @ Option.defaultValue [] t.Embedded

    let internal factsOf (t: ButcherTableau) (w: Work) : TableauFacts =
        let kind = kind t
        let stiffly = List.forall2 Coefficient.same (List.last t.A) t.B
        let proof = w.Proof.Value

        let isExact (row: Quantity[]) =
            row
            |> Array.forall (fun q ->
                match q with
                | Quantity.Exact _ -> true
                | Quantity.Near _ -> false)

        let stability =
            if kind = TableauKind.Explicit then
                None
            else
                Some(Stability.polynomials w.A w.B)

        {
            Tableau = t
            Proof = proof
            EmbeddedProof = w.EmbeddedProof.Value
            StageOrder = min (stageOrder w) proof.Order
            Kind = kind
            IsFsal =
                stiffly
                && t.Stages > 1
                && t.C.Head.IsZero
                && t.A.Head |> List.forall (fun entry -> entry.IsZero)
                && Coefficient.same (List.last t.C) Coefficient.One
            IsStifflyAccurate = stiffly
            HasDecimals = coefficients t |> List.exists (fun c -> Coefficient.longestDecimal c > 0)
            IsExact = Array.forall isExact w.A && isExact w.B
            StabilityAtInfinity = stability |> Option.bind Stability.atInfinity
            IsAStable = stability |> Option.bind Stability.isAStable
        }

    /// The facts of a tableau.
    [<CompiledName("Facts")>]
    let facts (tableau: ButcherTableau) : TableauFacts = factsOf tableau (workOf tableau)

    /// The products of two numbers that the proof of a tableau's orders takes: a measure of its work that no clock disturbs.
    [<CompiledName("Products")>]
    let products (tableau: ButcherTableau) : int =
        let w = workOf tableau

        for b in w.B :: Option.toList w.Embedded |> List.distinct do
            OrderConditions.proof w.Weights b RootedTrees.maximumOrder |> ignore

        w.Weights.Products

    /// "order 5", "order 5, decimal coefficients, residual 1.1e-14 (known to 4e-14)".
    [<CompiledName("DescribeProof")>]
    let describe (hasDecimals: bool) (isExact: bool) (proof: OrderProof) : string =
        let order =
            sprintf
                "order %d%s"
                proof.Order
                (if proof.Violation.IsNone then
                     " (or more: conditions are tested to 8)"
                 else
                     "")

        if isExact then
            order
        else
            sprintf
                "%s, %s, residual %s (known to %s)"
                order
                (if hasDecimals then
                     "decimal coefficients"
                 else
                     "roots in enclosures")
                (Quantity.rounded proof.Residual)
                (Quantity.rounded proof.Uncertainty)

    /// What was proven of the propagated weights.
    [<CompiledName("Describe")>]
    let describeOrder (facts: TableauFacts) : string =
        describe facts.HasDecimals facts.IsExact facts.Proof
