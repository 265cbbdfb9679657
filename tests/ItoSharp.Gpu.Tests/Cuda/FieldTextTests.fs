/// The CUDA form of every field sampler and oracle, without a device: compiled by clang to PTX, and executed through g++.
module ItoSharp.Gpu.Tests.Cuda.FieldTextTests

open System.IO
open System.Runtime.InteropServices
open System.Text.RegularExpressions
open ItoSharp
open ItoSharp.Gpu.Tests.Fields
open Xunit

[<ClangFact>]
let ``clang takes every kernel of field samplers as CUDA, and leaves nothing to fuse or to round otherwise`` () =
    let folder = Directory.CreateTempSubdirectory("itosharp-ptx").FullName

    try
        let source, target =
            Path.Combine(folder, "fields.cu"), Path.Combine(folder, "fields.ptx")

        File.WriteAllText(source, CudaTextTests.words + FieldSources.text "__global__")

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
        let kernels = FieldSources.programs.Value |> List.sumBy _.Kernels.Length
        Assert.True(kernels > 100, $"{kernels} kernels")
        Assert.Equal(kernels, Regex.Matches(ptx, @"\.visible \.entry ").Count)
        Assert.Contains("fma.rn.f32", ptx)
        Assert.Contains("fma.rn.f64", ptx)
        Assert.DoesNotMatch(@"\b(add|sub|mul)\.f(32|64)", ptx)
        Assert.DoesNotMatch(@"\.(ftz|approx|full)\b", ptx)
        Assert.DoesNotMatch(@"\.extern", ptx)
    finally
        Directory.Delete(folder, true)

/// Calls a kernel for every work item with arguments from as many words of 8 bytes.
let private runs =
    """
template<class T> static T word(const long long* words, int i) { T value; __builtin_memcpy(&value, words + i, sizeof value); return value; }
template<class... A, int... I>
static void call(void (*kernel)(A...), const long long* words, long long items, std::integer_sequence<int, I...>)
{
    for (long long item = 0; item < items; item++)
    {
        blockIdx.x = (unsigned)(item / 128);
        threadIdx.x = (unsigned)(item % 128);
        kernel(word<A>(words, I)...);
    }
}
template<class... A> static void call_all(void (*kernel)(A...), const long long* words, long long items)
{
    call(kernel, words, items, std::make_integer_sequence<int, sizeof...(A)>());
}
"""

type private Run = delegate of nativeint * int64 -> unit

let private built =
    lazy
        (let folder = Directory.CreateTempSubdirectory("itosharp-cuda").FullName

         let source, library =
             Path.Combine(folder, "fields.cpp"), Path.Combine(folder, "fields.so")

         let entries = [
             for program in FieldSources.programs.Value do
                 for kernel in program.Kernels do
                     $"extern \"C\" void run_{program.Number}_{kernel}(const long long* words, long long items)"
                     + $" {{ call_all(&program_{program.Number}::{kernel}, words, items); }}\n"
         ]

         File.WriteAllText(
             source,
             "#include <utility>\n"
             + Shims.words
             + FieldSources.text "static"
             + runs
             + String.concat "" entries
         )

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
         loaded)

let private device =
    lazy
        (FieldSources.HostDevice(
            (fun source kernel ->
                let program = FieldSources.programs.Value |> List.find (fun p -> p.Source = source)
                NativeLibrary.GetExport(built.Value, $"run_{program.Number}_{kernel}")),
            (fun kernel items words ->
                let pinned = GCHandle.Alloc(words, GCHandleType.Pinned)

                try
                    Marshal.GetDelegateForFunctionPointer<Run>(kernel).Invoke(pinned.AddrOfPinnedObject(), items)
                finally
                    pinned.Free())
        ))

let names () = EverySamplerTests.names ()

[<GccTheory>]
[<MemberData(nameof names)>]
let ``the CUDA text of every sampler has the bits of the CPU`` (name: string) =
    EverySamplerTests.same device.Value name |> ignore
