/// Gaussian data on EDM's process: what optimisers of grids are judged by.
module ItoSharp.Tests.Schedules.GaussianClosure

open System
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures

let edm = Edm()

let gaussian (c: float) =
    GaussianModel<float>(ReadOnlySpan [| 0.0 |], array2D [ [ c * c ] ], edm)

/// |final deviation / exact - 1| of Euler (DDIM) runs on Gaussian data: the run is linear, one row tells all.
let deviationError c (schedule: Schedule) start stop =
    let sampler =
        EdmDdim(gaussian c, edm, schedule, Nullable start, Nullable stop, Ddim(Eta = 0.0))

    let exact = sqrt ((c * c + stop * stop) / (c * c + start * start))
    abs ((run sampler [| 1.0 |]).[0] / exact - 1.0)

type Reports() =
    let all = ResizeArray<float>()
    member _.All = all

    interface IProgress<float> with
        member _.Report value = all.Add value
