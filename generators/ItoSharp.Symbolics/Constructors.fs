namespace ItoSharp.Symbolics

/// Constructors and observations of expressions.
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Expr =
    /// The whole number n.
    [<CompiledName("Integer")>]
    let integer (n: int) = Const(Rational.Of n)

    /// The fraction p / q.
    [<CompiledName("Rational")>]
    let rational (p: int) (q: int) = Const(Rational.Of(p, q))

    /// A constant.
    [<CompiledName("Constant")>]
    let constant (r: Rational) = Const r

    /// 0.
    [<CompiledName("Zero")>]
    let zero = Canonical.zero

    /// 1.
    [<CompiledName("One")>]
    let one = Canonical.one

    /// The number pi.
    [<CompiledName("PiNumber")>]
    let pi = Pi

    /// The decimal number that the shortest text of d spells; d must be finite.
    [<CompiledName("Real")>]
    let real (d: float) = Const(Rational.ofDouble d)

    /// A variable.
    [<CompiledName("Variable")>]
    let variable (name: string) = Var name

    /// The sum of terms.
    [<CompiledName("SumOf")>]
    let sum (terms: Expr seq) = Canonical.sum (List.ofSeq terms)

    /// The product of factors.
    [<CompiledName("ProductOf")>]
    let product (factors: Expr seq) = Canonical.product (List.ofSeq factors)

    /// e^r for an exact exponent.
    [<CompiledName("Pow")>]
    let pow (e: Expr) (r: Rational) = Canonical.power e r

    /// e^n for a whole n.
    [<CompiledName("PowInteger")>]
    let powi (e: Expr) (n: int) = Canonical.power e (Rational.Of n)

    /// a^b for a > 0.
    [<CompiledName("GeneralPowerOf")>]
    let power (a: Expr) (b: Expr) = ElementaryForms.generalPower a b

    /// The square root.
    [<CompiledName("Sqrt")>]
    let sqrt (e: Expr) = Canonical.power e (Rational.Of(1, 2))

    /// An elementary function of e.
    [<CompiledName("ApplyTo")>]
    let apply (f: Elementary) (e: Expr) = ElementaryForms.apply f e

    [<CompiledName("Exp")>]
    let exp e = ElementaryForms.apply Elementary.Exp e

    [<CompiledName("Log")>]
    let log e = ElementaryForms.apply Elementary.Log e

    /// exp(e) - 1 without cancellation.
    [<CompiledName("Expm1")>]
    let expm1 e =
        ElementaryForms.apply Elementary.Expm1 e

    /// log(1 + e) without cancellation.
    [<CompiledName("Log1p")>]
    let log1p e =
        ElementaryForms.apply Elementary.Log1p e

    [<CompiledName("Sin")>]
    let sin e = ElementaryForms.apply Elementary.Sin e

    [<CompiledName("Cos")>]
    let cos e = ElementaryForms.apply Elementary.Cos e

    [<CompiledName("Tan")>]
    let tan e = ElementaryForms.apply Elementary.Tan e

    [<CompiledName("Asin")>]
    let asin e = ElementaryForms.apply Elementary.Asin e

    [<CompiledName("Acos")>]
    let acos e = ElementaryForms.apply Elementary.Acos e

    [<CompiledName("Atan")>]
    let atan e = ElementaryForms.apply Elementary.Atan e

    [<CompiledName("Sinh")>]
    let sinh e = ElementaryForms.apply Elementary.Sinh e

    [<CompiledName("Cosh")>]
    let cosh e = ElementaryForms.apply Elementary.Cosh e

    [<CompiledName("Tanh")>]
    let tanh e = ElementaryForms.apply Elementary.Tanh e

    [<CompiledName("Abs")>]
    let abs e = ElementaryForms.apply Elementary.Abs e

    /// -1, 0 or 1.
    [<CompiledName("Sign")>]
    let sign e = ElementaryForms.apply Elementary.Sign e

    [<CompiledName("Min")>]
    let min a b = ElementaryForms.minimum a b

    [<CompiledName("Max")>]
    let max a b = ElementaryForms.maximum a b

    /// phi_k(z); phi_0 = exp and phi_{k+1}(z) = (phi_k(z) - 1/k!)/z.
    [<CompiledName("PhiOf")>]
    let phi (k: int) (z: Expr) = ElementaryForms.phi k z

    /// a where the condition holds, b elsewhere.
    [<CompiledName("ChooseBetween")>]
    let choose condition a b = Conditions.choose condition a b

    /// The same expression with every direct part replaced by f of it, rebuilt canonically.
    [<CompiledName("Map")>]
    let map (f: Expr -> Expr) (e: Expr) : Expr =
        match e with
        | Const _
        | Pi
        | Var _ -> e
        | Sum terms -> Canonical.sum (List.map f terms)
        | Product factors -> Canonical.product (List.map f factors)
        | Power(b, r) -> Canonical.power (f b) r
        | GeneralPower(a, b) -> ElementaryForms.generalPower (f a) (f b)
        | Apply(g, u) -> ElementaryForms.apply g (f u)
        | Minimum(a, b) -> ElementaryForms.minimum (f a) (f b)
        | Maximum(a, b) -> ElementaryForms.maximum (f a) (f b)
        | Phi(k, z) -> ElementaryForms.phi k (f z)
        | Choose(c, a, b) -> Conditions.choose (Conditions.map f c) (f a) (f b)

    /// The direct parts, in order.
    [<CompiledName("Parts")>]
    let parts (e: Expr) : Expr list =
        match e with
        | Const _
        | Pi
        | Var _ -> []
        | Sum terms -> terms
        | Product factors -> factors
        | Power(b, _) -> [ b ]
        | GeneralPower(a, b)
        | Minimum(a, b)
        | Maximum(a, b) -> [ a; b ]
        | Apply(_, u)
        | Phi(_, u) -> [ u ]
        | Choose(c, a, b) -> Conditions.parts c @ [ a; b ]

    /// The names of the variables.
    [<CompiledName("Variables")>]
    let rec variables (e: Expr) : Set<string> =
        match e with
        | Var name -> Set.singleton name
        | _ -> e |> parts |> List.map variables |> Set.unionMany

    /// Whether the variable v occurs.
    [<CompiledName("Contains")>]
    let rec contains (v: string) (e: Expr) : bool =
        match e with
        | Var name -> name = v
        | _ -> e |> parts |> List.exists (contains v)

    /// The number of nodes.
    [<CompiledName("Size")>]
    let rec size (e: Expr) : int = 1 + (e |> parts |> List.sumBy size)

