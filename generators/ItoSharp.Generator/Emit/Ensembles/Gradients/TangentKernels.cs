using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;
using static ItoSharp.Generator.Emit.EnsembleKernels;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// The loops that push tangents over recorded steps, and the tangents of observables, for every width from the same operations. What is
/// the same along every direction is computed once a step.
/// </summary>
internal sealed class TangentKernels
{
    readonly SourceWriter writer;
    readonly EnsembleModel model;
    readonly StepProgram program;
    readonly EnsembleNaming naming;
    readonly EnsembleKernels frame;
    readonly RecordedStep recorded;
    readonly StepTangent tangent;
    readonly LaneFormat format;
    readonly string element;

    public TangentKernels(SourceWriter writer, EnsembleModel model, StepProgram program, EnsembleNaming naming, EnsembleKernels frame)
    {
        (this.writer, this.model, this.program, this.naming, this.frame) = (writer, model, program, naming, frame);
        tangent = StepTangentModule.OfStep(program);
        format = model.IsSingle ? LaneFormat.Single : LaneFormat.Double;
        element = model.IsSingle ? "float" : "double";
        recorded = new RecordedStep(writer, program, naming, element);
    }

    public void Write()
    {
        frame.Dispatch(
            "Push",
            $"ref readonly {element} tape, ref readonly {element} normals, ref readonly {element} constants, ref readonly {element} table, int steps, int directions, ref readonly {element} constantRates, ref readonly {element} timedRates, ref {element} tangents",
            "in tape, in normals, in constants, in table, steps, directions, in constantRates, in timedRates, ref tangents",
            modifiers: "public"
        );
        frame.Dispatch(
            "PushObservable",
            $"int observable, ref readonly {element} state, ref readonly {element} constants, {element} time, ref readonly {element} tangents, ref readonly {element} constantRates, {element} timeRate, ref {element} moved",
            "observable, in state, in constants, time, in tangents, in constantRates, timeRate, ref moved",
            modifiers: "public"
        );
        foreach (LaneTarget target in LaneTargets.All)
        {
            var text = new LaneText(target, format);
            Push(text, Width(target));
            Observables(text, Width(target));
        }
    }

    string N(string name) => naming.Free(name);

