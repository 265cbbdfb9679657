using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Parsing;

/// <summary>Reads the Runge-Kutta plans from their two attributes. A fault is a message with the property it belongs to.</summary>
internal static class RungeKuttaAttributes
{
    public const string Exponential = "ItoSharp.ExponentialRungeKuttaAttribute";
    public const string Direct = "ItoSharp.RungeKuttaAttribute";

    public static RungeKuttaPlan? Read(AttributeData attribute, List<(string Rule, string Property, string Message)> faults) =>
        attribute.AttributeClass!.ToDisplayString() == Direct ? ReadDirect(attribute, faults) : ReadExponential(attribute, faults);

    static RungeKuttaPlan? ReadExponential(AttributeData attribute, List<(string, string, string)> faults)
    {
        // The numbers are those of the enums in ItoSharp.Declarations.
        PlanClock? clock = PlanAttributes.Clock(attribute, absent: 1);
        int predict = PlanAttributes.Number(attribute, "Predict", 0);
        if (clock is null)
        {
            faults.Add(("enum", "Clock", "Clock has a value that its enum does not define"));
            return null;
        }

        if (clock.IsTime)
        {
            faults.Add(
                (
                    "clock-runge-kutta",
                    "Clock",
                    "an exponential method lies in Clock.Rho or Clock.Lambda; in Clock.Time declare [RungeKutta], which integrates x itself"
                )
            );
            return null;
        }

        if (predict is not (0 or 1))
        {
            faults.Add(
                (
                    "predict",
                    "Predict",
                    "a plan combines predictions in the form Prediction.Data or Prediction.Noise; models of any kind are converted"
                )
            );
            return null;
        }

        if (clock.IsRho)
        {
            if (predict == 1)
            {
                faults.Add(
                    ("clock-form", "Predict", "Clock.Rho integrates noise predictions; with Predict = Prediction.Data use Clock.Lambda")
                );
                return null;
            }

            return Tableau(attribute, TableauText.Read, faults) is { } classical ? RungeKuttaPlan.NewRho(classical) : null;
        }

        return Tableau(attribute, PhiText.Read, faults) is { } exponential
            ? RungeKuttaPlan.NewExponential(predict == 0 ? PlanForm.Noise : PlanForm.Data, exponential)
            : null;
    }

    static RungeKuttaPlan? ReadDirect(AttributeData attribute, List<(string, string, string)> faults)
    {
        PlanClock? clock = PlanAttributes.Clock(attribute, absent: 2);
        PlanNoise? noise = PlanAttributes.Number(attribute, "Noise", 0) switch
        {
            0 => PlanNoise.Deterministic,
            1 => PlanNoise.Tau,
            2 => PlanNoise.Eta,
            3 => PlanNoise.Scale,
            4 => PlanNoise.Posterior,
            _ => null,
        };
        if (clock is null || noise is null)
        {
            string name = clock is null ? "Clock" : "Noise";
            faults.Add(("enum", name, name + " has a value that its enum does not define"));
            return null;
        }

        return Tableau(attribute, TableauText.Read, faults) is { } tableau ? RungeKuttaPlan.NewDirect(clock, noise, tableau) : null;
    }

    static T? Tableau<T>(AttributeData attribute, Func<string, FSharpResult<T, string>> reader, List<(string, string, string)> faults)
        where T : class
    {
        FSharpResult<T, string> tableau = reader(PlanAttributes.Named(attribute, "Tableau") as string ?? "");
        if (tableau.IsOk)
        {
            return tableau.ResultValue;
        }

        faults.Add(("tableau", "Tableau", tableau.ErrorValue));
        return null;
    }
}
