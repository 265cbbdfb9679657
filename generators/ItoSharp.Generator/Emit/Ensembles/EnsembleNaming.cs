using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// The names of one ensemble's code: what the loop over paths reads, in the order in which it is stored, and names of the frame that
/// clash with none of the user's.
/// </summary>
internal sealed class EnsembleNaming
{
    readonly HashSet<string> taken;

    public EnsembleNaming(EnsembleModel model, DerivedEnsemble derived)
    {
        StepProgram program = derived.Program;
        IsAdaptive = derived.Adaptive is not null;
        SdeDeclaration equation = model.Declaration!;
        Tolerances = derived.Adaptive is { Value.Tolerances: { } tolerances } ? [tolerances.Relative, tolerances.Absolute] : [];
        Parameters = equation.Parameters.Select(p => p.Name).Concat(Tolerances).ToArray();
        Stops = model.Stops.Select(stop => "reached_" + stop.Name).ToArray();
        IEnumerable<Expr> inLoop = program
            .Local.Select(l => l.Item2)
            .Concat(program.Next)
            .Concat(program.After)
            .Concat(OfInverse(derived))
            .Concat(Optional(program.Error))
            .Concat(Optional(derived.Adaptive?.Value.FirstStep));
        IEnumerable<Expr> atStart = model.Observables.Select(o => o.Formula).Concat(model.Stops.Select(s => s.Indicator));
        var read = new HashSet<string>(inLoop.Concat(atStart).SelectMany(e => ExprModule.Variables(e)), StringComparer.Ordinal);
        IEnumerable<string> fixedNames = program
            .Constants.Select(c => c.Item1)
            .Concat(Parameters)
            .Concat(model.Arguments.Select(a => a.Name))
            .Concat(IsAdaptive ? [] : [program.Names.Step]);
        var timed = new HashSet<string>(program.Timed.SelectMany(l => ExprModule.Variables(l.Item2)), StringComparer.Ordinal);
        Constants = fixedNames.Where(name => read.Contains(name) || timed.Contains(name)).Distinct(StringComparer.Ordinal).ToArray();
        Timed = program.UsedTimed.ToArray();
        taken = new HashSet<string>(
            program
                .Local.Select(l => l.Item1)
                .Concat(derived.Twin?.Value.Inverse?.Value.Local.Select(l => l.Item1) ?? [])
                .Concat(program.Timed.Select(l => l.Item1))
                .Concat(fixedNames)
                .Concat(program.Components)
                .Concat(program.Names.Normals)
                .Concat(Stops)
                .Concat(model.Stops.Select(s => s.Flag))
                .Concat(["t", program.Names.Step]),
            StringComparer.Ordinal
        );
    }

    /// <summary>Whether every path has a time and a step of its own.</summary>
    public bool IsAdaptive { get; }

    /// <summary>The tolerances of adaptive steps, relative and absolute; else none.</summary>
    public IReadOnlyList<string> Tolerances { get; }

    /// <summary>The equation's parameters, in order, then the tolerances.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>The constants of a run, in the order of their array.</summary>
    public IReadOnlyList<string> Constants { get; }

    /// <summary>The columns of the table of times.</summary>
    public IReadOnlyList<string> Timed { get; }

    /// <summary>The numbers of the steps at which each stop held.</summary>
    public IReadOnlyList<string> Stops { get; }

    /// <summary>A name of the frame, with underscores behind it where the user has it too.</summary>
    public string Free(string name)
    {
        while (taken.Contains(name))
        {
            name += "_";
        }

        return name;
    }

    static IEnumerable<Expr> OfInverse(DerivedEnsemble derived) =>
        derived.Twin?.Value.Inverse?.Value is { } inverse ? inverse.Local.Select(l => l.Item2).Concat(inverse.Next) : [];

    static IEnumerable<Expr> Optional(FSharpOption<Expr>? formula) => formula is null ? [] : [formula.Value];

    /// <summary>The place of a constant; -1 where it is not stored.</summary>
    public int Index(string constant) => Place(Constants, constant);

    /// <summary>The column of a timed value; -1 where there is none.</summary>
    public int TimedIndex(string timed) => Place(Timed, timed);

    static int Place(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
