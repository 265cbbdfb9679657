/// How many instructions a step has: of texts whose answer is known, and of our own kernels by clang.
module ItoSharp.Gpu.Tests.Rivals.HotLoopTests

open System.IO
open ItoSharp.Benchmarks.Gpu
open ItoSharp.Benchmarks.GpuLimits
open ItoSharp.Gpu.Tests.Cuda
open Xunit

let private ptx =
    """
.version 7.0
.target sm_80
.visible .entry other(
	.param .u64 other_param_0
)
{
$L__BB0_1:
	add.s32 %r1, %r1, 1;
	bra.uni $L__BB0_1;
}
.visible .entry ensemble(
	.param .u64 ensemble_param_0
)
{
	.reg .f32 %f<9>;
	.loc 1 2 3
	mov.u32 %r1, 0;                         // once
$L__BB1_1:
	fma.rn.f32 %f1, %f1, %f2, %f3;
	@%p1 bra $L__BB1_3;
// %bb.2:
	st.global.f32 [%rd1], %f1;
	add.s32 %r9, %r9, 1;
	mul.f32 %f4, %f4, %f4;
	mul.f32 %f4, %f4, %f4;
$L__BB1_3:
	mul.f32 %f1, %f1, %f1;
	@%p2 bra $L__BB1_5;
	add.s32 %r1, %r1, 1;
	setp.lt.s32 %p3, %r1, %r2;
	@%p3 bra $L__BB1_1;
$L__BB1_5:
	ret;
}
"""

let private sass =
    """
		Function : column_sums
	.headerflags	@"EF_CUDA_SM90"
        /*0000*/                   BRA 0x0 ;                        /* 0xfffffffc00fc7947 */
		Function : ensemble
	.headerflags	@"EF_CUDA_SM90"
        /*0000*/                   LDC R1, c[0x0][0x28] ;            /* 0x00000a00ff017b82 */
                                                                     /* 0x000fe20000000800 */
        /*0010*/                   FFMA R2, R2, R3, R4 ;             /* 0x0000000302027223 */
        /*0020*/              @!P0 BRA 0x50 ;                        /* 0x0000000000008947 */
        /*0030*/                   STG.E desc[UR4][R6.64], R2 ;      /* 0x0000000206007986 */
        /*0040*/                   MOV R9, R8 ;                      /* 0x0000000800097202 */
        /*0050*/                   FMUL R2, R2, R2 ;                 /* 0x0000000202027220 */
        /*0060*/               @P1 EXIT ;                            /* 0x000000000000194d */
        /*0070*/                   BRA 0x10 ;                        /* 0xfffffffc00fc7947 */
        /*0080*/                   BRA 0x80;                         /* 0xfffffffc00fc7947 */
"""

[<Fact>]
let ``the way round a loop leaves out what only observations do`` () =
    let loop = HotLoop.Count(PtxListing.Read(ptx, "ensemble"), 1)
    // The step, two branches that are passed, the count, the comparison, the way back: not the six of the observation.
    Assert.Equal(7, loop)

/// A loop over steps around one over rows, and before that one over calls, as they are where nothing is unrolled; the latch comes first.
let private nested =
    """
.visible .entry ensemble()
{
	bra.uni $L1;
$L0:
	setp.lt.s32 %p1, %r1, %r2;
	@%p1 bra $L1;
	bra.uni $L9;
$L1:
	mov.u32 %r4, 0;
$L8:
	mul.hi.u32 %r3, %r4, -766435501;
	mul.lo.s32 %r3, %r4, -766435501;
	mul.hi.u32 %r3, %r4, -766435501;
	@%p2 bra $L8;
$L2:
	fma.rn.f32 %f1, %f1, %f2, %f3;
	@%p3 bra $L2;
	bra.uni $L0;
$L9:
	ret;
}
"""

[<Fact>]
let ``loops inside count as often as they are gone through`` () =
    // Three calls of four instructions, four steps of two, and four around them.
    Assert.Equal(3 * 4 + 4 * 2 + 4, HotLoop.Count(PtxListing.Read(nested, "ensemble"), 3))

[<Fact>]
let ``instructions of the device are counted alike`` () =
    let code = SassListing.Read(sass, "ensemble")
    Assert.Equal(9, code.Count)
    Assert.Equal(5, HotLoop.Count(code, 1))

[<Fact>]
let ``a kernel that is not there has no instructions`` () =
    Assert.Empty(PtxListing.Read(ptx, "missing"))
    Assert.Empty(SassListing.Read(sass, "missing"))
    Assert.Equal(0, HotLoop.Count([||], 1))

let private count (subject: GpuCase) =
    let folder = Directory.CreateTempSubdirectory("itosharp-count").FullName

    let source, target =
        Path.Combine(folder, "kernel.cu"), Path.Combine(folder, "kernel.ptx")

    try
        File.WriteAllText(source, CudaTextTests.words + KernelText.Of subject)

        Tool.run Tool.clang [
            "-x"
            "cuda"
            "-nocudainc"
            "-nocudalib"
            "--cuda-device-only"
            "--cuda-gpu-arch=sm_80"
            "-ffp-contract=off"
            "-O3"
            "-Wno-unknown-cuda-version"
            "-S"
            "-o"
            target
            source
        ]

        HotLoop.Count(PtxListing.Read(File.ReadAllText target, "ensemble"), HotLoop.CallsOf(KernelText.Of subject))
    finally
        Directory.Delete(folder, true)

[<ClangFact>]
let ``the loop of a kernel is four steps with their noise`` () =
    let counts =
        GpuCases.All()
        |> Seq.filter (fun subject -> not subject.IsGradient)
        |> Seq.map (fun subject -> subject.Equation, count subject)
        |> Map.ofSeq

    let steps name =
        float counts[name] / float HotLoop.Steps

    // A normal: a quarter of ten rounds of Philox (6 to 10 instructions each), and half of Box and Muller (about 80).
    let range name least most =
        let found = steps name
        Assert.True((found >= least && found <= most), $"{name}: {found} instructions a step")

    range "gbm" 40.0 100.0
    range "heston" 80.0 210.0
    range "lorenz-sde" 120.0 310.0
    // Eight exponentials.
    range "mixture-sde" 200.0 600.0
    // Six slopes of eight operations, and 21 coefficients for each of three components.
    range "lorenz-ode" 100.0 250.0
    Assert.True(steps "lorenz-sde" > 2.0 * steps "gbm")
