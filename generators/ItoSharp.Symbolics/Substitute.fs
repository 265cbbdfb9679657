namespace ItoSharp.Symbolics

/// Replacing variables by formulas.
module Substitute =
    /// All variables of the map at once; the replacements are not searched again.
    [<CompiledName("Apply")>]
    let rec apply (replacements: Map<string, Expr>) (e: Expr) : Expr =
        match e with
        | Var name ->
            match Map.tryFind name replacements with
            | Some replacement -> replacement
            | None -> e
        | _ -> Expr.map (apply replacements) e

    /// One variable.
    [<CompiledName("Variable")>]
    let variable (name: string) (replacement: Expr) (e: Expr) =
        apply (Map.ofList [ name, replacement ]) e
