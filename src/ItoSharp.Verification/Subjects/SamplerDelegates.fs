namespace ItoSharp.Verification

open System
open ItoSharp

/// <summary>Makes a declared sampler of doubles; the verification chooses model, process, schedule and times.</summary>
/// <typeparam name="TProcess">The process.</typeparam>
/// <typeparam name="TSampler">The declared sampler.</typeparam>
type SamplerBuilder<'TProcess, 'TSampler> =
    delegate of
        model: IModel<float> *
        ``process``: 'TProcess *
        schedule: Schedule *
        startTime: Nullable<float> *
        endTime: Nullable<float> ->
            'TSampler

/// <summary>Makes a declared sampler of floats; the verification chooses model, process, schedule and times.</summary>
/// <typeparam name="TProcess">The process.</typeparam>
/// <typeparam name="TSampler">The declared sampler.</typeparam>
type SingleSamplerBuilder<'TProcess, 'TSampler> =
    delegate of
        model: IModel<float32> *
        ``process``: 'TProcess *
        schedule: Schedule *
        startTime: Nullable<float> *
        endTime: Nullable<float> ->
            'TSampler

/// <summary>The exact gradient of a declared sampler: its generated <c>Gradient</c>.</summary>
/// <typeparam name="TProcess">The process.</typeparam>
/// <typeparam name="TSampler">The declared sampler.</typeparam>
/// <typeparam name="T">The state's type.</typeparam>
type SamplerGradient<'TProcess, 'TSampler, 'T
    when 'TProcess: not struct and 'T: unmanaged and 'T: struct and 'T: (new: unit -> 'T) and 'T :> ValueType> =
    delegate of sampler: 'TSampler * start: 'T[] * loss: Loss<'T> * options: SampleOptions -> Gradient<'TProcess, 'T>

/// <summary>The continuous adjoint of a declared sampler: its generated <c>GradientAdjointDeis</c>.</summary>
/// <typeparam name="TProcess">The process.</typeparam>
/// <typeparam name="TSampler">The declared sampler.</typeparam>
/// <typeparam name="T">The state's type.</typeparam>
type SamplerAdjointDeis<'TProcess, 'TSampler, 'T
    when 'TProcess: not struct and 'T: unmanaged and 'T: struct and 'T: (new: unit -> 'T) and 'T :> ValueType> =
    delegate of
        sampler: 'TSampler * start: 'T[] * loss: Loss<'T> * adjoint: AdjointDeisOptions * options: SampleOptions ->
            Gradient<'TProcess, 'T>

/// <summary>A declared sampler with weights added to its own: its generated <c>With</c>.</summary>
/// <typeparam name="TSampler">The declared sampler.</typeparam>
type SamplerWith<'TSampler> = delegate of sampler: 'TSampler * coefficients: StepCoefficients -> 'TSampler
