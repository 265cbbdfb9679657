namespace ItoSharp.Symbolics

/// Any Runge-Kutta tableau: A is square, and a second row of weights may stand beside the propagated one.
type ButcherTableau = {
    C: Coefficient list
    A: Coefficient list list
    B: Coefficient list
    Embedded: Coefficient list option
} with

    member t.Stages = t.B.Length

/// What a stage is solved from.
[<RequireQualifiedAccess>]
type TableauKind =
    /// A is strictly lower triangular.
    | Explicit
    /// A is lower triangular: one stage is solved after the other.
    | DiagonallyImplicit
    /// So, and all diagonal entries but zeros are equal (SDIRK, and ESDIRK where the first stage is explicit).
    | SinglyDiagonallyImplicit
    /// All stages are solved together.
    | FullyImplicit

/// A declared tableau: its name, the claimed orders (0: none), and the text.
type ButcherDeclaration = {
    Name: string
    Order: int
    EmbeddedOrder: int
    Text: string
}

/// A change of the declaration that mends a fault. Pure data: whoever applies it writes the literal.
type TableauCure = {
    /// What an editor offers, such as "Exchange the rows b and b-hat".
    Title: string
    /// The attribute property to replace: "Tableau", "Order" or "EmbeddedOrder".
    Member: string
    /// The new value of that property: the whole text of the tableau, in the user's own layout, or the digits of the order.
    Replacement: string
    /// The part of the tableau's old text that differs, or the first of two that change places; None for an order.
    Place: TextPlace option
    /// The second of two parts that change places.
    Other: TextPlace option
    /// What stands at Place then; with Other the two new lines, divided by a line feed; empty for an order.
    Text: string
}

/// A declaration that does not hold.
type TableauFault = {
    /// A stable id of the rule: text, row-sum, weight-sum, order-claim, embedded-claim, exchanged, digits, embedded-row,
    /// order-below, order-range.
    Rule: string
    /// The attribute property at fault: "Tableau", "Order" or "EmbeddedOrder".
    Member: string
    /// Where in the tableau's text; None where the member says it all.
    Place: TextPlace option
    Message: string
    /// What would mend it, likeliest first.
    Cures: TableauCure list
}

/// What is known of a tableau.
type TableauFacts = {
    Tableau: ButcherTableau
    /// The proof of the propagated weights.
    Proof: OrderProof
    /// That of the embedded weights.
    EmbeddedProof: OrderProof option
    /// The largest q with sum_j a_ij c_j^(k-1) = c_i^k / k for k = 1..q in every stage (C(q)), up to 8.
    StageOrder: int
    Kind: TableauKind
    /// Whether the last stage is the next step's first: an explicit first stage, the last row equal to b, c = 1.
    IsFsal: bool
    /// Whether the last row equals b.
    IsStifflyAccurate: bool
    /// Whether a coefficient is a rounded decimal.
    HasDecimals: bool
    /// Whether the conditions were tested exactly; else in enclosures.
    IsExact: bool
    /// |R(infinity)| of the stability function for an implicit method; None for explicit ones and where it is infinite.
    StabilityAtInfinity: float option
    /// Whether A-stability is proven; None where the simple criterion does not decide.
    IsAStable: bool option
}
