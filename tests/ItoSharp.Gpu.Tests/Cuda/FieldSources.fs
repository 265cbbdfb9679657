/// The texts of all field samplers and of the oracles as one file of CUDA C: every program in a namespace of its own.
module ItoSharp.Gpu.Tests.Cuda.FieldSources

open System
open System.Collections.Generic
open System.Runtime.InteropServices
open System.Text
open System.Text.RegularExpressions
open ItoSharp
open ItoSharp.Tests.Models.Fields

/// Memory of this process in the place of a device's.
type HostArray(bytes: int64) =
    inherit DeviceArray()
    let memory = Marshal.AllocHGlobal(nativeint bytes)
    override _.Bytes = bytes
    override _.Handle = memory
    override _.Dispose() = Marshal.FreeHGlobal memory

/// A queue whose kernels are what `load` finds and `launch` runs.
type HostQueue(load: string -> string -> nativeint, launch: nativeint -> int64 -> int64[] -> unit) =
    inherit DeviceQueue()
    let kernels = List<nativeint>()
    override _.Device = "CUDA text through g++"
    override _.Api = DeviceApi.Other
    override _.NativeQueue = 0n
    override _.NativeContext = 0n

    override _.Allocate bytes =
        let array = new HostArray(bytes)
        Marshal.Copy(Array.zeroCreate<byte>(int bytes), 0, array.Handle, int bytes)
        array

    override _.Write(target: DeviceArray, offset: int64, data: ReadOnlySpan<byte>) =
        Marshal.Copy(data.ToArray(), 0, target.Handle + nativeint offset, data.Length)

    override _.Read(source: DeviceArray, offset: int64, data: Span<byte>) =
        let copy = Array.zeroCreate<byte> data.Length
        Marshal.Copy(source.Handle + nativeint offset, copy, 0, copy.Length)
        copy.AsSpan().CopyTo data

    override _.Load(_, source, kernel) =
        kernels.Add(load source kernel)
        kernels.Count - 1

    override _.Launch(kernel, items, arguments) =
        let bits = Array.init arguments.Length (fun _ -> 0L)

        for i in 0 .. bits.Length - 1 do
            bits[i] <- arguments[i].Bits

        launch kernels[kernel] ((items + 127L) / 128L * 128L) bits

    override _.Dispose() = ()

/// A device of such queues.
type HostDevice(load, launch) =
    inherit EnsembleDevice()
    override _.Name = "CUDA text through g++"
    override _.IsExact = true
    override _.Open(_, _, _) = raise (NotSupportedException())

    interface IFieldDevice with
        member this.Name = this.Name
        member _.OpenQueue(_, _) = new HostQueue(load, launch)

/// A program and the number that its namespace has.
type Program = {
    Source: string
    Number: int
    Kernels: string list
}

let private kernelsOf source = [
    for found in Regex.Matches(source, @"^KERNEL (\w+)\(", RegexOptions.Multiline) -> found.Groups[1].Value
]

/// What samplers and oracles load, found by running them on a device that does nothing.
let programs =
    lazy
        (let sources = HashSet<string>()

         let capture =
             HostDevice(
                 (fun source _ ->
                     sources.Add source |> ignore
                     0n),
                 (fun _ _ _ -> ())
             )

         for trial in FieldTrial.All do
             trial.Sample(capture, 1) |> ignore

         let open' (model: IDeviceModel<'T>) =
             use queue = (capture :> IFieldDevice).OpenQueue("an oracle", true)
             model.Open(queue, 1).Dispose()

         let law = GaussianMixture([| GaussianComponent(1.0, [| 0.0 |], [| 1.0 |], null) |])

         open' (GaussianMixtureModel<float>(law, VpLinear()))
         open' (GaussianMixtureModel<float32>(law, VpLinear()))
         open' (EmpiricalModel<float>(ReadOnlySpan [| 0.0 |], 1, VpLinear()))
         open' (EmpiricalModel<float32>(ReadOnlySpan [| 0f |], 1, VpLinear()))

         sources
         |> Seq.sortWith (fun a b -> String.CompareOrdinal(a, b))
         |> Seq.mapi (fun i source -> {
             Source = source
             Number = i
             Kernels = kernelsOf source
         })
         |> List.ofSeq)

/// All programs; `tag` stands before every kernel.
let text (tag: string) =
    let file = StringBuilder()

    for program in programs.Value do
        file
            .Append("\n#undef DOUBLE\n#undef KERNEL\n#undef TILE\nnamespace program_")
            .Append(program.Number)
            .Append(" {\n")
            .Append(program.Source.Replace("#define KERNEL extern \"C\" __global__ void", $"#define KERNEL {tag} void"))
            .Append("\n}\n")
        |> ignore

    file.ToString()
