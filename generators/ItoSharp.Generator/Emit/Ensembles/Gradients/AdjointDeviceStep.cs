using ItoSharp.Symbolics;
using static ItoSharp.Generator.Emit.EnsembleKernels;

namespace ItoSharp.Generator.Emit;

/// <summary>One step backwards in a kernel for devices: what <see cref="AdjointKernels"/> prints for lanes, in the same order.</summary>
internal sealed class AdjointDeviceStep
{
    readonly SourceWriter writer;
    readonly StepProgram program;
    readonly EnsembleNaming naming;
    readonly StepAdjoint adjoint;
    readonly EnsembleDeviceKernel frame;
    readonly LaneText text;

    public AdjointDeviceStep(
        SourceWriter writer,
        StepProgram program,
        EnsembleNaming naming,
        StepAdjoint adjoint,
        EnsembleDeviceKernel frame,
        LaneText text
    )
    {
        (this.writer, this.program, this.naming, this.adjoint, this.frame, this.text) = (writer, program, naming, adjoint, frame, text);
        IEnumerable<Expr> results = adjoint.State.Concat(adjoint.Constants).Concat(adjoint.Timed).Select(c => c.Item2);
        Inputs = Read(adjoint.Lets.Select(l => l.Item2).Concat(results)).ToArray();
    }

    /// <summary>What the step back reads.</summary>
    public string[] Inputs { get; }

    /// <summary>Whether it reads normals.</summary>
    public bool IsNoisy => program.Names.Normals.Any(Inputs.Contains);

    int Components => program.Components.Length;

    /// <summary>The step back as formulas.</summary>
    public void WriteComment()
    {
        writer.Line("// One step back, from the derivatives by the state after it:");
        foreach (Tuple<string, Expr> let in adjoint.Lets)
        {
            writer.Line($"//   {let.Item1} = {FormulaPrinter.Print(let.Item2)}");
        }

        foreach (Tuple<string, Expr> before in adjoint.State)
        {
            writer.Line($"//   by {before.Item1} <- {FormulaPrinter.Print(before.Item2)}");
        }

        foreach (Tuple<string, Expr> more in adjoint.Constants.Concat(adjoint.Timed))
        {
            writer.Line($"//   by {more.Item1} gets {FormulaPrinter.Print(more.Item2)}");
        }
    }

    /// <summary>The timed values that formulas read.</summary>
    public void Timed(ICollection<string> read)
    {
        for (int i = 0; i < naming.Timed.Count; i++)
        {
            if (read.Contains(naming.Timed[i]))
            {
                frame.Declare(naming.Timed[i], $"table[(u64)step * {Text(naming.Timed.Count)} + {Text(i)}]");
            }
        }
    }

    public void Write(int inputs, string rows)
    {
        State(rows);
        Timed(Inputs);
        frame.Normals(Inputs);
        for (int i = 0; i < Components; i++)
        {
            frame.Declare(adjoint.Seeds[i], By(program.Components[i]));
        }

        frame.Lets(adjoint.Lets);
        Settle(inputs);
    }

    void State(string rows)
    {
        string[] all = frame.Rows.ToArray();
        bool IsRead(string row) => Inputs.Contains(row) || naming.Stops.Contains(row);
        if (!all.Any(IsRead))
        {
            return;
        }

        writer.Line($"GLOBAL const {text.Element}* before = kept + (u64)(step - first) * {rows} * BLOCK_PATHS;");
        for (int i = 0; i < all.Length; i++)
        {
            if (IsRead(all[i]))
            {
                frame.Declare(all[i], $"before[{Text(i)} * BLOCK_PATHS]");
            }
        }
    }

    /// <summary>The cotangents before the step; those of a path that a stop froze stay, and it adds nothing to others.</summary>
    void Settle(int inputs)
    {
        bool stops = naming.Stops.Count > 0;
        string moves = naming.Free("moves");
        if (stops)
        {
            writer.Line($"const bool {frame.Name(moves)} = {text.Print(StopLanes.Running(naming))};");
        }

        Lane Unless(Lane value, Lane frozen) => stops ? Lane.NewSelect(LaneMask.NewTruth(moves), value, frozen) : value;
        var zero = Lane.NewNumber(0);
        foreach (Tuple<string, Expr> constant in adjoint.Constants)
        {
            string sum = By(constant.Item1);
            Lane more = Unless(LaneLowering.Lower(constant.Item2), zero);
            var total = more is Lane.Multiply product
                ? Lane.NewFma(product.Item1, product.Item2, Lane.NewValue(sum))
                : Lane.NewAdd(Lane.NewValue(sum), more);
            writer.Line($"{sum} = {text.Print(total)};");
        }

        if (adjoint.Timed.Length > 0)
        {
            Moved(inputs, value => text.Print(Unless(LaneLowering.Lower(value), zero)));
        }

        Dictionary<string, Expr> before = adjoint.State.ToDictionary(s => s.Item1, s => s.Item2, StringComparer.Ordinal);
        for (int i = 0; i < Components; i++)
        {
            string component = program.Components[i];
            Lane value = Unless(before.TryGetValue(component, out Expr? e) ? LaneLowering.Lower(e) : zero, Lane.NewValue(adjoint.Seeds[i]));
            writer.Line($"{By(component)} = {text.Print(value)};");
        }
    }

    /// <summary>What timed values got goes on to arguments and times, in double.</summary>
    void Moved(int inputs, Func<Expr, string> print)
    {
        writer.Line($"{text.Element} moved[{Text(naming.Timed.Count)}];");
        Dictionary<string, Expr> timed = adjoint.Timed.ToDictionary(s => s.Item1, s => s.Item2, StringComparer.Ordinal);
        for (int i = 0; i < naming.Timed.Count; i++)
        {
            writer.Line($"moved[{Text(i)}] = {(timed.TryGetValue(naming.Timed[i], out Expr? value) ? print(value) : "0")};");
        }

        using (writer.Block($"for (int input = 0; input < {Text(inputs)}; input++)"))
        using (writer.Block("for (int i = timed_first[input]; i < timed_first[input + 1]; i++)"))
        {
            writer.Line($"const double rate = timed_rates[(u64)step * (u64)timed_first[{Text(inputs)}] + (u64)i];");
            writer.Line("by.inputs[input] = fused64((double)moved[timed_columns[i]], rate, by.inputs[input]);");
        }
    }

    string By(string name) => "by." + frame.Name(name);
}
