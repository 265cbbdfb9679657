namespace ItoSharp.Verification

open System
open System.Collections.Generic
open ItoSharp

/// <summary>How reproducibility is verified.</summary>
[<AllowNullLiteral>]
type ReproducibilityOptions() =
    inherit VerificationOptions()

    /// <summary>A model of your own under a process, which must be reproducible too; null: a built-in one.</summary>
    member val Model: Func<IProcess, IModel<float>> = null with get, set

    /// <summary>The condition of all rows for <see cref="P:ItoSharp.Verification.ReproducibilityOptions.Model"/>; empty: none.</summary>
    member val Condition: IReadOnlyList<float> = Array.empty<float> :> IReadOnlyList<float> with get, set

    /// <summary>The rows of the batch; default: 23.</summary>
    member val Rows = 23 with get, set

    /// <summary>The steps of the runs; default: 8.</summary>
    member val Steps = 8 with get, set

    /// <summary>How many normals their laws are tested on; default: 2^18. 0: not at all.</summary>
    member val Normals = 1 <<< 18 with get, set

    member internal o.Check() =
        ArgumentOutOfRangeException.ThrowIfLessThan(o.Rows, 4, "Rows")
        ArgumentOutOfRangeException.ThrowIfLessThan(o.Steps, 2, "Steps")

        if o.Normals <> 0 && o.Normals < 1024 then
            raise (ArgumentOutOfRangeException("Normals", o.Normals, "0 or at least 1024 is right"))
