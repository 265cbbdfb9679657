/// Strong orders of emitted ensembles, on shared Brownian paths, against the finest grid of an accurate method.
module ItoSharp.Verification.Tests.Ensembles.StrongOrderTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models.Orders

/// The finest grid; levels are 2^3 to 2^8 steps.
let private finest = 1 <<< 11

let private paths = 1024L

/// States at the end, component after component.
type Run = int -> EnsembleOptions -> EnsemblePaths<float>

let private states (run: Run) steps : float[][] =
    let options = EnsembleOptions(Refinement = finest / steps)
    let result = run steps options
    Array.init result.Statistics.Terminal.Columns.Count (fun c -> result.At(result.Times.Count - 1, c).ToArray())

/// E|x_N - x|^2 and its standard error, by path.
let private squares (a: float[][]) (b: float[][]) =
    Array.init a.[0].Length (fun p ->
        Array.fold2 (fun sum (x: float[]) (y: float[]) -> sum + (x.[p] - y.[p]) ** 2.0) 0.0 a b)

let private seed = 20261122UL

let private x0 = 0.6
let private y0 = 0.4

let additiveEuler: Run =
    fun n o -> AdditiveEuler(Additive(), n, 1.0).Terminal(Additive.State(x0, y0), paths, seed, o)

let additiveSra1: Run =
    fun n o -> AdditiveSra1(Additive(), n, 1.0).Terminal(Additive.State(x0, y0), paths, seed, o)

let additiveSra3: Run =
    fun n o -> AdditiveSra3(Additive(), n, 1.0).Terminal(Additive.State(x0, y0), paths, seed, o)

let diagonalEuler: Run =
    fun n o -> DiagonalEuler(Diagonal(), n, 1.0).Terminal(Diagonal.State(x0, y0), paths, seed, o)

let diagonalMilstein: Run =
    fun n o -> DiagonalMilstein(Diagonal(), n, 1.0).Terminal(Diagonal.State(x0, y0), paths, seed, o)

let diagonalStratonovich: Run =
    fun n o -> DiagonalStratonovichMilstein(Diagonal(), n, 1.0).Terminal(Diagonal.State(x0, y0), paths, seed, o)

let diagonalTaylor: Run =
    fun n o -> DiagonalTaylorMilstein(Diagonal(), n, 1.0).Terminal(Diagonal.State(x0, y0), paths, seed, o)

let diagonalSriw1: Run =
    fun n o -> DiagonalSriw1(Diagonal(), n, 1.0).Terminal(Diagonal.State(x0, y0), paths, seed, o)

let scalarHeun: Run =
    fun n o -> ScalarHeun(Scalar(), n, 1.0).Terminal(Scalar.State(x0, y0), paths, seed, o)

let scalarSriw1: Run =
    fun n o -> ScalarSriw1(Scalar(), n, 1.0).Terminal(Scalar.State(x0, y0), paths, seed, o)

let scalarTaylor: Run =
    fun n o -> ScalarTaylorMilstein(Scalar(), n, 1.0).Terminal(Scalar.State(x0, y0), paths, seed, o)

let commutativeMilstein: Run =
    fun n o -> CommutativeMilsteinPaths(Commutative(), n, 1.0).Terminal(Commutative.State(x0, y0), paths, seed, o)

let commutativeTaylor: Run =
    fun n o -> CommutativeTaylorMilstein(Commutative(), n, 1.0).Terminal(Commutative.State(x0, y0), paths, seed, o)

let commutativeHeun: Run =
    fun n o -> CommutativeHeun(Commutative(), n, 1.0).Terminal(Commutative.State(x0, y0), paths, seed, o)

let generalEuler: Run =
    fun n o -> GeneralEuler(General(0.4), n, 1.0).Terminal(General.State(x0, y0), paths, seed, o)

let generalEulerHeun: Run =
    fun n o -> GeneralEulerHeun(General(0.4), n, 1.0).Terminal(General.State(x0, y0), paths, seed, o)

let generalHeun: Run =
    fun n o -> GeneralHeun(General(0.4), n, 1.0).Terminal(General.State(x0, y0), paths, seed, o)

let cubicTamedEuler: Run =
    fun n o -> CubicTamedEuler(Cubic(), n, 1.0).Terminal(Cubic.State(1.5), paths, seed, o)

let cubicTamedMilstein: Run =
    fun n o -> CubicTamedMilstein(Cubic(), n, 1.0).Terminal(Cubic.State(1.5), paths, seed, o)

let kineticBaoab: Run =
    fun n o -> KineticBaoab(Kinetic(1.0, 0.5), n, 1.0).Terminal(Kinetic.State(x0, y0), paths, seed, o)

