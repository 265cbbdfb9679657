using System.Globalization;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>The nested class that the runtime drives: shape, closed forms of the weights, fused updates, and their reverses.</summary>
internal static class KernelsEmitter
{
    const string Nodes = "global::System.ReadOnlySpan<global::ItoSharp.ProcessPoint> nodes";
    const string Row = "global::System.Span<double> row";
    const string Bar = "global::System.ReadOnlySpan<double> row, global::System.Span<global::ItoSharp.ProcessPoint> cotangents";

    public static void Emit(SourceWriter writer, SamplerModel model, DerivedPlan plan, string type)
    {
        bool values = SamplerEmitter.HasValues(plan);
        writer.Line();
        writer.Doc("summary", "The weights and fused steps of this sampler.");
        string parameters = values ? $"({model.Solver} solver)" : "()";
        using (writer.Block($"private sealed class Kernels{parameters} : global::ItoSharp.SolverKernels<{type}>(Structure)"))
        {
            Structure(writer, plan, model.Mean, model.Memory);
            Values(writer, plan);

            Predictors(writer, plan, model.Exact);
            Corrections(writer, plan, model.Exact);
            RungeKutta(writer, plan, model.Exact);
            FieldKernelsEmitter.Emit(writer, model, plan, type);
            FieldDeviceEmitter.Emit(writer, model, plan, type);
            if (model.AdjointDeis)
            {
                AdjointDeis(writer);
            }
        }
    }

    static void Values(SourceWriter writer, DerivedPlan plan)
    {
        void Member(string header, string value)
        {
            writer.Line();
            writer.Line($"public override double {header} => ((global::ItoSharp.{value};");
        }

        if (plan.Noise.IsTau || plan.Noise.IsEta || plan.Noise.IsPosterior)
        {
            Member("Level(double time)", "IStochasticPlan)solver).Level(time)");
        }
        else if (plan.Momentum)
        {
            Member("Level(double time)", "IDampedPlan)solver).Damping");
        }

        if (plan.Noise.IsScale)
        {
            Member("Scale(double rho)", "IScaledPlan)solver).Scale(rho)");
            Member("ScaleSlope(double rho)", "IScaledPlan)solver).ScaleSlope(rho)");
        }

        if (plan.Churn)
        {
            Member("Churn(double rho, int steps)", "IChurnedPlan)solver).Churn(rho, steps)");
            Member("ChurnNoise", "IChurnedPlan)solver).ChurnNoise");
        }
    }

    static void Structure(SourceWriter writer, DerivedPlan plan, MeanTerms mean, int memory)
    {
        writer.Line("private static readonly global::ItoSharp.SolverShape Structure = new()");
        writer.Line("{");
        using (writer.Indent())
        {
            writer.Line($"Form = global::ItoSharp.Prediction.{(plan.Form.IsData ? "Data" : "Noise")},");
            writer.Line($"History = {Text(plan.History)},");
            if (!plan.OnlyRungeKutta)
            {
                writer.Line($"StartHistory = [{string.Join(", ", plan.StartHistory.Select(Text))}],");
                writer.Line($"Corrector = {Text(plan.Corrector)},");
            }

            writer.Line($"Terms = [{string.Join(", ", plan.Terms.Select(Text))}],");
            if (memory > 0)
            {
                writer.Line($"Memory = {Text(memory)},");
            }

            writer.Line($"Noise = global::ItoSharp.Stochasticity.{Noise(plan.Noise)},");
            if (Integrals(plan) is { } integrals)
            {
                writer.Line($"Integrals = global::ItoSharp.StepIntegrals.{integrals},");
                if (plan.LeftSums > 0)
                {
                    writer.Line($"LeftSums = {Text(plan.LeftSums)},");
                }
            }

            if (plan.Momentum)
            {
                writer.Line("HeavyBall = true,");
            }

            if (plan.Churn)
            {
                writer.Line("Churn = true,");
            }

            if (mean == MeanTerms.IfGiven)
            {
                writer.Line("AlwaysReadsMean = true,");
            }

            if (!plan.Stages.IsEmpty)
            {
                writer.Line($"Stages = [{string.Join(", ", plan.Stages.Select(c => CSharpPrinter.Print(CoefficientModule.ToExpr(c))))}],");
                string clock =
                    plan.StageClock.IsRho ? "Rho"
                    : plan.StageClock.IsTime ? "Time"
                    : "Lambda";
                writer.Line($"StageClock = global::ItoSharp.Clock.{clock},");
                writer.Line($"RungeKutta = {(plan.OnlyRungeKutta ? "true" : "false")},");
            }
        }

        writer.Line("};");
    }

