using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using static ItoSharp.Generator.Emit.EnsembleKernels;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// The loops forwards and backwards over steps that were accepted: every lane has a time and a length of its own, and rests where the
/// length is 0. What decided about a step is no part of it.
/// </summary>
internal sealed class AcceptedKernels
{
    readonly SourceWriter writer;
    readonly StepProgram program;
    readonly EnsembleNaming naming;
    readonly StepAdjoint adjoint;
    readonly Tuple<string, Expr>[] local;
    readonly LaneFormat format;
    readonly string element;
    readonly EnsembleKernels frame;

    public AcceptedKernels(SourceWriter writer, EnsembleModel model, StepProgram program, EnsembleNaming naming, EnsembleKernels frame)
    {
        (this.writer, this.program, this.naming, this.frame) = (writer, program, naming, frame);
        adjoint = StepAdjointModule.OfStep(program);
        local = Hoisting.Needed(program.Next, program.Local).ToArray();
        format = model.IsSingle ? LaneFormat.Single : LaneFormat.Double;
        element = model.IsSingle ? "float" : "double";
    }

    int Components => program.Components.Length;

    LaneMask Moves => LaneMask.NewLess(Lane.NewNumber(0), Lane.NewValue(program.Names.Step));

    public void Write()
    {
        frame.Dispatch(
            "Follow",
            $"ref {element} state, ref readonly {element} clock, ref readonly {element} normals, ref readonly {element} constants, int steps, ref {element} tape, int stride",
            "ref state, in clock, in normals, in constants, steps, ref tape, stride",
            modifiers: "public"
        );
        frame.Dispatch(
            "Reverse",
            $"ref readonly {element} tape, ref readonly {element} clock, ref readonly {element} normals, ref readonly {element} constants, int steps, ref {element} cotangent, ref {element} moved",
            "in tape, in clock, in normals, in constants, steps, ref cotangent, ref moved",
            modifiers: "public"
        );
        foreach (LaneTarget target in LaneTargets.All)
        {
            var text = new LaneText(target, format);
            Follow(text, Width(target));
            Reverse(text, Width(target));
        }
    }

    string N(string name) => naming.Free(name);

