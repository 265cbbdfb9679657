/// The texts of all ensembles as few files of CUDA C: the library once, every kernel in a namespace of its own.
module ItoSharp.Gpu.Tests.Cuda.Sources

open System
open System.Text
open ItoSharp
open ItoSharp.Gpu.Tests
open ItoSharp.Gpu.Tests.Subjects

/// Thrown once the text is known.
exception private Captured of source: string * sums: string

type private Capture() =
    inherit EnsembleDevice()
    override _.Name = "capture"
    override _.IsExact = true

    override _.Open<'T
        when 'T: unmanaged
        and 'T: struct
        and 'T: (new: unit -> 'T)
        and 'T :> ValueType
        and 'T :> Numerics.IBinaryFloatingPointIeee754<'T>>
        (program: DeviceProgram<'T>, _: int, _: int)
        : EnsembleBatches<'T> =
        raise (Captured(program.Source, program.Sums))

    override _.Room = DeviceRoom(Int64.MaxValue, Int64.MaxValue)

    override _.OpenGradient<'T
        when 'T: unmanaged
        and 'T: struct
        and 'T: (new: unit -> 'T)
        and 'T :> ValueType
        and 'T :> Numerics.IBinaryFloatingPointIeee754<'T>>
        (program: DeviceGradient<'T>, _: ReadOnlyMemory<int>, _: int, _: int)
        : EnsembleGradientBatches<'T> =
        raise (Captured(program.Run.Source, program.Run.Sums))

/// The whole text that a device is given.
let text (subject: Subject) =
    try
        Bits.run subject 1 1L (Bits.at subject) (EnsembleOptions(Device = Capture()))
        |> ignore

        ""
    with Captured(source, _) ->
        source

/// The whole text that a device is given to take a gradient.
let gradientText (subject: GradientSubjects.GradientSubject) =
    try
        GradientSubjects.take
            subject
            1
            1L
            (GradientSubjects.at subject)
            (EnsembleOptions(Device = Capture()))
            (GradientSubjects.gradientOptions subject)
        |> ignore

        ""
    with Captured(source, _) ->
        source

/// One file: its texts in order, and the number of each kernel in all.
type File = { Text: string; Numbers: int list }

/// The texts that sum columns, in float and in double.
let sums =
    lazy
        (all.Value
         |> List.groupBy (fun s -> s.Ensemble 1 :? Ensemble<float32>)
         |> List.map (fun (_, subjects) ->
             try
                 Bits.statistics subjects.Head 1 1L (Bits.at subjects.Head) (EnsembleOptions(Device = Capture()))
                 |> ignore

                 ""
             with Captured(_, sums) ->
                 sums))

/// By kernel.
let numbers =
    lazy
        (all.Value
         |> List.mapi (fun i s -> s.Kernel, i)
         |> List.distinctBy fst
         |> Map.ofList)

/// Kernels with the library before them, as files: every kernel in a namespace, and with a number, of its own.
let private together (entry: string) (numbers: Map<string, int>) (texts: (string * string) list) =
    texts
    |> List.map (fun (text, kernel) -> text.Substring(0, text.Length - kernel.Length), kernel)
    |> List.groupBy fst
    |> List.map (fun (library, kernels) ->
        let file = StringBuilder library

        let numbers =
            kernels
            |> List.map snd
            |> List.distinct
            |> List.map (fun kernel ->
                let i = numbers[kernel]

                file.Append($"\n#define {entry} {entry}_{i}\nnamespace kernel_{i} {{\n{kernel}\n}}\n#undef {entry}\n")
                |> ignore

                i)

        {
            Text = file.ToString()
            Numbers = numbers
        })

let files =
    lazy
        (all.Value
         |> List.map (fun s -> text s, s.Kernel)
         |> together "ensemble" numbers.Value)

/// By kernel of a gradient.
let gradientNumbers =
    lazy
        (GradientSubjects.all.Value
         |> List.mapi (fun i s -> s.Kernel, i)
         |> List.distinctBy fst
         |> Map.ofList)

let gradientFiles =
    lazy
        (GradientSubjects.all.Value
         |> List.map (fun s -> gradientText s, s.Kernel)
         |> together "gradient" gradientNumbers.Value)
