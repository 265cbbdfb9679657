using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Proofs;

/// <summary>A method on an equation, with what is wanted of the state after every step: what the core is asked.</summary>
internal sealed record EnsembleQuestion(
    SdeDeclaration Equation,
    EnsembleSolver Method,
    int Order,
    StepLengths Lengths,
    EquatableArray<StopModel> Stops
)
{
    /// <summary>That of a model without faults.</summary>
    public static EnsembleQuestion? Of(EnsembleModel model) =>
        model is { Declaration: { } equation, Method: { } method }
            ? new EnsembleQuestion(
                equation,
                method,
                model.Order,
                model.IsAdaptive ? StepLengths.NewTolerated(model.EmbeddedOrder) : StepLengths.Equal,
                model.Stops
            )
            : null;

    public FSharpResult<DerivedEnsemble, EnsembleFault> Derive()
    {
        EnsembleSolver plain = Method is EnsembleSolver.Reversible reversible ? reversible.Item : Method;
        FSharpOption<StochasticOrders> orders = plain is EnsembleSolver.Stochastic stochastic
            ? FSharpOption<StochasticOrders>.Some(Proven.Stochastic(stochastic.Item).Orders)
            : FSharpOption<StochasticOrders>.None;
        return EnsembleStep.Derive(Equation, Method, orders, Order, Lengths, ListModule.OfSeq(Stops.Select(stop => stop.Indicator)));
    }
}
