namespace ItoSharp.Generator;

/// <summary>The names of the pipeline's steps, by which the caching tests find them.</summary>
internal static class TrackingNames
{
    /// <summary>A process as parsed: model, places and faults.</summary>
    public const string ProcessParsed = nameof(ProcessParsed);

    /// <summary>The process without places: equal while its formulas are.</summary>
    public const string ProcessModel = nameof(ProcessModel);

    /// <summary>The derived functions of the process.</summary>
    public const string ProcessDerived = nameof(ProcessDerived);

    /// <summary>All faults of a process, parsed and derived, at their places.</summary>
    public const string ProcessFaults = nameof(ProcessFaults);

    /// <summary>A plan as parsed: model, places and faults.</summary>
    public const string PlanParsed = nameof(PlanParsed);

    /// <summary>The plan without places: equal while its numbers are.</summary>
    public const string PlanModel = nameof(PlanModel);

    /// <summary>The faults of a plan at their places.</summary>
    public const string PlanFaults = nameof(PlanFaults);

    /// <summary>A Butcher tableau as parsed: model, places and faults.</summary>
    public const string TableauParsed = nameof(TableauParsed);

    /// <summary>The tableau without places.</summary>
    public const string TableauModel = nameof(TableauModel);

    /// <summary>Its generated part and what the proofs found.</summary>
    public const string TableauProven = nameof(TableauProven);

    /// <summary>The faults of a tableau at their places.</summary>
    public const string TableauFaults = nameof(TableauFaults);

    /// <summary>A stochastic tableau as parsed: model, places and faults.</summary>
    public const string StochasticParsed = nameof(StochasticParsed);

    /// <summary>The stochastic tableau without places.</summary>
    public const string StochasticModel = nameof(StochasticModel);

    /// <summary>The proven orders, as emitted text, and the faults of the proof.</summary>
    public const string StochasticProven = nameof(StochasticProven);

    /// <summary>The faults of a stochastic tableau at their places.</summary>
    public const string StochasticFaults = nameof(StochasticFaults);

    /// <summary>A sampler as parsed: model and faults.</summary>
    public const string SamplerParsed = nameof(SamplerParsed);

    /// <summary>The sampler without places.</summary>
    public const string SamplerModel = nameof(SamplerModel);

    /// <summary>The faults of a sampler at their places.</summary>
    public const string SamplerFaults = nameof(SamplerFaults);

    /// <summary>Whether the compilation references TorchSharp.</summary>
    public const string TorchPresent = nameof(TorchPresent);

    /// <summary>The samplers of which the tensor form is wanted.</summary>
    public const string TorchModel = nameof(TorchModel);

    /// <summary>Whether there is any of them.</summary>
    public const string TorchShared = nameof(TorchShared);
}
