using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;
using static ItoSharp.Generator.Emit.EnsembleKernels;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// Values and derivatives of an ensemble's paths as one kernel in the common part of OpenCL C and CUDA C: a work item takes one path
/// forward and back by the schedule that it is given, with the operations of the CPU's lanes and their order of sums.
/// </summary>
internal sealed class AdjointDeviceKernel
{
    readonly SourceWriter writer;
    readonly EnsembleModel model;
    readonly StepProgram program;
    readonly EnsembleNaming naming;
    readonly EnsembleDeviceKernel frame;
    readonly AdjointDeviceStep reverse;
    readonly AdjointDeviceObservables observables;
    readonly StepAdjoint adjoint;
    readonly LaneText text;
    readonly string real;

    public AdjointDeviceKernel(SourceWriter writer, EnsembleModel model, StepProgram program, EnsembleNaming naming)
    {
        (this.writer, this.model, this.program, this.naming) = (writer, model, program, naming);
        text = new LaneText(LaneTarget.Device, model.IsSingle ? LaneFormat.Single : LaneFormat.Double);
        real = text.Element;
        adjoint = StepAdjointModule.OfStep(program);
        frame = new EnsembleDeviceKernel(writer, model, program, naming);
        reverse = new AdjointDeviceStep(writer, program, naming, adjoint, frame, text);
        observables = new AdjointDeviceObservables(writer, model, program, naming, frame, text);
    }

    int Components => program.Components.Length;

    /// <summary>The rows of a state: components, then stops.</summary>
    string Rows => Text(Components + naming.Stops.Count);

    /// <summary>The rows of a cotangent: components, then constants.</summary>
    string CotangentRows => Text(Components + naming.Constants.Count);

    /// <summary>The columns of a target: its value, then its derivatives.</summary>
    string ResultRows => Text(1 + StartComponents + Inputs);

    /// <summary>The equation's parameters, those of observables and stops, and the two times.</summary>
    int Inputs => naming.Parameters.Count + model.Arguments.Count + 2;

    int StartComponents => model.Declaration!.State.Length;

    public void Write()
    {
        if (!observables.HaveReverses)
        {
            return;
        }

        writer.Line().Line("public override string GradientKernel =>");
        using (writer.Indent())
        {
            writer.Line("\"\"\"");
            StepComment.Write(writer, program);
            reverse.WriteComment();
            writer.Line();
            Cotangent();
            writer.Line();
            observables.Write(Inputs - 2);
            writer.Line();
            Gradient();
            writer.Line("\"\"\";");
        }
    }

    void Cotangent()
    {
        writer.Line(
            "// The derivatives of one target by what moves it: the state, constants and the time of observation; then its value, and what"
        );
        writer.Line("// arguments and times have got otherwise than over constants.");
        using (writer.Block("typedef struct", " Cotangent;"))
        {
            foreach (string name in program.Components.Concat(naming.Constants).Concat(["t"]))
            {
                writer.Line($"{real} {frame.Name(name)};");
            }

            writer.Line("double value;");
            writer.Line($"double inputs[{Text(Inputs)}];");
        }
    }

    void Gradient()
    {
        using (writer.Block("KERNEL gradient(GRADIENT_PARAMETERS)"))
        {
            writer.Line("const Place place = place_of(WORK_ITEM, first_block, paths, antithetic);");
            using (writer.Block("if (!place.active)"))
            {
                writer.Line("return;");
            }

            writer.Line($"GLOBAL {real}* tape = tapes + (place.block * (u64)slots * {Rows} * BLOCK_PATHS + place.slot);");
            string[] stops = Read(model.Stops.Select(s => s.Indicator)).ToArray();
            string[] forward = Read(program.Local.Select(l => l.Item2).Concat(program.Next).Concat(program.After)).ToArray();
            frame.Constants(forward.Concat(stops).Concat(reverse.Inputs).Distinct().ToArray());
            Start(stops);
            Clear();
            writer.Line();
            using (writer.Block("for (int action = 0; action < action_count; action++)"))
            {
                writer.Line("const int first = actions[4 * action], end = actions[4 * action + 1];");
                writer.Line("const bool back = actions[4 * action + 3] != 0;");
                writer.Line("// The state after the last step is there already where more steps follow.");
                writer.Line("const int last = back && end < steps ? end - 1 : end;");
                writer.Line($"GLOBAL {real}* kept = tape + (u64)actions[4 * action + 2] * {Rows} * BLOCK_PATHS;");
                Forward(forward);
                using (writer.Block("for (int target = 0; back && target < targets; target++)"))
                {
                    Back();
                }
            }

            writer.Line();
            Finish();
        }
    }

