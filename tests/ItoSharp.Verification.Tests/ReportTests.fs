/// The HTML report.
module ItoSharp.Verification.Tests.ReportTests

open System
open System.IO
open System.Threading
open Xunit
open ItoSharp.Verification
open ItoSharp.Verification.Tests.Subjects

let private results () : VerificationResult list =
    let options = brief ()
    options.Problems <- [| OrderProblem.Guided |]
    let right = Verify.Order(dpm2M, options)
    let wrong = Verify.Order(wrongWeight, options)

    [
        right
        wrong
        wrong.MustBeCaught "a weight is off by <5%>"
        Verify.Marginals(sde2M 1.0, MarginalsOptions(Samples = 400, Steps = 12, Grids = [| GridFamily.Lambda |]))
    ]

[<Fact>]
let ``the page is whole, self-contained and the same every time, in any culture`` () =
    let page = VerificationReport.Html("Mine & yours", results ())
    Assert.Contains("Mine &amp; yours", page)
    Assert.Contains("3 of 4 verifications are as they should be", page)
    Assert.Contains("a weight is off by &lt;5%&gt;", page)
    Assert.Contains("CAUGHT", page)
    Assert.Contains("badge fail", page)
    Assert.Equal(7, page.Split("<svg ").Length - 1)
    // Nothing is loaded from anywhere.
    Assert.DoesNotContain("http", page)
    Assert.DoesNotContain("src=", page)
    Assert.DoesNotContain("NaN", page)

    let culture = Thread.CurrentThread.CurrentCulture

    try
        Thread.CurrentThread.CurrentCulture <- Globalization.CultureInfo "de-DE"
        Assert.Equal(page, VerificationReport.Html("Mine & yours", results ()))
    finally
        Thread.CurrentThread.CurrentCulture <- culture

[<Fact>]
let ``it is written with the folders on the way`` () =
    let folder = Directory.CreateTempSubdirectory("itosharp-report-").FullName

    try
        let path = Path.Combine(folder, "a", "b.html")
        VerificationReport.Write(path, [ Verify.PullBack("network", network 1.0 false, vp) :> VerificationResult ])
        Assert.StartsWith("<!doctype html>", File.ReadAllText path)
        Assert.Contains("no chance involved", File.ReadAllText path)
    finally
        Directory.Delete(folder, true)
