using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;
using static ItoSharp.Generator.Emit.EnsembleKernels;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// The loops backwards over recorded steps, and the reverses of observables, for every width from the same operations. A cotangent of
/// components, constants and time is rows as wide as the group.
/// </summary>
internal sealed class AdjointKernels
{
    readonly SourceWriter writer;
    readonly EnsembleModel model;
    readonly StepProgram program;
    readonly EnsembleNaming naming;
    readonly StepAdjoint adjoint;
    readonly LaneFormat format;
    readonly string element;
    readonly EnsembleKernels frame;
    readonly (string Name, Lane Value)[] lets;
    readonly Lane[] outcomes;

    public AdjointKernels(SourceWriter writer, EnsembleModel model, StepProgram program, EnsembleNaming naming, EnsembleKernels frame)
    {
        (this.writer, this.model, this.program, this.naming, this.frame) = (writer, model, program, naming, frame);
        adjoint = StepAdjointModule.OfStep(program);
        format = model.IsSingle ? LaneFormat.Single : LaneFormat.Double;
        element = model.IsSingle ? "float" : "double";
        lets = [.. adjoint.Lets.Select(l => (l.Item1, LaneLowering.Lower(l.Item2)))];
        outcomes = [.. Results.Select(r => LaneLowering.Lower(r.Item2))];
    }

    /// <summary>What a step back gives: shares of timed values and of constants, and the cotangents of the components before it.</summary>
    IEnumerable<Tuple<string, Expr>> Results => adjoint.Timed.Concat(adjoint.Constants).Concat(adjoint.State);

    int Components => program.Components.Length;

    int Rows => Components + naming.Stops.Count;

    public void Write()
    {
        frame.Dispatch(
            "Reverse",
            $"ref readonly {element} tape, ref readonly {element} normals, ref readonly {element} constants, ref readonly {element} table, int steps, ref {element} cotangent, ref {element} timed",
            "in tape, in normals, in constants, in table, steps, ref cotangent, ref timed"
        );
        foreach (LaneTarget target in LaneTargets.All)
        {
            Reverse(new LaneText(target, format), Width(target));
        }

        WriteObservables("public override");
    }

    /// <summary>The reverses of observables, which are the same whatever the steps.</summary>
    public void WriteObservables(string modifiers)
    {
        frame.Dispatch(
            "ReverseObservable",
            $"int observable, ref readonly {element} state, ref readonly {element} constants, {element} time, {element} weight, ref {element} cotangent",
            "observable, in state, in constants, time, weight, ref cotangent",
            modifiers: modifiers
        );
        bool smooths = model.Observables.Any(o => o.Gradient == ObservableGradient.Smoothed);
        if (smooths)
        {
            frame.Dispatch(
                "ReverseSmoothed",
                $"int observable, ref readonly {element} state, ref readonly {element} constants, {element} time, {element} smoothing, {element} weight, ref {element} cotangent",
                "observable, in state, in constants, time, smoothing, weight, ref cotangent",
                modifiers: modifiers
            );
        }

        foreach (LaneTarget target in LaneTargets.All)
        {
            var text = new LaneText(target, format);
            Observables(text, Width(target), ObservableGradient.Pathwise);
            if (smooths)
            {
                Observables(text, Width(target), ObservableGradient.Smoothed);
            }
        }
    }

    string N(string name) => naming.Free(name);

