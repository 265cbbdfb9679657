/// The law of the library's counter-based normals.
module internal ItoSharp.Verification.NormalsCheck

open System
open ItoSharp

/// The streams: along slots, steps, paths and seeds.
let private streams seed count = [
    "slots",
    (let z = Array.zeroCreate<float> count in
     FieldNoise.Fill(seed, 3UL, 7u, Span<float> z)
     z)
    for name, fill in
        [
            "steps", (fun k (z: float[]) -> FieldNoise.Fill(seed, 3UL, uint32 k, Span<float> z))
            "paths", (fun k (z: float[]) -> FieldNoise.Fill(seed, uint64 k, 7u, Span<float> z))
            "seeds", (fun k (z: float[]) -> FieldNoise.Fill(seed + uint64 k, 3UL, 7u, Span<float> z))
        ] do
        name,
        (let one = [| 0.0 |] in

         Array.init (count / 16) (fun k ->
             fill k one
             one.[0]))
]

// E cos x and E cos 2x of a normal, and what their means vary by.
let private cosine = Math.Exp -0.5
let private cosineVariance = 0.5 * (1.0 + Math.Exp -2.0) - Math.Exp -1.0
let private doubled = Math.Exp -2.0
let private doubledVariance = 0.5 * (1.0 + Math.Exp -8.0) - Math.Exp -4.0

/// Moments, distribution and serial correlation of one stream. Higher moments as the characteristic function, whose terms are bounded:
/// means of fourth powers have tails in which the stated rate would not hold.
let private ofStream rate (name: string, z: float[]) = [
    SampleLaw.distribution $"normals along {name}: distribution" rate z Normal.cdf
    SampleLaw.mean $"normals along {name}: mean" rate z 0.0 1.0
    SampleLaw.unitVariance $"normals along {name}: variance" rate z
    SampleLaw.mean
        $"normals along {name}: odd moments (sin 2x)"
        rate
        (z |> Array.map (fun x -> Math.Sin(2.0 * x)))
        0.0
        (0.5 * (1.0 - Math.Exp -8.0))
    SampleLaw.mean
        $"normals along {name}: even moments (cos 2x)"
        rate
        (z |> Array.map (fun x -> Math.Cos(2.0 * x)))
        doubled
        doubledVariance
    for lag in [ 1; 2; 4 ] do
        let products = Array.init (z.Length - lag) (fun i -> z.[i] * z.[i + lag])
        SampleLaw.mean $"normals along {name}: correlation at lag {lag}" rate products 0.0 1.0

        let sizes =
            Array.init (z.Length - lag) (fun i -> (Math.Cos z.[i] - cosine) * (Math.Cos z.[i + lag] - cosine))

        SampleLaw.mean
            $"normals along {name}: correlation of sizes at lag {lag}"
            rate
            sizes
            0.0
            (cosineVariance * cosineVariance)
]

let private cross rate seed count =
    let stream path step =
        let z = Array.zeroCreate<float> count
        FieldNoise.Fill(seed, path, step, Span<float> z)
        z

    let one = stream 3UL 7u

    [
        for what, other in [ "the next path", stream 4UL 7u; "the next step", stream 3UL 8u ] do
            SampleLaw.mean $"normals: correlation with {what}" rate (Array.map2 (*) one other) 0.0 1.0
    ]

/// The number of tests.
let private tests = 4 * 11 + 2

let run (options: ReproducibilityOptions) =
    if options.Normals = 0 then
        []
    else
        options.Report $"laws of {options.Normals} normals"
        let rate = options.FalseFailureRate / float tests
        let found = streams options.Seed options.Normals |> List.collect (ofStream rate)

        let singles =
            let wide = Array.zeroCreate<float> 1000
            let narrow = Array.zeroCreate<float32> 1000
            FieldNoise.Fill(options.Seed, 1UL, 2u, Span<float> wide)
            FieldNoise.Fill(options.Seed, 1UL, 2u, Span<float32> narrow)
            let equal = Array.forall2 (fun (a: float) b -> float32 a = b) wide narrow

            Finding(
                "normals as floats",
                (if equal then
                     "the doubles, rounded once"
                 else
                     "other numbers than the doubles rounded"),
                "the doubles, rounded once",
                equal,
                ""
            )

        found @ cross rate options.Seed options.Normals @ [ singles ]
