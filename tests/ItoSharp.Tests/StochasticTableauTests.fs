/// The run-time data of stochastic tableaux.
module ItoSharp.Tests.StochasticTableauTests

open System
open Xunit
open ItoSharp

[<Fact>]
let ``a declared method has its numbers and its orders`` () =
    let t = Sriw1.Tableau
    Assert.Equal("Sriw1", t.Name)
    Assert.Equal(StochasticForm.Sri, t.Form)
    Assert.Equal(Interpretation.Ito, t.Interpretation)
    Assert.Equal((3, 4, 0), (t.DriftStages, t.NoiseStages, t.HatStages))
    Assert.Equal(1.5, t.["B0"].[1, 0])
    Assert.Equal<float[]>([| -5.0; 3.0; 0.5; 0.0 |], t.["B1"].[3].ToArray())
    Assert.Equal(4.0 / 3.0, t.["beta1"].[0, 1])
    Assert.Equal(2, t.Orders.Deterministic)
    Assert.Equal(ClassOrder(1.5, 1.5), t.Orders.Of NoiseClass.Diagonal)
    Assert.Equal(ClassOrder(0.5, 1.0), t.Orders.Of NoiseClass.General)
    Assert.Equal(0.0, t.Orders.Residual)
    Assert.InRange(Sosri.Tableau.Orders.Residual, 1e-16, 1e-12)
    Assert.Equal(3, Ri6.Tableau.HatStages)

[<Fact>]
let ``rows and weights of every shipped method fit its stages`` () =
    for t in
        [
            ItoEuler.Tableau
            EulerHeun.Tableau
            StochasticHeun.Tableau
            StochasticMidpoint.Tableau
            ItoMilstein.Tableau
            StratonovichMilstein.Tableau
            CommutativeMilstein.Tableau
            Sra1.Tableau
            Sra2.Tableau
            Sra3.Tableau
            Sosra.Tableau
            Sosra2.Tableau
            Sriw1.Tableau
            Sriw2.Tableau
            Sosri.Tableau
            Sosri2.Tableau
            PlatenWeak2.Tableau
            Dri1.Tableau
            Ri1.Tableau
            Ri5.Tableau
            Ri6.Tableau
            Rs1.Tableau
            Rs2.Tableau
        ] do
        let sum (name: string) = Seq.sum (t.[name].Values.ToArray())
        Assert.Equal(1.0, sum "alpha", 10)
        Assert.Equal(1.0, sum "beta1", 10)

        for block in t.Blocks.ToArray() do
            Assert.Equal(block.Rows * block.Columns, block.Values.Length)
            let isMatrix = block.Name.StartsWith 'A' || block.Name.StartsWith 'B'

            if isMatrix then
                let stages =
                    match block.Name.[1] with
                    | '0' -> t.DriftStages
                    | '2' -> t.HatStages
                    | _ -> t.NoiseStages

                Assert.Equal(stages, block.Rows)

                let columns =
                    if block.Name.[0] = 'A' then
                        t.DriftStages
                    else
                        t.NoiseStages

                Assert.Equal(columns, block.Columns)

[<Fact>]
let ``what does not exist is said by name`` () =
    let t = Sra1.Tableau

    Assert.Contains("no block 'B1'", Assert.Throws<ArgumentException>(fun () -> t.["B1"] |> ignore).Message)
    Assert.Contains("c0, A0, B0, c1, alpha", Assert.Throws<ArgumentException>(fun () -> t.["B1"] |> ignore).Message)

    Assert.Throws<ArgumentOutOfRangeException>(fun () -> t.["A0"].[2, 0] |> ignore)
    |> ignore

    Assert.Throws<ArgumentOutOfRangeException>(fun () -> t.["A0"].[0, 2] |> ignore)
    |> ignore

    Assert.Throws<ArgumentOutOfRangeException>(fun () -> t.Orders.Of(enum<NoiseClass> 9) |> ignore)
    |> ignore

    Assert.Contains(
        "Block A0 of 2 x 2 has 3 values",
        Assert.Throws<ArgumentException>(fun () -> TableauBlock("A0", 2, 2, [| 1.0; 2.0; 3.0 |]) |> ignore).Message
    )
