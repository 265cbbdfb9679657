using System.Globalization;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Parsing;

/// <summary>
/// Reads a stochastic tableau from its attribute, on a type of this compilation or of a referenced one. A fault names the attribute's
/// argument that it belongs to.
/// </summary>
internal static class StochasticAttributes
{
    public const string Name = "ItoSharp.StochasticTableauAttribute";

    /// <summary>A fault: of the text (with its line from 1), of an enum, of a claim, or of a compiled text.</summary>
    internal sealed record Fault(string Rule, string Argument, int Line, string Message);

    public static AttributeData? Find(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == Name);

    /// <summary>
    /// The method of a type, or what is wrong with it; null without a fault where the type declares none. Types of other assemblies
    /// are read from their compiled text.
    /// </summary>
    public static StochasticMethod? Read(INamedTypeSymbol type, List<Fault> faults)
    {
        if (Find(type) is not { } attribute)
        {
            return null;
        }

        return type.DeclaringSyntaxReferences.IsEmpty ? ReadCompiled(type, faults) : ReadAttribute(type.Name, attribute, faults);
    }

    static StochasticMethod? ReadCompiled(INamedTypeSymbol type, List<Fault> faults)
    {
        StochasticMethod? method = CompiledDeclarationReader.Read(type, null, StochasticMethodText.Read, out Models.DiagnosticInfo? fault);
        if (method is null)
        {
            string message =
                fault?.ToDiagnostic().GetMessage(System.Globalization.CultureInfo.InvariantCulture)
                ?? $"'{type.Name}' comes from an assembly that was built without ItoSharp's generator";
            faults.Add(new Fault("compiled", "", 0, message));
        }

        return method;
    }

    /// <summary>The method that an attribute spells.</summary>
    public static StochasticMethod? ReadAttribute(string name, AttributeData attribute, List<Fault> faults)
    {
        StochasticForm? form = Argument(attribute, 0) switch
        {
            // The numbers are those of the enums in ItoSharp.Declarations.
            0 => StochasticForm.Sra,
            1 => StochasticForm.Sri,
            2 => StochasticForm.Increments,
            3 => StochasticForm.Products,
            4 => StochasticForm.Areas,
            5 => StochasticForm.WeakRi,
            6 => StochasticForm.WeakRs,
            _ => null,
        };
        Calculus? calculus = Argument(attribute, 1) switch
        {
            0 => Calculus.Ito,
            1 => Calculus.Stratonovich,
            _ => null,
        };
        if (form is null)
        {
            faults.Add(new Fault("form", "form", 0, "the form is none that StochasticForm defines"));
        }

        if (calculus is null)
        {
            faults.Add(new Fault("form", "interpretation", 0, "the interpretation is none that Interpretation defines"));
        }

        FSharpMap<OrderClaim, int> claims = Claims(attribute, faults);
        if (form is null || calculus is null || faults.Count > 0)
        {
            return null;
        }

        string text = attribute.NamedArguments.FirstOrDefault(a => a.Key == "Tableau").Value.Value as string ?? "";
        FSharpResult<FSharpMap<string, FSharpList<FSharpList<Coefficient>>>, StochasticTextFault> blocks = StochasticTableauText.Read(
            form,
            text
        );
        if (blocks.IsError)
        {
            faults.Add(new Fault("text", "Tableau", blocks.ErrorValue.Line, blocks.ErrorValue.ToString()));
            return null;
        }

        return new StochasticMethod(name, form, calculus, blocks.ResultValue, claims);
    }

    static int? Argument(AttributeData attribute, int index) =>
        attribute.ConstructorArguments.Length > index ? attribute.ConstructorArguments[index].Value as int? : null;

    static FSharpMap<OrderClaim, int> Claims(AttributeData attribute, List<Fault> faults)
    {
        var claims = new List<Tuple<OrderClaim, int>>();
        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            if (StochasticNames.tryClaim(named.Key) is not { } claim)
            {
                continue;
            }

            double order = named.Value.Value switch
            {
                double value => value,
                int value => value,
                _ => double.NaN,
            };
            double doubled = 2 * order;
            if (!(order >= 0 && order <= 10) || Math.Floor(doubled) != doubled)
            {
                string orders =
                    claim.Value.IsStrong ? "0.5, 1 or 1.5"
                    : claim.Value.IsWeak ? "0.5, 1, 1.5 or 2"
                    : "a whole number from 1 to 5";
                faults.Add(
                    new Fault(
                        "claim-value",
                        named.Key,
                        0,
                        $"{named.Key} is {order.ToString(CultureInfo.InvariantCulture)}; the orders that can be proven are {orders}, and 0 is no claim"
                    )
                );
            }
            else if (doubled > 0)
            {
                claims.Add(Tuple.Create(claim.Value, (int)doubled));
            }
        }

        return new FSharpMap<OrderClaim, int>(claims);
    }
}
