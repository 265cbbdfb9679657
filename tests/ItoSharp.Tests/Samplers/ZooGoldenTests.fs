/// The published values of samplers note F.2 and F.3 for the plans of the zoo, to the digits they are given with.
module ItoSharp.Tests.Samplers.ZooGoldenTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures

let private entry name =
    Zoo.All |> Seq.find (fun e -> e.Facts.Name = name)

let private sampler
    name
    model
    (schedule: Schedule)
    (startTime: Nullable<float>)
    (endTime: Nullable<float>)
    (values: obj)
    =
    (entry name).Make.Invoke(model, vp, schedule, startTime.Value, endTime.Value, values)

let private onT1 name values (schedule: Schedule) =
    (run (sampler name (T1.model Prediction.Data) schedule T1.startTime T1.endTime values) T1.start).[0]

/// name, values, lambda-uniform, t-uniform.
let private values: (string * obj * float * float) list = [
    "DeisTAB1", null, 0.911611430222, 0.914816979930
    "DeisTAB2", null, 0.920534813702, 0.918665221200
    "DeisTAB3", null, 0.922124419190, 0.917712890616
    "DeisRhoAB1", null, 0.902744825242, 0.908107729571
    "DeisRhoAB2", null, 0.910376469202, 0.913670779571
    "DeisRhoAB3", null, 0.913127076329, 0.914683784173
    "DeisLambdaAB1", null, 0.915577657194, 0.921799672000
    "DeisLambdaAB2", null, 0.921652862526, 0.916262390397
    "DpmSolverPP2MTaylor", null, 0.935843728588, 0.952644350746
    "DpmSolverPP3M", null, 0.920442882793, 0.881265173560
    "DpmSolverPP3MPublished", null, 0.923832343848, 0.902306837851
    "UniPC1Bh1", null, 0.917254496243, 0.906292342106
    "UniPC2Bh1", null, 0.929128848504, 0.960357698804
    "UniPC1", null, 0.907628339196, 0.900722926860
    "SaSolverP2C2", SaSolverP2C2 0.0, 0.924913785048, 0.944876179307
    "SaSolverP2C3", SaSolverP2C3 0.0, 0.926772868613, 0.946355490390
    "SaSolverP3C4", SaSolverP3C4 0.0, 0.919079558447, 0.877428802794
    "ErOde2", null, 0.913518857333, 0.923182114017
    "ErOde3Published", null, 0.915200267174, 0.921795917351
    "Ipndm4", null, 0.924833920200, 0.919465060796
    "Ghvb2", Ghvb2 0.8, 0.916707278872, 0.914776946051
    "UniPC3Bh1", null, 0.919145425181, 0.877502683021
    "UniPC3", null, 0.919050088504, 0.877395768405
]

[<Fact>]
let ``every plan has its published value on T1`` () =
    let wrong = [
        for name, solver, lambdas, times in values do
            for grid, schedule, expected in
                [
                    "lambda", UniformLambda.Steps 10 :> Schedule, lambdas
                    "t", UniformTime.Steps 10, times
                ] do
                let actual = onT1 name solver schedule

                if not (abs (actual - expected) < 2e-12) then
                    yield sprintf "%s on uniform %s: expected %.12f, got %.12f" name grid expected actual
    ]

    Assert.True(wrong.IsEmpty, String.Join("\n", wrong))
