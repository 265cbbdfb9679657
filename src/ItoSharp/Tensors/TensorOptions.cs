namespace ItoSharp;

/// <summary>The values of one run on tensors; the counterpart of <see cref="SampleOptions"/>.</summary>
/// <typeparam name="TTensor">The tensor.</typeparam>
/// <remarks>
/// Written <c>new() { Seed = 7 }</c> at the call. A stochastic step takes its normals from <see cref="Seed"/> (the library's
/// noise, that of the CPU form), else from <see cref="DrawNoise"/>, else from the tensor library's default generator.
/// </remarks>
public sealed record TensorOptions<TTensor>
    where TTensor : class, IDisposable
{
    /// <summary>
    /// The key of the library's own noise, computed on the host and copied: row i of the batch uses path
    /// <see cref="FirstSample"/> + i, as in the CPU form. Null: noise is drawn by tensor operations.
    /// </summary>
    public ulong? Seed { get; init; }

    /// <summary>The path number of the batch's first row.</summary>
    public ulong FirstSample { get; init; }

    /// <summary>A key for each row instead of <see cref="Seed"/>; each row then uses path 0 of its own key.</summary>
    public ReadOnlyMemory<ulong> SampleSeeds { get; init; }

    /// <summary>
    /// Draws standard normals in the shape, element type and device of its argument, such as
    /// <c>x => torch.randn(x.shape, dtype: x.dtype, device: x.device, generator: mine)</c>; null: the default generator.
    /// </summary>
    public Func<TTensor, TTensor>? DrawNoise { get; init; }

    /// <summary>The conditions handed to the model, one a row, of any element type; null without.</summary>
    public TTensor? Condition { get; init; }

    /// <summary>The mean mu of a mean-reverting process, like the states; null without.</summary>
    public TTensor? Mean { get; init; }

    /// <summary>Told after every step; steps are counted for the batch as a whole.</summary>
    public IProgress<SampleProgress>? Progress { get; init; }

    /// <summary>Asked before every model evaluation.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>
    /// Whether predictions, states and pulled-back cotangents are checked for finiteness after every evaluation; the host then
    /// waits for the device at each. Off: only the result is checked, once.
    /// </summary>
    public bool CheckEvaluations { get; init; }

    /// <summary>What to do where a checked value is not finite.</summary>
    public NonFinite NonFinite { get; init; }
}