    static void Predictors(SourceWriter writer, DerivedPlan plan, bool exact)
    {
        if (plan.OnlyRungeKutta)
        {
            return;
        }

        bool integrals = Integrals(plan) is not null;
        string input = integrals ? ProgramPrinter.Integrals : ProgramPrinter.Level;
        string value = integrals ? "integrals" : "level";
        string more = integrals ? ", global::System.Span<double> integralCotangents" : "";
        Dispatch(writer, $"public override void Predictor(int history, {Nodes}, {input}, {Row})", plan, $"(nodes, {value}, row)");
        if (exact)
        {
            Dispatch(
                writer,
                $"public override {(integrals ? "void" : "double")} PredictorPullBack(int history, {Nodes}, {input}, {Bar}{more})",
                plan,
                $"PullBack(nodes, {value}, row, cotangents{(integrals ? ", integralCotangents" : "")})"
            );
        }

        foreach (PredictorFormula predictor in plan.Predictors)
        {
            string name = "Predictor" + Text(predictor.History);
            int[] places = Places(predictor.Program, predictor.History);
            ProgramPrinter.Values(
                writer,
                name,
                predictor.Program,
                new[]
                {
                    "The weights of <c>"
                        + PlanEmitter.Xml(Update(plan, predictor.History))
                        + "</c>; node 0 is t, node 1 is s, node 2 the one before.",
                },
                places,
                integrals
            );
            if (exact)
            {
                ProgramPrinter.PullBack(writer, name, predictor.Program, places, integrals);
            }
        }
    }

    static string Noise(PlanNoise noise) =>
        noise.IsTau ? "Tau"
        : noise.IsEta ? "Eta"
        : noise.IsScale ? "Scale"
        : noise.IsPosterior ? "Posterior"
        : "None";

    /// <summary>What of a step the runtime integrates; null where the weights are closed forms.</summary>
    static string? Integrals(DerivedPlan plan) =>
        plan.OnlyRungeKutta ? null
        : plan.Clock.IsTime ? "Time"
        : plan.Clock.IsRho && plan.Form.IsData ? "Scale"
        : null;

    static string Update(DerivedPlan plan, int history)
    {
        string m = plan.Form.IsData ? "D" : "eps";
        string terms = string.Join(" + ", Enumerable.Range(0, history).Select(j => $"c{j} {m}_(s{(j == 0 ? "" : "-" + Text(j))})"));
        return $"x_t = a x_s + {terms}{(plan.Noise.IsDeterministic ? "" : " + nu z")}";
    }

    /// <summary>Where the outputs go in [a, c_0 .. c_(k-1), nu].</summary>
    static int[] Places(Program program, int history) => program.Outputs.Select((output, i) => output == "nu" ? history + 1 : i).ToArray();

    static void Dispatch(SourceWriter writer, string header, DerivedPlan plan, string call)
    {
        writer.Line();
        using (writer.Block(header))
        {
            if (call.StartsWith("(", StringComparison.Ordinal))
            {
                writer.Line("row.Clear();");
            }

            bool returns = IsPullBack(header);
            using (writer.Block("switch (history)"))
            {
                foreach (PredictorFormula predictor in plan.Predictors)
                {
                    string history = Text(predictor.History);
                    writer.Line($"case {history}: {Case($"Predictor{history}{call}", returns)}");
                }

                writer.Line(
                    "default: throw new global::System.ArgumentOutOfRangeException(nameof(history), history, \"no such formula\");"
                );
            }
        }
    }

    // A pull-back returns the cotangent of the level.
    static bool IsPullBack(string header) => header.Contains("override double");

    static string Case(string call, bool returns) => returns ? $"return {call};" : $"{call}; break;";

