using System.Globalization;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;

namespace ItoSharp.Generator.Emit;

/// <summary>What all loops over lanes of paths are written of, and the observables and stops of a group.</summary>
internal sealed class EnsembleKernels
{
    readonly SourceWriter writer;
    readonly EnsembleModel model;
    readonly StepProgram program;
    readonly EnsembleNaming naming;
    readonly LaneFormat format;
    readonly string element;

    public EnsembleKernels(SourceWriter writer, EnsembleModel model, StepProgram program, EnsembleNaming naming)
    {
        (this.writer, this.model, this.program, this.naming) = (writer, model, program, naming);
        format = model.IsSingle ? LaneFormat.Single : LaneFormat.Double;
        element = model.IsSingle ? "float" : "double";
    }

    /// <summary>Observables, and stops at the start.</summary>
    public void WriteObservations()
    {
        Dispatch(
            "Observe",
            $"ref readonly {element} state, ref readonly {element} constants, {element} time, ref {element} observed",
            "in state, in constants, time, ref observed"
        );
        Dispatch("StopAtStart", $"ref {element} state, ref readonly {element} constants, {element} time", "ref state, in constants, time");
        foreach (LaneTarget target in LaneTargets.All)
        {
            var text = new LaneText(target, format);
            Observe(text, Width(target));
            StopAtStart(text, Width(target));
        }
    }

    public static string Width(LaneTarget target) => target.Bits() == 0 ? "Scalar" : Text(target.Bits());

    /// <summary>The method that chooses the width; one that returns a value does so in every case.</summary>
    public void Dispatch(string name, string parameters, string arguments, string returns = "void")
    {
        writer.Line();
        using (writer.Block($"public override {returns} {name}(global::ItoSharp.LaneWidth width, {parameters})"))
        {
            using (writer.Block("switch (width)"))
            {
                foreach (LaneTarget target in Enumerable.Reverse(LaneTargets.All))
                {
                    string label = target.Bits() == 0 ? "default:" : $"case global::ItoSharp.LaneWidth.Vector{Text(target.Bits())}:";
                    writer.Line(label);
                    using (writer.Indent())
                    {
                        string call = $"{name}{Width(target)}({arguments});";
                        writer.Line(returns == "void" ? call : "return " + call);
                        if (returns == "void")
                        {
                            writer.Line("break;");
                        }
                    }
                }
            }
        }
    }

    /// <summary>The names of the frame, in the spelling that is free.</summary>
    internal string N(string name) => naming.Free(name);

    internal int Components => program.Components.Length;

