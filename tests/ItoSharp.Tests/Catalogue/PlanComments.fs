/// The documentation comments of shipped plans, which carry their papers and their published errata.
module ItoSharp.Tests.Catalogue.PlanComments

open System
open System.IO
open System.Text.RegularExpressions
open System.Xml.Linq

type Comment = {
    Summary: string
    Source: string
    /// The update that the generator derived.
    Formula: string
}

let private spaces = Regex(@"\s+")

let private tidy (text: string) = spaces.Replace(text, " ").Trim()

/// The text of an element; references become names.
let rec private text (node: XNode) : string =
    match node with
    | :? XText as t -> t.Value
    | :? XElement as e when e.Name.LocalName = "see" ->
        let cref = e.Attribute(XName.Get "cref").Value
        "`" + cref.Substring(cref.LastIndexOf('.') + 1) + "`"
    | :? XElement as e when e.Name.LocalName = "c" -> "`" + (e.Nodes() |> Seq.map text |> String.concat "") + "`"
    | :? XElement as e -> e.Nodes() |> Seq.map text |> String.concat ""
    | _ -> ""

let private document =
    lazy (XDocument.Load(Path.Combine(AppContext.BaseDirectory, "ItoSharp.xml")))

/// The comment of a plan type; an exception for one without summary and source, which a shipped plan must have.
let ofPlan (name: string) : Comment =
    let plan =
        document.Value.Descendants(XName.Get "member")
        |> Seq.find (fun m -> m.Attribute(XName.Get "name").Value = "T:ItoSharp." + name)

    let elements kind =
        plan.Elements(XName.Get kind) |> Seq.map (text >> tidy) |> List.ofSeq

    let generated, written =
        elements "remarks"
        |> List.partition (fun r -> r.StartsWith("Derived at build time", StringComparison.Ordinal))

    match elements "summary", written, generated with
    | [ summary ], [ source ], [ derived ] -> {
        Summary = summary
        Source = source
        Formula = derived.Split('`').[1]
      }
    | _ -> failwithf "%s lacks a summary, a source or its derivation" name
