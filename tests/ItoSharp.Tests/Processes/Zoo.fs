/// The processes under test, each with f, g^2, alpha and sigma written out by hand from the literature.
module ItoSharp.Tests.Processes.Zoo

open System
open ItoSharp
open ItoSharp.Tests.Models

type private CopyParameters = delegate of Span<float> -> unit

/// The parameters of a process; CopyParameters is of the typed interface.
let parameters (p: IProcess) =
    let values = Array.zeroCreate<float> p.ParameterNames.Count
    p.GetType().GetMethod("CopyParameters").CreateDelegate<CopyParameters>(p).Invoke(Span values)
    values

type Case = {
    Name: string
    Process: IProcess
    /// The same type from other parameters.
    With: float[] -> IProcess
    F: float -> float
    G2: float -> float
    Alpha: float -> float
    Sigma: float -> float
} with

    override c.ToString() = c.Name

let private from<'p when 'p :> IProcess<'p>> (p: float[]) : IProcess =
    'p.FromParameters(ReadOnlySpan p) :> IProcess

let private vp b0 b1 =
    let beta t = b0 + (b1 - b0) * t
    let integral t = b0 * t + 0.5 * (b1 - b0) * t * t
    beta, integral

let private square x = x * x

let vpLinear (p: VpLinear) =
    let beta, b = vp p.BetaMin p.BetaMax

    {
        Name = string p
        Process = p
        With = from<VpLinear>
        F = fun t -> -beta t / 2.0
        G2 = beta
        Alpha = fun t -> exp (-b t / 2.0)
        Sigma = fun t -> sqrt (1.0 - exp (-b t))
    }

let private vpCosine (p: VpCosine) =
    let theta t =
        (t + p.Offset) / (1.0 + p.Offset) * Math.PI / 2.0

    let f t =
        -Math.PI / (2.0 * (1.0 + p.Offset)) * tan (theta t)

    let alpha t = cos (theta t) / cos (theta 0.0)

    {
        Name = string p
        Process = p
        With = from<VpCosine>
        F = f
        G2 = fun t -> -2.0 * f t
        Alpha = alpha
        Sigma = fun t -> sqrt (1.0 - square (alpha t))
    }

let private varianceExploding (p: VarianceExploding) =
    let r = p.SigmaMax / p.SigmaMin

    {
        Name = string p
        Process = p
        With = from<VarianceExploding>
        F = fun _ -> 0.0
        G2 = fun t -> 2.0 * log r * square p.SigmaMin * r ** (2.0 * t)
        Alpha = fun _ -> 1.0
        Sigma = fun t -> p.SigmaMin * r ** t
    }

let private edm = {
    Name = "Edm"
    Process = Edm()
    With = from<Edm>
    F = fun _ -> 0.0
    G2 = fun t -> 2.0 * t
    Alpha = fun _ -> 1.0
    Sigma = id
}

let private rectifiedFlow = {
    Name = "RectifiedFlow"
    Process = ItoSharp.RectifiedFlow()
    With = from<ItoSharp.RectifiedFlow>
    F = fun t -> -1.0 / (1.0 - t)
    G2 = fun t -> 2.0 * t / (1.0 - t)
    Alpha = fun t -> 1.0 - t
    Sigma = id
}

let private irSde (p: IrSde) = {
    Name = string p
    Process = p
    With = from<IrSde>
    F = fun _ -> -p.Theta
    G2 = fun _ -> 2.0 * square p.SigmaInfinity * p.Theta
    Alpha = fun t -> exp (-p.Theta * t)
    Sigma = fun t -> p.SigmaInfinity * sqrt (1.0 - exp (-2.0 * p.Theta * t))
}

let private ouve (p: Ouve) =
    let r = p.SigmaMax / p.SigmaMin
    let l = log r

    {
        Name = string p
        Process = p
        With = from<Ouve>
        F = fun _ -> -p.Stiffness
        G2 = fun t -> 2.0 * l * square p.SigmaMin * r ** (2.0 * t)
        Alpha = fun t -> exp (-p.Stiffness * t)
        Sigma =
            fun t ->
                sqrt (
                    square p.SigmaMin * l / (p.Stiffness + l)
                    * (r ** (2.0 * t) - exp (-2.0 * p.Stiffness * t))
                )
    }

let private subVp =
    let p = SubVp.Default
    let beta, b = vp p.BetaMin p.BetaMax

    {
        Name = string p
        Process = p
        With = from<SubVp>
        F = fun t -> -beta t / 2.0
        G2 = fun t -> beta t * (1.0 - exp (-2.0 * b t))
        Alpha = fun t -> exp (-b t / 2.0)
        Sigma = fun t -> 1.0 - exp (-b t)
    }

let private trigonometric = {
    Name = "Trigonometric"
    Process = Trigonometric()
    With = from<Trigonometric>
    F = fun t -> -Math.PI / 2.0 * tan (Math.PI / 2.0 * t)
    G2 = fun t -> Math.PI * tan (Math.PI / 2.0 * t)
    Alpha = fun t -> cos (Math.PI / 2.0 * t)
    Sigma = fun t -> sin (Math.PI / 2.0 * t)
}

let private veLinear = {
    Name = "VeLinear"
    Process = VeLinear()
    With = from<VeLinear>
    F = fun _ -> 0.0
    G2 = fun _ -> 1.0
    Alpha = fun _ -> 1.0
    Sigma = sqrt
}

