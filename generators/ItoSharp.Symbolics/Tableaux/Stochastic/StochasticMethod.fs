namespace ItoSharp.Symbolics

/// What an order can be claimed of.
[<RequireQualifiedAccess>]
type OrderClaim =
    /// The order without noise.
    | Deterministic
    | Strong of NoiseClass
    | Weak of NoiseClass

/// A stochastic Runge-Kutta method: a form, filled with numbers.
type StochasticMethod = {
    Name: string
    Form: StochasticForm
    Calculus: Calculus
    /// Rows of a block; times and weights have one row. Every row is as long as its block is wide.
    Blocks: Map<string, Coefficient list list>
    /// Claimed orders, doubled.
    Claims: Map<OrderClaim, int>
} with

    /// The number of stages of a family; 0 where the form has none of it.
    member m.Stages(kind: StageKind) =
        match m.Blocks.TryFind(StochasticForms.timesOf kind) with
        | Some [ times ] -> times.Length
        | _ -> 0

/// Names and texts of forms, classes and orders.
module StochasticNames =
    let form (form: StochasticForm) =
        match form with
        | StochasticForm.Sra -> "Sra"
        | StochasticForm.Sri -> "Sri"
        | StochasticForm.Increments -> "Increments"
        | StochasticForm.Products -> "Products"
        | StochasticForm.Areas -> "Areas"
        | StochasticForm.WeakRi -> "WeakRi"
        | StochasticForm.WeakRs -> "WeakRs"

    let noise (noise: NoiseClass) =
        match noise with
        | NoiseClass.Additive -> "Additive"
        | NoiseClass.Diagonal -> "Diagonal"
        | NoiseClass.Scalar -> "Scalar"
        | NoiseClass.Commutative -> "Commutative"
        | NoiseClass.General -> "General"

    let calculus (calculus: Calculus) =
        match calculus with
        | Calculus.Ito -> "Ito"
        | Calculus.Stratonovich -> "Stratonovich"

    /// The name of a claim, as the attribute has it.
    [<CompiledName("Claim")>]
    let claim (claim: OrderClaim) =
        match claim with
        | OrderClaim.Deterministic -> "Deterministic"
        | OrderClaim.Strong c -> "Strong" + noise c
        | OrderClaim.Weak c -> "Weak" + noise c

    /// All claims.
    let claims = [
        yield OrderClaim.Deterministic

        for c in StochasticForms.classes do
            yield OrderClaim.Strong c
            yield OrderClaim.Weak c
    ]

    /// The claim of a name.
    let tryClaim (name: string) =
        claims |> List.tryFind (fun c -> claim c = name)

    /// An order that comes doubled: "1.5".
    [<CompiledName("Order")>]
    let order (doubled: int) =
        (float doubled / 2.0).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)
