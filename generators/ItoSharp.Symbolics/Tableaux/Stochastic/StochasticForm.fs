namespace ItoSharp.Symbolics

/// What a stochastic integral means.
[<RequireQualifiedAccess>]
type Calculus =
    | Ito
    | Stratonovich

/// The general form that a tableau fills with numbers: which stages there are, and which random variables multiply what.
[<RequireQualifiedAccess>]
type StochasticForm =
    /// Roessler's strong methods for additive noise.
    | Sra
    /// Roessler's strong methods for scalar and diagonal noise.
    | Sri
    /// Methods in the increments of the Wiener process alone, every noise in every stage.
    | Increments
    /// Roessler's strong methods for several noises, with products of increments in place of iterated integrals.
    | Products
    /// The same with the iterated integrals themselves, Levy areas included.
    | Areas
    /// Roessler's weak Ito methods.
    | WeakRi
    /// Roessler's weak Stratonovich methods.
    | WeakRs

/// What is known of the noise of an equation.
[<RequireQualifiedAccess>]
type NoiseClass =
    /// The noise depends on time only.
    | Additive
    /// Noise k drives state k only, and depends on time and that state.
    | Diagonal
    /// One noise drives all states.
    | Scalar
    /// The vector fields of the noises commute: g_k' g_l = g_l' g_k.
    | Commutative
    /// Nothing is known.
    | General

/// A random variable or power of the step by which a stage value is multiplied. Colours number the noises from 1.
[<RequireQualifiedAccess>]
type RandomFactor =
    /// h.
    | Step
    /// The square root of h.
    | Root
    /// The increment of a noise.
    | Wiener of int
    /// The double integral with the first noise inside and the second outside, or what stands for it.
    | Double of int * int
    /// The integral of the noise over time.
    | Time of int
    /// The triple integral of one noise.
    | Triple of int
    /// The antisymmetric variable of weak methods: h times an independent sign for each pair of noises, for l < k; its negative for
    /// l > k.
    | Area of int * int

/// The three families of stages.
[<RequireQualifiedAccess>]
type StageKind =
    /// H0, where the drift is evaluated.
    | Drift
    /// H1, where the noises are evaluated.
    | Noise
    /// H2, where the noises are evaluated and on which no stage depends.
    | Hat

