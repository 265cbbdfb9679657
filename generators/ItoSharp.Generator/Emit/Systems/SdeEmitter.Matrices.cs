using ItoSharp.Generator.Emit.Processes;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;

namespace ItoSharp.Generator.Emit.Systems;

internal sealed partial class SdeEmitter
{
    // Up to here a matrix is read at a glance.
    const int WrittenOut = 4;

    // Entries of a matrix, each a line: beyond, the compiler's patience ends before anybody's need does.
    const int MostEntries = 4096;

    // Noises times noises times components.
    const int MostMilsteinTerms = 128;

    void Matrices()
    {
        Matrix(
            "DiffusionMatrix",
            "matrix",
            derived.Diffusion,
            "The rate of the state's covariance, <c>a = g r g^T</c> with the correlations r, per unit of time: entry [i, j] is that of components",
            "i and j."
        );
        writer.Line();
        Matrix(
            "DriftJacobian",
            "jacobian",
            derived.DriftJacobian,
            "The derivative of the declared drift: entry [i, j] is that of component i by component j."
        );
    }

    void Matrix(string name, string local, FSharpList<FSharpList<Expr>> rows, params string[] doc)
    {
        int n = sde.State.Length;
        Func<Expr, Expr> inState = names.In("x");
        Expr[] entries = rows.SelectMany(row => row).Select(inState).ToArray();
        if (entries.Count(e => !e.Equals(ExprModule.Zero)) > MostEntries)
        {
            writer.Line($"// {name} has more than {Number(MostEntries)} entries and is not written out.");
            return;
        }

        Member(doc);
        (IReadOnlyList<(string Name, string Code)> locals, IReadOnlyList<string> values) = FormulaCode.Share(entries);
        string size = $"{Number(n)}, {Number(n)}";
        if (locals.Count == 0 && n <= WrittenOut)
        {
            writer.Line($"public double[,] {name}(State x, double t) =>");
            using (writer.Indent())
            {
                Rows($"new double[{size}]");
            }

            return;
        }

        using (writer.Block($"public double[,] {name}(State x, double t)"))
        {
            writer.Lines(locals.Select(l => $"double {l.Name} = {l.Code};"));
            if (n <= WrittenOut)
            {
                Rows($"return new double[{size}]");
                return;
            }

            writer.Line($"var {local} = new double[{size}];");
            for (int i = 0; i < n * n; i++)
            {
                if (!entries[i].Equals(ExprModule.Zero))
                {
                    writer.Line($"{local}[{Number(i / n)}, {Number(i % n)}] = {values[i]};");
                }
            }

            writer.Line($"return {local};");
        }

        void Rows(string head)
        {
            using (writer.Block(head, ";"))
            {
                for (int i = 0; i < n; i++)
                {
                    writer.Line("{ " + string.Join(", ", values.Skip(i * n).Take(n)) + " },");
                }
            }
        }
    }

    /// <summary>The operators of the Milstein methods, for states that are small enough to write them all out.</summary>
    void Milstein()
    {
        int m = sde.Noises.Length;
        bool scalar = names.Layout.ArrayLength == 0 && names.Layout.Members.All(member => member.Length == 0);
        if (m == 0 || !scalar || !names.Layout.IsPositional || m * m * sde.State.Length > MostMilsteinTerms)
        {
            writer.Line("// The terms of a Milstein step are not written out: there is no noise, or the state is large.");
            return;
        }

        Func<Expr, Expr> inState = names.In("x");
        Member(
            [
                "What multiplies the iterated integral of two noises in a Milstein step, <c>L^j g_k = (Dg_k) g_j</c>: the derivative of noise k",
                "along noise j. The noises are those declared, correlated or not.",
            ],
            [
                ("param name=\"first\"", "The number j of the noise that is integrated first, inside, as in <see cref=\"NoiseNames\"/>."),
                ("param name=\"second\"", "The number k of the noise that is integrated second."),
                ("param name=\"x\"", "The state."),
                ("param name=\"t\"", "The time."),
            ]
        );
        string bound = Number(m - 1);
        writer.Line("public State MilsteinTerm(int first, int second, State x, double t) =>");
        using (writer.Indent())
        using (writer.Block("(first, second) switch", ";"))
        {
            MilsteinTerm[] terms = ItoOperators.Milstein(sde).ToArray();
            for (int i = 0; i < terms.Length; i++)
            {
                if (terms[i].Components.Any(c => !c.Equals(ExprModule.Zero)))
                {
                    string[] values = terms[i].Components.Select(c => CSharpPrinter.Print(inState(c))).ToArray();
                    writer.Line($"({Number(i / m)}, {Number(i % m)}) => new({string.Join(", ", values)}),");
                }
            }

            if (terms.Any(term => term.Components.All(c => c.Equals(ExprModule.Zero))))
            {
                writer.Line($"(>= 0 and <= {bound}, >= 0 and <= {bound}) => default,");
            }

            writer.Line(
                $"(>= 0 and <= {bound}, _) => throw new global::System.ArgumentOutOfRangeException(nameof(second), second, \"The noises are numbered 0 to {bound}.\"),"
            );
            writer.Line(
                $"_ => throw new global::System.ArgumentOutOfRangeException(nameof(first), first, \"The noises are numbered 0 to {bound}.\"),"
            );
        }
    }
}
