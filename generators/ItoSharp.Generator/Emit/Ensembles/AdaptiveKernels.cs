using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// Attempts of steps whose error decides: for an equation without noise with the controller in the lanes, for one with noise a single
/// attempt on increments that the runtime brings.
/// </summary>
internal sealed class AdaptiveKernels
{
    readonly SourceWriter writer;
    readonly EnsembleModel model;
    readonly StepProgram program;
    readonly AdaptiveFormulas adaptive;
    readonly EnsembleNaming naming;
    readonly EnsembleKernels kernels;
    readonly LaneFormat format;
    readonly string element;

    public AdaptiveKernels(
        SourceWriter writer,
        EnsembleModel model,
        DerivedEnsemble derived,
        EnsembleNaming naming,
        EnsembleKernels kernels
    )
    {
        (this.writer, this.model, this.naming, this.kernels) = (writer, model, naming, kernels);
        (program, adaptive) = (derived.Program, derived.Adaptive!.Value);
        format = model.IsSingle ? LaneFormat.Single : LaneFormat.Double;
        element = model.IsSingle ? "float" : "double";
    }

    public void Write()
    {
        if (adaptive.FirstStep is { } firstStep)
        {
            kernels.Dispatch(
                "FirstStep",
                $"ref readonly {element} state, ref readonly {element} constants, {element} time, ref {element} step",
                "in state, in constants, time, ref step"
            );
            kernels.Dispatch(
                "AdvanceFreely",
                $"ref {element} state, ref {element} clock, ref readonly {element} constants, {element} start, {element} length, {element} firstStep, {element} longest, int attempts",
                "ref state, ref clock, in constants, start, length, firstStep, longest, attempts",
                "bool"
            );
            foreach (LaneTarget target in LaneTargets.All)
            {
                FirstStep(new LaneText(target, format), EnsembleKernels.Width(target), firstStep.Value);
                AdvanceFreely(new LaneText(target, format), EnsembleKernels.Width(target));
            }

            return;
        }

        kernels.Dispatch(
            "Attempt",
            $"ref {element} state, ref {element} clock, ref readonly {element} normals, ref readonly {element} constants",
            "ref state, ref clock, in normals, in constants"
        );
        foreach (LaneTarget target in LaneTargets.All)
        {
            Attempt(new LaneText(target, format), EnsembleKernels.Width(target));
        }
    }

    string N(string name) => naming.Free(name);

    Lane V(string name) => Lane.NewValue(N(name));

    static Lane Number(double value) => Lane.NewNumber(value);

    void Let(LaneText text, string name, Lane value) => writer.Line($"var {EnsembleKernels.Name(name)} = {text.Print(value)};");

    void Let(LaneText text, string name, LaneMask value) => writer.Line($"var {EnsembleKernels.Name(name)} = {text.Print(value)};");

    void Set(LaneText text, string name, Lane value) => writer.Line($"{EnsembleKernels.Name(name)} = {text.Print(value)};");

    /// <summary>Everything that the attempt reads.</summary>
    string[] Reads() =>
        EnsembleKernels
            .Read(program.Local.Select(l => l.Item2).Concat(program.Next).Concat(program.After).Concat([program.Error!.Value]))
            .ToArray();

    string[] Constants(string[] read) => naming.Constants.Where(read.Contains).ToArray();

