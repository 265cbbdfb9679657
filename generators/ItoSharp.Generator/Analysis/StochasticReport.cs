using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Analysis;

/// <summary>What is wrong with a stochastic tableau: its shape and text, and what the proof of its claims finds.</summary>
internal static class StochasticReport
{
    public static IEnumerable<DiagnosticInfo> Of(DeclaredType declared, CancellationToken cancellation)
    {
        ParsedStochastic parsed = StochasticParser.Parse(declared, cancellation);
        return parsed.Model?.Method is { } method
            ? parsed.Faults.Concat(Proven.Stochastic(method).Faults.Select(fault => Info(parsed, method, fault)))
            : parsed.Faults;
    }

    static DiagnosticInfo Info(ParsedStochastic parsed, StochasticMethod method, StochasticFault fault)
    {
        string argument = Argument(fault);
        LocationInfo? place = parsed.Of(argument);
        return DiagnosticInfo
            .At(place, StochasticRules.Descriptor(fault.Rule), method.Name, fault.Message)
            .With(
                fault.Cure.Length > 0 && place is { } claimed
                    ? new Cure("claim-" + argument, $"Claim the proven order {fault.Cure}", claimed, fault.Cure)
                    : null
            );
    }

    /// <summary>The attribute's argument that a fault is about.</summary>
    static string Argument(StochasticFault fault) =>
        fault.Claim is { } claim ? StochasticNames.Claim(claim.Value)
        : fault.Rule == "form" ? "interpretation"
        : "Tableau";
}