    void Reverse(LaneText text, string width)
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string head =
            $"static void Reverse{width}(ref readonly {element} {N("tape")}, ref readonly {element} {N("normals")}, ref readonly {element} {N("constants")}, ref readonly {element} {N("table")}, int {N("steps")}, ref {element} {N("cotangent")}, ref {element} {N("timed")})";
        using (writer.Block(head))
        {
            var read = new HashSet<string>(
                Read(adjoint.Lets.Select(l => l.Item2).Concat(Results.Select(r => r.Item2))),
                StringComparer.Ordinal
            );
            string[] constants = naming.Constants.Where(read.Contains).ToArray();
            string[] timed = naming.Timed.Where(read.Contains).ToArray();
            bool held = constants.Length <= StepLoop.MostHeldConstants;
            bool noisy = program.Names.Normals.Any(read.Contains);
            frame.Reference("constants", "values", constants.Length > 0);
            frame.Reference("tape", "states", true);
            frame.Reference("normals", "noises", noisy);
            frame.Reference("table", "rows", timed.Length > 0);
            if (held)
            {
                frame.Constants(text, constants);
            }

            for (int i = 0; i < Components; i++)
            {
                writer.Line($"var {adjoint.Seeds[i]} = {Load(text, N("cotangent"), i * text.Lanes)};");
            }

            foreach (Tuple<string, Expr> constant in adjoint.Constants)
            {
                writer.Line($"var {N("sum_" + constant.Item1)} = {Load(text, N("cotangent"), Place(constant.Item1) * text.Lanes)};");
            }

            string step = N("step");
            using (writer.Block($"for (int {step} = {N("steps")} - 1; {step} >= 0; {step}--)"))
            {
                Step(text, Loads(text, read, timed, noisy, held ? [] : constants));
            }

            for (int i = 0; i < Components; i++)
            {
                frame.Save(text, N("cotangent"), i * text.Lanes, adjoint.Seeds[i]);
            }

            foreach (Tuple<string, Expr> constant in adjoint.Constants)
            {
                frame.Save(text, N("cotangent"), Place(constant.Item1) * text.Lanes, N("sum_" + constant.Item1));
            }
        }
    }

    /// <summary>
    /// What a step reads from memory, by name: its state from the tape, its row of the table, its normals, and constants that registers
    /// have no room for. As in <see cref="StepLoop"/> it is read where it is first used.
    /// </summary>
    Dictionary<string, string> Loads(LaneText text, HashSet<string> read, string[] timed, bool noisy, string[] constants)
    {
        var loads = new Dictionary<string, string>(StringComparer.Ordinal);
        string state = N("state");
        if (naming.Stops.Count > 0 || program.Components.Any(read.Contains))
        {
            writer.Line($"ref {element} {state} = ref Unsafe.Add(ref {N("states")}, {N("step")} * {Text(Rows * text.Lanes)});");
        }

        for (int i = 0; i < Components; i++)
        {
            loads.Add(program.Components[i], Load(text, state, i * text.Lanes));
        }

        for (int i = 0; i < naming.Stops.Count; i++)
        {
            writer.Line($"var {naming.Stops[i]} = {Load(text, state, (Components + i) * text.Lanes)};");
        }

        foreach (string constant in constants)
        {
            loads.Add(constant, Broadcast(text, $"Unsafe.Add(ref {N("values")}, {Text(naming.Index(constant))})"));
        }

        if (timed.Length > 0)
        {
            writer.Line($"ref {element} {N("row")} = ref Unsafe.Add(ref {N("rows")}, {N("step")} * {Text(naming.Timed.Count)});");
            foreach (string column in timed)
            {
                loads.Add(column, Broadcast(text, $"Unsafe.Add(ref {N("row")}, {Text(naming.TimedIndex(column))})"));
            }
        }

        if (noisy)
        {
            int normals = program.Normals.Count;
            writer.Line($"ref {element} {N("noise")} = ref Unsafe.Add(ref {N("noises")}, {N("step")} * {Text(normals * text.Lanes)});");
            for (int i = 0; i < normals; i++)
            {
                loads.Add(program.Names.Normals[i], Load(text, N("noise"), i * text.Lanes));
            }
        }

        return loads;
    }

    /// <summary>
    /// One step back. What it adds to constants and timed values it adds as soon as that is there: values that wait for nothing leave
    /// their registers. A path that a stop froze adds nothing, and its cotangents stay.
    /// </summary>
    void Step(LaneText text, Dictionary<string, string> loads)
    {
        LaneMask? running = Running(text);
        if (adjoint.Timed.Length > 0)
        {
            int stride = naming.Timed.Count * text.Lanes;
            writer.Line($"ref {element} {N("moved")} = ref Unsafe.Add(ref {N("timed")}, {N("step")} * {Text(stride)});");
        }

        int shares = adjoint.Timed.Length + adjoint.Constants.Length;
        var open = new HashSet<string>(lets.Select(l => l.Name), StringComparer.Ordinal);
        var waiting = new List<int>(Enumerable.Range(0, shares));
        foreach ((string name, Lane value) in lets)
        {
            Share(text, running, loads, waiting, open);
            ReadFirst(text, loads, value);
            writer.Line($"var {text.Name(name)} = {text.Print(value)};");
            open.Remove(name);
        }

        Share(text, running, loads, waiting, open);
        Settle(text, running, loads, shares);
    }

    /// <summary>Adds the shares of which everything is there.</summary>
    void Share(LaneText text, LaneMask? running, Dictionary<string, string> loads, List<int> waiting, HashSet<string> open)
    {
        foreach (int result in waiting.Where(r => !LaneValues.All(outcomes[r]).Any(open.Contains)).ToArray())
        {
            waiting.Remove(result);
            ReadFirst(text, loads, outcomes[result]);
            Lane more = running is null ? outcomes[result] : Lane.NewSelect(running, outcomes[result], Lane.NewNumber(0));
            if (result < adjoint.Timed.Length)
            {
                int place = naming.TimedIndex(adjoint.Timed[result].Item1) * text.Lanes;
                frame.Save(text, N("moved"), place, text.Print(more));
                continue;
            }

            string sum = N("sum_" + adjoint.Constants[result - adjoint.Timed.Length].Item1);
            var total = more is Lane.Multiply product
                ? Lane.NewFma(product.Item1, product.Item2, Lane.NewValue(sum))
                : Lane.NewAdd(Lane.NewValue(sum), more);
            writer.Line($"{sum} = {text.Print(total)};");
        }
    }

    /// <summary>Reads what a value needs and nothing has read yet.</summary>
    void ReadFirst(LaneText text, Dictionary<string, string> loads, Lane value)
    {
        foreach (string name in LaneValues.All(value))
        {
            if (loads.TryGetValue(name, out string? load))
            {
                writer.Line($"var {text.Name(name)} = {load};");
                loads.Remove(name);
            }
        }
    }

    /// <summary>The cotangents before the step.</summary>
    void Settle(LaneText text, LaneMask? running, Dictionary<string, string> loads, int shares)
    {
        var before = new Dictionary<string, Lane>(StringComparer.Ordinal);
        for (int i = 0; i < adjoint.State.Length; i++)
        {
            before.Add(adjoint.State[i].Item1, outcomes[shares + i]);
            ReadFirst(text, loads, outcomes[shares + i]);
        }

        bool crossed = Components > 1;
        for (int i = 0; i < Components; i++)
        {
            Lane result = before.TryGetValue(program.Components[i], out Lane? found) ? found : Lane.NewNumber(0);
            Lane kept = running is null ? result : Lane.NewSelect(running, result, Lane.NewValue(adjoint.Seeds[i]));
            string target = crossed ? "var " + N("of_" + program.Components[i]) : adjoint.Seeds[i];
            string value = text.Print(kept);
            if (value != target)
            {
                writer.Line($"{target} = {value};");
            }
        }

        for (int i = 0; crossed && i < Components; i++)
        {
            writer.Line($"{adjoint.Seeds[i]} = {N("of_" + program.Components[i])};");
        }
    }

    LaneMask? Running(LaneText text)
    {
        if (naming.Stops.Count == 0)
        {
            return null;
        }

        writer.Line($"var {N("running")} = {text.Print(StopLanes.Running(naming))};");
        return LaneMask.NewTruth(N("running"));
    }

    /// <summary>The observables of one form.</summary>
    void Observables(LaneText text, string width, ObservableGradient form)
    {
        bool smooths = form == ObservableGradient.Smoothed;
        (string name, string more) = smooths ? ("ReverseSmoothed", $"{element} {N("smoothing")}, ") : ("ReverseObservable", "");
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string head =
            $"static void {name}{width}(int {N("observable")}, ref readonly {element} {N("states")}, ref readonly {element} {N("constants")}, {element} {N("time")}, {more}{element} {N("weight")}, ref {element} {N("cotangent")})";
        using (writer.Block(head))
        {
            int[] differentiated = Enumerable.Range(0, model.Observables.Count).Where(i => model.Observables[i].Gradient == form).ToArray();
            if (differentiated.Length == 0)
            {
                return;
            }

            writer.Line($"ref {element} {N("state")} = ref Unsafe.AsRef(in {N("states")});");
            using (writer.Block($"switch ({N("observable")})"))
            {
                foreach (int i in differentiated)
                {
                    writer.Line($"// {model.Observables[i].Name}");
                    using (writer.Block($"case {Text(i)}:"))
                    {
                        Observable(text, smooths ? Smoothed(text, model.Observables[i].Formula) : model.Observables[i].Formula);
                        writer.Line("break;");
                    }
                }
            }
        }
    }

    /// <summary>The formula with steps in the place of jumps; the parser has seen that it has them.</summary>
    Expr Smoothed(LaneText text, Expr formula)
    {
        string step = N("halfWidth");
        writer.Line($"var {step} = {Broadcast(text, N("smoothing"))};");
        return SmoothSteps.Of(SetModule.OfSeq(program.Components), ExprModule.Variable(step), formula).ResultValue;
    }

    void Observable(LaneText text, Expr formula)
    {
        string seed = N("weight_");
        IEnumerable<string> inputs = program.Components.Concat(naming.Constants).Concat(["t"]);
        AdjointProgram reverse = Adjoint.Reverse(
            ListModule.Empty<Tuple<string, Expr>>(),
            ListModule.OfSeq([Tuple.Create(seed, formula)]),
            ListModule.OfSeq(inputs)
        );
        var read = new HashSet<string>(
            Read(reverse.Lets.Select(l => l.Item2).Concat(reverse.Cotangents.Select(c => c.Item2))),
            StringComparer.Ordinal
        );
        writer.Line($"var {seed} = {Broadcast(text, N("weight"))};");
        frame.Inputs(text, read);
        frame.Flags(text, read);
        frame.Lets(text, reverse.Lets);
        foreach (Tuple<string, Expr> cotangent in reverse.Cotangents)
        {
            int place = Place(cotangent.Item1) * text.Lanes;
            string old = Load(text, N("cotangent"), place);
            string more = text.Print(LaneLowering.Lower(cotangent.Item2));
            frame.Save(text, N("cotangent"), place, old + " + " + (more.Any(c => c is ' ' or '-') ? $"({more})" : more));
        }
    }

    /// <summary>The row of a cotangent: components, then constants, then the time.</summary>
    int Place(string name)
    {
        for (int i = 0; i < Components; i++)
        {
            if (program.Components[i] == name)
            {
                return i;
            }
        }

        return Components + (name == "t" ? naming.Constants.Count : naming.Index(name));
    }
}
