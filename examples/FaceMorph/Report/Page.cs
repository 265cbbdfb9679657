using System.Globalization;
using System.Text;
using FaceMorph.Morphs;
using FaceMorph.Prior;
using FaceMorph.Studies;

namespace FaceMorph.Report;

/// <summary>The page: one file that needs nothing beside it.</summary>
internal static class Page
{
    /// <summary>The page of a study.</summary>
    public static string Of(MorphStudy study)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang='en'><head><meta charset='utf-8'>");
        html.Append("<meta name='viewport' content='width=device-width, initial-scale=1'>");
        html.Append($"<title>Face morphs by AdjointDEIS</title><style>{Style()}</style></head><body><main>");
        html.Append(Head(study));
        html.Append(MorphSection.Faces(study));
        html.Append(MorphSection.Scores(study));
        html.Append(MorphSection.Losses(study));
        html.Append(MethodSection.Gradients(study.Gradients));
        html.Append(MethodSection.Orders(study.Orders));
        html.Append(VerifierSection.Of(study));
        html.Append(Foot(study));
        return html.Append("</main></body></html>\n").ToString();
    }

    /// <summary>Text with numbers as they are written everywhere.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Head(MorphStudy study)
    {
        var exact = study.Rows.Single(row => row.Key == "exact");
        var deis = study.Rows.Single(row => row.Key == "adjointDeis2MData");
        var none = study.NoGuidance;
        return Text(
            $"""
            <h1>Face morphs, guided by gradients through a diffusion sampler</h1>
            <p class="lead">A morph is one face that a verifier accepts for two different images. Here a diffusion sampler draws it from noise, and
            the noise is optimised so that both parents are recognised. The gradient runs through all {MorphModel.Steps} steps of the
            sampler: by AdjointDEIS (Blasingame and Liu, 2024), and by the exact adjoint of the same steps.</p>
            <div class="tiles">
              <div><b>{none.Loss.Parents.Percent:f1}% &rarr; {deis.Loss.Parents.Percent:f1}%</b><span>of morphs match both parents on the embedding that guides: none &rarr; AdjointDEIS-2M, data form</span></div>
              <div><b>{none.Unseen.Parents.Percent:f1}% &rarr; {deis.Unseen.Parents.Percent:f1}%</b><span>on an embedding that the loss never sees</span></div>
              <div><b>{exact.Loss.Parents.Percent:f1}% / {exact.Unseen.Parents.Percent:f1}%</b><span>the same with the exact discrete adjoint</span></div>
              <div><b>{study.Split.Pairs.Length} pairs</b><span>of {study.Split.HeldOut.Length} faces that neither prior nor embeddings have learnt from; {study.Seconds:f0} s in all</span></div>
            </div>
            """
        );
    }

    private static string Foot(MorphStudy study)
    {
        var prior = study.Model.Prior;
        var html = new StringBuilder("<h2>How it was made</h2>");
        html.Append(
            Text(
                $"""
                <p><b>Prior.</b> x = c(z) + residual in {FacePrior.Dimension} principal coordinates of {study.Split.Training.Length} training
                faces with mirrored and shifted copies ({100 * prior.Axes.Kept:f0}% of their variance,
                {100
                    * prior.Axes.KeptOf(
                        study.Split.HeldOut
                    ):f0}% of the held-out faces'; what lies outside is not modelled and is missing in
                morphs). z fixes the first {FacePrior.Condition}; the residual is a mixture of {prior.Residual.Weights.Length} factor analysers of
                rank {prior.Residual.Factors[
                    0
                ].Length}. Its denoiser is known in closed form, so every error shown is a solver's or a
                gradient's, not a network's. A parent that is encoded to noise and decoded again is still accepted as itself in
                {study.Reconstructed.Percent:f0}% of cases.</p>
                <p><b>Sampler.</b> VP-linear, DPM-Solver++ 2M, {MorphModel.Steps} steps uniform in log-SNR from t = 1 to {MorphModel.CleanTime}.
                No guidance: both parents are encoded by the probability-flow ODE, their noises joined on a great circle, their z
                averaged. Guided: {Guidance.AdamSteps} steps of Adam (rate {Guidance.Rate}, second moment shared by a morph) on the noise and on z from
                there, minimising the sum of the cosine distances to both parents.</p>
                <p><b>Data.</b> 100 grey crops of 25 x 25 pixels, a subset of Labeled Faces in the Wild (G. B. Huang et al., 2007) as
                distributed with scikit-image. They carry no identity labels, so all said here is about different images; other
                pictures of the same face are made as probes (mirrored, contrast 0.85, noise 0.15). Pairs share faces, so standard errors that take pairs as independent are
                somewhat too small. Seed {study.Seed}.</p>
                """
            )
        );
        html.Append("<h2>What this run had to meet</h2><ul class='bars'>");
        foreach (var bar in study.Bars)
        {
            html.Append($"<li><b class='{(bar.Holds ? "yes" : "no")}'>{(bar.Holds ? "holds" : "fails")}</b>: {bar.Statement}</li>");
        }

        return html.Append("</ul>").ToString();
    }

    private static string Style()
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream("style.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
