namespace ItoSharp;

/// <summary>The ways of a call by the names of the declaration's flags: <c>sampler.Gradient(noise, loss, Gradients.Exact(memory: 1 &lt;&lt; 20))</c>.</summary>
public static class GradientsExtensions
{
    extension(Gradients)
    {
        /// <inheritdoc cref="GradientWay.Exact"/>
        public static GradientWay Exact(long? memory = null) => GradientWay.Exact(memory);

        /// <inheritdoc cref="GradientWay.Reversible"/>
        public static GradientWay Reversible(
            ReversibleScheme scheme = ReversibleScheme.McCallumFoster,
            double coupling = 0.999,
            double? tolerance = null
        ) => GradientWay.Reversible(scheme, coupling, tolerance);

        /// <inheritdoc cref="GradientWay.AdjointDeis(int, Prediction)"/>
        public static GradientWay AdjointDeis(int order = 2, Prediction form = Prediction.Data) => GradientWay.AdjointDeis(order, form);
    }
}