    void Push(LaneText text, string width)
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string head =
            $"static void Push{width}(ref readonly {element} {N("tape")}, ref readonly {element} {N("normals")}, ref readonly {element} {N("constants")}, ref readonly {element} {N("table")}, int {N("steps")}, int {N("directions")}, ref readonly {element} {N("constantRates")}, ref readonly {element} {N("timedRates")}, ref {element} {N("tangents")})";
        using (writer.Block(head))
        {
            IEnumerable<Expr> formulas = tangent.Once.Concat(tangent.Along).Select(l => l.Item2).Concat(tangent.Next);
            var read = new HashSet<string>(Read(formulas), StringComparer.Ordinal);
            string[] constants = naming.Constants.Where(read.Contains).ToArray();
            frame.Reference("constants", "values", constants.Length > 0);
            frame.Reference("tape", "states", true);
            frame.Reference("normals", "noises", program.Names.Normals.Any(read.Contains));
            frame.Reference("table", "rows", naming.Timed.Any(read.Contains));
            frame.Reference("constantRates", "byConstants", naming.Constants.Any(c => Moves(c, read)));
            frame.Reference("timedRates", "byTimed", naming.Timed.Any(c => Moves(c, read)));
            frame.Constants(text, constants);
            string step = N("step");
            using (writer.Block($"for (int {step} = 0; {step} < {N("steps")}; {step}++)"))
            {
                recorded.State(text, read);
                recorded.Timed(text, read);
                recorded.Normals(text, read);
                frame.Lets(text, tangent.Once);
                if (naming.Stops.Count > 0)
                {
                    writer.Line($"var {N("running")} = {text.Print(StopLanes.Running(naming))};");
                }

                string direction = N("direction");
                using (writer.Block($"for (int {direction} = 0; {direction} < {N("directions")}; {direction}++)"))
                {
                    Rates(text, read);
                    frame.Lets(text, tangent.Along);
                    Settle(text);
                }
            }
        }
    }

    string RateOf(string input) => tangent.Rates.First(r => r.Item1 == input).Item2;

    /// <summary>Whether something reads the rate of a constant or timed value.</summary>
    bool Moves(string input, ICollection<string> read) => tangent.Rates.Any(r => r.Item1 == input && read.Contains(r.Item2));

    /// <summary>How state, constants and timed values move along one direction.</summary>
    void Rates(LaneText text, HashSet<string> read)
    {
        string[] components = program.Components.ToArray();
        writer.Line(
            $"ref {element} {N("along")} = ref Unsafe.Add(ref {N("tangents")}, {N("direction")} * {Text(components.Length * text.Lanes)});"
        );
        for (int i = 0; i < components.Length; i++)
        {
            if (Moves(components[i], read) || naming.Stops.Count > 0)
            {
                writer.Line($"var {RateOf(components[i])} = {Load(text, N("along"), i * text.Lanes)};");
            }
        }

        Broadcasts(text, read, naming.Constants, "rates", "byConstants", N("direction"));
        Broadcasts(text, read, naming.Timed, "moved", "byTimed", $"({N("step")} * {N("directions")} + {N("direction")})");
    }

    void Broadcasts(LaneText text, HashSet<string> read, IReadOnlyList<string> inputs, string name, string from, string place)
    {
        if (!inputs.Any(c => Moves(c, read)))
        {
            return;
        }

        writer.Line($"ref {element} {N(name)} = ref Unsafe.Add(ref {N(from)}, {place} * {Text(inputs.Count)});");
        for (int i = 0; i < inputs.Count; i++)
        {
            if (Moves(inputs[i], read))
            {
                writer.Line($"var {RateOf(inputs[i])} = {Broadcast(text, $"Unsafe.Add(ref {N(name)}, {Text(i)})")};");
            }
        }
    }

    /// <summary>The tangents after the step; those of a path that a stop froze stay.</summary>
    void Settle(LaneText text)
    {
        string[] components = program.Components.ToArray();
        Expr[] next = tangent.Next.ToArray();
        for (int i = 0; i < components.Length; i++)
        {
            Lane moved = LaneLowering.Lower(next[i]);
            if (naming.Stops.Count > 0)
            {
                moved = Lane.NewSelect(LaneMask.NewTruth(N("running")), moved, Lane.NewValue(RateOf(components[i])));
            }

            string zero = next[i].Equals(ExprModule.Zero) && naming.Stops.Count == 0 ? Broadcast(text, "0") : text.Print(moved);
            frame.Save(text, N("along"), i * text.Lanes, zero);
        }
    }

    void Observables(LaneText text, string width)
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string head =
            $"static void PushObservable{width}(int {N("observable")}, ref readonly {element} {N("states")}, ref readonly {element} {N("constants")}, {element} {N("time")}, ref readonly {element} {N("tangents")}, ref readonly {element} {N("constantRates")}, {element} {N("timeRate")}, ref {element} {N("moved")})";
        using (writer.Block(head))
        {
            int[] smooth = Enumerable
                .Range(0, model.Observables.Count)
                .Where(i => model.Observables[i].Gradient == ObservableGradient.Pathwise)
                .ToArray();
            if (smooth.Length == 0)
            {
                return;
            }

            writer.Line($"ref {element} {N("state")} = ref Unsafe.AsRef(in {N("states")});");
            writer.Line($"ref {element} {N("along")} = ref Unsafe.AsRef(in {N("tangents")});");
            writer.Line($"ref {element} {N("rates")} = ref Unsafe.AsRef(in {N("constantRates")});");
            using (writer.Block($"switch ({N("observable")})"))
            {
                foreach (int i in smooth)
                {
                    writer.Line($"// {model.Observables[i].Name}");
                    using (writer.Block($"case {Text(i)}:"))
                    {
                        Observable(text, model.Observables[i].Formula);
                        writer.Line("break;");
                    }
                }
            }
        }
    }

    void Observable(LaneText text, Expr formula)
    {
        string[] components = program.Components.ToArray();
        StepTangent moved = StepTangentModule.OfFormula(formula, ListModule.OfSeq(components.Concat(naming.Constants).Concat(["t"])));
        Tuple<string, Expr>[] lets = moved.Once.Concat(moved.Along).ToArray();
        var read = new HashSet<string>(Read(lets.Select(l => l.Item2).Concat(moved.Next)), StringComparer.Ordinal);
        frame.Inputs(text, read);
        frame.Flags(text, read);
        foreach (Tuple<string, string> rate in moved.Rates.Where(r => read.Contains(r.Item2)))
        {
            int component = Array.IndexOf(components, rate.Item1);
            string value =
                component >= 0 ? Load(text, N("along"), component * text.Lanes)
                : rate.Item1 == "t" ? Broadcast(text, N("timeRate"))
                : Broadcast(text, $"Unsafe.Add(ref {N("rates")}, {Text(naming.Index(rate.Item1))})");
            writer.Line($"var {rate.Item2} = {value};");
        }

        frame.Lets(text, lets);
        Expr result = moved.Next.Head;
        frame.Save(text, N("moved"), 0, result.Equals(ExprModule.Zero) ? Broadcast(text, "0") : text.Print(LaneLowering.Lower(result)));
    }
}
