using ItoSharp.Generator.Pipelines;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator;

/// <summary>
/// Turns declarations into specialised code. Each kind of declaration has its own pipeline of the same three steps: parse the
/// syntax into an immutable record (the last place where a symbol is seen), derive in the F# core, print. What is wrong with a
/// declaration is said by <see cref="Analysis.ItoSharpAnalyzer"/>; the generator reports defects of its own only.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ItoSharpGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // [Process]: closed forms of a linear forward process.
        ProcessPipeline.Register(context);

        // [ExponentialMultistep], [ExponentialRungeKutta], [RungeKutta]: proven solver plans.
        PlanPipeline.Register(context);

        // [ButcherTableau]: proven tableaux as numbers.
        TableauPipeline.Register(context);

        // [StochasticTableau]: stochastic Runge-Kutta methods, their orders proven for each class of noise.
        StochasticPipeline.Register(context);

        // [Sde]: general equations over a named state, and what follows from them.
        SdePipeline.Register(context);

        // [Sampler<TProcess, TSolver>]: the specialised steps of a plan on a process, and their gradients.
        SamplerPipeline.Register(context);
    }
}
