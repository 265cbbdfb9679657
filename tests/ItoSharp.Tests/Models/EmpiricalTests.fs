module ItoSharp.Tests.Models.EmpiricalTests

open System
open ItoSharp
open Xunit

let private vp = HandMadeVp() :> IProcess
let private flow = HandMadeFlow() :> IProcess

let private model (data: double[]) d (proc: IProcess) kind =
    EmpiricalModel<double>(ReadOnlySpan data, d, proc, kind)

[<Fact>]
let ``every prediction equals the plain softmax`` () =
    for d, count in [ 1, 1; 1, 7; 3, 20; 17, 40 ] do
        let data = Oracle.normals 1 (d * count)
        let x = Oracle.normals 2 (3 * d)

        for proc in [ vp; flow; HandMadeVe() ] do
            for time in [ 0.05; 0.4; 0.9 ] do
                let point = proc.At time

                for row in 0..2 do
                    let x = x[row * d .. row * d + d - 1]

                    let logs =
                        Array.init count (fun i ->
                            -0.5
                            * Seq.sum (
                                seq {
                                    for j in 0 .. d - 1 ->
                                        ((x[j] - point.Alpha * data[i * d + j]) / point.Sigma) ** 2.0
                                }
                            ))

                    let top = Array.max logs
                    let weights = logs |> Array.map (fun l -> exp (l - top))
                    let total = Array.sum weights

                    let mean =
                        Array.init d (fun j ->
                            Seq.sum (seq { for i in 0 .. count - 1 -> weights[i] / total * data[i * d + j] }))

                    let noise = Array.init d (fun j -> (x[j] - point.Alpha * mean[j]) / point.Sigma)

                    let near kind (b: double[]) =
                        let miss = Oracle.distance (Oracle.evaluate (model data d proc kind) x time [||]) b
                        Assert.True(miss < 1e-11, $"{kind} at {time}: {miss}")

                    near Prediction.Data mean
                    near Prediction.Noise noise
                    near Prediction.Score (noise |> Array.map (fun e -> -e / point.Sigma))
                    near Prediction.Velocity (Array.map2 (fun d e -> point.Alpha * e - point.Sigma * d) mean noise)
                    near Prediction.Flow (Array.map2 (fun d e -> point.AlphaRate * d + point.SigmaRate * e) mean noise)

[<Fact>]
let ``pull-backs equal differences`` () =
    for d, count in [ 1, 1; 1, 5; 4, 12; 9, 30 ] do
        let data = Oracle.normals 3 (d * count)
        let x, c = Oracle.normals 4 (3 * d), Oracle.normals 5 (3 * d)

        for proc in [ vp; flow ] do
            for kind in Oracle.predictions do
                for time in [ 0.3; 0.5; 0.8 ] do
                    Oracle.checkPullBack 1e-8 (model data d proc kind) x time [||] c |> ignore

[<Fact>]
let ``far states and little noise find the nearest row`` () =
    // Log weights below -1e5: a softmax without its maximum taken out would give NaN.
    let data = [| 0.0; 0.0; 1.0; 2.0; -3.0; 4.0 |]

    let found =
        Oracle.evaluate (model data 2 vp Prediction.Data) [| 1.0; 2.001 |] 1e-6 [||]

    Assert.Equal<double[]>([| 1.0; 2.0 |], found)

    let far =
        Oracle.evaluate (model data 2 flow Prediction.Data) [| 1e6; 0.0 |] 0.1 [||]

    Assert.Equal<double[]>([| 1.0; 2.0 |], far)

[<Fact>]
let ``float rows are the double results rounded`` () =
    let data = Oracle.normals 6 50 |> Array.map float32
    let x = Oracle.normals 7 15 |> Array.map float32

    let single =
        Oracle.evaluateSingle (EmpiricalModel<float32>(ReadOnlySpan data, 5, vp)) x 0.4 [||]

    let exact =
        Oracle.evaluate (model (Array.map double data) 5 vp Prediction.Data) (Array.map double x) 0.4 [||]

    Assert.Equal<float32[]>(Array.map float32 exact, single)

[<Fact>]
let ``bad data and noiseless times are refused by name`` () =
    let refused (text: string) (act: unit -> unit) =
        Assert.Contains(text, (Assert.ThrowsAny<ArgumentException>(fun () -> act ())).Message)

    refused "3 entries; a positive multiple of the dimension 2" (fun () ->
        model [| 1.0; 2.0; 3.0 |] 2 vp Prediction.Data |> ignore)

    refused "0 entries" (fun () -> model [||] 2 vp Prediction.Data |> ignore)
    refused "Entry 1 is NaN" (fun () -> model [| 1.0; nan |] 2 vp Prediction.Data |> ignore)

    refused "At least" (fun () ->
        FunctionModel<double>(0, Prediction.Data, ModelEvaluation(fun _ _ -> ()))
        |> ignore)

    refused "at least one dimension" (fun () -> model [| 1.0 |] 0 vp Prediction.Data |> ignore)

    refused "sigma > 0" (fun () ->
        Oracle.evaluate (model [| 1.0 |] 1 flow Prediction.Data) [| 1.0 |] 0.0 [||]
        |> ignore)