    /// <summary>Where a target's rows are: contributions so far, sums of constants, results.</summary>
    void Places()
    {
        void Place(string pointer, string from, string rows) =>
            writer.Line($"GLOBAL {pointer} = {from} + ((place.block * (u64)targets + (u64)target) * {rows} * BLOCK_PATHS + place.slot);");
        Place($"{real}* cotangent", "cotangents", CotangentRows);
        Place("double* sum", "constant_sums", Text(naming.Constants.Count));
        Place("double* result", "results", ResultRows);
    }

    void Clear()
    {
        using (writer.Block("for (int target = 0; target < targets; target++)"))
        {
            Places();
            foreach (
                (string rows, string count) in new[]
                {
                    ("cotangent", CotangentRows),
                    ("sum", Text(naming.Constants.Count)),
                    ("result", ResultRows),
                }
            )
            {
                using (writer.Block($"for (int i = 0; i < {count}; i++)"))
                {
                    writer.Line($"{rows}[i * BLOCK_PATHS] = 0;");
                }
            }
        }
    }

    /// <summary>The state at the start, in the first slot of the tape.</summary>
    void Start(string[] stops)
    {
        using (writer.Block("// The start is the first state that is kept."))
        {
            writer.Line($"GLOBAL const {real}* state = states + (place.block * {Rows} * BLOCK_PATHS + place.slot);");
            int row = 0;
            foreach (string component in program.Components)
            {
                // A twin starts where its component does.
                frame.Declare(component, $"begin == 2 ? start[{Text(row % StartComponents)}] : state[{Text(row)} * BLOCK_PATHS]");
                row++;
            }

            if (stops.Contains("t"))
            {
                frame.Declare("t", "start_time");
            }

            for (int i = 0; i < model.Stops.Count; i++)
            {
                frame.Declare(naming.Stops[i], text.Print(StopLanes.AtStart(model.Stops[i])));
            }

            Keep("tape");
        }
    }

    void Keep(string slot)
    {
        int row = 0;
        foreach (string name in frame.Rows)
        {
            writer.Line($"{slot}[{Text(row++)} * BLOCK_PATHS] = {frame.Name(name)};");
        }
    }

    void Forward(string[] read)
    {
        using (writer.Block("// Forward; to go back the state before every step is kept."))
        {
            int row = 0;
            foreach (string name in frame.Rows)
            {
                frame.Declare(name, $"kept[{Text(row++)} * BLOCK_PATHS]");
            }

            using (writer.Block("for (int tile = first & ~3; tile < last; tile += 4)"))
            {
                frame.Noise();
                using (writer.Block("UNROLL for (int row = 0; row < 4; row++)"))
                {
                    writer.Line("const int step = tile + row;");
                    Skip("step < first", "step >= last");
                    using (writer.Block("if (back)"))
                    {
                        writer.Line($"GLOBAL {real}* before = kept + (u64)(step - first) * {Rows} * BLOCK_PATHS;");
                        Keep("before");
                    }

                    writer.Line();
                    reverse.Timed(read);
                    frame.Normals(read);
                    frame.Lets(program.Local);
                    frame.Settle();
                }
            }

            writer.Line($"GLOBAL {real}* after = kept + (u64)(back ? last - first : 1) * {Rows} * BLOCK_PATHS;");
            Keep("after");
        }
    }

    void Skip(string soon, string late)
    {
        using (writer.Block($"if ({soon} || {late})"))
        {
            writer.Line("continue;");
        }
    }

