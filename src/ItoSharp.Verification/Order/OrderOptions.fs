namespace ItoSharp.Verification

open System
open System.Collections.Generic

/// <summary>With which start values an order is measured.</summary>
[<Flags>]
type OrderStart =
    /// <summary>Exact ones: the order of the formula itself.</summary>
    | Exact = 1
    /// <summary>Those of the plan's own starter: the order that a user gets.</summary>
    | Shipped = 2
    /// <summary>One after the other.</summary>
    | Both = 3

/// <summary>How an order is verified.</summary>
[<AllowNullLiteral>]
type OrderOptions() =
    inherit VerificationOptions()

    /// <summary>
    /// The order claimed with exact start values; null: the proven one of the sampler's facts. More than was proven fails, whatever is measured.
    /// </summary>
    member val ExpectedOrder = Nullable<float>() with get, set

    /// <summary>
    /// The order claimed with the plan's own starter; null: the proven one of the sampler's facts. More than was proven fails, whatever is
    /// measured.
    /// </summary>
    member val ExpectedGlobalOrder = Nullable<float>() with get, set

    /// <summary>The weak order claimed of a sampler with noise; null: the order, and at most 2.</summary>
    member val ExpectedWeakOrder = Nullable<float>() with get, set

    /// <summary>The strong order claimed of a sampler with noise; null: 1.</summary>
    member val ExpectedStrongOrder = Nullable<float>() with get, set

    /// <summary>With which start values; default: both.</summary>
    member val Start = OrderStart.Both with get, set

    /// <summary>The problems; default: the built-in ones.</summary>
    member val Problems = OrderProblem.BuiltIn with get, set

    /// <summary>The grids; default: the built-in ones, which are smooth but uneven.</summary>
    member val Grids = GridFamily.BuiltIn with get, set

    /// <summary>The steps of the coarsest grid; default: 16.</summary>
    member val BaseSteps = 16 with get, set

    /// <summary>The number of grids, each of twice the steps of the one before; at least 5; default: 6.</summary>
    member val Levels = 6 with get, set

    /// <summary>
    /// The most steps of a grid: where the order does not show on the given levels (two error terms may nearly cancel on coarse grids), finer
    /// ones are added up to this, and where it shows, up to two finer ones must confirm it. Default: 4096.
    /// </summary>
    member val MaxSteps = 4096 with get, set

    /// <summary>How far below the claim a measured order may lie: orders are integers, so that half of one tells them apart. Default: 0.25.</summary>
    member val Tolerance = 0.25 with get, set

    /// <summary>
    /// Paths of the coupled Monte Carlo runs by which the weak order of a sampler with noise is measured on the mixture, beside the exact
    /// laws on Gaussian data; 0: none. So few that the standard error hides an order fail as inconclusive. Default: 20000.
    /// </summary>
    member val Paths = 20000 with get, set

    member internal o.Check() =
        ArgumentOutOfRangeException.ThrowIfLessThan(o.BaseSteps, 2, "BaseSteps")
        ArgumentOutOfRangeException.ThrowIfLessThan(o.Levels, 5, "Levels")
        ArgumentOutOfRangeException.ThrowIfLessThan(o.Paths, 0, "Paths")

        if not (o.Tolerance > 0.0 && o.Tolerance < 0.5) then
            raise (ArgumentOutOfRangeException("Tolerance", o.Tolerance, "a tolerance between 0 and 0.5 is right"))

        if o.Problems.Count = 0 then
            raise (ArgumentException("an order needs a problem to be measured on", "Problems"))

        if o.Grids.Count = 0 then
            raise (ArgumentException("an order needs a family of grids to be measured on", "Grids"))
