using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// Prints a fused elementwise kernel as tensor operations in place: one chain an assignment, in the order of the kernel's body,
/// with its scalars as doubles, so that it runs on any device and in the element type of its tensors.
/// </summary>
internal static class TorchKernelPrinter
{
    /// <summary>The type of a kernel's fields in this form; the file's frame brings <c>torch</c> in.</summary>
    public const string Tensor = "torch.Tensor";

    public static void Print(SourceWriter writer, FieldKernel kernel, string summary)
    {
        IEnumerable<string> parameters = KernelPrinter
            .Arrays(kernel)
            .Select(name => $"{Tensor} {name}")
            .Concat(kernel.Scalars.Select(name => $"double {name}"));
        writer.Line();
        writer.Doc("summary", summary);
        using (writer.Block($"private static void {kernel.Name}({string.Join(", ", parameters)})"))
        {
            var known = new HashSet<string>(KernelPrinter.Arrays(kernel), StringComparer.Ordinal);
            foreach (KernelAssignment assignment in kernel.Body)
            {
                writer.Line(Statement(assignment, known.Add(assignment.Target)) + ";");
            }
        }
    }

    /// <summary>What the target holds takes part first, because the other terms are added to it in place.</summary>
    static string Statement(KernelAssignment assignment, bool isNew)
    {
        string target = assignment.Target;
        string[] own = assignment.Terms.Where(term => term.Vector == target).Select(term => term.Scalar).ToArray();
        List<KernelTerm> others = assignment.Terms.Where(term => term.Vector != target).ToList();
        string chain;
        if (isNew)
        {
            // A value of this kernel alone: the step's dispose scope ends it.
            chain = $"{Tensor} {target} = {others[0].Vector}.mul({others[0].Scalar})";
            others.RemoveAt(0);
        }
        else if (assignment.Accumulates)
        {
            chain = own.Length == 0 ? target : $"{target}.mul_(1 + {string.Join(" + ", own)})";
        }
        else if (own.Length > 0)
        {
            chain = $"{target}.mul_({string.Join(" + ", own)})";
        }
        else
        {
            chain = $"{target}.copy_({others[0].Vector}).mul_({others[0].Scalar})";
            others.RemoveAt(0);
        }

        return others.Aggregate(chain, (text, term) => $"{text}.add_({term.Vector}, alpha: {term.Scalar})");
    }
}