    static void Corrections(SourceWriter writer, DerivedPlan plan, bool exact)
    {
        if (plan.Corrections.IsEmpty)
        {
            return;
        }

        void Switch(string header, string call)
        {
            writer.Line();
            using (writer.Block(header))
            using (writer.Block("switch (history, corrector)"))
            {
                foreach (CorrectionFormula correction in plan.Corrections)
                {
                    (string h, string c) = (Text(correction.PredictorHistory), Text(correction.CorrectorNodes));
                    writer.Line($"case ({h}, {c}): {Case($"Correction{h}By{c}{call}", IsPullBack(header))}");
                }

                writer.Line(
                    "default: throw new global::System.ArgumentOutOfRangeException(nameof(corrector), corrector, \"no such formula\");"
                );
            }
        }

        Switch(
            "public override void Correction(int history, int corrector, " + Nodes + ", double level, " + Row + ")",
            "(nodes, level, row)"
        );
        if (exact)
        {
            Switch(
                "public override double CorrectionPullBack(int history, int corrector, " + Nodes + ", double level, " + Bar + ")",
                "PullBack(nodes, level, row, cotangents)"
            );
        }

        foreach (CorrectionFormula correction in plan.Corrections)
        {
            string name = $"Correction{Text(correction.PredictorHistory)}By{Text(correction.CorrectorNodes)}";
            int[] places = Enumerable.Range(0, correction.Program.Outputs.Length).ToArray();
            ProgramPrinter.Values(
                writer,
                name,
                correction.Program,
                new[]
                {
                    $"What the corrector through {Text(correction.CorrectorNodes)} nodes adds to a state predicted with {Text(correction.PredictorHistory)}:",
                    "<c>x_t += d0 m_t + d1 m_s + d2 m_(s-1) + ...</c>.",
                },
                places
            );
            if (exact)
            {
                ProgramPrinter.PullBack(writer, name, correction.Program, places);
            }
        }
    }

    static void RungeKutta(SourceWriter writer, DerivedPlan plan, bool exact)
    {
        if (plan.RungeKutta is not { Value: var program })
        {
            return;
        }

        int[] places = Enumerable.Range(0, program.Outputs.Length).ToArray();
        writer.Line();
        writer.Line("public override void RungeKutta(" + Nodes + ", " + Row + "s) => RungeKuttaRows(nodes, 0, rows);");
        ProgramPrinter.Values(
            writer,
            "RungeKuttaRows",
            program,
            new[]
            {
                $"The rows [a, c_0 .. c_b] of the blocks on <c>{PlanEmitter.Xml(plan.StageEquation)}</c>; node 0 is t, node 1 + i stage i.",
            },
            places
        );
        if (exact)
        {
            writer.Line();
            writer.Line(
                "public override void RungeKuttaPullBack("
                    + Nodes
                    + ", global::System.ReadOnlySpan<double> rows, global::System.Span<global::ItoSharp.ProcessPoint> cotangents) =>"
            );
            using (writer.Indent())
            {
                writer.Line("RungeKuttaRowsPullBack(nodes, 0, rows, cotangents);");
            }

            ProgramPrinter.PullBack(writer, "RungeKuttaRows", program, places);
        }
    }

    static void AdjointDeis(SourceWriter writer)
    {
        writer.Line();
        using (
            writer.Block(
                "public override void AdjointDeis(global::ItoSharp.Prediction form, int order, "
                    + Nodes
                    + ", double tauSquared, "
                    + Row
                    + ")"
            )
        )
        {
            writer.Line("row.Clear();");
            using (writer.Block("switch (form, order)"))
            {
                foreach (string form in new[] { "Noise", "Data" })
                {
                    foreach (string order in new[] { "1", "2" })
                    {
                        writer.Line(
                            $"case (global::ItoSharp.Prediction.{form}, {order}): Adjoint{form}{order}(nodes, tauSquared, row); break;"
                        );
                    }
                }

                writer.Line("default: throw new global::System.ArgumentOutOfRangeException(nameof(order), order, \"no such formula\");");
            }
        }

        foreach ((string name, PlanForm form) in new[] { ("Noise", PlanForm.Noise), ("Data", PlanForm.Data) })
        {
            foreach (int order in new[] { 1, 2 })
            {
                string m = form.IsNoise ? "eps" : "D";
                ProgramPrinter.Values(
                    writer,
                    $"Adjoint{name}{Text(order)}",
                    AdjointFormulas.Step(form, order),
                    new[]
                    {
                        order == 1
                            ? $"AdjointDEIS-1, from the clean node t (1) to the noisier s (0): <c>a_s = a a_t + w0 a_t'd{m}_t/dx</c>, <c>a_z += u0 a_t'd{m}_t/dz</c>."
                            : $"AdjointDEIS-2M: as order 1, with the products at the node r (2) before t weighted by w1 and u1.",
                    },
                    order == 1 ? new[] { 0, 1, 3 } : new[] { 0, 1, 2, 3, 4 }
                );
            }
        }
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
