namespace ItoSharp.Symbolics

/// How the next step follows from the error of this one: proportional and integral control as in Hairer and Wanner's DOPRI5
/// (Solving Ordinary Differential Equations II, IV.2).
type StepController = {
    /// Named values, in order.
    Lets: (string * Expr) list
    /// What an accepted step is multiplied by.
    Growth: Expr
    /// What a rejected one is.
    Shrinkage: Expr
    /// What is remembered of an accepted step.
    Memory: Expr
}

module StepController =
    let private safety = Expr.rational 9 10
    let private least = Expr.rational 1 5
    let private most = Expr.integer 10

    // log 10^-4.
    let private forgotten = Expr.real -9.210340371976182

    // exp(69) = 10^30, and so is the error of a step that is not finite.
    let private hopeless = Expr.integer 69

    /// The controller for errors in proportion to step^exponent; error and memory are names, of the error in units of what is
    /// tolerated and of what the last accepted step left.
    [<CompiledName("Create")>]
    let create (exponent: int) (error: string) (memory: string) (logError: string) : StepController =
        // DOPRI5 takes 0.04 and 1/5 - 0.75 * 0.04 for the exponent 5.
        let integral = Expr.rational 1 (5 * exponent)
        let proportional = Expr.rational 1 exponent - Expr.rational 3 4 * integral

        let measured =
            Expr.choose
                (Condition.atMost (Var error) (Expr.real 1e30))
                (Expr.log (Expr.max (Var error) (Expr.real 1e-10)))
                hopeless

        let factor power =
            Expr.max least (safety * Expr.exp power)

        {
            Lets = [ logError, measured ]
            Growth = Expr.min most (factor (integral * Var memory - proportional * Var logError))
            Shrinkage = factor (-(Expr.rational 1 exponent) * Var logError)
            // An error far below what is tolerated tells little of the next.
            Memory = Expr.max (Var logError) forgotten
        }
