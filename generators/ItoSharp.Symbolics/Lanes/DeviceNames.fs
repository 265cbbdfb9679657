namespace ItoSharp.Symbolics

open System
open System.Globalization

/// Names of C# as names of C: what OpenCL C, CUDA C or the library's own device code have taken gets an underscore, and letters
/// beyond ASCII their code. Names that differ stay different, but for a spelled-out code beside its letter, which no compiler lets pass.
module DeviceNames =
    let private words (text: string) =
        text.Split([| ' '; '\n'; '\r' |], StringSplitOptions.RemoveEmptyEntries)

    /// Words of C, C++, OpenCL C and CUDA C, and what their headers define as macros.
    let private languages =
        words
            "alignas alignof and and_eq asm atomic auto bitand bitor bool break case catch char char16_t char32_t char8_t class compl
             concept const const_cast consteval constexpr constinit continue co_await co_return co_yield decltype default delete do
             double dynamic_cast else enum explicit export extern false float for friend goto half if inline int long mutable
             namespace new noexcept not not_eq nullptr operator or or_eq private protected public quad complex imaginary register
             reinterpret_cast requires restrict return short signed sizeof static static_assert static_cast struct switch template
             this thread_local throw true try typedef typeid typename typeof union unsigned using virtual void volatile wchar_t while
             xor xor_eq kernel global local constant generic pipe uniform read_only write_only read_write uchar ushort uint ulong
             size_t ptrdiff_t intptr_t uintptr_t event_t sampler_t clk_event_t queue_t reserve_id_t cl_mem_fence_flags
             blockIdx blockDim threadIdx gridDim warpSize linux unix i386 NULL NAN INFINITY HUGE_VAL HUGE_VALF MAXFLOAT
             fma fmaf sqrt sqrtf fabs fabsf mul_hi as_uint as_ulong as_float as_double get_global_id"

    /// What the prelude and the library's functions define (DeviceLibrary), and the names of its kernels.
    let private library =
        words
            "DOUBLE SUMS KERNEL DEVICE GLOBAL TABLE UNROLL WORK_ITEM REFINED ENSEMBLE_PARAMETERS BLOCK_PATHS BLOCK_PAIRS NORMALS_PER_CALL
             FIRST_SECOND_CALL FIRST_EXTRA_CALL u32 u64 real U64 fused root magnitude least greatest bits_of of_bits high_product
             infinite not_a_number Place place_of philox normal_pair fill_normals normal_at fill_refined observe ensemble
             EighthPowers EighthPowersOf Exp Log Expm1 Log1p Sin Cos Tan Asin Acos Atan Sinh Cosh Tanh
             states observations start values table observation_steps observation_times start_time seed first_block paths antithetic
             refinement begin first_step end_step observation_count place state observed observation increments seconds extras tile
             step row running number"

    /// What the kernel that goes back over the steps defines.
    let private reverse =
        words
            "GRADIENT GRADIENT_PARAMETERS SUMMED_STEPS fused64 gradient Cotangent reverse_observable add_observation by value inputs
             tapes tape cotangents cotangent constant_sums sum results result actions action observation_shares share last_steps
             first_parts end_part first_part parts part part_weights part_widths observable timed_first timed_columns timed_rates
             constant_rates rate derivative steps slots action_count targets target first end last top back kept before after moved
             input i"

    let private taken = Set.ofArray (Array.concat [ languages; library; reverse ])

    // Every type of OpenCL with a number of elements, such as float4, and names that belong to the compiler.
    let private isVectorType (name: string) =
        let stem = name.TrimEnd([| '0' .. '9' |])

        stem.Length < name.Length
        && List.contains stem [
            "char"
            "uchar"
            "short"
            "ushort"
            "int"
            "uint"
            "long"
            "ulong"
            "float"
            "double"
            "half"
            "longlong"
            "ulonglong"
            "dim"
        ]

    let private isTaken (name: string) =
        taken.Contains name
        || isVectorType name
        || name.StartsWith("__", StringComparison.Ordinal)
        || name.StartsWith("M_", StringComparison.Ordinal)
        || name.StartsWith("CL_", StringComparison.Ordinal)
        || name.StartsWith("CLK_", StringComparison.Ordinal)
        || name.StartsWith("FLT_", StringComparison.Ordinal)
        || name.StartsWith("DBL_", StringComparison.Ordinal)
        || name.StartsWith("FP_", StringComparison.Ordinal)
        || name.StartsWith("INT_", StringComparison.Ordinal)
        || name.StartsWith("convert_", StringComparison.Ordinal)

    let private letter (c: char) =
        if c < '\128' then
            string c
        else
            "u" + (int c).ToString("X4", CultureInfo.InvariantCulture)

    /// The name in device code.
    [<CompiledName("Of")>]
    let ofName (name: string) =
        let plain = String.collect letter name
        // Names that begin like the compiler's own get a letter in front of them.
        if plain.StartsWith("__", StringComparison.Ordinal) then
            "v" + plain
        // An underscore more also for those that have some: half and half_ stay two.
        elif isTaken (plain.TrimEnd('_')) then
            plain + "_"
        else
            plain
