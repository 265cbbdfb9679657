namespace ItoSharp.Symbolics

/// Which quantity of a node of the process a coefficient formula reads.
[<RequireQualifiedAccess>]
type NodeField =
    | Alpha
    | Sigma
    | Lambda
    | Time
    /// d alpha / dt.
    | AlphaRate
    /// d sigma / dt.
    | SigmaRate

/// What a variable of a straight-line program stands for.
[<RequireQualifiedAccess>]
type ProgramInput =
    /// A quantity of a node; nodes are numbered target, start, the one before, ...
    | Node of index: int * field: NodeField
    /// tau, eta or tau^2.
    | Level
    /// A quantity of the step that the runtime integrates numerically.
    | Quadrature of index: int

/// A straight-line program: named values in order, some of which are its outputs. The one form in which coefficient formulas
/// reach the printers, and from which their pull-backs are derived.
type Program = {
    Inputs: (string * ProgramInput) list
    Lets: (string * Expr) list
    /// Names of lets (or inputs), in the order of the output row.
    Outputs: string list
}

/// A reverse sweep: the values of the forward program, then the cotangents in the order in which they can be computed.
type Reverse = {
    Forward: (string * Expr) list
    /// Names of the outputs' cotangents, in the order of the outputs.
    Seeds: string list
    Lets: (string * Expr) list
    /// The cotangent of each input that has one, as the name of a let of this sweep.
    Gradient: (ProgramInput * string) list
}

module Program =
    let private bar name = name + "Bar"

    /// The pull-back of a program: reverse mode over its lets, each differentiated symbolically.
    [<CompiledName("Reverse")>]
    let reverse (program: Program) : Reverse =
        // Every output is a seed; an intermediate value's cotangent is the sum over its later uses.
        let seedOf (name: string) = name + "Out"

        let add name (e: Expr) (uses: Map<string, Expr list>) =
            Map.add name (e :: (Map.tryFind name uses |> Option.defaultValue [])) uses

        let initial =
            program.Outputs
            |> List.fold (fun uses name -> add name (Var(seedOf name)) uses) Map.empty

        let step (uses, lets) (name, value) =
            match Map.tryFind name uses with
            | None -> uses, lets
            | Some terms ->
                let cotangent = Expr.sum terms

                let push uses (variable: string) =
                    match Simplify.simplify (Differentiate.wrt variable value) with
                    | Const c when c.IsZero -> uses
                    | slope -> add variable (Var(bar name) * slope) uses

                let uses = Expr.variables value |> Set.toList |> List.fold push uses
                uses, (bar name, cotangent) :: lets

        let uses, lets = program.Lets |> List.rev |> List.fold step (initial, [])

        let gradient = [
            for name, input in program.Inputs do
                match Map.tryFind name uses with
                | Some terms -> yield input, bar name, Expr.sum terms
                | None -> ()
        ]

        {
            Forward = program.Lets
            Seeds = program.Outputs |> List.map seedOf
            Lets = List.rev lets @ (gradient |> List.map (fun (_, name, e) -> name, e))
            Gradient = gradient |> List.map (fun (input, name, _) -> input, name)
        }

    /// The program without the lets and inputs that its outputs do not need.
    [<CompiledName("Prune")>]
    let prune (program: Program) : Program =
        let keep (needed, lets) (name, value) =
            if Set.contains name needed then
                Set.union needed (Expr.variables value), (name, value) :: lets
            else
                needed, lets

        let needed, lets =
            program.Lets |> List.rev |> List.fold keep (Set.ofList program.Outputs, [])

        {
            program with
                Lets = lets
                Inputs = program.Inputs |> List.filter (fun (name, _) -> Set.contains name needed)
        }
