/// Published stochastic tableaux, as numbers (facts), and how to change them.
module ItoSharp.Symbolics.Tests.Tableaux.Stochastic.PublishedTableaux

open ItoSharp.Symbolics

let methodOf form calculus text : StochasticMethod =
    match StochasticTableauText.read form text with
    | Ok blocks -> {
        Name = "M"
        Form = form
        Calculus = calculus
        Blocks = blocks
        Claims = Map.empty
      }
    | Error fault -> failwith (fault.ToString())

let private sra text =
    methodOf StochasticForm.Sra Calculus.Ito text

let private sri text =
    methodOf StochasticForm.Sri Calculus.Ito text

let private increments calculus text =
    methodOf StochasticForm.Increments calculus text

let eulerMaruyama =
    increments Calculus.Ito "c0|A0|B0\n0||\nc1|A1|B1\n0||\nalpha|1\nbeta1|1"

let eulerHeun =
    increments Calculus.Stratonovich "c0|A0|B0\n0||\nc1|A1|B1\n0||\n0|0|1\nalpha|1\nbeta1|1/2 1/2"

let heun =
    increments Calculus.Stratonovich "c0|A0|B0\n0||\n1|1|1\nc1|A1|B1\n0||\n1|1|1\nalpha|1/2 1/2\nbeta1|1/2 1/2"

let sra1 =
    sra "c0|A0|B0\n0||\n3/4|3/4|3/2\nc1\n1\n0\nalpha|1/3 2/3\nbeta1|1 0\nbeta2|-1 1"

let sra2 =
    sra "c0|A0|B0\n0||\n3/4|3/4|3/2\nc1\n1/3\n1\nalpha|1/3 2/3\nbeta1|0 1\nbeta2|3/2 -3/2"

let sra3 =
    sra "c0|A0|B0\n0||\n1|1|0\n1/2|1/4 1/4|1 1/2\nc1\n1\n0\n0\nalpha|1/6 1/6 2/3\nbeta1|1 0 0\nbeta2|-1 1 0"

/// As torchsde has them: the signs of beta2 exchanged.
let sra2Wrong =
    sra "c0|A0|B0\n0||\n3/4|3/4|3/2\nc1\n1/3\n1\nalpha|1/3 2/3\nbeta1|0 1\nbeta2|-3/2 3/2"

let sra3Wrong =
    sra "c0|A0|B0\n0||\n1|1|0\n1/2|1/4 1/4|1 1/2\nc1\n1\n0\n0\nalpha|1/6 1/6 2/3\nbeta1|1 0 0\nbeta2|1 -1 0"

let milstein =
    sri "c0|A0|B0\n0||\nc1|A1|B1\n0||\n1|1|1\nalpha|1\nbeta1|1 0\nbeta2|-1 1\nbeta3|0 0\nbeta4|0 0"

let private stratonovichMilsteinText b1 beta2 =
    sprintf "c0|A0|B0\n0||\nc1|A1|B1\n%s\nalpha|1\nbeta1|1 0 0\nbeta2|%s\nbeta3|0 0 0\nbeta4|0 0 0" b1 beta2

let stratonovichMilstein =
    methodOf StochasticForm.Sri Calculus.Stratonovich (stratonovichMilsteinText "0||\n0|0|1\n0|0|-1 0" "0 1/2 -1/2")

/// One-sided differences: (g(x + g sqrt h) - g(x)) J_kk / sqrt h.
let stratonovichMilsteinOneSided =
    methodOf StochasticForm.Sri Calculus.Stratonovich (stratonovichMilsteinText "0||\n0|0|1\n0|0|0 0" "-1 1 0")

let commutativeMilstein =
    methodOf
        StochasticForm.Products
        Calculus.Ito
        "c0|A0|B0\n0||\nc1|A1|B1\n0||\n0|0|1\n0|0|-1 0\nalpha|1\nbeta1|1 0 0\nbeta2|0 1/2 -1/2"

let areaMilstein = {
    commutativeMilstein with
        Form = StochasticForm.Areas
}

