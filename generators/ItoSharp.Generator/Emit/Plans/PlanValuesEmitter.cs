using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>The interfaces by which a sampler reads the run-time values of its plan.</summary>
internal static class PlanValuesEmitter
{
    public static IEnumerable<string> Interfaces(PlanValues values)
    {
        if (values.Level != ValueMember.None)
        {
            yield return "global::ItoSharp.IStochasticPlan";
        }

        if (values.ScaleSlope is not null)
        {
            yield return "global::ItoSharp.IScaledPlan";
        }

        if (values.Damping)
        {
            yield return "global::ItoSharp.IDampedPlan";
        }

        if (values.Churn != ValueMember.None)
        {
            yield return "global::ItoSharp.IChurnedPlan";
        }
    }

    public static void Emit(SourceWriter writer, PlanDeclaration plan, PlanValues values)
    {
        if (values.Level != ValueMember.None)
        {
            string value = PlanMembers.LevelName(plan) + (values.Level == ValueMember.Method ? "(time)" : "");
            Line(writer, $"double global::ItoSharp.IStochasticPlan.Level(double time) => {value};");
        }

        if (values.ScaleSlope is { } slope)
        {
            Line(writer, "double global::ItoSharp.IScaledPlan.Scale(double rho) => NoiseScale(rho);");
            Line(writer, $"double global::ItoSharp.IScaledPlan.ScaleSlope(double rho) => {slope};");
        }

        if (values.Damping)
        {
            Line(writer, "double global::ItoSharp.IDampedPlan.Damping => Damping;");
        }

        if (values.Churn != ValueMember.None)
        {
            string churn = values.Churn == ValueMember.Method ? "Churn(rho, steps)" : "Churn";
            Line(writer, $"double global::ItoSharp.IChurnedPlan.Churn(double rho, int steps) => {churn};");
            Line(writer, $"double global::ItoSharp.IChurnedPlan.ChurnNoise => {(values.ChurnNoise ? "ChurnNoise" : "1")};");
        }
    }

    static void Line(SourceWriter writer, string member)
    {
        writer.Line();
        writer.Line(member);
    }
}