let private fastDiffusion (p: FastDiffusion) =
    let beta, b = vp p.BetaMin p.BetaMax
    let m = p.Damping
    let f t = -m * m * b t * beta t / (1.0 + m * b t)

    {
        Name = string p
        Process = p
        With = from<FastDiffusion>
        F = f
        G2 = fun t -> beta t * exp (-b t) - 2.0 * f t * (1.0 - exp (-b t))
        Alpha = fun t -> (1.0 + m * b t) * exp (-m * b t)
        Sigma = fun t -> sqrt (1.0 - exp (-b t))
    }

let private fastDiffusionEdm (p: FastDiffusionEdm) =
    let betaU, bU = vp p.BetaMin p.BetaMax
    let beta t = betaU (t / p.SigmaMax) / p.SigmaMax
    let b t = bU (t / p.SigmaMax)
    let m = p.Damping
    let f t = -m * m * b t * beta t / (1.0 + m * b t)

    {
        Name = string p
        Process = p
        With = from<FastDiffusionEdm>
        F = f
        G2 = fun t -> 2.0 * t - 2.0 * f t * t * t
        Alpha = fun t -> (1.0 + m * b t) * exp (-m * b t)
        Sigma = id
    }

let private diffVc (p: DiffVc) = {
    vpLinear (VpLinear(p.BetaMin, p.BetaMax)) with
        Name = string p
        Process = p
        With = from<DiffVc>
}

let private awkward =
    // f = -c/(v + t): alpha = (v/(v + t))^c; g^2 = q: sigma^2 = q/(2c + 1) (v + t) (1 - (v/(v + t))^(2c + 1)).
    let c, v, q = 1.5, 0.5, 0.5

    {
        Name = "Awkward"
        Process = Awkward(1.5)
        With = from<Awkward>
        F = fun t -> -c / (v + t)
        G2 = fun _ -> q
        Alpha = fun t -> (v / (v + t)) ** c
        Sigma = fun t -> sqrt (q / (2.0 * c + 1.0) * (v + t) * (1.0 - (v / (v + t)) ** (2.0 * c + 1.0)))
    }

/// What has no closed form: alpha and sigma by Runge-Kutta on log alpha and rho^2, independent of the library's quadrature.
let private byRungeKutta name (p: IProcess) make f g2 =
    let solve t =
        let n = 2000
        let h = t / float n
        let mutable a, r = 0.0, 0.0

        for i in 0 .. n - 1 do
            let s = float i * h
            let rate s a = g2 s * exp (-2.0 * a)
            let k1a, k1r = f s, rate s a
            let k2a, k2r = f (s + h / 2.0), rate (s + h / 2.0) (a + h / 2.0 * k1a)
            let k3r = rate (s + h / 2.0) (a + h / 2.0 * k2a)
            let k4a = f (s + h)
            let k4r = rate (s + h) (a + h * k2a)
            r <- r + h / 6.0 * (k1r + 2.0 * k2r + 2.0 * k3r + k4r)
            a <- a + h / 6.0 * (k1a + 4.0 * k2a + k4a)

        a, r

    {
        Name = name
        Process = p
        With = make
        F = f
        G2 = g2
        Alpha = fun t -> exp (fst (solve t))
        Sigma = fun t -> let a, r = solve t in exp a * sqrt r
    }

let private wavy (p: Wavy) =
    byRungeKutta (string p) p from<Wavy> (fun t -> -p.Rate * exp (p.Bend * sin (3.0 * t))) (fun t ->
        1.0 + p.Bend * t * t)

let private gusty (p: Gusty) =
    byRungeKutta (string p) p from<Gusty> (fun _ -> -p.Rate) (fun t -> exp (2.0 * p.Bend * sin (5.0 * t)))

let closed = [
    vpLinear VpLinear.Default
    vpLinear (VpLinear(0.3, 12.0))
    vpLinear (VpLinear(2.0, 2.0))
    vpCosine VpCosine.Default
    vpCosine (VpCosine 0.05)
    varianceExploding VarianceExploding.Default
    varianceExploding (VarianceExploding(0.2, 3.0))
    edm
    rectifiedFlow
    irSde IrSde.Default
    irSde (IrSde(2.0, 0.5))
    ouve Ouve.Default
    ouve (Ouve(0.3, 0.1, 2.0))
    subVp
    trigonometric
    veLinear
    fastDiffusion FastDiffusion.Default
    fastDiffusion (FastDiffusion(0.3, 12.0, 0.5))
    fastDiffusionEdm FastDiffusionEdm.Default
    diffVc DiffVc.Default
    awkward
]

let numeric = [ wavy Wavy.Default; wavy (Wavy(0.5, -0.8)); gusty Gusty.Default ]

let all = closed @ numeric

/// Times strictly inside the interval, dense near both ends.
let times (p: IProcess) =
    let a = max p.MinTime (1e-3 * p.MaxTime)

    let b =
        if p.Alpha p.MaxTime < 1e-9 then
            p.MaxTime * 0.999
        else
            p.MaxTime

    [ for u in [ 0.0; 0.01; 0.1; 0.25; 0.5; 0.75; 0.9; 1.0 ] -> a + (b - a) * u ]

let close tolerance expected actual =
    abs (expected - actual) <= tolerance * max (abs expected) 1e-30
    || (Double.IsInfinity expected && expected = actual)
