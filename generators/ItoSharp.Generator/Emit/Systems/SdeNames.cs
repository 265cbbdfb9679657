using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;

namespace ItoSharp.Generator.Emit.Systems;

/// <summary>What the names of an equation are called inside the generated part of its record.</summary>
internal sealed class SdeNames
{
    // The parameters and locals of generated members.
    static readonly HashSet<string> Taken = new(
        ["x", "t", "score", "first", "second", "moments", "rates", "start", "from", "until", "jacobian", "matrix", "result"],
        StringComparer.Ordinal
    );

    readonly IReadOnlyList<string> components;
    readonly Tuple<string, Expr>[] parameters;

    public SdeNames(SdeModel model)
    {
        Layout = model.Layout! with { Type = "State" };
        components = Layout.Components;
        parameters = model
            .Parameters.SelectMany(p => p.Names.Zip(p.Accessors, (name, accessor) => (name, accessor: Own(p, accessor))))
            .Select(pair => Tuple.Create(pair.name, Expr.NewVar(pair.accessor)))
            .ToArray();
    }

    /// <summary>The layout of the state, whose type has a short name here.</summary>
    public StateLayout Layout { get; }

    /// <summary>A formula of the equation as code of an instance member, the state being <paramref name="state"/>.</summary>
    public Func<Expr, Expr> In(string state)
    {
        IEnumerable<Tuple<string, Expr>> read = components.Zip(Layout.Read(state), (name, code) => Tuple.Create(name, Expr.NewVar(code)));
        FSharpMap<string, Expr> map = MapModule.OfSeq(parameters.Concat(read));
        return formula => Substitute.Apply(map, formula);
    }

    /// <summary>The members of the record that a set of formulas depends on, each once.</summary>
    public static IEnumerable<NumberMember> Used(SdeModel model, IEnumerable<Expr> formulas)
    {
        var names = new HashSet<string>(formulas.SelectMany(f => ExprModule.Variables(f)), StringComparer.Ordinal);
        return model.Parameters.Where(p => p.Names.Any(names.Contains));
    }

    static string Own(NumberMember parameter, string accessor) => Taken.Contains(parameter.Name) ? "this." + accessor : accessor;
}