let sriw1 =
    sri
        "c0|A0|B0\n0||\n3/4|3/4|3/2\n0|0 0|0 0\n0|0 0 0|0 0 0\nc1|A1|B1\n0||\n1/4|1/4|1/2\n1|1 0|-1 0\n1/4|0 0 1/4|-5 3 1/2\nalpha|1/3 2/3 0 0\nbeta1|-1 4/3 2/3 0\nbeta2|-1 4/3 -1/3 0\nbeta3|2 -4/3 -2/3 0\nbeta4|-2 5/3 -2/3 1"

let sriw2 =
    sri
        "c0|A0|B0\n0||\n1|1|0\n1/2|1/4 1/4|1 1/2\n0|0 0 0|0 0 0\nc1|A1|B1\n0||\n1/4|1/4|-1/2\n1|1 0|1 0\n1/4|0 0 1/4|2 -1 1/2\nalpha|1/6 1/6 2/3 0\nbeta1|-1 4/3 2/3 0\nbeta2|1 -4/3 1/3 0\nbeta3|2 -4/3 -2/3 0\nbeta4|-2 5/3 -2/3 1"

let private weak c0 hats c1 a1 b1 alpha betas =
    methodOf
        StochasticForm.WeakRi
        Calculus.Ito
        (sprintf
            "c0|A0|B0\n%s\nc1|A1|B1\n0||\n%s|%s|%s\n%s|%s 0|-%s 0\nc2|A2|B2\n0||\n0|0|%s\n0|0 0|-%s 0\nalpha|%s\n%s"
            c0
            c1
            a1
            b1
            c1
            a1
            b1
            hats
            hats
            alpha
            betas)

let private simple =
    "beta1|1/2 1/4 1/4\nbeta2|0 1/2 -1/2\nbeta3|-1/2 1/4 1/4\nbeta4|0 1/2 -1/2"

let private wide =
    "beta1|1/4 3/8 3/8\nbeta2|0 sqrt(6)/4 -sqrt(6)/4\nbeta3|-1/4 1/8 1/8\nbeta4|0 sqrt(2)/4 -sqrt(2)/4"

let ri1 = weak "0||\n2/3|2/3|1\n2/3|-1/3 1|0 0" "1" "1" "1" "1" "1/4 1/2 1/4" simple

let ri3 =
    weak "0||\n1|1|(3-2*sqrt(6))/5\n1/2|1/4 1/4|(6+sqrt(6))/10 0" "1" "1" "1" "1" "1/6 1/6 2/3" simple

let ri5 =
    weak
        "0||\n1|1|1/3\n5/12|25/144 35/144|-5/6 0"
        "1"
        "1/4"
        "1/4"
        "1/2"
        "1/10 3/14 24/35"
        "beta1|1 -1 -1\nbeta2|0 1 -1\nbeta3|1/2 -1/4 -1/4\nbeta4|0 1/2 -1/2"

let ri6 = weak "0||\n1|1|1\n0|0 0|0 0" "1" "1" "1" "1" "1/2 1/2 0" simple

let rdi2 =
    weak "0||\n1|1|1\n0|0 0|0 0" "sqrt(2)" "2/3" "2/3" "sqrt(2/3)" "1/2 1/2 0" wide

let rdi3 =
    weak
        "0||\n1/2|1/2|(9-2*sqrt(15))/14\n3/4|0 3/4|(18+3*sqrt(15))/28 0"
        "sqrt(2)"
        "2/3"
        "2/3"
        "sqrt(2/3)"
        "2/9 1/3 4/9"
        wide

let rdi4 =
    weak "0||\n1/2|1/2|(6-sqrt(6))/10\n1|-1 2|(3+2*sqrt(6))/5 0" "sqrt(2)" "2/3" "2/3" "sqrt(2/3)" "1/6 2/3 1/6" wide

let rdi1 =
    methodOf
        StochasticForm.WeakRi
        Calculus.Ito
        "c0|A0|B0\n0||\n2/3|2/3|2/3\nc1|A1|B1\n0||\nc2|A2|B2\n0||\nalpha|1/4 3/4\nbeta1|1\nbeta2|0\nbeta3|0\nbeta4|0"

