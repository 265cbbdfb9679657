using ItoSharp.Generator.Emit;
using ItoSharp.Generator.Emit.Systems;
using ItoSharp.Generator.Models;
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

        // Solver plans: proven, documented, compiled.
        foreach (DeclarationKind<PlanModel> plan in Kinds.Plans)
        {
            plan.Print(context, "Plan", PlanEmitter.Emit);
        }

        // Tableaux, for ordinary and for stochastic equations: proven, as numbers.
        Kinds.Tableau.Print(context, "Tableau", TableauEmitter.Emit);
        Kinds.Stochastic.Print(context, "Tableau", StochasticEmitter.Emit);

        // The specialised steps of a plan on a process and their gradients; once more as tensor operations where the consumer
        // references TorchSharp.
        TorchPipeline.Register(context, Kinds.Sampler.Print(context, "Sampler", SamplerEmitter.Emit));

        // General equations over a named state, and what follows from them.
        Kinds.Sde.Print(context, "Sde", SdeEmitter.Emit);

        // Ensembles: the whole step of a method on an equation in lanes of paths, and what a user calls.
        IncrementalValuesProvider<EnsembleModel> ensembles = Kinds.Ensemble.Print(context, "Ensemble", EnsembleEmitter.Emit);
        context.RegisterSourceOutput(
            ensembles,
            static (output, model) => Guard.Print(output, model.Type, "Program", () => EnsembleProgramEmitter.Emit(model))
        );

        // The runtime's own elementary functions and noise, for every width.
        LaneLibraryPipeline.Register(context);
    }
}
