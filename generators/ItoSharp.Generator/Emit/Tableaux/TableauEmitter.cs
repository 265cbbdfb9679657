using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>The generated part of a Butcher tableau: documentation with what was proven, and the numbers.</summary>
internal static class TableauEmitter
{
    const string Numbers = "global::ItoSharp.RungeKuttaTableau";

    public static string Emit(TableauModel model)
    {
        if (model.Declaration is not { } declaration)
        {
            return Stub(model, model.Fault);
        }

        ProvenTableau proven = Proven.Tableau(declaration);
        return proven.Facts is { Value: var facts }
            ? Source(model, declaration, facts)
            : Stub(model, TableauRules.Text(declaration, proven.Faults.First(found => !TableauFaults.IsInformation(found))));
    }

    static string Source(TableauModel model, ButcherDeclaration declaration, TableauFacts facts) =>
        GeneratedFile.Write(
            model.Type,
            "",
            writer =>
            {
                writer.Line("/// <remarks>");
                writer.Line("/// <para>");
                writer.Line("/// Proven at build time: " + PlanEmitter.Xml(TableauProofs.Describe(facts)) + ".");
                foreach (string line in Facts(facts))
                {
                    writer.Line("/// " + PlanEmitter.Xml(line));
                }

                writer.Line("/// </para>");
                writer.Line("/// <code>");
                writer.Lines(ButcherText.Lines(declaration.Text).Select(line => "/// " + PlanEmitter.Xml(line)));
                writer.Line("/// </code>");
                writer.Line("/// </remarks>");
                string text = PlanEmitter.Literal(ButcherDeclarationText.Write(declaration, facts.Tableau));
                writer.Line($"[global::ItoSharp.CompiledDeclaration({Whole(CompiledFormat.Version)}, {text})]");
            },
            writer =>
            {
                writer.Doc("summary", "The tableau as numbers, with what was proven of it at build time.");
                writer.Line(GeneratedFile.Mark);
                writer.Line($"public static {Numbers} Tableau {{ get; }} = new(");
                using (writer.Indent())
                {
                    Arrays(writer, declaration.Name, facts.Tableau);
                }

                using (writer.Block(")", ";"))
                {
                    writer.Lines(Properties(facts));
                }
            }
        );

    /// <summary>Sentences about the method.</summary>
    static IEnumerable<string> Facts(TableauFacts facts)
    {
        if (facts.EmbeddedProof is { Value: var embedded })
        {
            yield return "Embedded: " + TableauProofs.DescribeProof(facts.HasDecimals, facts.IsExact, embedded) + ".";
        }

        string stages = facts.Tableau.Stages == 1 ? "1 stage" : $"{Whole(facts.Tableau.Stages)} stages";
        string last =
            facts.IsFsal ? ", the last one the next step's first (FSAL)"
            : facts.IsStifflyAccurate ? ", stiffly accurate"
            : "";
        yield return $"{KindText(facts.Kind).Words}, {stages}{last}; stage order {Whole(facts.StageOrder)}.";
        if (!facts.Kind.IsExplicit)
        {
            string infinity = facts.StabilityAtInfinity is { Value: var r } ? Quantity(r) : "infinite";
            string stable =
                facts.IsAStable is not { Value: var proven } ? "A-stability is not decided here"
                : proven ? "A-stable"
                : "not A-stable";
            yield return $"{stable}; |R(infinity)| = {infinity}.";
        }
    }

    static void Arrays(SourceWriter writer, string name, ButcherTableau tableau)
    {
        writer.Line(PlanEmitter.Literal(name) + ",");
        writer.Line($"c: [{Row(tableau.C)}],");
        writer.Line("a:");
        writer.Line("[");
        using (writer.Indent())
        {
            writer.Lines(tableau.A.Select(row => Row(row) + ","));
        }

        writer.Line("],");
        bool pair = tableau.Embedded is not null;
        writer.Line($"b: [{Row(tableau.B)}]{(pair ? "," : "")}");
        if (pair)
        {
            writer.Line($"embedded: [{Row(tableau.Embedded!.Value)}]");
        }
    }

    static IEnumerable<string> Properties(TableauFacts facts)
    {
        yield return $"Order = {Whole(facts.Proof.Order)},";
        yield return $"EmbeddedOrder = {Whole(facts.EmbeddedProof?.Value.Order ?? 0)},";
        yield return $"StageOrder = {Whole(facts.StageOrder)},";
        yield return $"Kind = global::ItoSharp.RungeKuttaKind.{KindText(facts.Kind).Member},";
        yield return $"IsFsal = {Truth(facts.IsFsal)},";
        yield return $"IsStifflyAccurate = {Truth(facts.IsStifflyAccurate)},";
        if (!facts.Kind.IsExplicit)
        {
            yield return $"IsAStable = {Truth(facts.IsAStable?.Value ?? false)},";
        }

        if (facts.StabilityAtInfinity is { Value: var r })
        {
            yield return $"StabilityAtInfinity = {Number(r)},";
        }

        if (!facts.IsExact)
        {
            double residual = Math.Max(facts.Proof.Residual, facts.EmbeddedProof?.Value.Residual ?? 0);
            double uncertainty = Math.Max(facts.Proof.Uncertainty, facts.EmbeddedProof?.Value.Uncertainty ?? 0);
            yield return $"Residual = {Number(residual)},";
            yield return $"Uncertainty = {Number(uncertainty)},";
        }
    }

    /// <summary>The part of a faulty tableau. No text of it is compiled, so that nobody takes it for one.</summary>
    static string Stub(TableauModel model, string fault) =>
        GeneratedFile.Write(
            model.Type,
            "",
            writer => writer.Doc("remarks", "This declaration has an error; its numbers throw until it is mended."),
            writer =>
            {
                string message = PlanEmitter.Literal($"The tableau '{model.Type.FullName}' was not generated: see error {fault}");
                writer.Doc("summary", "Throws: the declaration has an error.");
                writer.Line(GeneratedFile.Mark);
                writer.Line($"public static {Numbers} Tableau =>");
                using (writer.Indent())
                {
                    writer.Line($"throw new global::System.InvalidOperationException({message});");
                }
            }
        );

    static (string Words, string Member) KindText(TableauKind kind) =>
        kind.IsExplicit ? ("Explicit", "Explicit")
        : kind.IsDiagonallyImplicit ? ("Diagonally implicit", "DiagonallyImplicit")
        : kind.IsSinglyDiagonallyImplicit ? ("Singly diagonally implicit", "SinglyDiagonallyImplicit")
        : ("Fully implicit", "FullyImplicit");

    static string Row(IEnumerable<Coefficient> row) => string.Join(", ", row.Select(c => Number(CoefficientModule.ToDouble(c))));

    static string Number(double value) => CSharpPrinter.Literal(value);

    static string Quantity(double value) => QuantityModule.Rounded(value);

    static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    static string Truth(bool value) => value ? "true" : "false";
}
