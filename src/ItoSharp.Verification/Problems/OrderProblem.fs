namespace ItoSharp.Verification

open System
open System.Collections.Generic
open ItoSharp

/// <summary>
/// A problem on which orders are measured: a model under any process, starts, and a range of log-SNR. Built-in ones are there, and your
/// own model is one line: <c>new OrderProblem("mine", 2, p => new MyModel(p))</c>.
/// </summary>
/// <param name="name">The name in verdicts.</param>
/// <param name="dimension">The length of a state.</param>
/// <param name="model">The model under a process (of x - mu, where the process reverts to a mean); smooth in state and time.</param>
[<Sealed>]
type OrderProblem(name: string, dimension: int, model: Func<IProcess, IModel<float>>) =
    static let law =
        GaussianMixture(
            [|
                GaussianComponent(0.35, [| -1.0 |], [| 0.25 |])
                GaussianComponent(0.65, [| 0.8 |], [| 0.16 |])
            |]
        )

    static let narrow = [| -1.9; -1.1; -0.6; 0.2; 0.7; 1.3; 2.1 |]

    static let wide = [|
        for i in 0..4 do
            -1.4 + 0.7 * float i
            1.1 - 0.5 * float i
            Math.Sin(2.0 * float i) - 0.3
    |]

    do
        ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof name)
        ArgumentNullException.ThrowIfNull(model, nameof model)
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1, nameof dimension)

    /// <summary>The name in verdicts.</summary>
    member _.Name = name

    /// <summary>The length of a state.</summary>
    member _.Dimension = dimension

    /// <summary>The model under a process.</summary>
    member _.Model = model

    /// <summary>
    /// Start states in units of the start's own spread sqrt(alpha^2 + sigma^2), rows x dimension; several, because the error of a single one
    /// changes its sign on some grid and looks better than it is.
    /// </summary>
    member val Starts: IReadOnlyList<float> =
        (if dimension = 1 then
             narrow
         else
             Array.init (6 * dimension) (fun i -> 1.8 * Math.Sin(1.3 * float i + 0.4)))
        :> IReadOnlyList<float> with get, set

    /// <summary>The condition of all rows; empty: none.</summary>
    member val Condition: IReadOnlyList<float> = Array.empty<float> :> IReadOnlyList<float> with get, set

    /// <summary>The noisy end as a log-SNR, moved inwards where the process does not reach it.</summary>
    member val NoisyLambda = -2.5 with get, set

    /// <summary>The clean end as a log-SNR, moved inwards where the process does not reach it.</summary>
    member val CleanLambda = 2.0 with get, set

    /// <summary>Whether runs go from the data to the noise (encoding). Samplers with noise refuse that and are not asked.</summary>
    member val Reversed = false with get, set

    /// <summary>A two-component mixture with its exact data prediction.</summary>
    static member Mixture =
        OrderProblem("mixture", 1, Func<_, _>(fun p -> GaussianMixtureModel<float>(law, p, Prediction.Data)))

    /// <summary>
    /// A noise prediction that is no denoiser of any law, with its own dependence on time and a condition: it shows a low-order start or a
    /// wrong node at once.
    /// </summary>
    static member Guided =
        OrderProblem(
            "guided",
            1,
            Func<_, _>(fun p -> GuidedScalarModel(p, 0.5)),
            Condition = ([| 0.4 |] :> IReadOnlyList<float>)
        )

    /// <summary>Three coupled entries with a velocity prediction whose Jacobian is not symmetric.</summary>
    static member Coupled =
        OrderProblem(
            "coupled",
            3,
            Func<_, _>(fun p -> CoupledModel(p, [| 0.5; -1.0; 0.3 |])),
            Starts = (wide :> IReadOnlyList<float>)
        )

    /// <summary>The mixture from the data to the noise.</summary>
    static member Encoding =
        OrderProblem(
            "encoding",
            1,
            Func<_, _>(fun p -> GaussianMixtureModel<float>(law, p, Prediction.Noise)),
            Reversed = true
        )

    /// <summary>All built-in problems.</summary>
    static member BuiltIn: IReadOnlyList<OrderProblem> = [|
        OrderProblem.Mixture
        OrderProblem.Guided
        OrderProblem.Coupled
        OrderProblem.Encoding
    |]
