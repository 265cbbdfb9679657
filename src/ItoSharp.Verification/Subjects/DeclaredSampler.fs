namespace ItoSharp.Verification

// IProcess<'p> is used for its static FromParameters.
#nowarn "3536"

open System
open ItoSharp

/// <summary>A declared sampler as the verifications see it: its name, what was proven of its plan, and how to make it.</summary>
/// <remarks>Made by <see cref="T:ItoSharp.Verification.Declared"/>.</remarks>
[<AbstractClass>]
type DeclaredSampler
    internal
    (
        name: string,
        facts: PlanFacts,
        ``process``: IProcess,
        parameters: float[],
        precision: Precision,
        takesCoefficients: bool
    ) =
    let mutable build: BuildRequest -> IMachine =
        fun _ -> invalidOp "the sampler has no builder"

    /// <summary>The sampler's name in verdicts.</summary>
    member _.Name = name

    /// <summary>What was proven of its plan; null: nothing, then the expected orders must be stated.</summary>
    member _.Facts = facts

    /// <summary>The process that the verifications use.</summary>
    member _.Process = ``process``

    /// <summary>The precision of the states.</summary>
    member _.Precision = precision

    /// The process's parameters.
    member internal _.Parameters = parameters

    /// Whether the sampler can be built with a coefficient table.
    member internal _.TakesCoefficients = takesCoefficients

    /// The unit of round-off.
    member internal _.Epsilon =
        match precision with
        | Precision.Single -> 1.2e-7
        | _ -> 2.3e-16

    member internal _.Builder
        with set value = build <- value

    member internal _.Build(request: BuildRequest) = build request

