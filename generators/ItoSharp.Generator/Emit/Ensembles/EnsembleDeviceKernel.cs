using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;
using static ItoSharp.Generator.Emit.EnsembleKernels;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// The ensemble as one kernel in the common part of OpenCL C and CUDA C: a work item takes one path over all its steps, with the
/// operations and the noise of the CPU's lanes. What it calls is in the runtime's DeviceLibrary.
/// </summary>
/// <remarks>Names of the frame are reserved in <see cref="DeviceNames"/>, so that none of the user's can meet one.</remarks>
internal sealed class EnsembleDeviceKernel
{
    readonly SourceWriter writer;
    readonly EnsembleModel model;
    readonly StepProgram program;
    readonly EnsembleNaming naming;
    readonly LaneText text;
    readonly string real;

    public EnsembleDeviceKernel(SourceWriter writer, EnsembleModel model, StepProgram program, EnsembleNaming naming)
    {
        (this.writer, this.model, this.program, this.naming) = (writer, model, program, naming);
        text = new LaneText(LaneTarget.Device, model.IsSingle ? LaneFormat.Single : LaneFormat.Double);
        real = text.Element;
    }

    public void Write()
    {
        writer.Line().Line("public override string Kernel =>");
        using (writer.Indent())
        {
            writer.Line("\"\"\"");
            StepComment.Write(writer, program);
            writer.Line();
            Observe();
            writer.Line();
            Ensemble();
            writer.Line("\"\"\";");
        }
    }

    internal IEnumerable<string> Rows => program.Components.Concat(naming.Stops);

    void Observe()
    {
        string state = string.Concat(Rows.Select(name => $", {real} {Name(name)}"));
        using (writer.Block($"DEVICE void observe(GLOBAL {real}* observed, GLOBAL const {real}* values, {real} t{state})"))
        {
            int row = 0;
            foreach (string component in model.Declaration!.State)
            {
                writer.Line($"observed[{Text(row++)} * BLOCK_PATHS] = {Name(component)};");
            }

            Observables(output => $"observed[{Text(row++)} * BLOCK_PATHS] = {output};");
        }
    }

    /// <summary>The observables of a state, a line each, with what they share computed once.</summary>
    internal void Observables(Func<string, string> line)
    {
        Expr[] formulas = model.Observables.Select(o => o.Formula).ToArray();
        string[] read = Read(formulas).ToArray();
        Constants(read);
        Flags(read);
        Tuple<FSharpList<Tuple<string, Expr>>, FSharpList<Tuple<string, Expr>>> shared = Cse.ShareWith(
            naming.Free("shared"),
            ListModule.OfSeq(formulas.Select((f, i) => Tuple.Create("output " + Text(i), f)))
        );
        Lets(shared.Item1);
        foreach (Tuple<string, Expr> output in shared.Item2)
        {
            writer.Line(line(text.Print(LaneLowering.Lower(output.Item2))));
        }
    }

    /// <summary>What formulas ask about stops.</summary>
    internal void Flags(ICollection<string> read)
    {
        for (int i = 0; i < model.Stops.Count; i++)
        {
            if (read.Contains(model.Stops[i].Flag))
            {
                Declare(model.Stops[i].Flag, text.Print(StopLanes.Flag(naming.Stops[i])));
            }
        }
    }

    void Ensemble()
    {
        using (writer.Block("KERNEL ensemble(ENSEMBLE_PARAMETERS)"))
        {
            int rows = program.Components.Length + naming.Stops.Count;
            writer.Line("const Place place = place_of(WORK_ITEM, first_block, paths, antithetic);");
            using (writer.Block("if (!place.active)"))
            {
                writer.Line("return;");
            }

            writer.Line($"GLOBAL {real}* state = states + (place.block * {Text(rows)} * BLOCK_PATHS + place.slot);");
            string columns = Text(model.Declaration!.State.Length + model.Observables.Count);
            writer.Line(
                $"GLOBAL {real}* observed = observations + (place.block * (u64)observation_count * {columns} * BLOCK_PATHS + place.slot);"
            );
            writer.Line("int observation = 0;");
            IEnumerable<Expr> formulas = program.Local.Select(l => l.Item2).Concat(program.Next).Concat(program.After);
            string[] read = Read(formulas).ToArray();
            string[] stops = Read(model.Stops.Select(s => s.Indicator)).ToArray();
            Constants(read.Concat(stops).Distinct().ToArray());
            Start(stops.Contains("t"));
            Steps(read);
            int row = 0;
            foreach (string name in Rows)
            {
                writer.Line($"state[{Text(row++)} * BLOCK_PATHS] = {Name(name)};");
            }
        }
    }

    void Start(bool timed)
    {
        int row = 0;
        foreach (string component in program.Components)
        {
            // A twin starts where its component does.
            int from = row % model.Declaration!.State.Length;
            Declare(component, $"begin == 2 ? start[{Text(from)}] : state[{Text(row)} * BLOCK_PATHS]");
            row++;
        }

        foreach (string stop in naming.Stops)
        {
            Declare(stop, $"begin == 0 ? state[{Text(row++)} * BLOCK_PATHS] : infinite()");
        }

        using (writer.Block("if (begin != 0)"))
        {
            if (timed)
            {
                Declare("t", "start_time");
            }

            for (int i = 0; i < model.Stops.Count; i++)
            {
                writer.Line($"{Name(naming.Stops[i])} = {text.Print(StopLanes.AtStart(model.Stops[i]))};");
            }

            using (writer.Block("if (observation_count > 0 && observation_steps[0] == 0)"))
            {
                writer.Line($"{Observation("start_time")}");
            }
        }
    }

