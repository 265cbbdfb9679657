/// Every shipped plan against its paper's update rule on irregular grids of several processes, and the identities between them.
module ItoSharp.Tests.Samplers.IdentitiesTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Orders
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Samplers.IdentitiesReference

/// A bounded nonlinear data prediction with its own dependence on time.
let private data (t: float) (x: float) =
    0.7 * Math.Tanh(0.8 * x + 0.3) + 0.2 * Math.Sin(3.0 * t + x)

let private model = LawScalarModel(Prediction.Data, (fun x t -> data t x))
let private starts = [| -1.3; 0.2; 0.9; 2.4 |]
let private seed = 23UL

let private problem (points: ProcessPoint[]) row = {
    Points = points
    Data = data
    Normal =
        fun step ->
            let z = [| 0.0 |]
            FieldNoise.Fill(seed, uint64 row, uint32 step, Span<float> z)
            z.[0]
}

let private same (tolerance: float) what (expected: float[]) (actual: float[]) =
    Array.iter2
        (fun (e: float) a ->
            Assert.True(abs (e - a) <= tolerance * (1.0 + abs e), sprintf "%s: %.17g against %.17g" what e a))
        expected
        actual

/// The sampler's samples are those of the reference rule, to rounding.
let private follows what (rule: IdentitiesReference.Problem -> float -> float) (sampler: FieldSampler<'p, float>) =
    let scaled = starts |> Array.map (fun x -> x * sampler.Grid.Points.[0].Sigma)

    let expected =
        scaled
        |> Array.mapi (fun row x -> rule (problem (sampler.Grid.Points.ToArray()) row) x)

    same 2e-12 what expected (runWith (SampleOptions(Seed = seed)) sampler scaled)

/// Nodes at irregular places between two times, by log-SNR.
let private irregular (p: IProcess) (start: float) (stop: float) : Schedule =
    let places = [| 0.0; 0.11; 0.17; 0.36; 0.44; 0.63; 0.7; 0.91; 1.0 |]
    let first, last = p.Lambda start, p.Lambda stop

    TimeTable.Of(
        ReadOnlySpan(
            places
            |> Array.map (fun w ->
                if w = 0.0 then start
                elif w = 1.0 then stop
                else p.TimeOfLambda(first + w * (last - first)))
        )
    )

let private onVp = irregular vp 0.97 0.02
let private cosine = VpCosine()
let private onCosine = irregular cosine 0.98 0.03
let private edm = Edm()
let private onEdm = irregular edm 60.0 0.01
let private flow = ItoSharp.RectifiedFlow()
let private onFlow = irregular flow 0.97 0.02
let private ve = VarianceExploding(0.02, 8.0)
let private onVe = irregular ve 1.0 0.01

[<Fact>]
let ``DDIM is its paper's rule`` () =
    for eta in [ 0.0; 0.4; 1.0 ] do
        follows "VP" (ddim eta) (VpDdim(model, vp, onVp, solver = Ddim eta))
        follows "cosine" (ddim eta) (CosineDdim(model, cosine, onCosine, solver = Ddim eta))
        follows "EDM" (ddim eta) (EdmDdim(model, edm, onEdm, solver = Ddim eta))
        follows "flow" (ddim eta) (RfDdim(model, flow, onFlow, solver = Ddim eta))

[<Fact>]
let ``2M is its paper's rule, with and without noise`` () =
    follows "VP" (twoStep false (fun _ -> 0.0)) (VpDpm2M(model, vp, onVp))
    follows "EDM" (twoStep false (fun _ -> 0.0)) (EdmDpm2M(model, edm, onEdm))
    follows "flow" (twoStep false (fun _ -> 0.0)) (RfDpm2M(model, flow, onFlow))

    for tau in [ 0.0; 0.5; 1.0 ] do
        follows "VP" (twoStep false (fun _ -> tau)) (VpSdeDpm2M(model, vp, onVp, solver = SdeDpmSolverPP2M tau))
        follows "VP Taylor" (twoStep true (fun _ -> tau)) (VpSaP2(model, vp, onVp, solver = SaP2 tau))
        follows "EDM" (twoStep false (fun _ -> tau)) (EdmSdeDpm2M(model, edm, onEdm, solver = SdeDpmSolverPP2M tau))
        follows "VE" (twoStep false (fun _ -> tau)) (VeSdeDpm2M(model, ve, onVe, solver = SdeDpmSolverPP2M tau))
        follows "noise" (sdeNoise tau) (VpSdeNoise1(model, vp, onVp, solver = SdeNoise1 tau))

[<Fact>]
let ``UniPC-2 is its paper's rule, in both variants`` () =
    follows "bh2" (uniPC2 true) (VpUniPC2(model, vp, onVp))
    follows "bh1" (uniPC2 false) (VpUniPC2B1(model, vp, onVp))
    follows "cosine" (uniPC2 true) (CosineUniPC2(model, cosine, onCosine))
    follows "EDM" (uniPC2 true) (EdmUniPC2(model, edm, onEdm))
    follows "flow" (uniPC2 true) (RfUniPC2(model, flow, onFlow))
    follows "VE" (uniPC2 true) (VeUniPC2(model, ve, onVe))

[<Fact>]
let ``SA-Solver is its paper's rule, with constant and with changing noise`` () =
    for tau in [ 0.0; 0.5; 1.0 ] do
        follows "VP" (saP2C2 (fun _ -> tau)) (VpSa(model, vp, onVp, solver = SaSolverP2C2 tau))
        follows "EDM" (saP2C2 (fun _ -> tau)) (EdmSa(model, edm, onEdm, solver = SaSolverP2C2 tau))
        follows "flow" (saP2C2 (fun _ -> tau)) (RfSa(model, flow, onFlow, solver = SaSolverP2C2 tau))

    let window = SaWindow(0.15, 0.7)
    follows "window" (saP2C2 window.Tau) (VpSaWindow(model, vp, onVp, solver = window))

[<Fact>]
let ``the reference of SA-Solver has the published law when its last step is corrected too`` () =
    // Samplers note F.3, T2 with eight steps: the rule is affine there, so basis runs give mean and variance.
    let points = [|
        for i in 0..8 ->
            vp.At(
                if i = 0 then
                    T2.startTime.Value
                else
                    vp.TimeOfLambda(-2.0 + 0.45 * float i)
            )
    |]

    let denoiser time x =
        let alpha = vp.Alpha time
        let v = alpha * alpha * T2.variance + vp.Sigma time ** 2.0
        T2.mean + alpha * T2.variance / v * (x - alpha * T2.mean)

    let from x unit =
        saP2C2Until
            true
            (fun _ -> 1.0)
            {
                Points = points
                Data = denoiser
                Normal = fun n -> if n = unit then 1.0 else 0.0
            }
            x

    let constant = from 0.0 -1
    let gain = from 1.0 -1 - constant
    Assert.Equal(0.599756820884, constant + gain * T2.startMean, 2e-12)
    let noise = Seq.sum (seq { for n in 0..7 -> (from 0.0 n - constant) ** 2.0 })
    Assert.Equal(0.281392834824, gain * gain * T2.startVariance + noise, 2e-12)

[<Fact>]
let ``DEIS in rho is its paper's rule`` () =
    follows "rhoAB0" (rhoAB 1) (VpRho1(model, vp, onVp))
    follows "rhoAB1" (rhoAB 2) (VpRhoAB1(model, vp, onVp))
    follows "rhoAB2" (rhoAB 3) (VpRhoAB2(model, vp, onVp))
    follows "EDM" (rhoAB 3) (EdmRhoAB2(model, edm, onEdm))
    follows "flow" (rhoAB 3) (RfRhoAB2(model, flow, onFlow, 0.97, 0.02))

[<Fact>]
let ``rhoRK Heun is EDM's algorithm 1, its last step to sigma 0 included`` () =
    follows "table" edmHeun (EdmHeun(model, edm, onEdm))
    follows "Karras" edmHeun (EdmHeun(model, edm, Karras.Steps(9, toZero = true)))

[<Fact>]
let ``all one-node plans are Euler's method on rectified flow`` () =
    // B.0: DDIM, DPM-Solver-1, one node in rho, and Euler on the flow are one and the same step.
    let from1: Schedule = UniformTime.Steps 7
    follows "from t = 1" flowEuler (RfDdim(model, flow, from1))
    follows "irregular" flowEuler (RfDdim(model, flow, onFlow))
    let ddim = run (VpDdim(model, vp, onVp)) starts
    same 1e-12 "noise form" ddim (run (VpNoise1(model, vp, onVp)) starts)
    same 1e-12 "rho" ddim (run (VpRho1(model, vp, onVp)) starts)
    same 1e-12 "noise form, tau = 0" ddim (run (VpSdeNoise1(model, vp, onVp, solver = SdeNoise1 0.0)) starts)

[<Fact>]
let ``without noise the stochastic plans are those of the flow`` () =
    let near what expected actual = same 1e-14 what expected actual

    let seeded s =
        runWith (SampleOptions(Seed = 99UL)) s starts

    near
        "2M"
        (run (VpDpm2M(model, vp, onVp)) starts)
        (seeded (VpSdeDpm2M(model, vp, onVp, solver = SdeDpmSolverPP2M 0.0)))

    near "Taylor" (run (VpTaylor2M(model, vp, onVp)) starts) (seeded (VpSaP2(model, vp, onVp, solver = SaP2 0.0)))

    near
        "window"
        (run (VpSa(model, vp, onVp, solver = SaSolverP2C2 0.0)) starts)
        (seeded (VpSaWindow(model, vp, onVp, solver = SaWindow(2.0, 3.0))))

    near "UniP" (run (VpDpm2M(model, vp, onVp)) starts) (run (VpUniP2(model, vp, onVp)) starts)

[<Fact>]
let ``for one step eta one is tau one`` () =
    // One node, and the start of every history: the first step of 2M is DDIM's.
    let oneStep: Schedule = TimeTable.Of(ReadOnlySpan [| 0.6; 0.35 |])

    let seeded s =
        runWith (SampleOptions(Seed = 4UL)) s starts

    let ddim = seeded (VpDdim(model, vp, oneStep, solver = Ddim 1.0))
    same 1e-14 "2M" ddim (seeded (VpSdeDpm2M(model, vp, oneStep, solver = SdeDpmSolverPP2M 1.0)))
    same 1e-14 "SA" ddim (seeded (VpSa(model, vp, oneStep, solver = SaSolverP2C2 1.0)))

[<Fact>]
let ``a step to sigma 0 gives the data prediction`` () =
    // Edm ends at its MinTime, Karras goes on to 0: x = D(x_s) whatever the plan.
    let last plan (sampler: FieldSampler<Edm, float>) =
        use run = sampler.Start(ReadOnlySpan [| 35.0; -12.0 |], SampleOptions(Seed = 2UL))
        let mutable expected = [||]

        while not (isNull run.NextQuery) do
            let query = run.NextQuery
            let mutable input = query.Input
            model.Evaluate(&input, query.Prediction.Span)

            if run.Step = run.StepCount - 1 then
                expected <- query.Prediction.ToArray()

            run.Advance()

        same 1e-12 plan expected (run.State.ToArray())

    let karras = Karras.Steps(7, toZero = true)
    last "DDIM" (EdmDdim(model, edm, karras, solver = Ddim 1.0))
    last "2M" (EdmDpm2M(model, edm, karras))
    last "SDE 2M" (EdmSdeDpm2M(model, edm, karras))
    last "UniPC" (EdmUniPC2(model, edm, karras))
    last "SA" (EdmSa(model, edm, karras))
    last "Heun" (EdmHeun(model, edm, karras))
    last "rhoAB" (EdmRhoAB2(model, edm, karras))

[<Fact>]
let ``rectified flow runs from t 1 to 0 with every plan in data form`` () =
    // At t = 1 alpha is 0 and f singular: the first step is the ODE's and draws no noise.
    let finite what (sampler: FieldSampler<ItoSharp.RectifiedFlow, float>) =
        let a = runWith (SampleOptions(Seed = 1UL)) sampler starts
        Assert.All(a, fun x -> Assert.True(Double.IsFinite x && abs x < 5.0, sprintf "%s gives %g" what x))

    let firstStep (sampler: FieldSampler<ItoSharp.RectifiedFlow, float>) =
        let after seed =
            use run = sampler.Start(ReadOnlySpan starts, SampleOptions(Seed = seed))
            let mutable input = run.NextQuery.Input
            model.Evaluate(&input, run.NextQuery.Prediction.Span)
            run.Advance()
            run.State.ToArray()

        let t = sampler.Grid.Points.[1].Time
        same 1e-14 "the first step" (starts |> Array.map (fun x -> t * x + (1.0 - t) * data 1.0 x)) (after 1UL)
        Assert.Equal<float[]>(after 1UL, after 2UL)

    for count in [ 1; 2; 13 ] do
        let schedule: Schedule = UniformTime.Steps count

        let samplers: FieldSampler<ItoSharp.RectifiedFlow, float> list = [
            RfDdim(model, flow, schedule, solver = Ddim 1.0)
            RfDpm2M(model, flow, schedule)
            RfSdeDpm2M(model, flow, schedule)
            RfUniPC2(model, flow, schedule)
            RfSa(model, flow, schedule)
        ]

        for sampler in samplers do
            finite (sampler.GetType().Name) sampler

            if schedule.StepCount > 1 then
                firstStep sampler

/// The model of x for a mean-reverting process whose deviation X = x - mu has the prediction data(t, X).
let private shifted mu =
    LawScalarModel(Prediction.Data, (fun x t -> mu + data t (x - mu)))

let private shiftBy mu what (plain: FieldSampler<'p, float>) (reverting: FieldSampler<'q, float>) =
    let expected =
        runWith (SampleOptions(Seed = 7UL)) plain starts |> Array.map (fun x -> x + mu)

    let actual =
        runWith
            (SampleOptions<float>(Seed = 7UL, Mean = ReadOnlyMemory [| mu |]))
            reverting
            (starts |> Array.map (fun x -> x + mu))

    same 1e-12 what expected actual

[<Theory>]
[<InlineData(0.0)>]
[<InlineData(-2.75)>]
[<InlineData(0.8125)>]
let ``a mean-reverting sampler is the plain one, shifted by the mean`` (mu: float) =
    let ir, plainIr, ouve, plainOuve =
        IrSde(3.0, 0.7), PlainIrSde(3.0, 0.7), Ouve(), PlainOuve()

    let m = shifted mu

    let schedules: Schedule list = [ UniformLambda.Steps 6; UniformTime.Steps 9 ]

    for s in schedules do
        shiftBy mu "DDIM" (PlainIrDdim(model, plainIr, s, solver = Ddim 0.5)) (IrDdim(m, ir, s, solver = Ddim 0.5))
        shiftBy mu "SDE 2M" (PlainIrSdeDpm2M(model, plainIr, s)) (IrSdeDpm2M(m, ir, s))
        shiftBy mu "UniPC" (PlainIrUniPC2(model, plainIr, s)) (IrUniPC2(m, ir, s))
        shiftBy mu "SA" (PlainIrSa(model, plainIr, s)) (IrSa(m, ir, s))
        shiftBy mu "Heun" (PlainIrHeun(model, plainIr, s)) (IrHeun(m, ir, s))
        shiftBy mu "rhoAB" (PlainIrRhoAB2(model, plainIr, s)) (IrRhoAB2(m, ir, s))
        shiftBy mu "OUVE SDE 2M" (PlainOuveSdeDpm2M(model, plainOuve, s)) (OuveSdeDpm2M(m, ouve, s))
        shiftBy mu "OUVE UniPC" (PlainOuveUniPC2(model, plainOuve, s)) (OuveUniPC2(m, ouve, s))
        shiftBy mu "OUVE Heun" (PlainOuveHeun(model, plainOuve, s)) (OuveHeun(m, ouve, s))

    // Every other kind of prediction is that of X.
    for kind in [ Prediction.Noise; Prediction.Velocity; Prediction.Score; Prediction.Flow ] do
        let law = GaussianMixtureModel<float>(mixture1, plainIr, kind)

        let ofX mean =
            LawScalarModel(
                kind,
                fun x t ->
                    let raw = [| 0.0 |]

                    let mutable input =
                        ModelInput<float>(ReadOnlySpan [| x - mean |], 1, t, ReadOnlySpan())

                    law.Evaluate(&input, Span raw)
                    raw.[0]
            )

        let s = UniformLambda.Steps 6
        shiftBy mu (string kind) (PlainIrUniPC2(ofX 0.0, plainIr, s)) (IrUniPC2(ofX mu, ir, s))
        shiftBy mu (string kind) (PlainIrRhoAB2(ofX 0.0, plainIr, s)) (IrRhoAB2(ofX mu, ir, s))
