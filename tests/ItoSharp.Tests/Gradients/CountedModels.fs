/// Models of the gradient tests that tell how they were used, and one whose batches may be large.
module ItoSharp.Tests.Gradients.CountedModels

open System
open ItoSharp

/// Another model with its calls counted.
type CountedModel(inner: IDifferentiableModel<float>) =
    member val Evaluations = 0 with get, set
    member val PullBacks = 0 with get, set

    interface IDifferentiableModel<float> with
        member _.Predicts = inner.Predicts
        member _.Dimension = inner.Dimension
        member _.ConditionDimension = inner.ConditionDimension
        member _.ParameterCount = inner.ParameterCount
        member _.DifferentiatesTime = inner.DifferentiatesTime

        member this.Evaluate(input, prediction) =
            this.Evaluations <- this.Evaluations + 1
            inner.Evaluate(&input, prediction)

        member this.PullBack(input, cotangent, into) =
            this.PullBacks <- this.PullBacks + 1
            inner.PullBack(&input, cotangent, &into)

/// D = sin(x) entry by entry, in states of any size, without an allocation.
type SineModel(dimension: int) =
    interface IDifferentiableModel<float> with
        member _.Predicts = Prediction.Data
        member _.Dimension = dimension

        member _.Evaluate(input, prediction) =
            for i in 0 .. prediction.Length - 1 do
                prediction.[i] <- sin input.X.[i]

        member _.PullBack(input, cotangent, into) =
            for i in 0 .. cotangent.Length - 1 do
                into.X.[i] <- cotangent.[i] * cos input.X.[i]

/// A non-autonomous model whose Jacobian has no symmetry: D_i = sin(x_i + 2 t x_(i+1)) + z x_(i-1)^2 / 4.
type TwistedModel(dimension: int) =
    let next i = (i + 1) % dimension
    let previous i = (i + dimension - 1) % dimension

    interface IDifferentiableModel<float> with
        member _.Predicts = Prediction.Data
        member _.Dimension = dimension
        member _.ConditionDimension = 1

        member _.Evaluate(input, prediction) =
            for row in 0 .. input.Batch - 1 do
                let x = input.X.Slice(row * dimension, dimension)

                for i in 0 .. dimension - 1 do
                    let back = x.[previous i]

                    prediction.[row * dimension + i] <-
                        sin (x.[i] + 2.0 * input.Time * x.[next i])
                        + 0.25 * input.Condition.[row] * back * back

        member _.PullBack(input, cotangent, into) =
            into.X.Clear()
            into.Condition.Clear()

            for row in 0 .. input.Batch - 1 do
                let x = input.X.Slice(row * dimension, dimension)
                let to' = into.X.Slice(row * dimension, dimension)

                for i in 0 .. dimension - 1 do
                    let c = cotangent.[row * dimension + i]
                    let slope = c * cos (x.[i] + 2.0 * input.Time * x.[next i])
                    let back = x.[previous i]
                    to'.[i] <- to'.[i] + slope
                    to'.[next i] <- to'.[next i] + 2.0 * input.Time * slope
                    to'.[previous i] <- to'.[previous i] + 0.5 * input.Condition.[row] * back * c
                    into.Condition.[row] <- into.Condition.[row] + 0.25 * back * back * c

/// Bytes that a call allocates on this thread, once it is compiled.
let allocated (call: unit -> unit) =
    call ()
    let before = GC.GetAllocatedBytesForCurrentThread()
    call ()
    GC.GetAllocatedBytesForCurrentThread() - before
