namespace ItoSharp.Verification

open System
open System.Threading
open ItoSharp

/// The values of a run, whatever the sampler's precision.
type internal RunSettings = {
    Seed: uint64
    First: uint64
    Threads: int
    RowsPerCall: int
    /// Rows x condition dimension, or one row, or empty.
    Condition: float[]
    /// One row, or empty.
    Mean: float[]
    Cancellation: CancellationToken
}

module internal RunSettings =
    let seeded seed = {
        Seed = seed
        First = 0UL
        Threads = 0
        RowsPerCall = 0
        Condition = [||]
        Mean = [||]
        Cancellation = CancellationToken.None
    }

/// A gradient as doubles; a part that the method does not define raises when it is asked.
type internal GradientValues = {
    Start: float[]
    Condition: float[]
    Model: float[]
    Process: unit -> float[]
    Times: unit -> float[]
    Coefficients: unit -> StepCoefficients
}

/// A run whose owner answers the queries.
type internal ISteppedRun =
    inherit IDisposable
    abstract Finished: bool
    /// The states at which the model is asked.
    abstract Asked: unit -> float[]
    abstract Time: float
    /// The step that the query belongs to.
    abstract Step: int
    abstract Answer: prediction: float[] -> unit
    abstract Advance: unit -> unit
    abstract State: unit -> float[]

/// What a sampler is built of.
type internal BuildRequest = {
    Model: IModel<float>
    /// The process's parameters; null: the declared sampler's own.
    Parameters: float[]
    Schedule: Schedule
    StartTime: Nullable<float>
    EndTime: Nullable<float>
    /// Null: none.
    Coefficients: StepCoefficients
}

/// A built sampler with its types erased: states go in and out as doubles, of which a float sampler sees the rounded ones.
type internal IMachine =
    abstract Grid: SampleGrid
    abstract Evaluations: int
    abstract Sample: start: float[] * settings: RunSettings -> float[]
    abstract DrawPrior: length: int * settings: RunSettings -> float[]
    abstract Start: start: float[] * settings: RunSettings -> ISteppedRun
    /// A run that is saved after so many model evaluations, as bytes, and goes on from them.
    abstract SampleResumed: start: float[] * settings: RunSettings * evaluations: int -> float[]
    abstract HasGradient: bool
    abstract Gradient: start: float[] * loss: Loss<float> * settings: RunSettings -> GradientValues
    abstract HasAdjointDeis: bool

    abstract AdjointDeis:
        start: float[] * loss: Loss<float> * adjoint: AdjointDeisOptions * settings: RunSettings -> GradientValues