let kineticSra1: Run =
    fun n o -> KineticSra1(Kinetic(1.0, 0.5), n, 1.0).Terminal(Kinetic.State(x0, y0), paths, seed, o)

let additiveReversible: Run =
    fun n o -> AdditiveReversibleHeun(Additive(), n, 1.0).Terminal(Additive.State(x0, y0), paths, seed, o)

let additiveCoupledHeun: Run =
    fun n o -> AdditiveCoupledHeun(Additive(), n, 1.0).Terminal(Additive.State(x0, y0), paths, seed, o)

let additiveCoupledSra1: Run =
    fun n o -> AdditiveCoupledSra1(Additive(), n, 1.0).Terminal(Additive.State(x0, y0), paths, seed, o)

let additiveCoupledEuler: Run =
    fun n o -> AdditiveCoupledEuler(Additive(), n, 1.0).Terminal(Additive.State(x0, y0), paths, seed, o)

let scalarReversible: Run =
    fun n o -> ScalarReversibleHeun(Scalar(), n, 1.0).Terminal(Scalar.State(x0, y0), paths, seed, o)

let scalarCoupledMilstein: Run =
    fun n o -> ScalarCoupledMilstein(Scalar(), n, 1.0).Terminal(Scalar.State(x0, y0), paths, seed, o)

let commutativeReversible: Run =
    fun n o -> CommutativeReversibleHeun(Commutative(), n, 1.0).Terminal(Commutative.State(x0, y0), paths, seed, o)

let commutativeCoupledHeun: Run =
    fun n o -> CommutativeCoupledHeun(Commutative(), n, 1.0).Terminal(Commutative.State(x0, y0), paths, seed, o)

let generalReversible: Run =
    fun n o -> GeneralReversibleHeun(General(0.4), n, 1.0).Terminal(General.State(x0, y0), paths, seed, o)

/// Name, method, the method that stands for the solution, strong order.
let private cases: (string * Run * Run * float) list = [
    "Euler, additive", additiveEuler, additiveSra1, 1.0
    "SRA1, additive", additiveSra1, additiveSra1, 1.5
    "SRA3, additive", additiveSra3, additiveSra1, 1.5
    "Euler, diagonal", diagonalEuler, diagonalSriw1, 0.5
    "Milstein, diagonal", diagonalMilstein, diagonalSriw1, 1.0
    "Stratonovich Milstein on Ito's, diagonal", diagonalStratonovich, diagonalSriw1, 1.0
    "Milstein by derivatives, diagonal", diagonalTaylor, diagonalSriw1, 1.0
    "SRIW1, diagonal", diagonalSriw1, diagonalSriw1, 1.5
    "Heun, scalar", scalarHeun, scalarSriw1, 1.0
    "SRIW1 on Stratonovich's, scalar", scalarSriw1, scalarSriw1, 1.5
    "Milstein by derivatives on Stratonovich's, scalar", scalarTaylor, scalarSriw1, 1.0
    "Milstein, commutative", commutativeMilstein, commutativeTaylor, 1.0
    "Milstein by derivatives, commutative", commutativeTaylor, commutativeMilstein, 1.0
    "Heun on Ito's, commutative", commutativeHeun, commutativeMilstein, 1.0
    "Euler, general", generalEuler, generalHeun, 0.5
    "Euler-Heun on Ito's, general", generalEulerHeun, generalHeun, 0.5
    "Heun on Ito's, general", generalHeun, generalHeun, 0.5
    "tamed Euler, cubic drift", cubicTamedEuler, cubicTamedMilstein, 0.5
    "tamed Milstein, cubic drift", cubicTamedMilstein, cubicTamedMilstein, 1.0
    "BAOAB, kinetic", kineticBaoab, kineticSra1, 1.0
    "SRA1, kinetic", kineticSra1, kineticSra1, 1.5
    "reversible Heun, additive", additiveReversible, additiveSra1, 1.0
    "reversible Heun, scalar", scalarReversible, scalarSriw1, 1.0
    "reversible Heun on Ito's, commutative", commutativeReversible, commutativeMilstein, 1.0
    "reversible Heun on Ito's, general", generalReversible, generalHeun, 0.5
    "Heun coupled, additive", additiveCoupledHeun, additiveSra1, 1.0
    "Heun coupled on Ito's, commutative", commutativeCoupledHeun, commutativeMilstein, 1.0
    "Euler coupled, additive", additiveCoupledEuler, additiveSra1, 1.0
    "SRA1 coupled, additive", additiveCoupledSra1, additiveSra1, 1.5
    "Milstein by derivatives coupled, scalar", scalarCoupledMilstein, scalarSriw1, 1.0
]

