module ItoSharp.Symbolics.Tests.Systems.SdeProgramTests

open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Systems.Equations
open ItoSharp.Symbolics.Tests.Systems.RandomSystems
open Xunit

let private run (program: HoistedProgram<'a>) (at: Map<string, float>) =
    let values =
        (at, program.Constants @ program.Timed @ program.Local)
        ||> List.fold (fun acc (name, e) ->
            Assert.False(acc.ContainsKey name, name + " is defined twice.")
            Map.add name (Evaluate.at acc e) acc)

    program.Outputs |> List.map (fun (output, e) -> output, Evaluate.at values e)

[<Fact>]
let ``the program computes drift, noises and Milstein terms`` () =
    check 150 (fun (RandomSystem(d, at)) (Observable phi) ->
        let x, time = Oracle.stateOf d at, at.["t"]
        let program = SdeProgram.build d d.Interpretation true [ "phi", phi d.State ]
        let found = run program at |> Map.ofList
        let drift = Oracle.vector d at time x d.Drift
        let columns = Oracle.columns d at time x
        let h m x = (Oracle.columns d at time x).[m]
        let ok expected value = Oracle.close 1e-7 expected value

        let driftOutput =
            match d.Interpretation with
            | Calculus.Ito -> SdeOutput.ItoDrift
            | Calculus.Stratonovich -> SdeOutput.StratonovichDrift

        [
            for i, name in List.indexed d.State do
                ok drift.[i] found.[driftOutput name]

                for m, g in List.indexed d.Noises do
                    ok columns.[m].[i] found.[SdeOutput.Noise(g.Name, name)]

                    for l, k in List.indexed d.Noises do
                        let expected = (Oracle.along (h l) x columns.[m]).[i]

                        match Map.tryFind (SdeOutput.Milstein(g.Name, k.Name, name)) found with
                        | Some value -> ok expected value
                        | None -> abs expected < 1e-7
            ok (Evaluate.at at (phi d.State)) found.[SdeOutput.Other "phi"]
        ]
        |> List.forall id
        |> Prop.label (SdeText.write d))

[<Fact>]
let ``what does not change is computed once`` () =
    check 150 (fun (RandomSystem(d, _)) ->
        let program = SdeProgram.build d Calculus.Ito true []
        let state = Set.ofList d.State
        let names lets = lets |> List.map fst |> Set.ofList
        let allowed = Set.ofList (d.Parameters |> List.map _.Name)
        let constants = Set.union allowed (names program.Constants)
        let timed = Set.add "t" (Set.union constants (names program.Timed))

        let inOrder known lets =
            (Some known, lets)
            ||> List.fold (fun known (name, e) ->
                known
                |> Option.bind (fun known ->
                    if Set.isSubset (Expr.variables e) known then
                        Some(Set.add name known)
                    else
                        None))
            |> Option.isSome

        // What is left to every path has no function of parameters or the time alone.
        let rec isTight e =
            let vs = Expr.variables e
            let changes = not (Set.intersect vs (Set.union state (names program.Local))).IsEmpty

            match e with
            | Apply _
            | GeneralPower _ -> changes && Expr.parts e |> List.forall isTight
            | _ -> Expr.parts e |> List.forall isTight

        (inOrder allowed program.Constants
         && inOrder (Set.add "t" constants) program.Timed
         && inOrder (Set.union state timed) program.Local
         && program.Local @ (program.Outputs |> List.map (fun (_, e) -> "", e))
            |> List.forall (fun (_, e) -> isTight e))
        |> Prop.label (SdeText.write d))

[<Fact>]
let ``the program of Heston`` () =
    let program = SdeProgram.build heston Calculus.Ito true []
    Assert.Empty program.Timed

    // One square root on every path, none of the parameters.
    let roots =
        let rec count e =
            (match e with
             | Power(_, r) when r.Denominator.IsEven -> 1
             | _ -> 0)
            + (Expr.parts e |> List.sumBy count)

        (program.Local |> List.sumBy (snd >> count))
        + (program.Outputs |> List.sumBy (snd >> count))

    Assert.True((roots <= 1), sprintf "%A" program)

[<Fact>]
let ``all derivations of the known equations`` () =
    for d in all do
        match SdeDerivation.derive d with
        | Ok derived ->
            Assert.Equal(d, derived.Declaration)
            Assert.Equal(d.Noises.Length * d.Noises.Length, derived.Milstein().Length)
            Assert.Equal(MomentEquations.derive d, derived.Moments())
            Assert.Equal(d.Noises.Length, derived.NoiseJacobians.Length)
        | Error faults -> failwithf "%A" faults
