namespace ItoSharp.Gpu.Tests.Cuda

open System
open System.Collections.Generic
open System.IO
open System.Numerics
open System.Runtime.InteropServices
open ItoSharp
open ItoSharp.Gpu.Tests.Cuda

/// CUDA texts as functions of this process, by g++ and a few definitions for what only CUDA has.
module Shims =
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
"""

    /// Compiles files, each with a function for every kernel by the macro RUN, and finds the functions by number.
    let build (run: string) (files: Sources.File list) =
        let one (file: Sources.File) =
            let folder = Directory.CreateTempSubdirectory("itosharp-cuda").FullName

            let source, library =
                Path.Combine(folder, "kernels.cpp"), Path.Combine(folder, "kernels.so")

            let runs = file.Numbers |> List.map (fun n -> $"RUN({n})\n") |> String.concat ""
            File.WriteAllText(source, words + file.Text + "\n" + run + runs)

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

        files |> List.collect one |> Map.ofList

/// The kernels of gradients in their CUDA form.
module GradientShim =
    /// Pointers in the order of the kernel's parameters, then its numbers, all by address.
    let private run =
        """
#define RUN(n) \
    extern "C" void run_##n(void** p, u64 seed, u64 first_block, u64 paths, const int* k, u64 items) \
    { \
        for (u64 item = 0; item < items; item++) \
        { \
            blockIdx.x = (unsigned)(item / 128); \
            threadIdx.x = (unsigned)(item % 128); \
            kernel_##n::gradient_##n((real*)p[0], (real*)p[1], (real*)p[2], (double*)p[3], (double*)p[4], (real*)p[5], (real*)p[6], \
                (real*)p[7], (int*)p[8], (int*)p[9], (real*)p[10], (double*)p[11], (int*)p[12], (int*)p[13], (int*)p[14], \
                (double*)p[15], (real*)p[16], (int*)p[17], (int*)p[18], (double*)p[19], (double*)p[20], *(real*)p[21], seed, \
                first_block, paths, k[0], k[1], k[2], k[3], k[4], k[5], k[6], k[7]); \
        } \
    }
"""

    let private functions = lazy (Shims.build run Sources.gradientFiles.Value)

    type private Run = delegate of nativeint * uint64 * uint64 * uint64 * nativeint * uint64 -> unit

    type private Batches<'T
        when 'T: unmanaged
        and 'T: struct
        and 'T: (new: unit -> 'T)
        and 'T :> ValueType
        and 'T :> IBinaryFloatingPointIeee754<'T>>
        (program: DeviceGradient<'T>, actions: ReadOnlyMemory<int>, slots: int, run: Run, blocks: int) =
        inherit EnsembleGradientBatches<'T>()
        let mutable results: float[] = [||]
        override _.Blocks = blocks
        override _.Bytes = 0L

        override _.Compute(first, count, states) =
            let pins = List<GCHandle>()

            let pin (values: obj) =
                let handle = GCHandle.Alloc(values, GCHandleType.Pinned)
                pins.Add handle
                handle.AddrOfPinnedObject()

            let places = count * EnsembleBlock.Paths
            let info = program.Run
            results <- Array.zeroCreate (places * info.Columns)

            try
                let pointers = [|
                    pin (Array.append (states.ToArray()) [| Unchecked.defaultof<'T> |])
                    pin (Array.zeroCreate<'T>(places * slots * info.Rows))
                    pin (Array.zeroCreate<'T>(places * program.Targets * program.CotangentRows))
                    pin (Array.zeroCreate<float>(places * program.Targets * program.Constants + 1))
                    pin results
                    pin (info.Start.ToArray())
                    pin (info.Values.ToArray())
                    pin (info.Table.ToArray())
                    pin (actions.ToArray())
                    pin (program.ObservationSteps.ToArray())
                    pin (program.ObservationTimes.ToArray())
                    pin (program.ObservationShares.ToArray())
                    pin (program.LastSteps.ToArray())
                    pin (program.FirstParts.ToArray())
                    pin (program.Parts.ToArray())
                    pin (program.PartWeights.ToArray())
                    pin (program.PartWidths.ToArray())
                    pin (program.TimedFirst.ToArray())
                    pin (program.TimedColumns.ToArray())
                    pin (program.TimedRates.ToArray())
                    pin (program.ConstantRates.ToArray())
                    pin [| info.StartTime |]
                |]

                let numbers = [|
                    (if info.Antithetic then 1 else 0)
                    info.Refinement
                    (if states.IsEmpty then 2 else 1)
                    program.Steps
                    slots
                    actions.Length / 4
                    program.ObservationSteps.Length
                    program.Targets
                |]

                run.Invoke(pin pointers, info.Seed, uint64 first, uint64 info.Paths, pin numbers, uint64 places)
            finally
                pins.ForEach(fun handle -> handle.Free())

        override _.ReadResults(block, target) =
            results.AsSpan(block * target.Length, target.Length).CopyTo target

        override _.Dispose() = ()

    let batches<'T
        when 'T: unmanaged
        and 'T: struct
        and 'T: (new: unit -> 'T)
        and 'T :> ValueType
        and 'T :> IBinaryFloatingPointIeee754<'T>>
        (program: DeviceGradient<'T>)
        actions
        slots
        most
        : EnsembleGradientBatches<'T> =
        let number =
            Sources.gradientNumbers.Value
            |> Seq.find (fun entry -> program.Run.Source.EndsWith(entry.Key, StringComparison.Ordinal))

        let run = Marshal.GetDelegateForFunctionPointer<Run> functions.Value[number.Value]

        new Batches<'T>(program, actions, slots, run, most)
