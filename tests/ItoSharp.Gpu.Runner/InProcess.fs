/// Runs the tests of an assembly in this process, on a machine that has no dotnet test.
module ItoSharp.Gpu.Runner.InProcess

open System
open System.Collections.Generic
open System.IO
open System.Reflection
open System.Threading
open Xunit.Abstractions
open Xunit.Sdk

/// What xunit is asked for: nothing, its defaults.
type private Options() =
    let values = Dictionary<string, obj>()

    interface ITestFrameworkDiscoveryOptions
    interface ITestFrameworkExecutionOptions

    interface ITestFrameworkOptions with
        member _.GetValue<'T>(name: string) : 'T =
            match values.TryGetValue name with
            | true, value -> unbox<'T> value
            | _ -> Unchecked.defaultof<'T>

        member _.SetValue<'T>(name: string, value: 'T) = values[name] <- box value

type private Sink(handle: IMessageSinkMessage -> unit) =
    interface IMessageSink with
        member _.OnMessage message =
            handle message
            true

/// How many tests ended how.
type Count = {
    Passed: int
    Failed: int
    Skipped: int
}

let private discover (framework: XunitTestFramework) (assembly: Assembly) =
    use finished = new ManualResetEventSlim()
    let found = List<ITestCase>()

    let sink =
        Sink(fun message ->
            match message with
            | :? ITestCaseDiscoveryMessage as discovered -> found.Add discovered.TestCase
            | :? IDiscoveryCompleteMessage -> finished.Set()
            | _ -> ())

    use discoverer = framework.GetDiscoverer(Reflector.Wrap assembly)
    discoverer.Find(false, sink, Options())
    finished.Wait()
    found

let private failure (output: TextWriter) (name: string) (told: IFailureInformation) =
    output.WriteLine $"FAILED {name}"
    Seq.iter (fun (message: string) -> output.WriteLine("  " + message)) told.Messages
    Seq.iter (fun (trace: string) -> output.WriteLine trace) told.StackTraces

/// Runs the tests whose names contain a part; failures and skipped tests are printed with their reasons, then the count.
let run (output: TextWriter) (assembly: Assembly) (part: string) =
    let framework =
        new XunitTestFramework(
            Sink(fun message ->
                match message with
                | :? IDiagnosticMessage as told -> output.WriteLine told.Message
                | _ -> ())
        )

    let cases =
        discover framework assembly
        |> Seq.filter _.DisplayName.Contains(part, StringComparison.OrdinalIgnoreCase)
        |> List

    use finished = new ManualResetEventSlim()
    let mutable passed = 0
    let mutable failed = 0
    let mutable skipped = 0

    let sink =
        Sink(fun message ->
            lock finished (fun () ->
                match message with
                | :? ITestPassed -> passed <- passed + 1
                | :? ITestSkipped as told ->
                    skipped <- skipped + 1
                    output.WriteLine $"skipped {told.Test.DisplayName}: {told.Reason}"
                | :? ITestFailed as told ->
                    failed <- failed + 1
                    failure output told.Test.DisplayName told
                | :? IErrorMessage as told ->
                    failed <- failed + 1
                    failure output "outside a test" told
                | :? ITestAssemblyFinished -> finished.Set()
                | :? IFailureInformation as told ->
                    failed <- failed + 1
                    failure output "while cleaning up" told
                | _ -> ()))

    use executor = framework.GetExecutor(assembly.GetName())
    executor.RunTests(cases, sink, Options())
    finished.Wait()

    {
        Passed = passed
        Failed = failed
        Skipped = skipped
    }