    void FirstStep(LaneText text, string width, Expr formula)
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string head =
            $"static void FirstStep{width}(ref readonly {element} {N("states")}, ref readonly {element} {N("constants")}, {element} {N("time")}, ref {element} {N("step")})";
        using (writer.Block(head))
        {
            string[] read = EnsembleKernels.Read([formula]).ToArray();
            writer.Line($"ref {element} {N("state")} = ref Unsafe.AsRef(in {N("states")});");
            kernels.Inputs(text, read);
            Tuple<FSharpList<Tuple<string, Expr>>, FSharpList<Tuple<string, Expr>>> shared = Cse.ShareWith(
                N("shared"),
                ListModule.OfSeq([Tuple.Create("step", formula)])
            );
            kernels.Lets(text, shared.Item1);
            kernels.Save(text, N("step"), 0, text.Print(LaneLowering.Lower(shared.Item2.Head.Item2)));
        }
    }

    /// <summary>The rows of the clock of an equation without noise, in their order.</summary>
    static readonly string[] freeClock = ["elapsed", "step", "memory", "rejected", "attemptsLeft"];

    void AdvanceFreely(LaneText text, string width)
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string head =
            $"static bool AdvanceFreely{width}(ref {element} {N("state")}, ref {element} {N("clock")}, ref readonly {element} {N("constants")}, {element} {N("start")}, {element} {N("length")}, {element} {N("firstStep")}, {element} {N("longest")}, int {N("attempts")})";
        using (writer.Block(head))
        {
            string[] read = Reads();
            string[] constants = Constants(read);
            bool held = constants.Length <= StepLoop.MostHeldConstants;
            kernels.Reference("constants", "values", constants.Length > 0);
            if (held)
            {
                kernels.Constants(text, constants);
            }

            kernels.State(text);
            for (int i = 0; i < freeClock.Length; i++)
            {
                writer.Line($"var {N(freeClock[i])} = {EnsembleKernels.Load(text, N("clock"), EnsembleKernels.Row(i))};");
            }

            writer.Line($"var {N("origin")} = {EnsembleKernels.Broadcast(text, N("start"))};");
            writer.Line($"var {N("whole")} = {EnsembleKernels.Broadcast(text, N("length"))};");
            writer.Line($"var {N("grid")} = {EnsembleKernels.Broadcast(text, N("longest"))};");
            writer.Line($"bool {N("isUnderWay")} = true;");
            string attempt = N("attempt");
            using (writer.Block($"for (int {attempt} = 0; {attempt} < {N("attempts")}; {attempt}++)"))
            {
                Free(text, read, held ? [] : constants);
            }

            kernels.Store(text);
            for (int i = 0; i < freeClock.Length; i++)
            {
                kernels.Save(text, N("clock"), EnsembleKernels.Row(i), N(freeClock[i]));
            }

            writer.Line($"return {N("isUnderWay")};");
        }
    }

    /// <summary>One attempt of every lane, and what it makes of the next.</summary>
    void Free(LaneText text, string[] read, string[] constants)
    {
        string h = program.Names.Step;
        LaneMask running = LaneMask.NewBoth(LaneMask.NewLess(V("elapsed"), V("whole")), LaneMask.NewLess(Number(0), V("attemptsLeft")));
        Let(text, N("running"), WithoutStopped(running));
        string none = text.Lanes == 1 ? $"!{N("running")}" : $"{text.Vector}.ExtractMostSignificantBits({N("running")}) == 0";
        using (writer.Block($"if ({none})"))
        {
            writer.Line($"{N("isUnderWay")} = false;");
            writer.Line("break;");
        }

        writer.Line();
        kernels.Constants(text, constants);
        Let(text, N("remaining"), Lane.NewSubtract(V("whole"), V("elapsed")));
        Let(text, N("wished"), Lane.NewLeast(V("step"), V("grid")));
        Let(text, h, Lane.NewLeast(V("wished"), V("remaining")));
        Let(text, N("reached"), Lane.NewAdd(V("elapsed"), Lane.NewValue(h)));
        if (read.Contains("t"))
        {
            Let(text, "t", Lane.NewAdd(V("origin"), V("elapsed")));
        }

        kernels.Lets(text, program.Local);
        Let(text, N("error"), LaneLowering.Lower(program.Error!.Value));
        LaneMask moves = LaneMask.NewLess(V("elapsed"), V("reached"));
        Let(text, N("moves"), moves);
        LaneMask accepted = LaneMask.NewBoth(
            LaneMask.NewBoth(LaneMask.NewTruth(N("running")), LaneMask.NewTruth(N("moves"))),
            LaneMask.NewLessOrEqual(V("error"), Number(1))
        );
        Let(text, N("accepted"), accepted);
        LaneMask isAccepted = LaneMask.NewTruth(N("accepted"));
        Let(text, N("cut"), LaneMask.NewLessOrEqual(V("remaining"), V("wished")));
        LaneMask cut = LaneMask.NewTruth(N("cut"));
        // The end itself, and not what rounding leaves of it.
        Set(text, N("elapsed"), Lane.NewSelect(isAccepted, Lane.NewSelect(cut, V("whole"), V("reached")), V("elapsed")));
        Control(text, h, isAccepted, cut);
        Settle(text, isAccepted, "elapsed");
    }

    void Control(LaneText text, string h, LaneMask isAccepted, LaneMask cut)
    {
        StepController controller = StepControllerModule.Create(adaptive.Exponent, N("error"), N("memory"), N("logError"));
        kernels.Lets(text, controller.Lets);
        Lane Times(Expr factor) => Lane.NewMultiply(Lane.NewValue(h), LaneLowering.Lower(factor));
        Let(text, N("grown"), Times(controller.Growth));
        // After a rejection a step does not grow at once, and the rest before a common time says nothing against longer steps.
        Let(
            text,
            N("longer"),
            Lane.NewSelect(LaneMask.NewLess(Number(0), V("rejected")), Lane.NewLeast(V("grown"), Lane.NewValue(h)), V("grown"))
        );
        Lane next = Lane.NewSelect(cut, Lane.NewGreatest(V("wished"), V("longer")), V("longer"));
        LaneMask running = LaneMask.NewTruth(N("running"));
        Set(text, N("step"), Lane.NewSelect(running, Lane.NewSelect(isAccepted, next, Times(controller.Shrinkage)), V("step")));
        Set(text, N("memory"), Lane.NewSelect(isAccepted, LaneLowering.Lower(controller.Memory), V("memory")));
        Set(text, N("rejected"), Lane.NewSelect(running, Lane.NewSelect(isAccepted, Number(0), Number(1)), V("rejected")));
        // A step that does not move the time has no successor.
        Lane left = Lane.NewSelect(LaneMask.NewTruth(N("moves")), Lane.NewSubtract(V("attemptsLeft"), Number(1)), Number(0));
        Set(text, N("attemptsLeft"), Lane.NewSelect(running, left, V("attemptsLeft")));
    }

    void Attempt(LaneText text, string width)
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string head =
            $"static void Attempt{width}(ref {element} {N("state")}, ref {element} {N("clock")}, ref readonly {element} {N("normals")}, ref readonly {element} {N("constants")})";
        using (writer.Block(head))
        {
            string[] read = Reads();
            string h = program.Names.Step;
            string[] constants = Constants(read);
            kernels.Reference("constants", "values", constants.Length > 0);
            kernels.Reference("normals", "noise", true);
            kernels.Constants(text, constants);
            kernels.State(text);
            if (read.Contains("t"))
            {
                writer.Line($"var t = {EnsembleKernels.Load(text, N("clock"), EnsembleKernels.Row(0))};");
            }

            writer.Line($"var {EnsembleKernels.Name(h)} = {EnsembleKernels.Load(text, N("clock"), EnsembleKernels.Row(1))};");
            for (int i = 0; i < program.Normals.Count; i++)
            {
                if (read.Contains(program.Names.Normals[i]))
                {
                    writer.Line($"var {program.Names.Normals[i]} = {EnsembleKernels.Load(text, N("noise"), i * text.Lanes)};");
                }
            }

            Let(text, N("running"), WithoutStopped(LaneMask.NewLess(Number(0), Lane.NewValue(h))));
            kernels.Lets(text, program.Local);
            Let(text, N("error"), LaneLowering.Lower(program.Error!.Value));
            Let(text, N("accepted"), LaneMask.NewBoth(LaneMask.NewTruth(N("running")), LaneMask.NewLessOrEqual(V("error"), Number(1))));
            if (model.Stops.Count > 0)
            {
                writer.Line($"var {N("number")} = {EnsembleKernels.Load(text, N("clock"), EnsembleKernels.Row(2))};");
            }

            Settle(text, LaneMask.NewTruth(N("accepted")), null);
            kernels.Store(text);
            kernels.Save(text, N("clock"), EnsembleKernels.Row(3), N("error"));
            if (model.Stops.Count > 0)
            {
                Lane stopped = Lane.NewSelect(StopLanes.Running(naming), Number(0), Number(1));
                kernels.Save(text, N("clock"), EnsembleKernels.Row(4), text.Print(stopped));
            }
        }
    }

    /// <summary>A mask and that no stop of the path has held.</summary>
    LaneMask WithoutStopped(LaneMask mask) => naming.Stops.Count == 0 ? mask : LaneMask.NewBoth(mask, StopLanes.Running(naming));

    /// <summary>The new state where the step is accepted, and the number of the step where a stop holds in it.</summary>
    void Settle(LaneText text, LaneMask accepted, string? elapsed)
    {
        if (model.Stops.Count > 0 && elapsed is not null)
        {
            string first = EnsembleKernels.Broadcast(text, N("firstStep"));
            writer.Line($"var {N("stepsBefore")} = {first};");
            Let(text, N("number"), Lane.NewAdd(Lane.NewDivide(V(elapsed), V("grid")), V("stepsBefore")));
        }

        for (int i = 0; i < naming.Stops.Count; i++)
        {
            Lane stop = Lane.NewSelect(
                LaneMask.NewBoth(accepted, StopLanes.Holds(program, i)),
                V("number"),
                Lane.NewValue(naming.Stops[i])
            );
            Set(text, naming.Stops[i], stop);
        }

        for (int i = 0; i < program.Components.Length; i++)
        {
            Lane moved = Lane.NewSelect(accepted, LaneLowering.Lower(program.Next[i]), Lane.NewValue(program.Components[i]));
            Set(text, program.Components[i], moved);
        }
    }
}
