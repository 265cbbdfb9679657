using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Analysis;

/// <summary>What is wrong with a sampler: its shape, its type arguments, and how they fit each other.</summary>
internal static class SamplerReport
{
    public static IEnumerable<DiagnosticInfo> Of(DeclaredType declared, CancellationToken cancellation)
    {
        var arguments = SamplerArguments.Of(declared, cancellation);
        foreach (DiagnosticInfo fault in SamplerParser.Parse(declared, cancellation).Faults)
        {
            yield return fault;
        }

        if (arguments.Plan is not { } plan)
        {
            yield break;
        }

        // The faults of a plan of this compilation stand at the plan; those of another assembly can only be told here.
        if (arguments.Solver!.DeclaringSyntaxReferences.IsEmpty && Proven.Plan(plan) is { IsError: true } refused)
        {
            yield return DiagnosticInfo.At(
                arguments.Place(1),
                Descriptors.NotASolver,
                arguments.Solver.Name,
                "; " + refused.ErrorValue.Head.Message
            );
        }

        if (NoiseWithoutSignal(declared, arguments, plan, cancellation) is { } pole)
        {
            yield return pole;
        }
    }

    /// <summary>A plan in noise form divides by alpha, which some processes lose at the very time where sampling starts.</summary>
    static DiagnosticInfo? NoiseWithoutSignal(
        DeclaredType declared,
        SamplerArguments arguments,
        PlanDeclaration plan,
        CancellationToken cancellation
    )
    {
        if (
            !plan.Form.IsNoise
            || arguments.ProcessAttribute is null
            || arguments.Declaration(cancellation) is not { } process
            || Pole(declared, process) is not { } pole
        )
        {
            return null;
        }

        PlanDeclaration? fitting = Proposals.InDataForm(declared.Compilation, plan);
        string proposal = fitting is null ? "" : $" such as {fitting.Name}";
        return DiagnosticInfo
            .At(
                arguments.Place(1),
                Descriptors.ProcessLacks,
                declared.Type.Name,
                $"'{arguments.Solver!.Name}' combines noise predictions and so needs alpha > 0, but '{arguments.Process!.Name}' has alpha = 0 at "
                    + $"{pole.Where}; use a plan in data form{proposal}, or {pole.Cure}"
            )
            .With(
                fitting is not null && arguments.Place(1) is { } place
                    ? new Cure(
                        "solver",
                        $"Solve with {fitting.Name}",
                        place,
                        new AttributeCures(declared, cancellation).NameOf(fitting.Name)
                    )
                    : null
            );
    }

    /// <summary>The end of the sampler's own span of time where alpha is 0, and what would avoid it; null: neither end.</summary>
    static (string Where, string Cure)? Pole(DeclaredType declared, ProcessDeclaration process)
    {
        double start = SamplerParser.Time(declared.Attribute, "StartTime");
        double end = SamplerParser.Time(declared.Attribute, "EndTime");
        if (double.IsNaN(start) && ProcessEnds.LosesSignal(process))
        {
            string last = Text(process.MaxTime);
            return ($"its MaxTime {last}, where sampling starts", $"add a StartTime below {last} to [Sampler]");
        }

        if (!double.IsNaN(start) && ProcessEnds.LosesSignal(process, start))
        {
            return ($"the StartTime {Text(start)} of [Sampler]", $"start below {Text(start)}");
        }

        return !double.IsNaN(end) && ProcessEnds.LosesSignal(process, end)
            ? ($"the EndTime {Text(end)} of [Sampler]", $"end before {Text(end)}")
            : null;
    }

    static string Text(double time) => time.ToString("R", CultureInfo.InvariantCulture);
}
