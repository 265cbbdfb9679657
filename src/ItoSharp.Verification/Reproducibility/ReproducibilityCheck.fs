/// Verify.Reproducibility.
module internal ItoSharp.Verification.ReproducibilityCheck

open System
open System.Collections.Generic
open ItoSharp

let run (sampler: DeclaredSampler) (options: ReproducibilityOptions) : VerificationResult =
    options.Check()
    let bits = BitsCheck.run sampler options
    let normals = NormalsCheck.run options
    let passed = bits @ normals |> List.forall (fun f -> f.Passed)

    // Dozens of right lines about normals would bury the rest: their worst stands for them.
    let worst =
        match normals |> List.filter (fun f -> not f.Passed) with
        | [] when normals.IsEmpty -> []
        | [] -> [
            Finding(
                "laws of the normals",
                $"{normals.Length} tests agree",
                "independent standard normals",
                true,
                "moments, distribution, correlations along slots, steps, paths and seeds"
            )
          ]
        | failed -> failed

    let findings = bits @ worst
    let last = if passed then "PASS" else "FAIL"

    let verdict =
        match findings |> List.tryFind (fun f -> not f.Passed) with
        | Some f -> $"{f.What}: {f.Measured} ({f.Note})"
        | None ->
            let precision =
                if sampler.Precision = Precision.Single then
                    "float"
                else
                    "double"

            $"the same bits ({precision}) on 1 to 4 threads, in any parts and slices, resumed anywhere; other seeds differ"
            + (if normals.IsEmpty then
                   ""
               else
                   $"; {options.Normals} normals pass {normals.Length} tests")

    VerificationResult(
        "Reproducibility",
        sampler.Name,
        passed,
        $"{sampler.Name}: {verdict} {last}",
        List<Finding>(findings),
        List<ConvergenceCurve>(),
        (if normals.IsEmpty then 0.0 else options.FalseFailureRate),
        "Bits are compared entry by entry: run again, on several threads and parts, sliced by FirstSample, saved as bytes and resumed after every model evaluation. "
        + "Normals: moments, Kolmogorov-Smirnov, characteristic function, serial and cross correlation, at the stated rate over all tests (Bonferroni)."
    )
