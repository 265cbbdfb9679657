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

    public AdjointKernels(SourceWriter writer, EnsembleModel model, StepProgram program, EnsembleNaming naming, EnsembleKernels frame)
    {
        (this.writer, this.model, this.program, this.naming, this.frame) = (writer, model, program, naming, frame);
        adjoint = StepAdjointModule.OfStep(program);
        format = model.IsSingle ? LaneFormat.Single : LaneFormat.Double;
        element = model.IsSingle ? "float" : "double";
    }

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
            IEnumerable<Expr> results = adjoint.State.Concat(adjoint.Constants).Concat(adjoint.Timed).Select(c => c.Item2);
            var read = new HashSet<string>(Read(adjoint.Lets.Select(l => l.Item2).Concat(results)), StringComparer.Ordinal);
            string[] constants = naming.Constants.Where(read.Contains).ToArray();
            string[] timed = naming.Timed.Where(read.Contains).ToArray();
            bool noisy = program.Names.Normals.Any(read.Contains);
            frame.Reference("constants", "values", constants.Length > 0);
            frame.Reference("tape", "states", true);
            frame.Reference("normals", "noises", noisy);
            frame.Reference("table", "rows", timed.Length > 0);
            frame.Constants(text, constants);
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
                Inputs(text, read, timed, noisy);
                frame.Lets(text, adjoint.Lets);
                Settle(text);
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

    /// <summary>What one step reads: its state from the tape, its row of the table, its normals.</summary>
    void Inputs(LaneText text, HashSet<string> read, string[] timed, bool noisy)
    {
        string state = N("state");
        bool needsState = naming.Stops.Count > 0 || program.Components.Any(read.Contains);
        if (needsState)
        {
            writer.Line($"ref {element} {state} = ref Unsafe.Add(ref {N("states")}, {N("step")} * {Text(Rows * text.Lanes)});");
        }

        for (int i = 0; i < Components; i++)
        {
            if (read.Contains(program.Components[i]))
            {
                writer.Line($"var {Name(program.Components[i])} = {Load(text, state, i * text.Lanes)};");
            }
        }

        for (int i = 0; i < naming.Stops.Count; i++)
        {
            writer.Line($"var {naming.Stops[i]} = {Load(text, state, (Components + i) * text.Lanes)};");
        }

        if (timed.Length > 0)
        {
            writer.Line($"ref {element} {N("row")} = ref Unsafe.Add(ref {N("rows")}, {N("step")} * {Text(naming.Timed.Count)});");
            foreach (string column in timed)
            {
                writer.Line($"var {column} = {Broadcast(text, $"Unsafe.Add(ref {N("row")}, {Text(naming.TimedIndex(column))})")};");
            }
        }

        if (noisy)
        {
            int normals = program.Normals.Count;
            writer.Line($"ref {element} {N("noise")} = ref Unsafe.Add(ref {N("noises")}, {N("step")} * {Text(normals * text.Lanes)});");
            for (int i = 0; i < normals; i++)
            {
                if (read.Contains(program.Names.Normals[i]))
                {
                    writer.Line($"var {program.Names.Normals[i]} = {Load(text, N("noise"), i * text.Lanes)};");
                }
            }
        }
    }

    /// <summary>The cotangents before the step; those of a path that a stop froze stay, and it adds nothing to others.</summary>
    void Settle(LaneText text)
    {
        LaneMask? running = Running(text);
        Lane Unless(Lane value, Lane frozen) => running is null ? value : Lane.NewSelect(running, value, frozen);
        var zero = Lane.NewNumber(0);
        foreach (Tuple<string, Expr> constant in adjoint.Constants)
        {
            string sum = N("sum_" + constant.Item1);
            Lane more = Unless(LaneLowering.Lower(constant.Item2), zero);
            var total = more is Lane.Multiply product
                ? Lane.NewFma(product.Item1, product.Item2, Lane.NewValue(sum))
                : Lane.NewAdd(Lane.NewValue(sum), more);
            writer.Line($"{sum} = {text.Print(total)};");
        }

        if (adjoint.Timed.Length > 0)
        {
            int stride = naming.Timed.Count * text.Lanes;
            writer.Line($"ref {element} {N("moved")} = ref Unsafe.Add(ref {N("timed")}, {N("step")} * {Text(stride)});");
            foreach (Tuple<string, Expr> column in adjoint.Timed)
            {
                string value = text.Print(Unless(LaneLowering.Lower(column.Item2), zero));
                frame.Save(text, N("moved"), naming.TimedIndex(column.Item1) * text.Lanes, value);
            }
        }

        Dictionary<string, Expr> before = adjoint.State.ToDictionary(s => s.Item1, s => s.Item2, StringComparer.Ordinal);
        Lane[] results = program
            .Components.Select(
                (c, i) => Unless(before.TryGetValue(c, out Expr? e) ? LaneLowering.Lower(e) : zero, Lane.NewValue(adjoint.Seeds[i]))
            )
            .ToArray();
        bool crossed = Components > 1;
        for (int i = 0; i < Components; i++)
        {
            string target = crossed ? "var " + N("of_" + program.Components[i]) : adjoint.Seeds[i];
            string value = text.Print(results[i]);
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
