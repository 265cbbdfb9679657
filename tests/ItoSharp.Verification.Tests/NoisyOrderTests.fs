/// Verify.Order of samplers with noise: weak and strong orders on Gaussian data, and by coupled paths on the mixture.
module ItoSharp.Verification.Tests.NoisyOrderTests

open Xunit
open ItoSharp
open ItoSharp.Verification
open ItoSharp.Tests.Models
open ItoSharp.Verification.Tests.Subjects

[<Fact>]
let ``a two-node plan has weak order two and strong order one`` () =
    let options =
        OrderOptions(Grids = [| GridFamily.Lambda; GridFamily.Geometric |], Paths = 0)

    let r = Verify.Order(sde2M 0.8, options)
    passes r
    Assert.Contains(r.Curves, fun c -> c.Group = "strong at tau = 0.8, Gaussian data")

    for c in r.Curves do
        if c.Group.StartsWith "weak" then
            Assert.InRange(c.Slope.Value, 1.8, 2.2)
        else
            Assert.InRange(c.Slope.Value, 0.9, 1.4)

[<Fact>]
let ``coupled paths show the weak order on a mixture with an error bar`` () =
    let options = OrderOptions(Grids = [| GridFamily.Lambda |], Paths = 20000)
    let r = Verify.Order(sde2M 1.0, options)
    passes r
    let c = r.Curves |> Seq.find (fun c -> c.Group.Contains "paths")
    Assert.All(c.Levels, fun l -> Assert.True(l.StandardError > 0.0))
    Assert.InRange(c.Slope.Value, 1.6, 2.4)
    Assert.Equal(1e-6, r.FalseFailureRate)

[<Fact>]
let ``too much noise is told`` () =
    let options =
        OrderOptions(Grids = [| GridFamily.Lambda |], Paths = 0, MaxSteps = 192)

    fails "weak, Gaussian data" (Verify.Order(wrongNoise, options))

[<Fact>]
let ``an order too many is told`` () =
    let options =
        OrderOptions(
            Grids = [| GridFamily.Lambda |],
            Paths = 0,
            MaxSteps = 192,
            ExpectedWeakOrder = System.Nullable 3.0
        )

    fails "weak" (Verify.Order(sde2M 1.0, options))

    let options =
        OrderOptions(
            Grids = [| GridFamily.Lambda |],
            Paths = 0,
            MaxSteps = 192,
            ExpectedStrongOrder = System.Nullable 2.0
        )

    fails "strong" (Verify.Order(sde2M 1.0, options))

[<Fact>]
let ``too few paths are inconclusive`` () =
    let options =
        OrderOptions(Grids = [| GridFamily.Lambda |], Paths = 300, MaxSteps = 192)

    let r = Verify.Order(sde2M 1.0, options)
    fails "coupled paths" r
    Assert.Contains("inconclusive: a missing order of up to", r.Verdict)

[<Fact>]
let ``parts that are not defined are said not to be measured`` () =
    let varying =
        Declared.Sampler(vp, ErSde2.Facts, SamplerBuilder(fun m p s a b -> ZooErSde2(m, p, s, a, b, ErSde2())))

    let r =
        Verify.Order(varying, OrderOptions(Grids = [| GridFamily.Lambda |], Paths = 0, MaxSteps = 192))

    Assert.True(r.Passed, r.Verdict)
    Assert.Contains("NOT MEASURED: strong order (the noise level varies", r.Verdict)
    Assert.EndsWith("what was measured: PASS", r.Verdict)
    Assert.StartsWith("strong order: the noise level varies", Assert.Single r.NotMeasured)
