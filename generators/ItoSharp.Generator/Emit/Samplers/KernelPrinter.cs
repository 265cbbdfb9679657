using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// Prints a fused elementwise kernel: one loop a vector width and a scalar tail, all with the same fused multiply-adds in the
/// same order, so that every width gives the same bits.
/// </summary>
internal static class KernelPrinter
{
    static readonly string[] Widths = { "512", "256", "128" };

    public static void Print(SourceWriter writer, FieldKernel kernel, string type, string summary)
    {
        if (type == TorchKernelPrinter.Tensor)
        {
            TorchKernelPrinter.Print(writer, kernel, summary);
            return;
        }

        string math = type == "float" ? "global::System.MathF" : "Math";
        bool isChecked = kernel.Checked.Length > 0;
        string[] arrays = Arrays(kernel).ToArray();
        var parameters = new List<string>();
        parameters.AddRange(kernel.Updates.Concat(kernel.Writes).Select(name => $"global::System.Span<{type}> {name}"));
        parameters.AddRange(kernel.Reads.Select(name => $"global::System.ReadOnlySpan<{type}> {name}"));
        parameters.AddRange(kernel.Scalars.Select(name => $"{type} {name}"));
        writer.Line();
        writer.Doc("summary", isChecked ? $"{summary} False if a written {kernel.Checked} is not finite." : summary);
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static {(isChecked ? "bool" : "void")} {kernel.Name}({string.Join(", ", parameters)})"))
        {
            foreach (string array in arrays)
            {
                writer.Line($"ref {type} {array}0 = ref MemoryMarshal.GetReference({array});");
            }

            writer.Line($"nuint length = (nuint){arrays[0]}.Length;");
            writer.Line("nuint i = 0;");
            if (isChecked)
            {
                writer.Line("bool finite = true;");
            }

            foreach (string width in Widths)
            {
                Loop(writer, kernel, type, width);
            }

            writer.Line();
            using (writer.Block("for (; i < length; i++)"))
            {
                Body(
                    writer,
                    kernel,
                    type,
                    array => $"Unsafe.Add(ref {array}0, i)",
                    scalar => scalar,
                    (a, b, c) => $"{math}.FusedMultiplyAdd({a}, {b}, {c})"
                );
                foreach (string array in kernel.Updates.Concat(kernel.Writes))
                {
                    writer.Line($"Unsafe.Add(ref {array}0, i) = {array}V;");
                }

                if (isChecked)
                {
                    writer.Line($"finite &= {type}.IsFinite({kernel.Checked}V);");
                }
            }

            if (isChecked)
            {
                writer.Line();
                writer.Line("return finite;");
            }
        }
    }

    /// <summary>The arrays in the order of the parameters.</summary>
    public static IEnumerable<string> Arrays(FieldKernel kernel) => kernel.Updates.Concat(kernel.Writes).Concat(kernel.Reads);

    static void Loop(SourceWriter writer, FieldKernel kernel, string type, string width)
    {
        string vector = "Vector" + width;
        bool isChecked = kernel.Checked.Length > 0;
        writer.Line();
        using (writer.Block($"if ({vector}.IsHardwareAccelerated)"))
        {
            foreach (string scalar in kernel.Scalars)
            {
                writer.Line($"var {scalar}V = {vector}.Create({scalar});");
            }

            writer.Line($"nuint lanes = (nuint)global::System.Runtime.Intrinsics.{vector}<{type}>.Count;");
            using (writer.Block("for (; i + lanes <= length; i += lanes)"))
            {
                Body(
                    writer,
                    kernel,
                    "var",
                    array => $"{vector}.LoadUnsafe(ref {array}0, i)",
                    scalar => scalar + "V",
                    (a, b, c) => $"{vector}.FusedMultiplyAdd({a}, {b}, {c})"
                );
                foreach (string array in kernel.Updates.Concat(kernel.Writes))
                {
                    writer.Line($"{vector}.StoreUnsafe({array}V, ref {array}0, i);");
                }

                if (isChecked)
                {
                    writer.Line(
                        $"finite &= {vector}.LessThanOrEqualAll({vector}.Abs({kernel.Checked}V), {vector}.Create({type}.MaxValue));"
                    );
                }
            }
        }
    }

    static void Body(
        SourceWriter writer,
        FieldKernel kernel,
        string declared,
        Func<string, string> load,
        Func<string, string> scalar,
        Func<string, string, string, string> fused
    )
    {
        foreach (string array in kernel.Updates.Concat(kernel.Reads))
        {
            writer.Line($"{declared} {array}V = {load(array)};");
        }

        var known = new HashSet<string>(kernel.Updates, StringComparer.Ordinal);
        foreach (KernelAssignment assignment in kernel.Body)
        {
            string value = assignment.Accumulates ? assignment.Target + "V" : "";
            foreach (KernelTerm term in assignment.Terms)
            {
                value =
                    value.Length == 0 ? $"{scalar(term.Scalar)} * {term.Vector}V" : fused(scalar(term.Scalar), term.Vector + "V", value);
            }

            writer.Line($"{(known.Add(assignment.Target) ? declared + " " : "")}{assignment.Target}V = {value};");
        }
    }
}
