/// Gradient runs tell how far they are, and can be cancelled, as forward runs.
module ItoSharp.Tests.Ensembles.GradientProgressTests

open System
open System.Threading
open ItoSharp
open ItoSharp.Tests.Models.Differentiated
open Xunit

let private paths = 4096L + 100L
let private steps = 24

let private ofRun threads antithetic progress cancellation =
    let options =
        EnsembleOptions(Threads = threads, Antithetic = antithetic, Progress = progress, Cancellation = cancellation)

    (HestonSingle(Heston(), steps, 1.0)).Gradient(Heston.State(100.0, 0.09), paths, 5UL, 100.0, options).Gradient

let private told (report: EnsembleProgress -> unit) = {
    new IProgress<EnsembleProgress> with
        member _.Report progress = report progress
}

[<Theory>]
[<InlineData(1, false)>]
[<InlineData(2, false)>]
[<InlineData(2, true)>]
let ``progress rises to all steps and changes no bit`` threads antithetic =
    let reports = Collections.Concurrent.ConcurrentQueue<EnsembleProgress>()
    let silent = ofRun threads antithetic null CancellationToken.None

    let gradient =
        ofRun threads antithetic (told reports.Enqueue) CancellationToken.None

    GradientTests.sameBits silent gradient
    let reports = reports.ToArray()
    Assert.True(reports.Length > 10)
    Assert.All(Array.pairwise reports, (fun (a, b) -> Assert.True(a.CompletedPathSteps < b.CompletedPathSteps)))
    Assert.Equal(EnsembleProgress(paths * int64 steps, paths * int64 steps), Array.last reports)

[<Theory>]
[<InlineData(1)>]
[<InlineData(2)>]
let ``a cancelled gradient ends before its last path`` threads =
    use cancel = new CancellationTokenSource()
    let mutable last = EnsembleProgress()

    let progress =
        told (fun report ->
            last <- report

            if report.Fraction > 0.2 then
                cancel.Cancel())

    Assert.ThrowsAny<OperationCanceledException>(fun () -> ofRun threads false progress cancel.Token |> ignore)
    |> ignore

    Assert.InRange(last.Fraction, 0.2, 0.9)

[<Fact>]
let ``progress counts the runs of differences`` () =
    let reports = Collections.Concurrent.ConcurrentQueue<EnsembleProgress>()

    let options = EnsembleOptions(Threads = 1, Progress = told reports.Enqueue)

    GbmEnded(Gbm(), 8, 1.0).Gradient(Gbm.State 100.0, 500L, 1UL, 100.0, 100.0, 2.0, options)
    |> ignore

    let last = Array.last (reports.ToArray())
    Assert.Equal(1.0, last.Fraction)
    // One run along the paths; of differences one where it is, and two for each of the start, five arguments and the two times.
    Assert.Equal(500L * 8L * (1L + 1L + 2L * 8L), last.TotalPathSteps)
