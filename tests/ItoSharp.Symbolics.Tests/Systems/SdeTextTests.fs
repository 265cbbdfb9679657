module ItoSharp.Symbolics.Tests.Systems.SdeTextTests

open System
open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Systems.Equations
open ItoSharp.Symbolics.Tests.Systems.RandomSystems
open Xunit

[<Fact>]
let ``declarations survive their text`` () =
    check 300 (fun (RandomSystem(d, _)) -> SdeText.read (SdeText.write d) = Ok d |> Prop.label (SdeText.write d))

    for d in all do
        Assert.Equal(Ok d, SdeText.read (SdeText.write d))

[<Fact>]
let ``odd names, bounds, times and defaults survive`` () =
    let odd = {
        heston with
            Name = "\"a\\ b\""
            Interpretation = Calculus.Stratonovich
            MinTime = -0.1
            MaxTime = Some 1e-300
            Parameters = [
                {
                    Name = "1 é"
                    Default = Some -1.7976931348623157e308
                    Positive = false
                }
                {
                    Name = "("
                    Default = Some 0.1
                    Positive = true
                }
            ]
            Domains = [
                {
                    Component = "S"
                    Min = Some -1e-7
                    Max = Some 3.25
                    Boundary = Boundary.Reflection
                }
                {
                    Component = "V"
                    Min = None
                    Max = Some 2.0
                    Boundary = Boundary.Absorption
                }
            ]
    }

    Assert.Equal(Ok odd, SdeText.read (SdeText.write odd))

[<Fact>]
let ``a text looks like this`` () =
    Assert.Equal(
        "(sde 1 \"Gbm\" ito (state \"x\") (parameters (\"Mu\") (\"Sigma\" positive)) (time 0) (drift (* Mu x)) (noise \"W\" (* Sigma x)))",
        SdeText.write gbm
    )

[<Fact>]
let ``damaged text never throws`` () =
    let random = Random 5

    for d in all do
        let text = SdeText.write d

        for _ in 1..300 do
            let damaged = text.ToCharArray()
            damaged.[random.Next damaged.Length] <- "()^*+-/ x9\"".[random.Next 11]
            SdeText.read (String damaged) |> ignore
            SdeText.read (text.Substring(0, random.Next text.Length)) |> ignore

[<Theory>]
[<InlineData(null, "no text")>]
[<InlineData("(sde 7 \"A\")", "format '7'")>]
[<InlineData("(sde 1 \"A\" levy (state) (parameters) (time 0) (drift))", "neither ito nor stratonovich")>]
[<InlineData("(sde 1 \"A\" ito (state x) (parameters) (time 0) (drift))", "double quotes")>]
[<InlineData("(sde 1 \"A\" ito (state) (parameters) (time) (drift))", "(time first)")>]
[<InlineData("(sde 1 \"A\" ito (state) (parameters) (time 1e309) (drift))", "too large")>]
[<InlineData("(sde 1 \"A\" ito (state) (parameters (\"p\" 1 2)) (time 0) (drift))", "A parameter must be")>]
[<InlineData("(sde 1 \"A\" ito (state) (parameters) (time 0) (drift) (jump \"N\"))", "'jump'")>]
[<InlineData("(sde 1 \"A\" ito (state) (parameters) (time 0) (drift) (domain \"x\" wall))", "'wall'")>]
[<InlineData("(sde 1 \"A\" ito (state) (parameters) (time 0) (drift) (domain \"x\" reflection (min 0) (min 1)))",
             "at most once")>]
let ``wrong text is refused`` (text: string) (part: string) =
    match SdeText.read text with
    | Ok _ -> failwith "read"
    | Error message -> Assert.Contains(part, message)