    void Back()
    {
        writer.Line("const int top = last_steps[target] < end ? last_steps[target] : end;");
        using (writer.Block("if (top < first)"))
        {
            writer.Line("continue;");
        }

        Places();
        writer.Line("const int first_part = first_parts[target], end_part = first_parts[target + 1];");
        writer.Line("// What is observed after the last step belongs to the steps that follow, where there are any.");
        writer.Line("int observation = observation_count - 1;");
        using (writer.Block("while (observation >= 0 && observation_steps[observation] > (top == end ? last : top))"))
        {
            writer.Line("observation--;");
        }

        Load();
        Observation("top");
        using (writer.Block("for (int tile = (top - 1) & ~3; tile >= (first & ~3); tile -= 4)"))
        {
            if (reverse.IsNoisy)
            {
                frame.Noise();
            }

            using (writer.Block("UNROLL for (int row = 3; row >= 0; row--)"))
            {
                writer.Line("const int step = tile + row;");
                Skip("step >= top", "step < first");
                reverse.Write(Inputs, Rows);
                using (writer.Block("if (step % SUMMED_STEPS == 0)"))
                {
                    Flush();
                }

                Observation("step");
            }
        }

        Store();
    }

    void Observation(string step)
    {
        using (writer.Block($"if (observation >= 0 && observation_steps[observation] == {step})"))
        {
            writer.Line("add_observation(");
            using (writer.Indent())
            {
                writer.Line($"&by, kept + (u64)({step} - first) * {Rows} * BLOCK_PATHS, {step}, observation_times[observation],");
                writer.Line("observation_shares[observation], first_part, end_part, parts, part_weights, part_widths, values);");
            }

            writer.Line("observation--;");
        }
    }

    IEnumerable<string> Moving => program.Components.Concat(naming.Constants);

    static string Row(string rows, string row) => $"{rows}[{row} * BLOCK_PATHS]";

    /// <summary>The row of the results from which on the inputs are.</summary>
    string InputRow(string input) => Row("result", $"({Text(1 + StartComponents)} + {input})");

    void Load()
    {
        writer.Line("Cotangent by;");
        int row = 0;
        foreach (string name in Moving)
        {
            writer.Line($"by.{frame.Name(name)} = {Row("cotangent", Text(row++))};");
        }

        writer.Line("by.t = 0;");
        writer.Line($"by.value = {Row("result", "0")};");
        using (writer.Block($"for (int i = 0; i < {Text(Inputs)}; i++)"))
        {
            writer.Line($"by.inputs[i] = {InputRow("i")};");
        }
    }

    void Store()
    {
        int row = 0;
        foreach (string name in Moving)
        {
            writer.Line($"{Row("cotangent", Text(row++))} = by.{frame.Name(name)};");
        }

        writer.Line($"{Row("result", "0")} = by.value;");
        using (writer.Block($"for (int i = 0; i < {Text(Inputs)}; i++)"))
        {
            writer.Line($"{InputRow("i")} = by.inputs[i];");
        }
    }

    /// <summary>Moves what constants have got to their sums in double.</summary>
    void Flush()
    {
        for (int i = 0; i < naming.Constants.Count; i++)
        {
            string constant = frame.Name(naming.Constants[i]);
            writer.Line($"{Row("sum", Text(i))} = {Row("sum", Text(i))} + (double)by.{constant};");
            writer.Line($"by.{constant} = 0;");
        }
    }

    /// <summary>The derivatives of the path, in their columns.</summary>
    void Finish()
    {
        using (writer.Block("for (int target = 0; target < targets; target++)"))
        {
            Places();
            for (int c = 0; c < StartComponents; c++)
            {
                // The twin starts there too.
                string twin = Components > StartComponents ? $" + (double){Row("cotangent", Text(StartComponents + c))}" : "";
                writer.Line($"{Row("result", Text(1 + c))} = (double){Row("cotangent", Text(c))}{twin};");
            }

            string constants = Text(naming.Constants.Count);
            using (writer.Block($"for (int i = 0; i < {constants}; i++)"))
            {
                writer.Line($"{Row("sum", "i")} = {Row("sum", "i")} + (double){Row("cotangent", $"({Text(Components)} + i)")};");
            }

            using (writer.Block($"for (int input = 0; input < {Text(Inputs)}; input++)"))
            {
                writer.Line($"double derivative = {InputRow("input")};");
                using (writer.Block($"for (int i = 0; i < {constants}; i++)"))
                {
                    writer.Line($"const double rate = constant_rates[{Text(Inputs)} * i + input];");
                    using (writer.Block("if (rate != 0)"))
                    {
                        writer.Line($"derivative = derivative + {Row("sum", "i")} * rate;");
                    }
                }

                writer.Line($"{InputRow("input")} = derivative;");
            }
        }
    }
}