module internal ProcessNumbers =
    /// The parameters of a process.
    let ofProcess<'P when 'P: not struct and 'P :> IProcess<'P>> (p: 'P) =
        let numbers = Array.zeroCreate<float> p.ParameterNames.Count
        p.CopyParameters(Span numbers)
        numbers

/// <summary>A declared sampler of one type, with the generated members that some verifications call.</summary>
/// <typeparam name="TProcess">The process.</typeparam>
/// <typeparam name="TSampler">The declared sampler.</typeparam>
/// <typeparam name="T">The state's type, float or double.</typeparam>
[<Sealed>]
type DeclaredSampler<'TProcess, 'TSampler, 'T
    when 'TProcess: not struct
    and 'TProcess :> IProcess<'TProcess>
    and 'T: unmanaged
    and 'T: struct
    and 'T: (new: unit -> 'T)
    and 'T :> ValueType
    and 'T :> System.Numerics.IBinaryFloatingPointIeee754<'T>
    and 'TSampler :> FieldSampler<'TProcess, 'T>>
    internal
    (
        name: string,
        facts: PlanFacts,
        ``process``: 'TProcess,
        precision: Precision,
        convert: Conversion<'T>,
        make: BuildRequest -> 'TProcess -> 'TSampler,
        gradient: SamplerGradient<'TProcess, 'TSampler, 'T>,
        adjointDeis: SamplerAdjointDeis<'TProcess, 'TSampler, 'T>,
        coefficients: SamplerWith<'TSampler>
    ) as this =
    inherit
        DeclaredSampler(
            name,
            facts,
            ``process``,
            ProcessNumbers.ofProcess ``process``,
            precision,
            not (isNull (box coefficients))
        )

    let build (request: BuildRequest) =
        let p =
            if isNull request.Parameters then
                ``process``
            else
                'TProcess.FromParameters(ReadOnlySpan request.Parameters)

        let plain = make request p

        if isNull (box plain) then
            invalidOp $"the builder of {name} returned null where a sampler is due"

        let sampler =
            match request.Coefficients with
            | null -> plain
            | table when isNull (box coefficients) ->
                invalidOp
                    $"{name} was given without its With, which this check needs for a table of {table.StepCount} steps: add .WithCoefficients((s, c) => s.With(c))"
            | table -> coefficients.Invoke(plain, table)

        FieldMachine<'TProcess, 'T>(
            sampler,
            convert,
            (if isNull (box gradient) then
                 null
             else
                 Func<'T[], Loss<'T>, SampleOptions, Gradient<'TProcess, 'T>>(fun x loss options ->
                     gradient.Invoke(sampler, x, loss, options))),
            (if isNull (box adjointDeis) then
                 null
             else
                 Func<'T[], Loss<'T>, AdjointDeisOptions, SampleOptions, Gradient<'TProcess, 'T>>
                     (fun x loss adjoint options -> adjointDeis.Invoke(sampler, x, loss, adjoint, options)))
        )
        :> IMachine

    do this.Builder <- build

    let copy name facts gradient adjointDeis coefficients =
        DeclaredSampler<'TProcess, 'TSampler, 'T>(
            name,
            facts,
            ``process``,
            precision,
            convert,
            make,
            gradient,
            adjointDeis,
            coefficients
        )

    /// <summary>The same sampler under another name, such as the plan's with its values.</summary>
    /// <param name="name">The name.</param>
    member _.Named(name: string) =
        ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof name)
        copy name facts gradient adjointDeis coefficients

    /// <summary>With its exact gradient: <c>.WithGradient((s, start, loss, options) => s.Gradient(start, loss, options))</c>.</summary>
    /// <param name="gradient">Calls the sampler's generated <c>Gradient</c>.</param>
    member _.WithGradient(gradient: SamplerGradient<'TProcess, 'TSampler, 'T>) =
        ArgumentNullException.ThrowIfNull(gradient, nameof gradient)
        copy name facts gradient adjointDeis coefficients

    /// <summary>With its continuous adjoint: <c>.WithAdjointDeis((s, start, loss, adjoint, options) => s.GradientAdjointDeis(start, loss, adjoint, options))</c>.</summary>
    /// <param name="adjointDeis">Calls the sampler's generated <c>GradientAdjointDeis</c>.</param>
    member _.WithAdjointDeis(adjointDeis: SamplerAdjointDeis<'TProcess, 'TSampler, 'T>) =
        ArgumentNullException.ThrowIfNull(adjointDeis, nameof adjointDeis)
        copy name facts gradient adjointDeis coefficients

    /// <summary>With its coefficient tables, of which the gradient is checked too: <c>.WithCoefficients((s, c) => s.With(c))</c>.</summary>
    /// <param name="coefficients">Calls the sampler's generated <c>With</c>.</param>
    member _.WithCoefficients(coefficients: SamplerWith<'TSampler>) =
        ArgumentNullException.ThrowIfNull(coefficients, nameof coefficients)
        copy name facts gradient adjointDeis coefficients

/// <summary>Names a declared sampler for verification.</summary>
/// <example>
/// <code>
/// var sampler = Declared.Sampler(new VpLinear(), FaceSampler.Facts, (m, p, s, a, b) => new FaceSampler(m, p, s, a, b));
/// </code>
/// </example>
[<AbstractClass; Sealed>]
type Declared =
    /// <summary>A sampler declared with <c>Precision.Double</c>.</summary>
    /// <param name="process">The process with the parameters to verify at.</param>
    /// <param name="facts">The sampler's generated <c>Facts</c>; null: nothing is known, then state the expected orders.</param>
    /// <param name="build">Makes the sampler: <c>(m, p, s, a, b) => new FaceSampler(m, p, s, a, b)</c>, with the plan's values if it has any.</param>
    static member Sampler<'TProcess, 'TSampler
        when 'TProcess: not struct and 'TProcess :> IProcess<'TProcess> and 'TSampler :> FieldSampler<'TProcess, float>>
        (``process``: 'TProcess, facts: PlanFacts, build: SamplerBuilder<'TProcess, 'TSampler>)
        =
        ArgumentNullException.ThrowIfNull(box ``process``, "process")
        ArgumentNullException.ThrowIfNull(build, nameof build)

        DeclaredSampler<'TProcess, 'TSampler, float>(
            typeof<'TSampler>.Name,
            facts,
            ``process``,
            Precision.Double,
            { To = id; From = id },
            (fun r p -> build.Invoke(r.Model, p, r.Schedule, r.StartTime, r.EndTime)),
            Unchecked.defaultof<_>,
            Unchecked.defaultof<_>,
            Unchecked.defaultof<_>
        )

    /// <summary>A sampler of floats. Its orders and gradients show less far than a double twin's: round-off is 1e-7.</summary>
    /// <param name="process">The process with the parameters to verify at.</param>
    /// <param name="facts">The sampler's generated <c>Facts</c>; null: nothing is known, then state the expected orders.</param>
    /// <param name="build">Makes the sampler: <c>(m, p, s, a, b) => new FaceSampler(m, p, s, a, b)</c>, with the plan's values if it has any.</param>
    static member SingleSampler<'TProcess, 'TSampler
        when 'TProcess: not struct
        and 'TProcess :> IProcess<'TProcess>
        and 'TSampler :> FieldSampler<'TProcess, float32>>
        (``process``: 'TProcess, facts: PlanFacts, build: SingleSamplerBuilder<'TProcess, 'TSampler>)
        =
        ArgumentNullException.ThrowIfNull(box ``process``, "process")
        ArgumentNullException.ThrowIfNull(build, nameof build)

        DeclaredSampler<'TProcess, 'TSampler, float32>(
            typeof<'TSampler>.Name,
            facts,
            ``process``,
            Precision.Single,
            { To = float32; From = float },
            (fun r p -> build.Invoke(SingleModel r.Model, p, r.Schedule, r.StartTime, r.EndTime)),
            Unchecked.defaultof<_>,
            Unchecked.defaultof<_>,
            Unchecked.defaultof<_>
        )
