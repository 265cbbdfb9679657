namespace ItoSharp.Verification

open System
open System.Collections.Generic
open System.IO
open System.Text

module private ReportParts =
    let anchor i = $"result-{i + 1}"

    let overview (page: StringBuilder) (results: VerificationResult[]) =
        Markup.append
            page
            "<table><thead><tr><th>verdict</th><th>what was verified</th><th>check</th><th>in one line</th><th>false failures</th></tr></thead><tbody>"

        results
        |> Array.iteri (fun i r ->
            Markup.append
                page
                $"<tr><td class='tight'>{Markup.badge r}</td><td class='tight'><a href='#{anchor i}'>{Markup.escape r.Subject}</a></td><td>{Markup.escape r.Check}</td><td>{Markup.escape r.Verdict}</td><td class='tight'>{Markup.rate r.FalseFailureRate}</td></tr>")

        Markup.append page "</tbody></table>"

    let findings (page: StringBuilder) (result: VerificationResult) =
        let rows () =
            Markup.append
                page
                "<table><thead><tr><th></th><th>checked</th><th>measured</th><th>expected</th><th>note</th></tr></thead><tbody>"

            for f in result.Findings do
                let mark =
                    if not f.IsMeasured then "<b>not measured</b>"
                    elif f.Passed then "<span class='yes'>pass</span>"
                    else "<b class='no'>fail</b>"

                Markup.append
                    page
                    $"<tr><td class='tight'>{mark}</td><td>{Markup.escape f.What}</td><td>{Markup.escape f.Measured}</td><td class='tight'>{Markup.escape f.Expected}</td><td>{Markup.escape f.Note}</td></tr>"

            Markup.append page "</tbody></table>"

        if result.Findings.Count > 12 then
            Markup.append page $"<details><summary>all {result.Findings.Count} findings</summary>"
            rows ()
            Markup.append page "</details>"
        elif result.Findings.Count > 0 then
            rows ()

    let plots (page: StringBuilder) (result: VerificationResult) =
        if result.Curves.Count > 0 then
            Markup.append page "<div class='plots'>"

            for group, curves in result.Curves |> Seq.groupBy (fun c -> c.Group) do
                ConvergencePlot.draw page group (List.ofSeq curves)

            Markup.append page "</div>"

    let section (page: StringBuilder) i (result: VerificationResult) =
        Markup.append
            page
            $"<h2 id='{anchor i}'>{Markup.badge result} {Markup.escape result.Subject} <small>{Markup.escape result.Check}</small></h2>"

        Markup.append page $"<p class='verdict'>{Markup.escape result.Verdict}</p>"

        let chance =
            if result.FalseFailureRate = 0.0 then
                ""
            else
                $" A right subject fails with chance {Markup.rate result.FalseFailureRate} at most, over the choice of the seed."

        Markup.append page $"<p class='method'>{Markup.escape result.Method}{chance}</p>"
        plots page result
        findings page result

/// <summary>
/// Results as one self-contained HTML page: a table of verdicts, convergence plots with fitted lines and the expected slope, all findings
/// and what was tested at which false-failure rate. The same results give the same bytes.
/// </summary>
[<AbstractClass; Sealed>]
type VerificationReport =
    /// <summary>The page as text.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="results">The results, in the order of the page.</param>
    static member Html(title: string, results: IEnumerable<VerificationResult>) =
        ArgumentException.ThrowIfNullOrWhiteSpace(title, nameof title)
        ArgumentNullException.ThrowIfNull(results, nameof results)
        let all = Array.ofSeq results
        let right = all |> Array.filter (fun r -> r.Passed) |> Array.length
        let page = StringBuilder()
        Markup.append page "<!doctype html>"

        Markup.append
            page
            "<html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"

        Markup.append page $"<title>{Markup.escape title}</title><style>{Style.text}</style></head><body>"
        Markup.append page $"<h1>{Markup.escape title}</h1>"

        let counted =
            if all.Length = 1 then
                "verification is"
            else
                "verifications are"

        Markup.append page $"<p class='lead'>{right} of {all.Length} {counted} as they should be.</p>"
        ReportParts.overview page all

        Markup.append
            page
            "<p class='method'>In the plots filled points are fitted, hollow ones left out (not yet asymptotic, or at the round-off floor; the pointer tells which), bars are one standard error, the grey triangle has the expected slope, and the line of a failing fit is dashed.</p>"

        all |> Array.iteri (ReportParts.section page)
        Markup.append page "</body></html>"
        page.ToString()

    /// <summary>Writes the page, and the folders on the way to it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="title">Its title.</param>
    /// <param name="results">The results, in the order of the page.</param>
    static member Write(path: string, title: string, results: IEnumerable<VerificationResult>) =
        ArgumentException.ThrowIfNullOrWhiteSpace(path, nameof path)
        let html = VerificationReport.Html(title, results)

        match Path.GetDirectoryName(Path.GetFullPath path) with
        | null -> ()
        | folder -> Directory.CreateDirectory folder |> ignore

        File.WriteAllText(path, html, UTF8Encoding(false))

    /// <summary>Writes the page under the title "Verification".</summary>
    /// <param name="path">The file.</param>
    /// <param name="results">The results, in the order of the page.</param>
    static member Write(path: string, results: IEnumerable<VerificationResult>) =
        VerificationReport.Write(path, "Verification", results)
