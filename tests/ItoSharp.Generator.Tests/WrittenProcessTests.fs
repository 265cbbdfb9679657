/// Processes written by hand, in the compilation and in a referenced one, under a sampler.
module ItoSharp.Generator.Tests.WrittenProcessTests

open System.IO
open Microsoft.CodeAnalysis
open Xunit
open ItoSharp.Generator.Tests.Host

/// A whole implementation of IProcess by delegation.
let private written (kind: string) (name: string) (self: string) =
    $$"""
    public {{kind}} {{name}}(VpLinear inner) : IProcess<{{self}}>
    {
        public static {{self}} Default => throw new NotSupportedException();
        public static {{self}} FromParameters(ReadOnlySpan<double> parameters) => throw new NotSupportedException();
        public void CopyParameters(Span<double> parameters) => inner.CopyParameters(parameters);
        public double MinTime => inner.MinTime;
        public double MaxTime => inner.MaxTime;
        public bool MeanReverting => inner.MeanReverting;
        public IReadOnlyList<string> ParameterNames => inner.ParameterNames;
        public double Alpha(double t) => ((IProcess)inner).Alpha(t);
        public double Sigma(double t) => ((IProcess)inner).Sigma(t);
        public double Lambda(double t) => inner.Lambda(t);
        public double TimeOfLambda(double lambda) => inner.TimeOfLambda(lambda);
        public double LinearDrift(double t) => inner.LinearDrift(t);
        public double DiffusionSquared(double t) => inner.DiffusionSquared(t);
        public ProcessPoint At(double t) => inner.At(t);
        public double PullBack(double t, in ProcessPoint cotangent, Span<double> parameters) => inner.PullBack(t, cotangent, parameters);
    }
    """

let private sampler proc =
    $"[Sampler<{proc}, SaSolverP2C2>(Gradients = Gradients.Exact | Gradients.AdjointDeis)] public sealed partial class S;"

[<Fact>]
let ``a class that implements IProcess of itself is a process, here and in another assembly`` () =
    let here = run [ written "sealed class" "Own" "Own"; sampler "Own" ]
    Assert.True(here.Reported.IsEmpty && here.Compiled.IsEmpty, show here.Reported + show here.Compiled)
    let text = here.Files |> List.find (fun (name, _) -> name = "S.Sampler.g.cs") |> snd
    // Whether it reverts to a mean only its values say.
    Assert.Contains("AlwaysReadsMean = true", text)

    let other = run [ written "class" "Foreign" "Foreign" ]
    use image = new MemoryStream()
    Assert.True((other.Compilation.Emit image).Success)

    let reference =
        MetadataReference.CreateFromImage(image.ToArray()) :> MetadataReference

    let there = runOn (compilationOf [ reference ] [ tree "S.cs" (sampler "Foreign") ])

    Assert.True(there.Reported.IsEmpty && there.Compiled.IsEmpty, show there.Reported + show there.Compiled)

    let shipped = run [ sampler "AlphaBarTable" ]
    Assert.True(shipped.Reported.IsEmpty && shipped.Compiled.IsEmpty, show shipped.Reported + show shipped.Compiled)

[<Fact>]
let ``a declared process reads a mean only where it reverts to one`` () =
    for proc, reads in [ "VpLinear", false; "IrSde", true ] do
        let outcome = run [ sampler proc ]

        let text =
            outcome.Files |> List.find (fun (name, _) -> name = "S.Sampler.g.cs") |> snd

        Assert.DoesNotContain("AlwaysReadsMean", text)
        Assert.Equal(reads, text.Contains "step.Mean,")

[<Fact>]
let ``what only looks like a process is refused with the reason`` () =
    let refused sources hint =
        let outcome = run sources
        let fault = Assert.Single outcome.Reported
        Assert.Equal("ITO0302", fault.Id)
        Assert.Contains((hint: string), fault.GetMessage())

        let errors =
            outcome.Compiled |> List.filter (fun d -> d.Severity = DiagnosticSeverity.Error)

        Assert.True(errors.IsEmpty, show errors)

    refused [ written "readonly struct" "Value" "Value"; sampler "Value" ] "is not a class"

    refused
        [
            written "class" "Base" "Base"
            "public sealed class Derived(VpLinear inner) : Base(inner);"
            sampler "Derived"
        ]
        "it implements IProcess<Base>, which is the process of another type"

    refused [ sampler "System.Uri" ] "to be a class that implements IProcess<Uri>"
