/// docs/samplers.md, from the declarations themselves.
module ItoSharp.Tests.Catalogue.CataloguePage

open System
open System.Globalization
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.OrdersFit
open ItoSharp.Tests.Samplers.OrdersProblems
open ItoSharp.Tests.Samplers.OrdersGrids
open ItoSharp.Tests.Samplers.ZooOrders

let private number (format: string) (value: float) =
    value.ToString(format, CultureInfo.InvariantCulture)

let private slope points =
    match fit points with
    | Ok s -> number "0.00" s.Value + " ± " + number "0.00" s.StandardError
    | Error _ -> "none"

let private measured (entry: ZooEntry) =
    if entry.Facts.Order = 0 then
        "does not converge"
    elif entry.IsAlwaysNoisy then
        "weak " + slope (ofVariance entry null)
    else
        slope (withExactStart entry mixtureT1.Value Spacing.Lambda)

let private proven (facts: PlanFacts) =
    if facts.Order = 0 then
        "none"
    else
        sprintf "%d / %d" facts.Order facts.GlobalOrder

let private gradients (entry: ZooEntry) =
    if isNull entry.AdjointDeis then
        "exact"
    else
        "exact, AdjointDEIS"

let private row (entry: ZooEntry) =
    sprintf
        "| [%s](#%s) | %s | %s | %d | %s | %s |"
        entry.Facts.Name
        (entry.Facts.Name.ToLowerInvariant())
        (proven entry.Facts)
        (measured entry)
        entry.Facts.EvaluationsPerStep
        (if entry.Facts.Stochastic then "yes" else "no")
        (gradients entry)

let private section (entry: ZooEntry) =
    let comment = PlanComments.ofPlan entry.Facts.Name

    [
        ""
        "### " + entry.Facts.Name
        ""
        comment.Summary
        ""
        "Step: `" + comment.Formula + "`"
        ""
        "Source: " + comment.Source
    ]

let private head = [
    "# Samplers"
    ""
    "Every solver plan that ships with ItoSharp. This page is generated from the declarations; a test fails when it is stale, and"
    "`ITOSHARP_UPDATE=1 dotnet test tests/ItoSharp.Tests --filter Catalogue` writes it anew."
    ""
    "- **Proven**: the order derived at build time, with exact start values / with the plan's own first steps; of the limit without"
    "  noise for plans with noise, which have strong order 1 and weak order 2 at most. \"none\": the published weights do not vanish"
    "  with the step."
    "- **Measured**: the slope of log error against log steps with its standard error, with exact start values and without noise, on"
    "  a two-component mixture under VP-linear (log-SNR -2.5 to 2, seven starts, five or more grids); \"weak\": of the variance of"
    "  Gaussian data, for plans that no value makes deterministic. Adams-Bashforth numbers (Ghvb, Ipndm4) are measured from their own"
    "  start, since exact starts need an uneven grid. Sums of 100 or 10,000 terms (LeftSums) show their first order on finer grids."
    "- **Calls**: model evaluations of a regular step."
    ""
    "| Plan | Proven | Measured | Calls | Noise | Gradients |"
    "| --- | --- | --- | --- | --- | --- |"
]

/// The page.
let render () : string list = [
    yield! head

    for entry in Zoo.All do
        yield row entry

    for entry in Zoo.All do
        yield! section entry
]
