namespace ItoSharp.Gpu.Tests.Cuda

open System
open System.IO
open System.Numerics
open System.Runtime.InteropServices
open ItoSharp
open ItoSharp.Gpu.Tests.Cuda

/// The CUDA texts as functions of this process, by g++ and a few definitions for what only CUDA has.
module internal Shim =
    let words =
        """
#define __global__
#define __device__
#define __forceinline__ inline
struct Dim { unsigned x; };
static thread_local Dim blockIdx, threadIdx;
static const Dim blockDim = { 128 };
static inline unsigned __umulhi(unsigned a, unsigned b) { return (unsigned)(((unsigned long long)a * b) >> 32); }
static inline unsigned __float_as_uint(float x) { unsigned y; __builtin_memcpy(&y, &x, 4); return y; }
static inline float __uint_as_float(unsigned x) { float y; __builtin_memcpy(&y, &x, 4); return y; }
static inline long long __double_as_longlong(double x) { long long y; __builtin_memcpy(&y, &x, 8); return y; }
static inline double __longlong_as_double(long long x) { double y; __builtin_memcpy(&y, &x, 8); return y; }
static inline float __fmaf_rn(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
static inline double __fma_rn(double a, double b, double c) { return __builtin_fma(a, b, c); }
static inline float __fsqrt_rn(float x) { return __builtin_sqrtf(x); }
static inline double __dsqrt_rn(double x) { return __builtin_sqrt(x); }
#define RUN(n) \
    extern "C" void run_##n(real* states, real* observations, const real* start, const real* values, const real* table, \
        const int* steps, const real* times, const real* start_time, u64 seed, u64 first_block, u64 paths, int antithetic, \
        int refinement, int begin, int first_step, int end_step, int count, u64 items) \
    { \
        for (u64 item = 0; item < items; item++) \
        { \
            blockIdx.x = (unsigned)(item / 128); \
            threadIdx.x = (unsigned)(item % 128); \
            kernel_##n::ensemble_##n(states, observations, start, values, table, steps, times, *start_time, seed, first_block, \
                paths, antithetic, refinement, begin, first_step, end_step, count); \
        } \
    }
"""

    let private build (file: Sources.File) =
        let folder = Directory.CreateTempSubdirectory("itosharp-cuda").FullName

        let source, library =
            Path.Combine(folder, "kernels.cpp"), Path.Combine(folder, "kernels.so")

        let runs = file.Numbers |> List.map (fun n -> $"RUN({n})\n") |> String.concat ""
        File.WriteAllText(source, words + file.Text + "\n" + runs)

        Tool.run Tool.gcc [
            "-O1"
            "-mfma"
            "-ffp-contract=off"
            "-fno-math-errno"
            "-w"
            "-std=c++14"
            "-shared"
            "-fPIC"
            "-o"
            library
            source
        ]

        let loaded = NativeLibrary.Load library
        Directory.Delete(folder, true)

        file.Numbers
        |> List.map (fun n -> n, NativeLibrary.GetExport(loaded, $"run_{n}"))

    let functions = lazy (Sources.files.Value |> List.collect build |> Map.ofList)

type private Run =
    delegate of
        nativeint *
        nativeint *
        nativeint *
        nativeint *
        nativeint *
        nativeint *
        nativeint *
        nativeint *
        uint64 *
        uint64 *
        uint64 *
        int *
        int *
        int *
        int *
        int *
        int *
        uint64 ->
            unit

type private ShimBatches<'T
    when 'T: unmanaged
    and 'T: struct
    and 'T: (new: unit -> 'T)
    and 'T :> ValueType
    and 'T :> IBinaryFloatingPointIeee754<'T>>(program: DeviceProgram<'T>, run: Run, blocks: int) =
    inherit EnsembleBatches<'T>()
    let mutable states: 'T[] = [||]
    let mutable first = 0L
    let mutable count = 0
    let mutable uniform = true
    let mutable results: 'T[] = [||]
    let mutable stride = 0

    override _.Blocks = blocks

    override _.Start(firstBlock, blocks, given) =
        first <- firstBlock
        count <- blocks
        uniform <- given.IsEmpty
        states <- Array.zeroCreate (blocks * program.Rows * EnsembleBlock.Paths)
        given.CopyTo(states.AsSpan())

    override _.Advance(firstStep, endStep, steps, times) =
        let pins = System.Collections.Generic.List<GCHandle>()

        let pin (values: obj) =
            let handle = GCHandle.Alloc(values, GCHandleType.Pinned)
            pins.Add handle
            handle.AddrOfPinnedObject()

        stride <- steps.Length * program.Columns * EnsembleBlock.Paths
        results <- Array.zeroCreate (max 1 (count * stride))

        try
            run.Invoke(
                pin states,
                pin results,
                pin (program.Start.ToArray()),
                pin (program.Values.ToArray()),
                pin (program.Table.ToArray()),
                pin (steps.ToArray()),
                pin (times.ToArray()),
                pin [| program.StartTime |],
                program.Seed,
                uint64 first,
                uint64 program.Paths,
                (if program.Antithetic then 1 else 0),
                program.Refinement,
                (if firstStep > 0 then 0
                 elif uniform then 2
                 else 1),
                firstStep,
                endStep,
                steps.Length,
                uint64 count * uint64 EnsembleBlock.Paths
            )
        finally
            pins.ForEach(fun handle -> handle.Free())

    override _.ReadObserved(block, observed) =
        results.AsSpan(block * stride, observed.Length).CopyTo observed

    override _.ReadStates target = states.AsSpan().CopyTo target
    override _.Dispose() = ()

/// Runs the CUDA text of an ensemble on the CPU.
type ShimDevice() =
    inherit EnsembleDevice()
    override _.Name = "CUDA text through g++"
    override _.IsExact = true

    override _.Open<'T
        when 'T: unmanaged
        and 'T: struct
        and 'T: (new: unit -> 'T)
        and 'T :> ValueType
        and 'T :> IBinaryFloatingPointIeee754<'T>>
        (program: DeviceProgram<'T>, most: int, _: int)
        : EnsembleBatches<'T> =
        let number =
            Sources.numbers.Value
            |> Seq.find (fun entry -> program.Source.EndsWith(entry.Key, StringComparison.Ordinal))

        let run =
            Marshal.GetDelegateForFunctionPointer<Run> Shim.functions.Value[number.Value]

        new ShimBatches<'T>(program, run, most)