    void Follow(LaneText text, string width)
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string head =
            $"static void Follow{width}(ref {element} {N("state")}, ref readonly {element} {N("clock")}, ref readonly {element} {N("normals")}, ref readonly {element} {N("constants")}, int {N("steps")}, ref {element} {N("tape")}, int {N("stride")})";
        using (writer.Block(head))
        {
            var read = new HashSet<string>(Read(local.Select(l => l.Item2).Concat(program.Next)), StringComparer.Ordinal);
            string[] constants = naming.Constants.Where(read.Contains).ToArray();
            bool held = constants.Length <= StepLoop.MostHeldConstants;
            frame.Reference("constants", "values", constants.Length > 0);
            frame.Reference("clock", "times", true);
            frame.Reference("normals", "noises", program.Names.Normals.Any(read.Contains));
            frame.Constants(text, held ? constants : []);
            for (int i = 0; i < Components; i++)
            {
                writer.Line($"var {Name(program.Components[i])} = {Load(text, N("state"), Row(i))};");
            }

            string step = N("step");
            using (writer.Block($"for (int {step} = 0; {step} < {N("steps")}; {step}++)"))
            {
                for (int i = 0; i < Components; i++)
                {
                    frame.Save(text, N("tape"), i * text.Lanes, Name(program.Components[i]));
                }

                writer.Line($"{N("tape")} = ref Unsafe.Add(ref {N("tape")}, {N("stride")});");
                frame.Constants(text, held ? [] : constants);
                Clock(text, read);
                frame.Lets(text, local);
                Settle(text);
            }

            for (int i = 0; i < Components; i++)
            {
                frame.Save(text, N("state"), Row(i), Name(program.Components[i]));
            }
        }
    }

    /// <summary>The time, the length and the normals of one step, as far as they are read; the length says who rests.</summary>
    void Clock(LaneText text, HashSet<string> read)
    {
        writer.Line($"ref {element} {N("time")} = ref Unsafe.Add(ref {N("times")}, {N("step")} * {Text(2 * text.Lanes)});");
        if (read.Contains("t"))
        {
            writer.Line($"var t = {Load(text, N("time"), 0)};");
        }

        writer.Line($"var {Name(program.Names.Step)} = {Load(text, N("time"), text.Lanes)};");
        if (program.Names.Normals.Any(read.Contains))
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

        writer.Line($"var {N("moves")} = {text.Print(Moves)};");
    }

    Lane IfMoving(Lane value, Lane resting) => Lane.NewSelect(LaneMask.NewTruth(N("moves")), value, resting);

    void Settle(LaneText text)
    {
        // All new values before any is put in its place: another may read the old one.
        string[] names = program.Components.ToArray();
        bool crossed = names.Length > 1 && program.Next.Any(e => ExprModule.Variables(e).Any(v => names.Contains(v)));
        for (int i = 0; i < names.Length; i++)
        {
            string value = text.Print(IfMoving(LaneLowering.Lower(program.Next[i]), Lane.NewValue(names[i])));
            writer.Line(crossed ? $"var {N("new_" + names[i])} = {value};" : $"{Name(names[i])} = {value};");
        }

        for (int i = 0; crossed && i < names.Length; i++)
        {
            writer.Line($"{Name(names[i])} = {N("new_" + names[i])};");
        }
    }

    void Reverse(LaneText text, string width)
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string head =
            $"static void Reverse{width}(ref readonly {element} {N("tape")}, ref readonly {element} {N("clock")}, ref readonly {element} {N("normals")}, ref readonly {element} {N("constants")}, int {N("steps")}, ref {element} {N("cotangent")}, ref {element} {N("moved")})";
        using (writer.Block(head))
        {
            IEnumerable<Expr> results = adjoint.State.Concat(adjoint.Constants).Concat(adjoint.Timed).Select(c => c.Item2);
            var read = new HashSet<string>(Read(adjoint.Lets.Select(l => l.Item2).Concat(results)), StringComparer.Ordinal);
            string[] constants = naming.Constants.Where(read.Contains).ToArray();
            bool needsState = program.Components.Any(read.Contains);
            frame.Reference("constants", "values", constants.Length > 0);
            frame.Reference("tape", "states", needsState);
            frame.Reference("clock", "times", true);
            frame.Reference("normals", "noises", program.Names.Normals.Any(read.Contains));
            frame.Constants(text, constants);
            for (int i = 0; i < Components; i++)
            {
                writer.Line($"var {adjoint.Seeds[i]} = {Load(text, N("cotangent"), i * text.Lanes)};");
            }

            foreach (Tuple<string, Expr> constant in adjoint.Constants)
            {
                writer.Line($"var {Sum(constant)} = {Load(text, N("cotangent"), Place(constant) * text.Lanes)};");
            }

            string step = N("step");
            using (writer.Block($"for (int {step} = {N("steps")} - 1; {step} >= 0; {step}--)"))
            {
                if (needsState)
                {
                    States(text, read);
                }

                Clock(text, read);
                frame.Lets(text, adjoint.Lets);
                Contribute(text);
            }

            for (int i = 0; i < Components; i++)
            {
                frame.Save(text, N("cotangent"), i * text.Lanes, adjoint.Seeds[i]);
            }

            foreach (Tuple<string, Expr> constant in adjoint.Constants)
            {
                frame.Save(text, N("cotangent"), Place(constant) * text.Lanes, Sum(constant));
            }
        }
    }

    string Sum(Tuple<string, Expr> constant) => N("sum_" + constant.Item1);

    /// <summary>The row of a constant in a cotangent.</summary>
    int Place(Tuple<string, Expr> constant) => Components + naming.Index(constant.Item1);

    void States(LaneText text, HashSet<string> read)
    {
        writer.Line($"ref {element} {N("state")} = ref Unsafe.Add(ref {N("states")}, {N("step")} * {Text(Components * text.Lanes)});");
        for (int i = 0; i < Components; i++)
        {
            if (read.Contains(program.Components[i]))
            {
                writer.Line($"var {Name(program.Components[i])} = {Load(text, N("state"), i * text.Lanes)};");
            }
        }
    }

    /// <summary>The cotangents before the step; those of a lane that rests stay, and it adds nothing to others.</summary>
    void Contribute(LaneText text)
    {
        var zero = Lane.NewNumber(0);
        foreach (Tuple<string, Expr> constant in adjoint.Constants)
        {
            var total = Lane.NewAdd(Lane.NewValue(Sum(constant)), IfMoving(LaneLowering.Lower(constant.Item2), zero));
            writer.Line($"{Sum(constant)} = {text.Print(total)};");
        }

        if (adjoint.Timed.Length > 0)
        {
            writer.Line($"ref {element} {N("shifted")} = ref Unsafe.Add(ref {N("moved")}, {N("step")} * {Text(2 * text.Lanes)});");
            foreach (Tuple<string, Expr> row in adjoint.Timed)
            {
                string value = text.Print(IfMoving(LaneLowering.Lower(row.Item2), zero));
                frame.Save(text, N("shifted"), row.Item1 == "t" ? 0 : text.Lanes, value);
            }
        }

        Dictionary<string, Expr> before = adjoint.State.ToDictionary(s => s.Item1, s => s.Item2, StringComparer.Ordinal);
        for (int i = 0; i < Components; i++)
        {
            Lane value = before.TryGetValue(program.Components[i], out Expr? e) ? LaneLowering.Lower(e) : zero;
            string target = Components > 1 ? "var " + N("of_" + program.Components[i]) : adjoint.Seeds[i];
            writer.Line($"{target} = {text.Print(IfMoving(value, Lane.NewValue(adjoint.Seeds[i])))};");
        }

        for (int i = 0; Components > 1 && i < Components; i++)
        {
            writer.Line($"{adjoint.Seeds[i]} = {N("of_" + program.Components[i])};");
        }
    }
}
