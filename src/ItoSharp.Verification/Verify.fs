namespace ItoSharp.Verification

open System
open System.Collections.Generic
open ItoSharp

/// <summary>
/// Verifies declared samplers in your own CI. Every method returns a result with a one-line verdict, the findings behind it, curves to plot
/// and a stated false-failure rate, and depends on no test framework.
/// </summary>
/// <example>
/// <code>
/// var sampler = Declared.Sampler(new VpLinear(), FaceSampler.Facts, (m, p, s, a, b) => new FaceSampler(m, p, s, a, b));
/// Verify.Order(sampler).EnsurePassed();
/// </code>
/// </example>
[<AbstractClass; Sealed>]
type Verify =
    /// <summary>
    /// Fits the order of convergence on built-in problems (a nonlinear mixture with exact score, a non-autonomous conditional one, one with a
    /// Jacobian that is not symmetric, the mixture from data to noise) and uneven grids, with exact start values and with the plan's own
    /// starter. Of a sampler with noise the weak and strong order, exactly on Gaussian data and by coupled paths on the mixture.
    /// </summary>
    /// <param name="sampler">The sampler.</param>
    static member Order(sampler: DeclaredSampler) = Verify.Order(sampler, OrderOptions())

    /// <summary>Fits the order of convergence.</summary>
    /// <param name="sampler">The sampler.</param>
    /// <param name="options">What to measure, and what is claimed.</param>
    /// <exception cref="T:System.ArgumentException">The options do not fit the sampler; the message says what would.</exception>
    static member Order(sampler: DeclaredSampler, options: OrderOptions) =
        ArgumentNullException.ThrowIfNull(sampler, nameof sampler)
        ArgumentNullException.ThrowIfNull(options, nameof options)
        OrderCheck.run sampler options

    /// <summary>
    /// Fits the order of errors that you measure yourself, with or without standard errors: those of an ensemble, or of any method of steps.
    /// </summary>
    /// <param name="name">The name in the verdict.</param>
    /// <param name="error">The error by number of steps; with standard errors use the same random numbers on all levels where you can.</param>
    /// <param name="expectedOrder">The order claimed.</param>
    /// <param name="options">Base steps, levels, tolerance and false-failure rate.</param>
    /// <exception cref="T:System.ArgumentException">Only some of the errors have a standard error.</exception>
    static member Convergence(name: string, error: StepError, expectedOrder: float, options: OrderOptions) =
        ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof name)
        ArgumentNullException.ThrowIfNull(error, nameof error)
        ArgumentNullException.ThrowIfNull(options, nameof options)
        ConvergenceCheck.run name error expectedOrder options

    /// <summary>
    /// Compares the exact adjoint with extrapolated differences by start, condition, model and process parameters, times and coefficients,
    /// and AdjointDEIS with the exact adjoint.
    /// </summary>
    /// <param name="sampler">The sampler, with its gradient (<c>WithGradient</c>).</param>
    static member Gradients(sampler: DeclaredSampler) =
        Verify.Gradients(sampler, GradientOptions())

    /// <summary>Compares the exact adjoint with extrapolated differences.</summary>
    /// <param name="sampler">The sampler, with its gradient (<c>WithGradient</c>).</param>
    /// <param name="options">What to compare.</param>
    /// <exception cref="T:System.ArgumentException">The sampler was given without its gradient.</exception>
    static member Gradients(sampler: DeclaredSampler, options: GradientOptions) =
        ArgumentNullException.ThrowIfNull(sampler, nameof sampler)
        ArgumentNullException.ThrowIfNull(options, nameof options)
        GradientCheck.run sampler options

    /// <summary>
    /// Compares a model's pull-back with differences of the model, by state, condition and time, and by its parameters where the options'
    /// <c>ModelAt</c> makes it of them; else the verdict says that they were not measured.
    /// </summary>
    /// <param name="name">The model's name in the verdict.</param>
    /// <param name="model">The model.</param>
    /// <param name="process">The process over whose times it is asked.</param>
    static member PullBack(name: string, model: IDifferentiableModel<float>, ``process``: IProcess) =
        Verify.PullBack(name, model, ``process``, GradientOptions())

    /// <summary>Compares a model's pull-back with differences of the model, by state, condition and time.</summary>
    /// <param name="name">The model's name in the verdict.</param>
    /// <param name="model">The model.</param>
    /// <param name="process">The process over whose times it is asked.</param>
    /// <param name="options">Condition, directions and tolerance.</param>
    /// <exception cref="T:System.ArgumentException">The condition does not fit the model.</exception>
    static member PullBack
        (name: string, model: IDifferentiableModel<float>, ``process``: IProcess, options: GradientOptions)
        =
        ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof name)
        ArgumentNullException.ThrowIfNull(model, nameof model)
        ArgumentNullException.ThrowIfNull(``process``, "process")
        ArgumentNullException.ThrowIfNull(options, nameof options)
        PullBackCheck.run name model ``process`` options

    /// <summary>
    /// Compares the law of samples with the exact one: mean and variance on Gaussian data without Monte Carlo, and the distribution on a
    /// mixture by Kolmogorov-Smirnov and moments.
    /// </summary>
    /// <param name="sampler">The sampler.</param>
    static member Marginals(sampler: DeclaredSampler) =
        Verify.Marginals(sampler, MarginalsOptions())

    /// <summary>Compares the law of samples with the exact one.</summary>
    /// <param name="sampler">The sampler.</param>
    /// <param name="options">What to draw, and what is claimed.</param>
    /// <exception cref="T:System.ArgumentException">The options do not fit the sampler; the message says what would.</exception>
    static member Marginals(sampler: DeclaredSampler, options: MarginalsOptions) =
        ArgumentNullException.ThrowIfNull(sampler, nameof sampler)
        ArgumentNullException.ThrowIfNull(options, nameof options)
        MarginalsCheck.run sampler options

    /// <summary>Compares any independent samples with an exact distribution function: those of an ensemble, or of your own code.</summary>
    /// <param name="name">The name in the verdict.</param>
    /// <param name="samples">Independent samples.</param>
    /// <param name="cdf">The exact distribution function.</param>
    /// <param name="options">The false-failure rate.</param>
    /// <exception cref="T:System.ArgumentException">There are fewer than ten samples.</exception>
    static member Samples
        (name: string, samples: IReadOnlyList<float>, cdf: Func<float, float>, options: MarginalsOptions)
        =
        ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof name)
        ArgumentNullException.ThrowIfNull(samples, nameof samples)
        ArgumentNullException.ThrowIfNull(cdf, nameof cdf)
        ArgumentNullException.ThrowIfNull(options, nameof options)
        MarginalsCheck.samples name samples cdf options

    /// <summary>
    /// Checks the noise class claimed of a diffusion at random states: derivatives and Lie brackets by differences. A claim of a class fails
    /// where it does not hold; that of <c>General</c> fails where a finer class holds at every probe.
    /// </summary>
    /// <param name="name">The name in the verdict.</param>
    /// <param name="diffusion">The diffusion matrix.</param>
    /// <param name="claimed">The claim.</param>
    static member NoiseClass(name: string, diffusion: IDiffusion, claimed: NoiseClass) =
        Verify.NoiseClass(name, diffusion, claimed, NoiseClassOptions())

    /// <summary>Checks the noise class claimed of a diffusion at random states.</summary>
    /// <param name="name">The name in the verdict.</param>
    /// <param name="diffusion">The diffusion matrix.</param>
    /// <param name="claimed">The claim.</param>
    /// <param name="options">Where to probe.</param>
    /// <exception cref="T:System.ArgumentException">The matrix is not finite at a probe, or the bounds do not fit.</exception>
    static member NoiseClass(name: string, diffusion: IDiffusion, claimed: NoiseClass, options: NoiseClassOptions) =
        ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof name)
        ArgumentNullException.ThrowIfNull(diffusion, nameof diffusion)
        ArgumentNullException.ThrowIfNull(options, nameof options)
        NoiseClassCheck.run name diffusion claimed options

    /// <summary>
    /// Checks that the same seed gives the same bits on any threads, parts, slices and after a restart, that other seeds differ, and the law of
    /// the normals.
    /// </summary>
    /// <param name="sampler">The sampler.</param>
    static member Reproducibility(sampler: DeclaredSampler) =
        Verify.Reproducibility(sampler, ReproducibilityOptions())

    /// <summary>Checks that the same seed gives the same bits.</summary>
    /// <param name="sampler">The sampler.</param>
    /// <param name="options">Your own model, and how much to run.</param>
    static member Reproducibility(sampler: DeclaredSampler, options: ReproducibilityOptions) =
        ArgumentNullException.ThrowIfNull(sampler, nameof sampler)
        ArgumentNullException.ThrowIfNull(options, nameof options)
        ReproducibilityCheck.run sampler options
