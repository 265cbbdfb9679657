namespace ItoSharp.Symbolics
type ProcessDeclaration =
    { Name: string
      Parameters: (string * float option) list
      Drift: Expr option
      Diffusion: Expr option
      Alpha: Expr option
      Sigma: Expr option
      MinTime: float
      MaxTime: float
      MeanReverting: bool }

[<RequireQualifiedAccess>]
type Function =
    | Closed of Expr
    | Numeric of reason: string

type ProcessFault = { Rule: string; Member: string; Message: string }

type DerivedProcess =
    { LogAlpha: Function
      Alpha: Function
      Sigma: Function
      LogSigma: Function
      Lambda: Function
      TimeOfLambda: Function
      Drift: Expr
      DiffusionSquared: Expr }

module ProcessText =
    [<CompiledName("Write")>]
    let write (d: ProcessDeclaration) : string = "(stand-in)"
    [<CompiledName("Read")>]
    let read (s: string) : Result<ProcessDeclaration, string> = Error "stand-in"

module ProcessDerivation =
    [<CompiledName("Derive")>]
    let derive (d: ProcessDeclaration) : Result<DerivedProcess, ProcessFault list> =
        let n = Function.Numeric "stand-in"
        match d.Drift, d.Diffusion, d.Alpha, d.Sigma with
        | Some f, Some g, _, _ ->
            Ok { LogAlpha = n; Alpha = n; Sigma = n; LogSigma = n; Lambda = n; TimeOfLambda = n; Drift = f; DiffusionSquared = Expr.powi g 2 }
        | _, _, Some a, Some s ->
            let c = Function.Closed
            let f = Differentiate.wrt "t" a / a
            Ok { LogAlpha = c (Expr.log a); Alpha = c a; Sigma = c s; LogSigma = c (Expr.log s); Lambda = c (Expr.log a - Expr.log s); TimeOfLambda = n
                 Drift = f; DiffusionSquared = Differentiate.wrt "t" (s*s) - Expr.integer 2 * f * s * s }
        | _ -> Error []
