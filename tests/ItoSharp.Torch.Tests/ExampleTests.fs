/// examples/TorchSampler, compiled and run on the stand-in with a few steps of training.
module ItoSharp.Torch.Tests.ExampleTests

open System
open System.IO
open Xunit

[<Fact>]
let ``the example runs and its forms agree`` () =
    let console = Console.Out
    use printed = new StringWriter()

    try
        Console.SetOut printed
        Assert.Equal(0, TorchSampler.Program.Main [| "3" |])
    finally
        Console.SetOut console

    Assert.Contains("the forms agree", printed.ToString())
