namespace ItoSharp.Symbolics

/// Derivatives of vector fields over a named state.
module VectorFields =
    /// J with J.[i].[j] = d v_i / d x_j: rows are components of v, columns are names.
    [<CompiledName("Jacobian")>]
    let jacobian (names: string list) (v: Expr list) : Expr list list =
        v |> List.map (fun e -> names |> List.map (fun x -> Differentiate.wrt x e))

    /// (Dv) u, the change of v along u: component i is sum_j u_j d v_i / d x_j. Never its transpose.
    [<CompiledName("Along")>]
    let along (names: string list) (u: Expr list) (v: Expr list) : Expr list =
        // Large states have few components in each noise.
        let moving = List.zip names u |> List.filter (fun (_, uj) -> uj <> Expr.zero)

        v
        |> List.map (fun e -> moving |> List.map (fun (x, uj) -> uj * Differentiate.wrt x e) |> Expr.sum)

    /// The Lie bracket [u, v] = (Dv) u - (Du) v.
    [<CompiledName("Bracket")>]
    let bracket (names: string list) (u: Expr list) (v: Expr list) : Expr list =
        List.map2 (-) (along names u v) (along names v u)

    /// The divergence of every row of a matrix field: component i is sum_j d a_ij / d x_j.
    [<CompiledName("RowDivergence")>]
    let rowDivergence (names: string list) (a: Expr list list) : Expr list =
        a |> List.map (fun row -> List.map2 Differentiate.wrt names row |> Expr.sum)
