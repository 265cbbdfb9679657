/// The published update rules as their papers write them (samplers note B.1 to B.8), for scalars, with the coefficients found
/// here: nothing of the plan algebra enters.
module ItoSharp.Tests.Samplers.IdentitiesReference

open System
open ItoSharp

/// One trajectory: the nodes, the data prediction at (t, x), the normals by step.
type Problem = {
    Points: ProcessPoint[]
    Data: float -> float -> float
    Normal: int -> float
} with

    member p.Steps = p.Points.Length - 1
    member p.DataAt n x = p.Data p.Points.[n].Time x

    member p.NoiseAt n x =
        (x - p.Points.[n].Alpha * p.DataAt n x) / p.Points.[n].Sigma

let private expm1 (x: float) = Special.Expm1 x

/// Folds a step (from, to, state of the method) over the nodes.
let private steps (p: Problem) (x: float) (state: 's) (step: int -> float * 's -> float * 's) =
    Seq.fold (fun s n -> step n s) (x, state) (seq { 0 .. p.Steps - 1 }) |> fst

/// B.1: x_t = alpha_t D + sqrt(sigma_t^2 - e^2) eps + e z, e^2 = eta^2 sigma_t^2 (1 - exp(-2h)).
let ddim (eta: float) (p: Problem) x =
    steps p x () (fun n (x, ()) ->
        let s, t = p.Points.[n], p.Points.[n + 1]
        let e = eta * t.Sigma * Math.Sqrt(-(expm1 (-2.0 * (t.Lambda - s.Lambda))))
        let d = p.DataAt n x
        let eps = (x - s.Alpha * d) / s.Sigma
        t.Alpha * d + Math.Sqrt(t.Sigma * t.Sigma - e * e) * eps + e * p.Normal n, ())

/// B.5, noise form: x_t = (alpha_t/alpha_s) x - (1 + tau^2) sigma_t (e^h - 1) eps + tau sigma_t sqrt(e^2h - 1) z.
let sdeNoise (tau: float) (p: Problem) x =
    steps p x () (fun n (x, ()) ->
        let s, t = p.Points.[n], p.Points.[n + 1]
        let h = t.Lambda - s.Lambda

        let noise = tau * t.Sigma * Math.Sqrt(expm1 (2.0 * h)) * p.Normal n

        t.Alpha / s.Alpha * x - (1.0 + tau * tau) * t.Sigma * expm1 h * p.NoiseAt n x
        + noise,
        ())

/// B.5, 2M in data form: the midpoint form, or the Taylor form.
let twoStep (taylor: bool) (tau: float -> float) (p: Problem) x =
    steps p x None (fun n (x, before) ->
        let s, t = p.Points.[n], p.Points.[n + 1]
        let h = t.Lambda - s.Lambda
        let tau = tau t.Time
        let kh = (1.0 + tau * tau) * h
        let d = p.DataAt n x
        let one = -(expm1 -kh)

        let change =
            match before with
            | None -> 0.0
            | Some(last, lambda) ->
                let slope = (d - last) / ((s.Lambda - lambda) / h)

                if taylor then
                    (1.0 - one / kh) * slope
                else
                    0.5 * one * slope

        let noise = t.Sigma * Math.Sqrt(-(expm1 (-2.0 * tau * tau * h))) * p.Normal n

        t.Sigma / s.Sigma * Math.Exp(-tau * tau * h) * x
        + t.Alpha * (one * d + change)
        + noise,
        Some(d, s.Lambda))

/// B.7: UniPC of order 2 in data form, B(h) = z (first variant) or exp(z) - 1 (second); the last step is not corrected.
let uniPC2 (second: bool) (p: Problem) x =
    let update n (x: float) (d: float) (differences: (float * float) list) =
        // The sum of rho_j D_j with R rho = b; one unknown has rho = 1/2, as the paper fixes it.
        let s, t = p.Points.[n], p.Points.[n + 1]
        let z = -(t.Lambda - s.Lambda)
        let b = if second then expm1 z else z
        let phi k = Special.Phi(k, z)

        let sum =
            match differences with
            | [] -> 0.0
            | [ (_, change) ] -> 0.5 * change
            | [ (r1, d1); (r2, d2) ] ->
                let b1, b2 = z * phi 2 / b, z * phi 3 * 2.0 / b
                // rho1 + rho2 = b1, r1 rho1 + r2 rho2 = b2.
                let rho2 = (b2 - r1 * b1) / (r2 - r1)
                (b1 - rho2) * d1 + rho2 * d2
            | _ -> failwith "two differences at most"

        t.Sigma / s.Sigma * x - t.Alpha * expm1 z * d - t.Alpha * b * sum

    let none: (float * float) list = []

    steps p x (none, p.DataAt 0 x) (fun n (x, (history, d)) ->
        let s, t = p.Points.[n], p.Points.[n + 1]
        let h = t.Lambda - s.Lambda

        let past =
            history
            |> List.map (fun (lambda, m) -> let r = (lambda - s.Lambda) / h in r, (m - d) / r)

        let predicted = update n x d past

        if n = p.Steps - 1 then
            predicted, ([], d)
        else
            let dNew = p.DataAt (n + 1) predicted
            let next = update n x d (past @ [ (1.0, dNew - d) ])
            next, ([ (s.Lambda, d) ], dNew))

/// Lagrange weights of an integral: integral from a to b of w(u) l_j(u) du for the given nodes, by quadrature.
let private lagrange (w: float -> float) (nodes: float list) a b =
    nodes
    |> List.mapi (fun j node ->
        let basis u =
            nodes
            |> List.indexed
            |> List.fold (fun acc (i, other) -> if i = j then acc else acc * (u - other) / (node - other)) 1.0

        GaussLegendre.Integrate(Func<float, float>(fun u -> w u * basis u), a, b))

/// B.8: SA-Solver P2C2, predictor and corrector through two nodes each, tau constant on a step; with or without a corrected last
/// step.
let saP2C2Until (correctLast: bool) (tau: float -> float) (p: Problem) x =
    steps p x (None, p.DataAt 0 x) (fun n (x, (before, d)) ->
        let s, t = p.Points.[n], p.Points.[n + 1]
        let tau = tau t.Time
        let kappa = 1.0 + tau * tau
        let h = t.Lambda - s.Lambda

        let weight u =
            kappa * t.Alpha * Math.Exp(-kappa * (t.Lambda - u))

        let combine (nodes: (float * float) list) =
            List.map2 (*) (lagrange weight (List.map fst nodes) s.Lambda t.Lambda) (List.map snd nodes)
            |> List.sum

        let rest =
            t.Sigma / s.Sigma * Math.Exp(-tau * tau * h) * x
            + t.Sigma * Math.Sqrt(-(expm1 (-2.0 * tau * tau * h))) * p.Normal n

        let predicted = rest + combine ((s.Lambda, d) :: Option.toList before)

        if n = p.Steps - 1 && not correctLast then
            predicted, (None, d)
        else
            let dNew = p.DataAt (n + 1) predicted
            rest + combine [ t.Lambda, dNew; s.Lambda, d ], (Some(s.Lambda, d), dNew))

/// SA-Solver P2C2 as its code runs: the last step is not corrected.
let saP2C2 tau = saP2C2Until false tau

/// B.2: rhoAB through k nodes, x_t = (alpha_t/alpha_s) x + alpha_t integral of the interpolated noise over rho.
let rhoAB (k: int) (p: Problem) x =
    steps p x [] (fun n (x, history) ->
        let s, t = p.Points.[n], p.Points.[n + 1]
        let rho (q: ProcessPoint) = q.Sigma / q.Alpha
        let nodes = (rho s, p.NoiseAt n x) :: history |> List.truncate k
        let weights = lagrange (fun _ -> t.Alpha) (List.map fst nodes) (rho s) (rho t)
        t.Alpha / s.Alpha * x + List.sum (List.map2 (*) weights (List.map snd nodes)), nodes)

/// EDM's algorithm 1 without churn, alpha = 1; the step to sigma = 0 is Euler's.
let edmHeun (p: Problem) x =
    steps p x () (fun n (x, ()) ->
        let s, t = p.Points.[n], p.Points.[n + 1]
        let d = (x - p.DataAt n x) / s.Sigma
        let euler = x + (t.Sigma - s.Sigma) * d

        if t.Sigma = 0.0 then
            euler, ()
        else
            let d' = (euler - p.DataAt (n + 1) euler) / t.Sigma
            x + (t.Sigma - s.Sigma) * (0.5 * d + 0.5 * d'), ())

/// Euler's method on rectified flow, dx/dt = eps - D.
let flowEuler (p: Problem) x =
    steps p x () (fun n (x, ()) ->
        let s, t = p.Points.[n], p.Points.[n + 1]
        let d = p.DataAt n x
        // eps = (x - (1 - t) D) / t also at t = 1.
        x + (t.Time - s.Time) * ((x - (1.0 - s.Time) * d) / s.Time - d), ())
