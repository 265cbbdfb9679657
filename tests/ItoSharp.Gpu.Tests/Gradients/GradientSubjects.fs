/// Every ensemble of the test models whose gradient a device takes, and what differs between devices.
module ItoSharp.Gpu.Tests.GradientSubjects

open System
open System.Reflection
open ItoSharp
open Xunit

type GradientSubject = {
    Name: string
    /// An Ensemble<float32> or an Ensemble<float> of so many steps.
    Ensemble: int -> obj
    Arguments: float[]
    Start: float[]
    Shape: EnsembleShape
    Kernel: string
    /// Observables with a gradient along paths, and those of them that are smoothed.
    Observables: string list
    Smoothed: string list
}

let private hasBase (definition: Type) (t: Type) =
    t
    |> Seq.unfold (fun t -> if isNull t then None else Some(t, t.BaseType))
    |> Seq.exists (fun t -> t.IsGenericType && t.GetGenericTypeDefinition() = definition)

let private subject (t: Type) (program: Type) =
    let instance = program.GetField("Instance").GetValue null
    let shape = program.GetProperty("Shape").GetValue instance :?> EnsembleShape
    let given = (t.GetConstructors() |> Array.exactlyOne).GetParameters()
    let declared = Subjects.equation given[0].ParameterType

    let build (steps: int) =
        let constructor = t.GetConstructors() |> Array.exactlyOne
        // Free coefficients are those that the method declares.
        let declaredOnes: obj[] = Array.create (given.Length - 4) null
        constructor.Invoke(Array.append [| declared; box steps; box 0.9; box 0.1 |] declaredOnes)

    let parameters =
        t.GetField("parameters", BindingFlags.NonPublic ||| BindingFlags.Instance).GetValue(build 1) :?> float[]

    let form (i: int) =
        program.GetMethod("Form").Invoke(instance, [| box i |]) :?> ObservableGradient

    let having forms =
        shape.Observables
        |> Seq.indexed
        |> Seq.filter (fun (i, _) -> List.contains (form i) forms)
        |> Seq.map snd
        |> List.ofSeq

    {
        Name = t.FullName
        Ensemble = fun steps -> t.GetProperty("Ensemble").GetValue(build steps)
        Arguments =
            Array.append
                parameters
                (Array.init (shape.Arguments.Count - parameters.Length) (fun i -> 0.9 - 0.3 * float i))
        Start = Array.init shape.Components.Count (fun i -> 0.5 + 0.05 * float (i % 7))
        Shape = shape
        Kernel = program.GetProperty("GradientKernel").GetValue instance :?> string
        Observables = having [ ObservableGradient.Pathwise; ObservableGradient.Smoothed ]
        Smoothed = having [ ObservableGradient.Smoothed ]
    }

let all =
    lazy
        ([
            for t in typeof<ItoSharp.Tests.Models.Emitted.Free>.Assembly.GetTypes() do
                for program in t.GetNestedTypes(BindingFlags.NonPublic ||| BindingFlags.Public) do
                    if hasBase typedefof<EnsembleAdjoint<float>> program && not t.IsAbstract then
                        subject t program
         ]
         |> List.filter (fun s -> not s.Observables.IsEmpty)
         |> List.sortBy _.Name)

let find (t: Type) =
    all.Value |> List.find (fun s -> s.Name = t.FullName)

let at (subject: GradientSubject) =
    EnsembleStart.At(ReadOnlySpan subject.Start)

/// Enough for either, which asks reversible ensembles to keep states.
let plenty = 1L <<< 28

let gradientOptions (subject: GradientSubject) =
    EnsembleGradientOptions(
        Memory = Nullable plenty,
        Covariance = true,
        Observables = List.toArray subject.Observables,
        Widths = [| for o in subject.Smoothed -> SmoothingWidth(o, 0.3) |]
    )

let take (subject: GradientSubject) steps paths start (options: EnsembleOptions) gradients =
    let arguments = subject.Arguments

    match subject.Ensemble steps with
    | :? Ensemble<float32> as ensemble ->
        ensemble.Gradient(ReadOnlySpan arguments, start, paths, 42UL, options, gradients)
    | :? Ensemble<float> as ensemble ->
        ensemble.Gradient(ReadOnlySpan arguments, start, paths, 42UL, options, gradients)
    | other -> invalidOp $"{other} is no ensemble"

let private bits (x: float) =
    if Double.IsNaN x then
        UInt64.MaxValue
    else
        BitConverter.DoubleToUInt64Bits x

/// Shares of the tails of all derivatives.
let private tails (subject: GradientSubject) (gradient: EnsembleGradient) =
    let estimates name =
        List.concat [
            [ for c in subject.Shape.Components -> gradient[name].ByStart[c] ]
            [ for a in subject.Shape.Arguments -> gradient[name].By[a] ]
            [ gradient[name].By["from"]; gradient[name].By["until"] ]
        ]

    [
        for name in gradient.Names do
            for estimate in estimates name do
                bits estimate.LargestShareOfSum
                bits estimate.LargestShareOfSquares
    ]

/// 0 differing bytes of statistics (values, derivatives, errors, covariances) and bits of tails.
let sameAs subject (expected: EnsembleGradient) (actual: EnsembleGradient) =
    Assert.Equal<string>(expected.Names, actual.Names)
    let here, there = expected.Statistics.ToBytes(), actual.Statistics.ToBytes()
    Assert.Equal(here.Length, there.Length)

    let differing =
        Seq.zip here there |> Seq.filter (fun (a, b) -> a <> b) |> Seq.length

    Assert.True((differing = 0), $"{subject.Name}: {differing} of {here.Length} bytes of statistics differ")
    Assert.Equal<uint64>(tails subject expected, tails subject actual)

/// The gradient here and on a device.
let same subject steps paths start (options: EnsembleDevice -> EnsembleOptions) gradients (device: EnsembleDevice) =
    let expected = take subject steps paths start (options null) gradients
    let actual = take subject steps paths start (options device) gradients
    sameAs subject expected actual
    actual

let options antithetic (device: EnsembleDevice) =
    EnsembleOptions(
        Device = device,
        Antithetic = antithetic,
        NonFinite = NonFinitePaths.Continue,
        ObservationSteps = [| 0; 3; 32; 45 |]
    )
