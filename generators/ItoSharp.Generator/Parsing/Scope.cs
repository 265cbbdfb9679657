using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ItoSharp.Generator.Parsing;

/// <summary>
/// What the names of one method body stand for at a point of its execution (its parameters, its locals, and its local functions), and
/// what it has returned so far. A return under a condition that is known only at run time returns on some paths; the others go on.
/// </summary>
internal sealed class Scope
{
    static readonly Condition Never = ConditionModule.TruthOf(false);
    static readonly Condition Always = ConditionModule.TruthOf(true);

    readonly Dictionary<ISymbol, FormulaValue> values;
    readonly Dictionary<ISymbol, ILocalFunctionOperation> functions;
    FormulaValue? result;
    Condition returned = Never;

    public Scope(ISymbol? owner, FormulaValue? self = null)
    {
        (Owner, Self) = (owner, self);
        values = new(SymbolEqualityComparer.Default);
        functions = new(SymbolEqualityComparer.Default);
    }

    Scope(ISymbol? owner, Scope outer)
    {
        (Owner, Self) = (owner, outer.Self);
        values = new(outer.values, SymbolEqualityComparer.Default);
        functions = new(outer.functions, SymbolEqualityComparer.Default);
    }

    /// <summary>The method whose body is read; only its own locals may be assigned.</summary>
    public ISymbol? Owner { get; }

    /// <summary>What <c>this</c> stands for in a method of a state; null in those of the record, which is no value.</summary>
    public FormulaValue? Self { get; }

    /// <summary>Whether this point is reached on some paths only: what leaves a loop here would leave it on some paths.</summary>
    public bool Conditional { get; set; }

    /// <summary>The statement by which the loop around is being left or continued.</summary>
    public IBranchOperation? Leaving { get; set; }

    /// <summary>Whether every path has returned.</summary>
    public bool HasReturned => returned.Equals(Always);

    /// <summary>Whether the next statement is reached.</summary>
    public bool GoesOn => !HasReturned && Leaving is null;

    /// <summary>What the body returns; null where some path has not returned.</summary>
    public FormulaValue? Result => HasReturned ? result : null;

    /// <summary>The scope of a local function called here: it sees the captured variables as they are at the call.</summary>
    public Scope ForLocalFunction(ISymbol function) => new(function, this);

    public void Set(ISymbol name, FormulaValue value) => values[name] = value;

    public bool TryGet(ISymbol name, out FormulaValue value) => values.TryGetValue(name, out value!);

    public void Declare(ILocalFunctionOperation function) => functions[function.Symbol] = function;

    public bool TryGetFunction(ISymbol name, out ILocalFunctionOperation function) => functions.TryGetValue(name, out function!);

    /// <summary>Returns on all paths that come here; false where other paths have returned another kind of value.</summary>
    public bool Return(FormulaValue value) => Add(Always, value);

    /// <summary>The paths on which a test goes one way: they begin with the names of this scope, and have returned nothing.</summary>
    public Scope Fork() => new(Owner, this) { Conditional = true };

    /// <summary>Goes on behind two forks; false where they disagree about the kind of a value.</summary>
    public bool Join(Condition test, Scope yes, Scope no)
    {
        // Names that only one fork knows are its own locals, gone here.
        foreach (ISymbol name in values.Keys.ToArray())
        {
            FormulaValue? joined =
                yes.HasReturned ? no.values[name]
                : no.HasReturned ? yes.values[name]
                : FormulaValue.Choose(test, yes.values[name], no.values[name]);
            if (joined is null)
            {
                return false;
            }

            values[name] = joined;
        }

        Assign(yes, no, test);
        if (yes.result is null && no.result is null)
        {
            return true;
        }

        FormulaValue? value =
            yes.result is null ? no.result
            : no.result is null ? yes.result
            : FormulaValue.Choose(test, yes.result, no.result);
        return value is not null && Add(ConditionModule.ChooseBetween(test, yes.returned, no.returned), value);
    }

    /// <summary>Locals declared before and given their first value in both forks.</summary>
    void Assign(Scope yes, Scope no, Condition test)
    {
        foreach (ISymbol name in yes.values.Keys.Union(no.values.Keys, SymbolEqualityComparer.Default).OfType<ISymbol>().ToArray())
        {
            if (values.ContainsKey(name))
            {
                continue;
            }

            bool first = yes.values.TryGetValue(name, out FormulaValue a);
            bool second = no.values.TryGetValue(name, out FormulaValue b);
            FormulaValue? joined =
                yes.HasReturned ? (second ? b : null)
                : no.HasReturned ? (first ? a : null)
                : first && second ? FormulaValue.Choose(test, a, b)
                : null;
            if (joined is not null)
            {
                values[name] = joined;
            }
        }
    }

    bool Add(Condition when, FormulaValue value)
    {
        FormulaValue? total = result is null ? value : FormulaValue.Choose(returned, result, value);
        if (total is null)
        {
            return false;
        }

        result = total;
        returned = ConditionModule.Or(returned, when);
        return true;
    }
}
