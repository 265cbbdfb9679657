using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// Prints a fused elementwise kernel in the common part of OpenCL C and CUDA C, with the fused multiply-adds of the CPU's loops in
/// their order. What it calls is in the runtime's DeviceLibrary.
/// </summary>
/// <remarks>A work item has one entry of the batch; with noise the two entries that share a call of the generator.</remarks>
internal static class DeviceKernelPrinter
{
    /// <summary>The array that holds the noise on the CPU; a device makes it where it is used.</summary>
    const string Noise = "z";

    /// <summary>The kernel's name in C: Step2Noisy is step2_noisy.</summary>
    public static string Name(FieldKernel kernel) =>
        string.Concat(kernel.Name.Select((c, i) => (i > 0 && char.IsUpper(c) ? "_" : "") + char.ToLowerInvariant(c)));

    /// <summary>The arrays in the order of the parameters.</summary>
    public static IEnumerable<string> Arrays(FieldKernel kernel) => KernelPrinter.Arrays(kernel).Where(name => name != Noise);

    /// <summary>Whether the kernel makes noise.</summary>
    public static bool IsNoisy(FieldKernel kernel) => kernel.Reads.Contains(Noise);

    public static void Print(SourceWriter writer, FieldKernel kernel, string comment)
    {
        bool noisy = IsNoisy(kernel);
        string[] written = kernel.Updates.Concat(kernel.Writes).ToArray();
        // A prediction that is used up becomes NaN: a model that writes too little is found out at the next query.
        string Parameter(string name) => $"GLOBAL {(written.Contains(name) || name == "y" ? "" : "const ")}value* {name}";
        writer.Line("// " + comment);
        writer.Line($"KERNEL {Name(kernel)}(");
        using (writer.Indent())
        {
            writer.Line($"BATCH, {(noisy ? "NOISE, " : "")}{string.Join(", ", Arrays(kernel).Select(Parameter))},");
            writer.Line($"{string.Join(", ", kernel.Scalars.Select(name => "value " + name))})");
        }

        writer.Line("{");
        using (writer.Indent())
        {
            if (noisy)
            {
                writer.Line("const Pair pair = pair_of(WORK_ITEM, rows, dimension, keys, step);");
                using (writer.Block("for (int k = 0; k < pair.count; k++)"))
                {
                    writer.Line("const u64 i = pair.first + k;");
                    writer.Line($"const value {Noise}i = (value)pair.normals[k];");
                    Body(writer, kernel, written, "pair.row");
                }
            }
            else
            {
                writer.Line("const u64 i = WORK_ITEM;");
                writer.Line("if (i >= rows * (u64)dimension)");
                using (writer.Indent())
                {
                    writer.Line("return;");
                }

                Body(writer, kernel, written, "i / (u64)dimension");
            }
        }

        writer.Line("}");
    }

    static void Body(SourceWriter writer, FieldKernel kernel, string[] written, string row)
    {
        foreach (string array in kernel.Updates)
        {
            writer.Line($"value {array}i = {array}[i];");
        }

        string[] read = kernel.Reads.Where(name => name != Noise).ToArray();
        writer.Line($"const value {string.Join(", ", read.Select(name => $"{name}i = {name}[i]"))};", read.Length > 0);
        var known = new HashSet<string>(kernel.Updates, StringComparer.Ordinal);
        foreach (KernelAssignment assignment in kernel.Body)
        {
            string value = "";
            foreach (KernelTerm term in assignment.Terms)
            {
                value = value.Length == 0 ? $"{term.Scalar} * {term.Vector}i" : $"multiply_add({term.Scalar}, {term.Vector}i, {value})";
            }

            writer.Line($"{(known.Add(assignment.Target) ? "const value " : "")}{assignment.Target}i = {value};");
        }

        foreach (string array in written)
        {
            writer.Line($"{array}[i] = {array}i;");
        }

        if (kernel.Reads.Contains("y"))
        {
            writer.Line("y[i] = not_a_value();");
        }

        if (kernel.Checked.Length > 0)
        {
            writer.Line($"tell(faults, query, {row}, {kernel.Checked}i, yi);");
        }
    }

    static void Line(this SourceWriter writer, string line, bool needed)
    {
        if (needed)
        {
            writer.Line(line);
        }
    }
}
