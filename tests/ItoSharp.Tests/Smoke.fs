module ItoSharp.Tests.Smoke

open Xunit

[<Fact>]
let ``the assembly loads`` () = Assert.True(true)