/// The blocks of each form, and how a stage or the update uses them.
module StochasticForms =
    /// All forms.
    let all = [
        StochasticForm.Sra
        StochasticForm.Sri
        StochasticForm.Increments
        StochasticForm.Products
        StochasticForm.Areas
        StochasticForm.WeakRi
        StochasticForm.WeakRs
    ]

    /// All noise classes, from the narrowest.
    let classes = [
        NoiseClass.Additive
        NoiseClass.Diagonal
        NoiseClass.Scalar
        NoiseClass.Commutative
        NoiseClass.General
    ]

    /// The families of stages: the block of their times, and the blocks beside it.
    let sections (form: StochasticForm) : (string * string list) list =
        match form with
        | StochasticForm.Sra -> [ "c0", [ "A0"; "B0" ]; "c1", [] ]
        | StochasticForm.Sri
        | StochasticForm.Increments
        | StochasticForm.Products
        | StochasticForm.Areas -> [ "c0", [ "A0"; "B0" ]; "c1", [ "A1"; "B1" ] ]
        | StochasticForm.WeakRi -> [ "c0", [ "A0"; "B0" ]; "c1", [ "A1"; "B1" ]; "c2", [ "A2"; "B2" ] ]
        | StochasticForm.WeakRs -> [ "c0", [ "A0"; "B0" ]; "c1", [ "A1"; "B1"; "B3" ]; "c2", [ "A2"; "B2" ] ]

    /// How the update weighs the noises: the block, the stages it weighs, and its random variable for a noise.
    let noiseWeights (form: StochasticForm) : (string * StageKind * (int -> RandomFactor)) list =
        let own k = RandomFactor.Double(k, k)
        let root (_: int) = RandomFactor.Root

        match form with
        | StochasticForm.Sra -> [
            "beta1", StageKind.Noise, RandomFactor.Wiener
            "beta2", StageKind.Noise, RandomFactor.Time
          ]
        | StochasticForm.Sri -> [
            "beta1", StageKind.Noise, RandomFactor.Wiener
            "beta2", StageKind.Noise, own
            "beta3", StageKind.Noise, RandomFactor.Time
            "beta4", StageKind.Noise, RandomFactor.Triple
          ]
        | StochasticForm.Increments -> [ "beta1", StageKind.Noise, RandomFactor.Wiener ]
        | StochasticForm.Products
        | StochasticForm.Areas -> [
            "beta1", StageKind.Noise, RandomFactor.Wiener
            "beta2", StageKind.Noise, root
          ]
        | StochasticForm.WeakRi -> [
            "beta1", StageKind.Noise, RandomFactor.Wiener
            "beta2", StageKind.Noise, own
            "beta3", StageKind.Hat, RandomFactor.Wiener
            "beta4", StageKind.Hat, root
          ]
        | StochasticForm.WeakRs -> [ "beta1", StageKind.Noise, RandomFactor.Wiener; "beta2", StageKind.Hat, root ]

    /// The weights of the update: the block and the stages it weighs.
    let weights (form: StochasticForm) : (string * StageKind) list =
        ("alpha", StageKind.Drift)
        :: (noiseWeights form |> List.map (fun (name, stages, _) -> name, stages))

    /// The family whose stages are the rows of a block of stages.
    let rowsOf (block: string) : StageKind =
        match block with
        | "c0"
        | "A0"
        | "B0" -> StageKind.Drift
        | "c2"
        | "A2"
        | "B2" -> StageKind.Hat
        | _ -> StageKind.Noise

    /// The family over whose stages the rows of a block run.
    let columnsOf (block: string) : StageKind =
        if block.StartsWith("A", System.StringComparison.Ordinal) then
            StageKind.Drift
        else
            StageKind.Noise

    /// The block of the times of a family.
    let timesOf (kind: StageKind) : string =
        match kind with
        | StageKind.Drift -> "c0"
        | StageKind.Noise -> "c1"
        | StageKind.Hat -> "c2"

    /// Whether the random variables have the increments' law only in part, so that paths are not approximated.
    let isWeak (form: StochasticForm) =
        form = StochasticForm.WeakRi || form = StochasticForm.WeakRs

    /// How a stage of a family (of a noise's colour, 0 for the drift) uses the drift (0) or a noise: the block, the family of the
    /// stage it is evaluated at, and its random factor. None where it does not.
    let edge (form: StochasticForm) (kind: StageKind) (colour: int) (child: int) =
        let same = (colour = child)

        match kind, child with
        | StageKind.Drift, 0 -> Some("A0", StageKind.Drift, RandomFactor.Step)
        | StageKind.Noise, 0 when form = StochasticForm.Sra -> None
        | StageKind.Noise, 0 -> Some("A1", StageKind.Drift, RandomFactor.Step)
        | StageKind.Hat, 0 -> Some("A2", StageKind.Drift, RandomFactor.Step)
        | StageKind.Drift, l ->
            let factor =
                match form with
                | StochasticForm.Sra
                | StochasticForm.Sri -> RandomFactor.Time l
                | _ -> RandomFactor.Wiener l

            Some("B0", StageKind.Noise, factor)
        | StageKind.Hat, l when form = StochasticForm.WeakRi && not same ->
            Some("B2", StageKind.Noise, RandomFactor.Double(l, colour))
        | StageKind.Hat, l when not same -> Some("B2", StageKind.Noise, RandomFactor.Area(l, colour))
        | StageKind.Hat, _ -> None
        | StageKind.Noise, l ->
            match form with
            | StochasticForm.Sri
            | StochasticForm.WeakRi when same -> Some("B1", StageKind.Noise, RandomFactor.Root)
            | StochasticForm.Increments -> Some("B1", StageKind.Noise, RandomFactor.Wiener l)
            | StochasticForm.Products
            | StochasticForm.Areas -> Some("B1", StageKind.Noise, RandomFactor.Double(l, colour))
            | StochasticForm.WeakRs -> Some((if same then "B1" else "B3"), StageKind.Noise, RandomFactor.Wiener l)
            | _ -> None