    void Observe(LaneText text, string width)
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string head =
            $"static void Observe{width}(ref readonly {element} {N("states")}, ref readonly {element} {N("constants")}, {element} {N("time")}, ref {element} {N("observed")})";
        using (writer.Block(head))
        {
            if (model.Observables.Count == 0)
            {
                return;
            }

            Expr[] formulas = model.Observables.Select(o => o.Formula).ToArray();
            string[] read = Read(formulas).ToArray();
            writer.Line($"ref {element} {N("state")} = ref Unsafe.AsRef(in {N("states")});");
            Inputs(text, read);
            Flags(text, read);
            Tuple<FSharpList<Tuple<string, Expr>>, FSharpList<Tuple<string, Expr>>> shared = Cse.ShareWith(
                N("shared"),
                ListModule.OfSeq(formulas.Select((f, i) => Tuple.Create("output " + Text(i), f)))
            );
            Lets(text, shared.Item1);
            int row = 0;
            foreach (Tuple<string, Expr> output in shared.Item2)
            {
                Save(text, N("observed"), Row(row++), text.Print(LaneLowering.Lower(output.Item2)));
            }
        }
    }

    /// <summary>What formulas ask about stops.</summary>
    internal void Flags(LaneText text, ICollection<string> read)
    {
        for (int i = 0; i < model.Stops.Count; i++)
        {
            if (read.Contains(model.Stops[i].Flag))
            {
                writer.Line($"var {naming.Stops[i]} = {Load(text, N("state"), Row(Components + i))};");
                writer.Line($"var {model.Stops[i].Flag} = {text.Print(StopLanes.Flag(naming.Stops[i]))};");
            }
        }
    }

    void StopAtStart(LaneText text, string width)
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string head =
            $"static void StopAtStart{width}(ref {element} {N("state")}, ref readonly {element} {N("constants")}, {element} {N("time")})";
        using (writer.Block(head))
        {
            if (model.Stops.Count == 0)
            {
                return;
            }

            Inputs(text, Read(model.Stops.Select(s => s.Indicator)).ToArray());
            for (int i = 0; i < model.Stops.Count; i++)
            {
                Save(text, N("state"), Row(Components + i), text.Print(StopLanes.AtStart(model.Stops[i])));
            }
        }
    }

    /// <summary>Components, constants and time as far as they are read.</summary>
    internal void Inputs(LaneText text, ICollection<string> read)
    {
        string[] constants = naming.Constants.Where(read.Contains).ToArray();
        Reference("constants", "values", constants.Length > 0);
        Constants(text, constants);
        for (int i = 0; i < Components; i++)
        {
            if (read.Contains(program.Components[i]))
            {
                writer.Line($"var {Name(program.Components[i])} = {Load(text, N("state"), Row(i))};");
            }
        }

        if (read.Contains("t"))
        {
            writer.Line($"var t = {Broadcast(text, N("time"))};");
        }
    }

    internal void Reference(string from, string name, bool needed)
    {
        if (needed)
        {
            writer.Line($"ref {element} {N(name)} = ref Unsafe.AsRef(in {N(from)});");
        }
    }

    internal void Constants(LaneText text, string[] constants)
    {
        foreach (string constant in constants)
        {
            writer.Line($"var {Name(constant)} = {Broadcast(text, $"Unsafe.Add(ref {N("values")}, {Text(naming.Index(constant))})")};");
        }
    }

    internal void State(LaneText text, int group = 0)
    {
        int row = 0;
        foreach (string name in program.Components.Concat(naming.Stops))
        {
            writer.Line($"var {text.Name(name)} = {Load(text, N("state"), Row(row++) + (group * text.Lanes))};");
        }
    }

    internal void Store(LaneText text, int group = 0)
    {
        int row = 0;
        foreach (string name in program.Components.Concat(naming.Stops))
        {
            Save(text, N("state"), Row(row++) + (group * text.Lanes), text.Name(name));
        }
    }

    internal void Lets(LaneText text, IEnumerable<Tuple<string, Expr>> lets)
    {
        foreach (Tuple<string, Expr> let in lets)
        {
            writer.Line($"var {text.Name(let.Item1)} = {text.Print(LaneLowering.Lower(let.Item2))};");
        }
    }

    internal static string Load(LaneText text, string reference, int offset) =>
        text.Lanes == 1 ? $"Unsafe.Add(ref {reference}, {Text(offset)})"
        : offset == 0 ? $"{text.Vector}.LoadUnsafe(ref {reference})"
        : $"{text.Vector}.LoadUnsafe(ref {reference}, {Text(offset)})";

    internal void Save(LaneText text, string reference, int offset, string value) =>
        writer.Line(
            text.Lanes == 1 ? $"Unsafe.Add(ref {reference}, {Text(offset)}) = {value};"
            : offset == 0 ? $"{text.Vector}.StoreUnsafe({value}, ref {reference});"
            : $"{text.Vector}.StoreUnsafe({value}, ref {reference}, {Text(offset)});"
        );

    internal static string Broadcast(LaneText text, string value) => text.Lanes == 1 ? value : $"{text.Vector}.Create({value})";

    internal static IEnumerable<string> Read(IEnumerable<Expr> formulas) =>
        formulas.SelectMany(e => ExprModule.Variables(e)).Distinct(StringComparer.Ordinal);

    internal static string Name(string name) => CSharpPrinter.identifier(name);

    internal static int Row(int index) => index * 4096;

    internal static string Text(int n) => n.ToString(CultureInfo.InvariantCulture);
}