    string Observation(string time)
    {
        string columns = Text(model.Declaration!.State.Length + model.Observables.Count);
        string state = string.Concat(Rows.Select(name => $", {Name(name)}"));
        return $"observe(observed + (u64)observation * {columns} * BLOCK_PATHS, values, {time}{state});\nobservation++;";
    }

    void Steps(string[] read)
    {
        using (writer.Block("for (int tile = first_step; tile < end_step; tile += 4)"))
        {
            Noise();
            using (writer.Block("UNROLL for (int row = 0; row < 4; row++)"))
            {
                writer.Line("const int step = tile + row;");
                // Compilers unroll no loop that is left early, and normals are in registers only where it is unrolled.
                using (writer.Block("if (step >= end_step)"))
                {
                    writer.Line("continue;");
                }

                writer.Line();
                for (int i = 0; i < naming.Timed.Count; i++)
                {
                    Declare(naming.Timed[i], $"table[(u64)step * {Text(naming.Timed.Count)} + {Text(i)}]");
                }

                Normals(read);
                Lets(program.Local);
                Settle();
                writer.Line();
                using (writer.Block("if (observation < observation_count && observation_steps[observation] == step + 1)"))
                {
                    writer.Line(Observation("observation_times[observation]"));
                }
            }
        }
    }

    /// <summary>The streams of normals that a step has, each with the call it is counted from.</summary>
    IEnumerable<(string Name, int Count, string FirstCall)> Streams()
    {
        StepNormals normals = program.Normals;
        yield return ("increments", normals.Noises, "");
        yield return ("seconds", normals.TimeIntegrals ? normals.Noises : 0, "FIRST_SECOND_CALL + ");
        yield return ("extras", normals.Extra, "FIRST_EXTRA_CALL + ");
    }

    internal void Noise()
    {
        (string Name, int Count, string FirstCall)[] streams = Streams().Where(s => s.Count > 0).ToArray();
        if (streams.Length == 0)
        {
            return;
        }

        foreach ((string name, int count, _) in streams)
        {
            writer.Line($"real {name}[{Text(4 * count)}];");
        }

        bool refined = program.Normals.Extra == 0;
        if (refined)
        {
            writer.Line("#ifdef REFINED");
            string seconds = program.Normals.TimeIntegrals ? "seconds" : "0";
            writer.Line(
                $"fill_refined(increments, {seconds}, {Text(program.Normals.Noises)}, seed, place.path, (u64)tile, refinement, place.sign);"
            );
            writer.Line("#else");
        }

        foreach ((string name, int count, string firstCall) in streams)
        {
            // Four steps have 4 count normals: count calls of four in float, twice as many of two in double.
            string calls = Text(model.IsSingle ? count : 2 * count);
            writer.Line($"fill_normals({name}, {calls}, seed, place.path, {firstCall}(u64)(tile / 4) * {calls}, place.sign);");
        }

        if (refined)
        {
            writer.Line("#endif");
        }
    }

    internal void Normals(string[] read)
    {
        int slot = 0;
        foreach ((string name, int count, _) in Streams())
        {
            for (int i = 0; i < count; i++, slot++)
            {
                if (read.Contains(program.Names.Normals[slot]))
                {
                    Declare(program.Names.Normals[slot], $"{name}[{Text(count)} * row + {Text(i)}]");
                }
            }
        }
    }

    /// <summary>Puts the new values in the place of the old ones; where a stop held they stay.</summary>
    internal void Settle()
    {
        string[] components = program.Components.ToArray();
        Lane[] next = program.Next.Select(LaneLowering.Lower).ToArray();
        if (naming.Stops.Count == 0)
        {
            string[] moved = components.Select(c => naming.Free("new_" + c)).ToArray();
            for (int i = 0; i < next.Length; i++)
            {
                Declare(moved[i], text.Print(next[i]));
            }

            for (int i = 0; i < next.Length; i++)
            {
                writer.Line($"{Name(components[i])} = {Name(moved[i])};");
            }

            return;
        }

        writer.Line($"const bool running = {text.Print(StopLanes.Running(naming))};");
        using (writer.Block("if (running)"))
        {
            for (int i = 0; i < naming.Stops.Count; i++)
            {
                using (writer.Block($"if ({text.Print(StopLanes.Holds(program, i))})"))
                {
                    writer.Line($"{Name(naming.Stops[i])} = ({real})(step + 1);");
                }
            }

            // A step with stops has given the new values names of their own.
            for (int i = 0; i < next.Length; i++)
            {
                writer.Line($"{Name(components[i])} = {text.Print(next[i])};");
            }
        }
    }

    internal void Constants(string[] read)
    {
        foreach (string constant in naming.Constants.Where(read.Contains))
        {
            Declare(constant, $"values[{Text(naming.Index(constant))}]");
        }
    }

    internal void Lets(IEnumerable<Tuple<string, Expr>> lets)
    {
        foreach (Tuple<string, Expr> let in lets)
        {
            Declare(let.Item1, text.Print(LaneLowering.Lower(let.Item2)));
        }
    }

    internal void Declare(string name, string value) => writer.Line($"{text.Declare} {Name(name)} = {value};");

    internal string Name(string name) => text.Name(name);
}
