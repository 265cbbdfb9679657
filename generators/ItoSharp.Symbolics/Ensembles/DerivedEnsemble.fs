namespace ItoSharp.Symbolics

/// Why a method cannot advance an equation, and what can.
type EnsembleFault = {
    /// "noise-class", "has-noise", "implicit", "structure", "areas"; of steps by tolerance "steps"; of steps back "reversible".
    Rule: string
    Message: string
}

/// The second state of a reversible method, which starts where the first does.
type TwinState = {
    /// The loop that undoes the steps, where it is wanted.
    Inverse: StepProgram option
    /// What a step back multiplies rounding errors by.
    Growth: float
}

/// A method on an equation: its step and what is known of it.
type DerivedEnsemble = {
    Program: StepProgram
    Noise: NoiseClassification
    /// Whether the drift was converted to the calculus of the method.
    Converted: bool
    /// Strong order for this equation's noise, doubled; 0 where none is proven.
    StrongOrder: int
    /// Weak order, doubled.
    WeakOrder: int
    /// The order without noise, doubled.
    DeterministicOrder: int
    /// None for steps of equal length.
    Adaptive: AdaptiveFormulas option
    /// Where there is one the program's components are those of the equation, then their twins.
    Twin: TwinState option
}
