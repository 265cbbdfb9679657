/// The work of a proof, counted; the time it takes is printed and gates nothing.
module ItoSharp.Symbolics.Tests.Tableaux.BudgetTests

open System.Diagnostics
open Xunit
open Xunit.Abstractions
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Tableaux.CorpusTests

type Budgets(output: ITestOutputHelper) =
    [<Fact>]
    member _.``a pair of seven stages takes hundreds of products, one of thirteen and order eight some thousands``() =
        for name, most in
            [
                "DormandPrince54", 300
                "Tsit5", 300
                "Fehlberg78", 7000
                "VernerEfficient87", 7000
            ] do
            let _, order, embedded, _, text =
                published |> List.find (fun (n, _, _, _, _) -> n = name)

            let products = TableauProofs.products (read text)
            Assert.InRange(products, 1, most)
            faults order embedded text |> ignore
            let clock = Stopwatch.StartNew()
            faults order embedded text |> ignore
            output.WriteLine $"{name}: {products} products, {clock.Elapsed.TotalMilliseconds:F1} ms warm"
