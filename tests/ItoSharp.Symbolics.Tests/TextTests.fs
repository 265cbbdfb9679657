module ItoSharp.Symbolics.Tests.TextTests

open System
open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Properties
open Xunit

let private isError result =
    match result with
    | Ok _ -> false
    | Error(message: string) -> message.Length > 0

[<Fact>]
let ``reading what was written gives the same value`` () =
    check (fun (Smooth e) -> Text.read (Text.write e) = Ok e |> Prop.label (Text.write e))

[<Fact>]
let ``odd names survive`` () =
    for name in [ "pi"; "a b"; "\"q\\"; "é"; "+"; "1" ] do
        Assert.Equal(Ok(Var name), Text.read (Text.write (Var name)))

[<Fact>]
let ``random text never throws`` () =
    let alphabet = "()()()   +*^pow exp log phi var \"\\ 0123456789/-.e xyt\n\u00e9"
    let random = Random 7

    for _ in 1..20000 do
        let text =
            String(Array.init (random.Next 60) (fun _ -> alphabet.[random.Next alphabet.Length]))

        Text.read text |> ignore

[<Fact>]
let ``damaged text never throws`` () =
    let random = Random 11

    checkTimes 300 (fun (Smooth e) ->
        let text = (Text.write e).ToCharArray()
        text.[random.Next text.Length] <- "()^*+-/ x9\"".[random.Next 11]
        Text.read (String text) |> ignore
        true)

[<Theory>]
[<InlineData("")>]
[<InlineData("(+ 1 2) 3")>]
[<InlineData("(+ 1 2")>]
[<InlineData(")")>]
[<InlineData("()")>]
[<InlineData("(gamma x)")>]
[<InlineData("1/0")>]
[<InlineData("(^ x y)")>]
[<InlineData("(^ x 1/0)")>]
[<InlineData("(phi -1 x)")>]
[<InlineData("(phi 99999999999 x)")>]
[<InlineData("1e999999999")>]
[<InlineData("\"open")>]
let ``wrong text is refused`` (text: string) = Assert.True(isError (Text.read text))

[<Fact>]
let ``deep and huge text is refused or read quickly`` () =
    Assert.True(isError (Text.read (String('(', 100000))))
    Assert.True(isError (Text.read (String.replicate 10000 "(exp " + "x" + String(')', 10000))))
    Assert.True(isError (Text.read null))
    let wide = "(+ " + String.concat " " [ for i in 1..25000 -> "x" + string i ] + ")"
    Assert.Equal(Text.read wide, Text.read wide)
    Assert.False(isError (Text.read "(^ (^ 99999 99999) 99999)"))
    Assert.False(isError (Text.read "(exp (* 999999 (log 9)))"))
