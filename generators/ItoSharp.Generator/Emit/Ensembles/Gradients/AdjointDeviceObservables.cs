using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;
using static ItoSharp.Generator.Emit.EnsembleKernels;

namespace ItoSharp.Generator.Emit;

/// <summary>Observables and their reverses in a kernel for devices.</summary>
internal sealed class AdjointDeviceObservables(
    SourceWriter writer,
    EnsembleModel model,
    StepProgram program,
    EnsembleNaming naming,
    EnsembleDeviceKernel frame,
    LaneText text
)
{
    /// <summary>Whether there is one to differentiate.</summary>
    public bool HaveReverses => model.Observables.Any(HasReverse);

    static bool HasReverse(ObservableModel observable) => observable.Gradient is ObservableGradient.Pathwise or ObservableGradient.Smoothed;

    string Real => text.Element;

    string Parameters => string.Concat(frame.Rows.Select(name => $", {Real} {frame.Name(name)}"));

    /// <param name="arguments">The number of arguments; the two times follow them among the inputs.</param>
    public void Write(int arguments)
    {
        using (writer.Block($"DEVICE void observe({Real}* observed, GLOBAL const {Real}* values, {Real} t{Parameters})"))
        {
            int row = 0;
            frame.Observables(output => $"observed[{Text(row++)}] = {output};");
        }

        writer.Line();
        Reverses();
        writer.Line();
        Observation(arguments);
    }

    string Weight => frame.Name(naming.Free("weight_"));

    string HalfWidth => frame.Name(naming.Free("halfWidth"));

    void Reverses()
    {
        writer.Line("// Adds the derivatives of an observable, times a weight; smoothed ones have steps of that half width.");
        string head =
            $"DEVICE void reverse_observable(Cotangent* by, int observable, {Real} {Weight}, {Real} {HalfWidth}, GLOBAL const {Real}* values, {Real} t{Parameters})";
        using (writer.Block(head))
        using (writer.Block("switch (observable)"))
        {
            for (int i = 0; i < model.Observables.Count; i++)
            {
                ObservableModel observable = model.Observables[i];
                if (HasReverse(observable))
                {
                    writer.Line($"// {observable.Name}");
                    using (writer.Block($"case {Text(i)}:"))
                    {
                        Reverse(observable.Gradient == ObservableGradient.Smoothed ? Smoothed(observable.Formula) : observable.Formula);
                        writer.Line("break;");
                    }
                }
            }

            writer.Line("default:");
            writer.Line("    break;");
        }
    }

    /// <summary>The formula with steps in the place of jumps; the parser has seen that it has them.</summary>
    Expr Smoothed(Expr formula) =>
        SmoothSteps.Of(SetModule.OfSeq(program.Components), ExprModule.Variable(naming.Free("halfWidth")), formula).ResultValue;

    void Reverse(Expr formula)
    {
        IEnumerable<string> inputs = program.Components.Concat(naming.Constants).Concat(["t"]);
        AdjointProgram reverse = Adjoint.Reverse(
            ListModule.Empty<Tuple<string, Expr>>(),
            ListModule.OfSeq([Tuple.Create(naming.Free("weight_"), formula)]),
            ListModule.OfSeq(inputs)
        );
        string[] read = Read(reverse.Lets.Select(l => l.Item2).Concat(reverse.Cotangents.Select(c => c.Item2))).ToArray();
        frame.Constants(read);
        frame.Flags(read);
        frame.Lets(reverse.Lets);
        foreach (Tuple<string, Expr> cotangent in reverse.Cotangents)
        {
            string sum = "by->" + frame.Name(cotangent.Item1);
            string more = text.Print(LaneLowering.Lower(cotangent.Item2));
            writer.Line($"{sum} = {sum} + {(more.Any(c => c is ' ' or '-') ? $"({more})" : more)};");
        }
    }

    void Observation(int arguments)
    {
        writer.Line(
            "// Adds what is observed in a state: values, and derivatives. The time of observation moves with both ends of the grid."
        );
        string head =
            $"DEVICE void add_observation(\n    Cotangent* by, GLOBAL const {Real}* state, int step, {Real} t, double share, int first_part, int end_part,\n"
            + $"    GLOBAL const int* parts, GLOBAL const double* part_weights, GLOBAL const {Real}* part_widths, GLOBAL const {Real}* values)";
        using (writer.Block(head))
        {
            int row = 0;
            foreach (string name in frame.Rows)
            {
                frame.Declare(name, $"state[{Text(row++)} * BLOCK_PATHS]");
            }

            string rows = string.Concat(frame.Rows.Select(name => $", {frame.Name(name)}"));
            writer.Line($"{Real} observed[{Text(model.Observables.Count)}];");
            writer.Line($"observe(observed, values, t{rows});");
            using (writer.Block("for (int part = first_part; part < end_part; part++)"))
            {
                using (writer.Block("if (parts[2 * part + 1] == step)"))
                {
                    writer.Line("const int observable = parts[2 * part];");
                    writer.Line("by->value = by->value + part_weights[part] * (double)observed[observable];");
                    writer.Line($"reverse_observable(by, observable, ({Real})part_weights[part], part_widths[part], values, t{rows});");
                }
            }

            (string from, string until) = (Text(arguments), Text(arguments + 1));
            writer.Line($"by->inputs[{from}] = by->inputs[{from}] + (double)by->t * (1.0 - share);");
            writer.Line($"by->inputs[{until}] = by->inputs[{until}] + (double)by->t * share;");
            writer.Line("by->t = 0;");
        }
    }
}
