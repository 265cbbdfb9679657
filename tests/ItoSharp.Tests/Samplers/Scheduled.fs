/// Per-step schedules of shipped methods by name.
module ItoSharp.Tests.Samplers.Scheduled

open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures

type Sampler = FieldSampler<VpLinear, float>

let data = T1.model Prediction.Data
let starts = [| -1.4; 0.1; 0.7; 2.2 |]
let options = SampleOptions(Seed = 3UL)

let zoo model (p: VpLinear) schedule name : Sampler =
    let entry = Zoo.All |> Seq.find (fun e -> e.Facts.Name = name)
    entry.Make.Invoke(model, p, schedule, T1.startTime.Value, T1.endTime.Value, null)

let scheduled (steps: Sampler list) =
    ScheduledSampler<VpLinear, float>(ResizeArray steps)