/// Constructors and observations of conditions.
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Condition =
    /// Always or never.
    [<CompiledName("TruthOf")>]
    let truth (value: bool) = Condition.Truth value

    /// a < b.
    [<CompiledName("LessThan")>]
    let less a b = Conditions.less a b

    /// a <= b.
    [<CompiledName("AtMostOf")>]
    let atMost a b = Conditions.atMost a b

    /// a = b.
    [<CompiledName("EqualTo")>]
    let equal a b = Conditions.equal a b

    /// Both hold.
    [<CompiledName("And")>]
    let both c d = Conditions.both c d

    /// One of them holds, or both.
    [<CompiledName("Or")>]
    let either c d = Conditions.either c d

    /// It does not hold.
    [<CompiledName("Negation")>]
    let negation c = Conditions.negation c

    /// c where the test holds, d elsewhere.
    [<CompiledName("ChooseBetween")>]
    let choose test c d =
        match test with
        | Condition.Truth value -> if value then c else d
        | _ when c = d -> c
        | _ -> either (both test c) (both (negation test) d)

    /// The same condition with f of every formula that it compares.
    [<CompiledName("Map")>]
    let map f c = Conditions.map f c

    /// The compared formulas, in order.
    [<CompiledName("Parts")>]
    let parts c = Conditions.parts c

    /// The names of the variables.
    [<CompiledName("Variables")>]
    let variables c =
        parts c |> List.map Expr.variables |> Set.unionMany
