module ItoSharp.Generator.Tests.Smoke

open Xunit

[<Fact>]
let ``the assembly loads`` () = Assert.True(true)
