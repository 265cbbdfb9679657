using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;

namespace ItoSharp.Generator.Pipelines;

/// <summary>Every kind of declaration, a line each; what is printed of them is said where they are registered.</summary>
internal static class Kinds
{
    /// <summary>[Process]: a linear forward process.</summary>
    public static DeclarationKind<ProcessModel> Process { get; } =
        new(
            ProcessParser.AttributeName,
            (d, c) => ProcessParser.Parse(d, c).Model,
            TrackingNames.ProcessParsed,
            TrackingNames.ProcessModel
        );

    /// <summary>[ExponentialMultistep], [ExponentialRungeKutta], [RungeKutta]: solver plans, one kind for each attribute.</summary>
    public static IReadOnlyList<DeclarationKind<PlanModel>> Plans { get; } =
    [Plan(PlanAttributes.Multistep), Plan(RungeKuttaAttributes.Exponential), Plan(RungeKuttaAttributes.Direct)];

    /// <summary>[ButcherTableau]: a tableau for ordinary differential equations.</summary>
    public static DeclarationKind<TableauModel> Tableau { get; } =
        new(
            TableauParser.AttributeName,
            (d, c) => TableauParser.Parse(d, c).Model,
            TrackingNames.TableauParsed,
            TrackingNames.TableauModel
        );

    /// <summary>[StochasticTableau]: a stochastic Runge-Kutta method.</summary>
    public static DeclarationKind<StochasticModel> Stochastic { get; } =
        new(
            StochasticAttributes.Name,
            (d, c) => StochasticParser.Parse(d, c).Model,
            TrackingNames.StochasticParsed,
            TrackingNames.StochasticModel
        );

    /// <summary>[Sampler&lt;TProcess, TSolver&gt;]: a plan on a process.</summary>
    public static DeclarationKind<SamplerModel> Sampler { get; } =
        new(SamplerParser.Attribute, (d, c) => SamplerParser.Parse(d, c).Model, TrackingNames.SamplerParsed, TrackingNames.SamplerModel);

    /// <summary>[Sde]: an equation over a named state.</summary>
    public static DeclarationKind<SdeModel> Sde { get; } =
        new(SdeAttributes.Name, (d, c) => SdeParser.Parse(d, c).Model, TrackingNames.SdeParsed, TrackingNames.SdeModel);

    /// <summary>[Ensemble&lt;TSde, TSolver&gt;]: a method on an equation.</summary>
    public static DeclarationKind<EnsembleModel> Ensemble { get; } =
        new(
            EnsembleParser.Attribute,
            (d, c) => EnsembleParser.Parse(d, c).Model,
            TrackingNames.EnsembleParsed,
            TrackingNames.EnsembleModel
        );

    static DeclarationKind<PlanModel> Plan(string attribute) =>
        new(attribute, (d, c) => PlanParser.Parse(d, c).Model, TrackingNames.PlanParsed, TrackingNames.PlanModel);
}
