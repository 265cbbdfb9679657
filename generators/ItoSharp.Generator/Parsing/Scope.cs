using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ItoSharp.Generator.Parsing;

/// <summary>What the names of one method body stand for: its parameters, its locals, and its local functions.</summary>
internal sealed class Scope
{
    readonly Dictionary<ISymbol, Expr> values;
    readonly Dictionary<ISymbol, ILocalFunctionOperation> functions;

    public Scope(ISymbol? owner)
    {
        Owner = owner;
        values = new(SymbolEqualityComparer.Default);
        functions = new(SymbolEqualityComparer.Default);
    }

    Scope(ISymbol owner, Scope outer)
    {
        Owner = owner;
        values = new(outer.values, SymbolEqualityComparer.Default);
        functions = new(outer.functions, SymbolEqualityComparer.Default);
    }

    /// <summary>The method whose body is read; only its own locals may be assigned.</summary>
    public ISymbol? Owner { get; }

    /// <summary>The scope of a local function called here: it sees the captured variables as they are at the call.</summary>
    public Scope ForLocalFunction(ISymbol function) => new(function, this);

    public void Set(ISymbol name, Expr value) => values[name] = value;

    public bool TryGet(ISymbol name, out Expr value) => values.TryGetValue(name, out value!);

    public void Declare(ILocalFunctionOperation function) => functions[function.Symbol] = function;

    public bool TryGetFunction(ISymbol name, out ILocalFunctionOperation function) => functions.TryGetValue(name, out function!);
}
