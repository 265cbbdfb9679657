/// Random explicit tableaux, of any order or of a given one.
module internal ItoSharp.Verification.Generators.Tableaux

open System.Collections.Generic
open FsCheck
open FsCheck.FSharp

let private n (value: int) = Fraction.Of value

let private tableau (rows: Fraction list list) (weights: Fraction list) =
    ExplicitTableau(
        [| for row in rows -> (Array.ofList row :> IReadOnlyList<Fraction>) |],
        (Array.ofList weights :> IReadOnlyList<Fraction>)
    )

/// Any entries; the last weight makes the method consistent.
let consistent: Gen<ExplicitTableau> =
    gen {
        let! stages = Gen.choose (1, 6)

        let! rows =
            Gen.sequenceToList [ for i in 0 .. stages - 1 -> Gen.listOfLength i Numbers.fraction ]

        let! weights = Gen.listOfLength (stages - 1) Numbers.fraction
        let last = weights |> List.fold (fun rest w -> rest - w) (n 1)
        return tableau rows (weights @ [ last ])
    }

/// Two stages of order two, by the node.
let second: Gen<ExplicitTableau> =
    gen {
        let! c = Numbers.inner
        let b = n 1 / (n 2 * c)
        return tableau [ []; [ c ] ] [ n 1 - b; b ]
    }

/// Kutta's family of three stages and order three, by two nodes.
let third: Gen<ExplicitTableau> =
    gen {
        let two = Fraction.Of(2, 3)

        let! c2, c3 =
            Gen.two Numbers.inner
            |> Gen.filter (fun (c2, c3) -> not (c2.Equals c3) && not (c2.Equals two))

        let b2 = (n 3 * c3 - n 2) / (n 6 * c2 * (c3 - c2))
        let b3 = (n 2 - n 3 * c2) / (n 6 * c3 * (c3 - c2))
        let a32 = c3 * (c3 - c2) / (c2 * (n 2 - n 3 * c2))
        return tableau [ []; [ c2 ]; [ c3 - a32; a32 ] ] [ n 1 - b2 - b3; b2; b3 ]
    }

/// Kutta's family of four stages and order four, by two nodes; the fourth is 1.
let fourth: Gen<ExplicitTableau> =
    gen {
        let last (c2: Fraction) (c3: Fraction) =
            n 6 * c2 * c3 - n 4 * c2 - n 4 * c3 + n 3

        let! c2, c3 =
            Gen.two Numbers.inner
            |> Gen.filter (fun (c2, c3) ->
                not (c2.Equals c3)
                && not (c2.Equals(Fraction.Of(1, 2)))
                && not (last c2 c3).IsZero)

        let b2 = (n 2 * c3 - n 1) / (n 12 * c2 * (c3 - c2) * (n 1 - c2))
        let b3 = (n 1 - n 2 * c2) / (n 12 * c3 * (c3 - c2) * (n 1 - c3))
        let b4 = last c2 c3 / (n 12 * (n 1 - c2) * (n 1 - c3))
        let a32 = c3 * (c3 - c2) / (n 2 * c2 * (n 1 - n 2 * c2))
        let odd = n 2 * c3 - n 1

        let a42 =
            (n 1 - c2) * (c2 + c3 - n 1 - odd * odd) / (n 2 * c2 * (c3 - c2) * last c2 c3)

        let a43 = (n 1 - n 2 * c2) * (n 1 - c2) * (n 1 - c3) / (c3 * (c3 - c2) * last c2 c3)

        return
            tableau [ []; [ c2 ]; [ c3 - a32; a32 ]; [ n 1 - a42 - a43; a42; a43 ] ] [ n 1 - b2 - b3 - b4; b2; b3; b4 ]
    }

/// Of order 1 to 4.
let ofOrder order =
    match order with
    | 1 -> consistent
    | 2 -> second
    | 3 -> third
    | _ -> fourth
