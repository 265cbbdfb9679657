namespace ItoSharp.Generator;

/// <summary>The names of the pipeline's steps, by which the caching tests find them.</summary>
internal static class TrackingNames
{
    /// <summary>A process as parsed.</summary>
    public const string ProcessParsed = nameof(ProcessParsed);

    /// <summary>The process without places: equal while its formulas are.</summary>
    public const string ProcessModel = nameof(ProcessModel);

    /// <summary>The derived functions of the process.</summary>
    public const string ProcessDerived = nameof(ProcessDerived);

    /// <summary>A plan as parsed.</summary>
    public const string PlanParsed = nameof(PlanParsed);

    /// <summary>The plan without places: equal while its numbers are.</summary>
    public const string PlanModel = nameof(PlanModel);

    /// <summary>A Butcher tableau as parsed.</summary>
    public const string TableauParsed = nameof(TableauParsed);

    /// <summary>The tableau without places: equal while its text and claims are.</summary>
    public const string TableauModel = nameof(TableauModel);

    /// <summary>A stochastic tableau as parsed.</summary>
    public const string StochasticParsed = nameof(StochasticParsed);

    /// <summary>The stochastic tableau without places: equal while its numbers and claims are.</summary>
    public const string StochasticModel = nameof(StochasticModel);

    /// <summary>An equation as parsed.</summary>
    public const string SdeParsed = nameof(SdeParsed);

    /// <summary>The equation without places: equal while its formulas are.</summary>
    public const string SdeModel = nameof(SdeModel);

    /// <summary>A sampler as parsed.</summary>
    public const string SamplerParsed = nameof(SamplerParsed);

    /// <summary>The sampler without places.</summary>
    public const string SamplerModel = nameof(SamplerModel);

    /// <summary>An ensemble as parsed.</summary>
    public const string EnsembleParsed = nameof(EnsembleParsed);

    /// <summary>The ensemble without places.</summary>
    public const string EnsembleModel = nameof(EnsembleModel);

    /// <summary>Whether the compilation references TorchSharp.</summary>
    public const string TorchPresent = nameof(TorchPresent);

    /// <summary>The samplers of which the tensor form is wanted.</summary>
    public const string TorchModel = nameof(TorchModel);

    /// <summary>Whether there is any of them.</summary>
    public const string TorchShared = nameof(TorchShared);
}