let private rs c0 alpha =
    methodOf
        StochasticForm.WeakRs
        Calculus.Stratonovich
        (sprintf
            "c0|A0|B0\n%s\nc1|A1|B1|B3\n0|||\n0|0|2/3|0\n1|1 0|1/12 1/4|1/4 3/4\n1|1 0 0|-5/4 1/4 2|1/4 3/4 0\nc2|A2|B2\n0||\n0|0|1\n0|0 0|-1 0\nalpha|%s\nbeta1|1/8 3/8 3/8 1/8\nbeta2|0 -1/4 1/4"
            c0
            alpha)

let rs1 = rs "0||\n0|0|0\n1|1 0|1/4 3/4\n0|0 0 0|0 0 0" "0 0 1/2 1/2"
let rs2 = rs "0||\n2/3|2/3|0\n2/3|1/6 1/2|1/4 3/4" "1/4 1/4 1/2"

/// Name, method, doubled orders: deterministic; strong and weak for additive, diagonal, scalar, commutative, general noise.
let all: (string * StochasticMethod * int * (int * int) list) list =
    let sri = [ 3, 4; 3, 3; 3, 3; 1, 2; 1, 2 ]
    let weak2 = List.replicate 5 (0, 4)
    let additive = [ 3, 4; 1, 2; 1, 2; 1, 2; 1, 2 ]

    [
        "Euler-Maruyama", eulerMaruyama, 2, [ 2, 2; 1, 2; 1, 2; 1, 2; 1, 2 ]
        "Euler-Heun", eulerHeun, 2, [ 2, 2; 2, 2; 2, 2; 2, 2; 1, 2 ]
        "Heun", heun, 4, [ 2, 4; 2, 2; 2, 2; 2, 2; 1, 2 ]
        "SRA1", sra1, 4, additive
        "SRA2", sra2, 4, additive
        "SRA3", sra3, 6, additive
        "Milstein", milstein, 2, [ 2, 2; 2, 2; 2, 2; 1, 2; 1, 2 ]
        "Milstein (S)", stratonovichMilstein, 2, [ 2, 2; 2, 2; 2, 2; 1, 2; 1, 2 ]
        "Milstein (S), one-sided", stratonovichMilsteinOneSided, 2, [ 2, 2; 1, 1; 1, 1; 1, 1; 1, 1 ]
        "Milstein (commuting)", commutativeMilstein, 2, [ 2, 2; 2, 2; 2, 2; 2, 2; 1, 2 ]
        "Milstein (areas)", areaMilstein, 2, List.replicate 5 (2, 2)
        "SRIW1", sriw1, 4, sri
        "SRIW2", sriw2, 6, sri
        "RI1", ri1, 6, weak2
        "RI3", ri3, 6, weak2
        "RI5", ri5, 6, weak2
        "RI6", ri6, 4, weak2
        "RDI1WM", rdi1, 4, List.replicate 5 (0, 2)
        "RDI2WM", rdi2, 4, weak2
        "RDI3WM", rdi3, 6, weak2
        "RDI4WM", rdi4, 6, weak2
        "RS1", rs1, 4, weak2
        "RS2", rs2, 6, weak2
    ]

/// A method with one number replaced.
let replaced (block: string) row column (value: Rational) (m: StochasticMethod) : StochasticMethod =
    let rows =
        m.Blocks.[block]
        |> List.mapi (fun i entries ->
            if i = row then
                entries
                |> List.mapi (fun j old -> if j = column then Coefficient.Of value else old)
            else
                entries)

    {
        m with
            Blocks = m.Blocks.Add(block, rows)
    }

/// All places of a method that an explicit one may fill: block, row, column.
let places (m: StochasticMethod) = [
    for KeyValue(block, rows) in m.Blocks do
        for i, row in List.indexed rows do
            for j in 0 .. row.Length - 1 do
                let isMatrix = block.[0] = 'A' || block.[0] = 'B'

                if not isMatrix || j < i || StochasticForms.rowsOf block = StageKind.Hat then
                    yield block, i, j
]
