/// Text and numbers of a page.
module internal ItoSharp.Verification.Markup

open System.Globalization
open System.Net
open System.Text

let escape (text: string) = WebUtility.HtmlEncode text

/// A coordinate of a drawing.
let at (x: float) =
    x.ToString("0.0", CultureInfo.InvariantCulture)

/// A false-failure rate.
let rate (x: float) =
    if x = 0.0 then
        "no chance involved"
    else
        x.ToString("0E+0", CultureInfo.InvariantCulture)

/// A power of ten, as markup of a drawing.
let powerOfTen (exponent: int) =
    let e = exponent.ToString(CultureInfo.InvariantCulture).Replace("-", "\u2212")
    $"10<tspan dy='-5' font-size='8'>{e}</tspan>"

let badge (result: VerificationResult) =
    match result with
    | :? CaughtResult as caught when caught.Passed -> "<span class='badge caught'>CAUGHT</span>"
    | r when r.Passed -> "<span class='badge pass'>PASS</span>"
    | _ -> "<span class='badge fail'>FAIL</span>"

let append (page: StringBuilder) (line: string) =
    page.Append(line).Append('\n') |> ignore
