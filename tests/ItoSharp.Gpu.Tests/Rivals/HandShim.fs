/// The kernels written by hand, executed by this machine through g++ and a few definitions for what only CUDA has.
module ItoSharp.Gpu.Tests.Rivals.HandShim

open System
open System.IO
open System.Runtime.InteropServices
open ItoSharp.Benchmarks.GpuRivals
open ItoSharp.Gpu.Tests.Cuda

/// CUDA's fast functions by those of the C library: their means are the same.
let private words =
    """
#define __global__
#define __device__
#define __forceinline__ inline
#define __restrict__
struct Dim { unsigned x; };
static thread_local Dim blockIdx, threadIdx;
static const Dim blockDim = { 128 };
static inline unsigned __umulhi(unsigned a, unsigned b) { return (unsigned)(((unsigned long long)a * b) >> 32); }
#define fmaf __builtin_fmaf
#define sqrtf __builtin_sqrtf
#define fabsf __builtin_fabsf
#define fmaxf __builtin_fmaxf
#define __logf __builtin_logf
#define __expf __builtin_expf
static inline void __sincosf(float x, float* s, float* c) { *s = __builtin_sinf(x); *c = __builtin_cosf(x); }
static inline float __fdividef(float a, float b) { return a / b; }
"""

let private loop =
    """
extern "C" void run_KERNEL(float* end, const float* constants, const float* table, const float* start, u64 seed, u64 paths, int steps)
{
    for (u64 i = 0; i < (paths + 127) / 128 * 128; i++)
    {
        blockIdx.x = (unsigned)(i / 128);
        threadIdx.x = (unsigned)(i % 128);
        KERNEL(end, constants, table, start, seed, paths, steps);
    }
}
extern "C" void run_sums(const float* end, double* partial, u64 paths, int columns, u64 threads)
{
    for (u64 i = 0; i < threads; i++)
    {
        blockIdx.x = (unsigned)(i / 128);
        threadIdx.x = (unsigned)(i % 128);
        sums(end, partial, paths, columns, threads);
    }
}
"""

type private Paths = delegate of float32[] * float32[] * float32[] * float32[] * uint64 * uint64 * int -> unit
type private Sums = delegate of float32[] * float[] * uint64 * int * uint64 -> unit

let private threads = 1024

/// Means and standard errors of the columns that the kernel of a case leaves.
let run (problem: HandProblem) (paths: int) (steps: int) =
    let folder = Directory.CreateTempSubdirectory("itosharp-hand").FullName

    let source, library =
        Path.Combine(folder, "kernels.cpp"), Path.Combine(folder, "kernels.so")

    try
        File.WriteAllText(source, words + HandKernels.Text problem.File + loop.Replace("KERNEL", problem.Kernel))

        Tool.run Tool.gcc [
            "-O2"
            "-mfma"
            "-ffast-math"
            "-w"
            "-std=c++14"
            "-shared"
            "-fPIC"
            "-o"
            library
            source
        ]

        let loaded = NativeLibrary.Load library

        let start =
            Marshal.GetDelegateForFunctionPointer<Paths>(NativeLibrary.GetExport(loaded, "run_" + problem.Kernel))

        let sums =
            Marshal.GetDelegateForFunctionPointer<Sums>(NativeLibrary.GetExport(loaded, "run_sums"))

        let ends: float32[] = Array.zeroCreate (paths * problem.Columns)
        let partial: float[] = Array.zeroCreate (2 * problem.Columns * threads)
        let table = if problem.Table.Length = 0 then [| 0f |] else problem.Table
        start.Invoke(ends, problem.Constants, table, problem.Start, 42UL, uint64 paths, steps)
        sums.Invoke(ends, partial, uint64 paths, problem.Columns, uint64 threads)

        let struct (means, errors) =
            HandKernels.Moments(ReadOnlySpan partial, problem.Columns, threads, int64 paths)

        GpuAnswer(0.0, means, errors)
    finally
        Directory.Delete(folder, true)
