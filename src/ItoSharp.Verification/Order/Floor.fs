/// What round-off and the reference leave of an error.
module internal ItoSharp.Verification.Floor

open System

/// The size of round-off after so many steps, and of the reference's own error.
let ofPath (epsilon: float) (scale: float) (reference: float) (steps: int) =
    2.0 * epsilon * scale * (4.0 + Math.Sqrt(float steps)) + reference

/// An error below this many floors is no longer the method's: 50 of them move its logarithm by 0.02.
let private margin = 50.0

/// Marks the levels at the floor.
let mark (floor: int -> float) (levels: ConvergenceLevel list) =
    levels
    |> List.map (fun l ->
        if not (Double.IsFinite l.Error) then
            SlopeFit.exclude "not finite" l
        elif l.Error <= margin * floor l.Steps then
            SlopeFit.exclude "at the round-off floor" l
        else
            l)
