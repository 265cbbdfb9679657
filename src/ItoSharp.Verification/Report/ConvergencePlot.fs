/// The curves of a group as a drawing: errors against steps on logarithmic axes, fitted lines, the expected slope as a triangle.
module internal ItoSharp.Verification.ConvergencePlot

open System
open System.Globalization
open System.Text

let private width, height = 380.0, 300.0
let private left, right, top, bottom = 52.0, 12.0, 12.0, 36.0

/// Told apart with any colour vision; the dashes and the legend's order help in print.
let private colours = [| "#0072b2"; "#d55e00"; "#009e73"; "#cc79a7"; "#56b4e9"; "#e69f00" |]

let private plottable (c: ConvergenceCurve) =
    c.Levels |> Seq.filter (fun l -> l.Error > 0.0 && Double.IsFinite l.Error)

let private grid (page: StringBuilder) (x: LogAxis) (y: LogAxis) (steps: int list) =
    for d in y.Decades do
        let at = y.At(Math.Pow(10.0, float d))

        Markup.append
            page
            $"<line class='grid' x1='{Markup.at left}' x2='{Markup.at (width - right)}' y1='{Markup.at at}' y2='{Markup.at at}'/>"

        Markup.append
            page
            $"<text x='{Markup.at (left - 6.0)}' y='{Markup.at (at + 4.0)}' text-anchor='end'>{Markup.powerOfTen d}</text>"

    for n in steps do
        let at = x.At(float n)

        Markup.append
            page
            $"<line class='grid' x1='{Markup.at at}' x2='{Markup.at at}' y1='{Markup.at top}' y2='{Markup.at (height - bottom)}'/>"

        Markup.append
            page
            $"<text x='{Markup.at at}' y='{Markup.at (height - bottom + 15.0)}' text-anchor='middle'>{n}</text>"

    Markup.append
        page
        $"<text x='{Markup.at (0.5 * (left + width - right))}' y='{Markup.at (height - 4.0)}' text-anchor='middle'>steps</text>"

/// Ticks at powers of two, at most seven.
let private ticks (low: float) (high: float) =
    let all = [
        for k in 0..20 do
            let n = 1 <<< k

            if float n >= low && float n <= high then
                n
    ]

    let every = max 1 ((all.Length + 6) / 7)
    all |> List.indexed |> List.filter (fun (i, _) -> i % every = 0) |> List.map snd

let private point (page: StringBuilder) (x: LogAxis) (y: LogAxis) colour (level: ConvergenceLevel) =
    let cx, cy = x.At(float level.Steps), y.At level.Error

    if level.StandardError > 0.0 then
        let upper = y.At(level.Error + level.StandardError)
        let lower = y.At(max y.Low (level.Error - level.StandardError))

        Markup.append
            page
            $"<line stroke='{colour}' x1='{Markup.at cx}' x2='{Markup.at cx}' y1='{Markup.at upper}' y2='{Markup.at lower}'/>"

    let fill = if level.Included then colour else "#ffffff"

    let why =
        if level.Included then
            ""
        else
            ", left out: " + level.Excluded

    let title =
        String.Format(CultureInfo.InvariantCulture, "{0} steps: error {1:0.00E+0}{2}", level.Steps, level.Error, why)

    Markup.append
        page
        $"<circle cx='{Markup.at cx}' cy='{Markup.at cy}' r='3' fill='{fill}' stroke='{colour}'><title>{Markup.escape title}</title></circle>"

/// The fitted line through the included levels' finest point, which the fit weighs most.
let private line (page: StringBuilder) (x: LogAxis) (y: LogAxis) colour (c: ConvergenceCurve) =
    let included = plottable c |> Seq.filter (fun l -> l.Included) |> Array.ofSeq

    if not (isNull c.Slope) && included.Length >= 2 then
        let weight (l: ConvergenceLevel) = float l.Steps * float l.Steps
        let total = included |> Array.sumBy weight

        let constant =
            (included
             |> Array.sumBy (fun l -> weight l * (Math.Log l.Error + c.Slope.Value * Math.Log(float l.Steps))))
            / total

        let value n =
            Math.Exp(constant - c.Slope.Value * Math.Log n)

        let first, last =
            float included.[0].Steps, float included.[included.Length - 1].Steps

        let dash = if c.Passed then "" else " stroke-dasharray='5 3'"

        Markup.append
            page
            $"<line stroke='{colour}' stroke-width='1.4'{dash} x1='{Markup.at (x.At first)}' y1='{Markup.at (y.At(value first))}' x2='{Markup.at (x.At last)}' y2='{Markup.at (y.At(value last))}'/>"

/// A triangle of the expected slope, in the lower left corner where no error lies.
let private triangle (page: StringBuilder) (x: LogAxis) (y: LogAxis) (expected: float) =
    let pixels =
        (y.At y.Low - y.At y.High)
        / Math.Log10(y.High / y.Low)
        / ((x.At x.High - x.At x.Low) / Math.Log10(x.High / x.Low))

    let steep = expected * pixels
    let run = min 70.0 (90.0 / max 0.2 steep)
    let x0, y1 = left + 14.0, height - bottom - 12.0
    let y0 = y1 - steep * run
    let label = expected.ToString("G3", CultureInfo.InvariantCulture)

    Markup.append
        page
        $"<path class='triangle' d='M{Markup.at x0} {Markup.at y0} L{Markup.at x0} {Markup.at y1} L{Markup.at (x0 + run)} {Markup.at y1} Z'/>"

    Markup.append page $"<text x='{Markup.at (x0 + 5.0)}' y='{Markup.at (y1 - 5.0)}'>{label}</text>"

let private legend (page: StringBuilder) (curves: ConvergenceCurve list) =
    Markup.append page "<ul class='legend'>"

    curves
    |> List.iteri (fun i c ->
        let slope =
            if isNull c.Slope then
                "no order"
            else
                "order " + c.Slope.ToString()

        let verdict = if c.Passed then "" else " <b class='no'>fails</b>"
        let series = if c.Series = "" then "" else Markup.escape c.Series + ": "

        Markup.append
            page
            $"<li><i style='background:{colours.[i % colours.Length]}'></i>{series}{Markup.escape slope}{verdict}</li>")

    Markup.append page "</ul>"

/// Draws a group of curves.
let draw (page: StringBuilder) (group: string) (curves: ConvergenceCurve list) =
    Markup.append page "<figure>"
    Markup.append page $"<figcaption>{Markup.escape group}</figcaption>"

    match curves |> List.filter (fun c -> not (Seq.isEmpty (plottable c))) with
    | [] -> Markup.append page "<p class='empty'>no error at any number of steps</p>"
    | drawn ->
        let levels = drawn |> Seq.collect plottable |> List.ofSeq

        let x =
            LogAxis.around (levels |> List.map (fun l -> float l.Steps)) 0.04 left (width - right)

        let y =
            LogAxis.around (levels |> List.map (fun l -> l.Error)) 0.05 (height - bottom) top

        Markup.append
            page
            $"<svg viewBox='0 0 {int width} {int height}' role='img'><title>{Markup.escape group}: error against steps</title>"

        grid page x y (ticks x.Low x.High)
        triangle page x y drawn.Head.Expected

        curves
        |> List.iteri (fun i c ->
            let colour = colours.[i % colours.Length]
            line page x y colour c

            for l in plottable c do
                point page x y colour l)

        Markup.append page "</svg>"

    legend page curves
    Markup.append page "</figure>"
