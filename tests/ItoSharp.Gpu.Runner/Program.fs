/// All that runs on a machine with a GPU, as one program: the tests of the kernels, and the benchmark.
module ItoSharp.Gpu.Runner.Program

open System
open System.Reflection

[<EntryPoint>]
let main arguments =
    match arguments with
    | [| "tests" |]
    | [| "tests"; _ |] ->
        let part = if arguments.Length > 1 then arguments[1] else ""
        let count = InProcess.run Console.Out (Assembly.Load "ItoSharp.Gpu.Tests") part
        Console.Out.WriteLine $"tests: {count.Passed} passed, {count.Failed} failed, {count.Skipped} skipped"

        if count.Passed + count.Failed + count.Skipped = 0 then
            Console.Error.WriteLine $"no test has {part} in its name"
            1
        elif count.Failed > 0 then
            1
        else
            0
    | _ -> ItoSharp.Benchmarks.Commands.Run arguments
