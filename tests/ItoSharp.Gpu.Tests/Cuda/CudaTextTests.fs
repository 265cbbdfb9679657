/// The CUDA form of every kernel, without a device: compiled by clang to PTX, and executed through g++.
module ItoSharp.Gpu.Tests.Cuda.CudaTextTests

open System.IO
open ItoSharp
open ItoSharp.Gpu.Tests
open ItoSharp.Gpu.Tests.Subjects
open Xunit

/// What NVRTC has of its own.
let words =
    """
#define __global__ __attribute__((global))
#define __device__ __attribute__((device))
#define __forceinline__ inline
struct Dim { unsigned x; };
#define threadIdx (Dim{ (unsigned)__nvvm_read_ptx_sreg_tid_x() })
#define blockIdx (Dim{ (unsigned)__nvvm_read_ptx_sreg_ctaid_x() })
#define blockDim (Dim{ (unsigned)__nvvm_read_ptx_sreg_ntid_x() })
static __device__ inline unsigned __umulhi(unsigned a, unsigned b) { return __nvvm_mulhi_ui(a, b); }
static __device__ inline unsigned __float_as_uint(float x) { return (unsigned)__nvvm_bitcast_f2i(x); }
static __device__ inline float __uint_as_float(unsigned x) { return __nvvm_bitcast_i2f((int)x); }
static __device__ inline long long __double_as_longlong(double x) { return __nvvm_bitcast_d2ll(x); }
static __device__ inline double __longlong_as_double(long long x) { return __nvvm_bitcast_ll2d(x); }
static __device__ inline float __fmaf_rn(float a, float b, float c) { return __nvvm_fma_rn_f(a, b, c); }
static __device__ inline double __fma_rn(double a, double b, double c) { return __nvvm_fma_rn_d(a, b, c); }
static __device__ inline float __fsqrt_rn(float x) { return __nvvm_sqrt_rn_f(x); }
static __device__ inline double __dsqrt_rn(double x) { return __nvvm_sqrt_rn_d(x); }
"""

[<ClangFact>]
let ``clang takes every kernel as CUDA, and leaves nothing for the assembler to fuse or to round otherwise`` () =
    let folder = Directory.CreateTempSubdirectory("itosharp-ptx").FullName

    try
        let sums =
            Sources.sums.Value
            |> List.map (fun text -> text, [ "column_sums"; "column_products"; "column_tails" ])

        let kernels =
            Sources.files.Value
            |> List.map (fun file -> file.Text, file.Numbers |> List.map (fun n -> $"ensemble_{n}"))

        let gradients =
            Sources.gradientFiles.Value
            |> List.map (fun file -> file.Text, file.Numbers |> List.map (fun n -> $"gradient_{n}"))

        for text, names in kernels @ gradients @ sums do
            let source, target =
                Path.Combine(folder, "kernels.cu"), Path.Combine(folder, "kernels.ptx")

            File.WriteAllText(source, words + text)

            Tool.run Tool.clang [
                "-x"
                "cuda"
                "-nocudainc"
                "-nocudalib"
                "--cuda-device-only"
                "--cuda-gpu-arch=sm_80"
                "-ffp-contract=off"
                "-O1"
                "-Wno-unknown-cuda-version"
                "-S"
                "-o"
                target
                source
            ]

            let ptx = File.ReadAllText target

            for name in names do
                Assert.Contains($".visible .entry {name}(", ptx)

            // Ensembles are fused where their text says so; sums nowhere.
            Assert.Equal(not (names.Head.StartsWith "column"), ptx.Contains "fma.rn.f")
            Assert.DoesNotMatch(@"\b(add|sub|mul)\.f(32|64)", ptx)
            Assert.DoesNotMatch(@"\.(ftz|approx|full)\b", ptx)
            Assert.DoesNotMatch(@"\.extern", ptx)
    finally
        Directory.Delete(folder, true)

let names () = EveryEnsembleTests.names ()

[<GccTheory>]
[<MemberData(nameof names)>]
let ``the CUDA text of every ensemble has the bits of the CPU`` (name: string) =
    let subject = find name

    let options device =
        EnsembleOptions(
            Device = device,
            NonFinite = NonFinitePaths.Continue,
            Antithetic = true,
            ObservationSteps = [| 0; 5 |]
        )

    Bits.same subject 10 300L (Bits.at subject) options (ShimDevice()) |> ignore
