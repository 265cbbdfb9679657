namespace FaceMorph.Embeddings;

/// <summary>The two embeddings: different features, different seeds and sizes of augmentation.</summary>
internal static class LearntEmbeddings
{
    /// <summary>The one that guides: orientations of edges in cells.</summary>
    public static Embedding OfTheLoss(IEnumerable<double[]> faces) =>
        Embedding.Learn(
            "loss",
            new OrientationCells(),
            faces,
            new Augmentation(seed: 11, copies: 24, shift: 1, turn: 5, noise: 0.25).Of,
            directions: 59,
            shrinkage: 0.5
        );

    /// <summary>The one that only measures: low frequencies of the grey values.</summary>
    public static Embedding NeverSeen(IEnumerable<double[]> faces) =>
        Embedding.Learn(
            "unseen",
            new LowFrequencies(),
            faces,
            new Augmentation(seed: 12, copies: 24, shift: 1, turn: 5, noise: 0.25).Of,
            directions: 48,
            shrinkage: 0.1
        );
}