let names () =
    cases |> Seq.map (fun (name, _, _, _) -> [| box name |])

/// Six levels; the slope of log RMS by least squares with weights, and its standard error from the paths (delete-a-group
/// jackknife over 32 groups of paths, so that the levels' common noise is counted). The test fails for a right method with
/// probability below 1e-4 a case: 4 standard errors and 0.1 for what the coarser levels still bend. Above, 0.6 is left: where noise
/// is weak beside the drift, methods of order 1.5 still show their order 2 without noise.
[<Theory>]
[<MemberData(nameof names)>]
let ``Paths converge with the strong order`` (name: string) =
    let _, run, reference, order = cases |> List.find (fun (n, _, _, _) -> n = name)
    let exact = states reference finest
    let levels = [ for k in 3..8 -> 1 <<< k ]
    let errors = levels |> List.map (fun n -> squares (states run n) exact)
    let groups = 32

    let slope skipped =
        let points =
            List.zip levels errors
            |> List.map (fun (n, e) ->
                let kept =
                    e
                    |> Array.indexed
                    |> Array.filter (fun (p, _) -> p % groups <> skipped)
                    |> Array.averageBy snd

                Math.Log2(float n), 0.5 * Math.Log2 kept)

        let mx = points |> List.averageBy fst
        let my = points |> List.averageBy snd

        -(points |> List.sumBy (fun (x, y) -> (x - mx) * (y - my)))
        / (points |> List.sumBy (fun (x, _) -> (x - mx) ** 2.0))

    let whole = slope -1
    let parts = [ for g in 0 .. groups - 1 -> slope g ]
    let centre = List.average parts

    let error =
        Math.Sqrt(
            float (groups - 1) / float groups
            * (parts |> List.sumBy (fun s -> (s - centre) ** 2.0))
        )

    Assert.True(
        whole >= order - 0.1 - 4.0 * error && whole <= order + 0.6,
        $"{name}: strong order {whole:F3} +- {error:F3}, expected {order}"
    )

[<Fact>]
let ``Runge-Kutta methods have their orders on Lorenz's equations with a force`` () =
    let start = Lorenz.State(1.0, 1.0, 20.0)
    let options = EnsembleOptions(Threads = 1)

    let last (p: EnsemblePaths<float>) = [| p.["X"].[0]; p.["Y"].[0]; p.["Z"].[0] |]

    let exact =
        last (LorenzDormandPrince(Lorenz(), 4096, 0.5).Terminal(start, 1L, 1UL, options))

    let check name (run: int -> EnsemblePaths<float>) first order =
        let error n =
            Array.map2 (fun a b -> abs (a - b)) (last (run n)) exact |> Array.max

        let slopes =
            [ for k in 0..4 -> error (first <<< k) ]
            |> List.pairwise
            |> List.map (fun (a, b) -> Math.Log2(a / b))

        let text = String.Join(", ", slopes |> List.map (sprintf "%.3f"))
        // Of order 5 the coarse steps still bend, and the finest meet rounding that the equations let grow.
        let tolerance = if order > 4.5 then 0.6 else 0.2
        Assert.True(abs (List.last slopes - order) < tolerance, $"{name}: slopes {text}, expected {order}")

    check "Euler" (fun n -> LorenzEuler(Lorenz(), n, 0.5).Terminal(start, 1L, 1UL, options)) 256 1.0
    check "Heun" (fun n -> LorenzHeun(Lorenz(), n, 0.5).Terminal(start, 1L, 1UL, options)) 64 2.0
    check "reversible Heun" (fun n -> LorenzReversibleHeun(Lorenz(), n, 0.5).Terminal(start, 1L, 1UL, options)) 256 2.0
    check "Heun coupled" (fun n -> LorenzCoupledHeun(Lorenz(), n, 0.5).Terminal(start, 1L, 1UL, options)) 64 2.0
    check "RK4 coupled" (fun n -> LorenzCoupledRk4(Lorenz(), n, 0.5).Terminal(start, 1L, 1UL, options)) 32 4.0
    check "Bogacki-Shampine" (fun n -> LorenzBogackiShampine(Lorenz(), n, 0.5).Terminal(start, 1L, 1UL, options)) 32 3.0
    check "RK4" (fun n -> LorenzRk4(Lorenz(), n, 0.5).Terminal(start, 1L, 1UL, options)) 32 4.0
    check "Tsit5" (fun n -> LorenzTsit5(Lorenz(), n, 0.5).Terminal(start, 1L, 1UL, options)) 16 5.0
    check "Dormand-Prince" (fun n -> LorenzDormandPrince(Lorenz(), n, 0.5).Terminal(start, 1L, 1UL, options)) 16 5.0
