namespace ItoSharp;

/// <summary>What a forward run on tensors leaves for its reverse.</summary>
/// <param name="ops">The operations.</param>
/// <param name="states">Whether the asked states are kept.</param>
/// <param name="numbers">Whether predictions, and noise that cannot be replayed, are kept: the process's gradient needs them.</param>
/// <param name="replays">Whether noise can be computed again.</param>
internal sealed class TensorTape<TTensor>(TensorOps<TTensor> ops, bool states, bool numbers, bool replays)
    where TTensor : class, IDisposable
{
    private readonly List<TTensor> _states = [];
    private readonly List<TTensor> _predictions = [];
    private readonly List<TTensor> _damped = [];
    private readonly Dictionary<int, TTensor> _noise = [];

    public TTensor State(int evaluation) => _states[evaluation];

    public TTensor Prediction(int evaluation) => _predictions[evaluation];

    /// <summary>A heavy ball's damped prediction, which is no function of its own evaluation alone.</summary>
    public TTensor Damped(int evaluation) => _damped[evaluation];

    /// <summary>The noise of a step; null where it is to be computed again.</summary>
    public TTensor? Noise(int step) => _noise.GetValueOrDefault(step);

    public void Record(TTensor state, TTensor prediction)
    {
        if (states)
        {
            _states.Add(ops.Keep(ops.Copy(state)));
        }

        if (numbers)
        {
            _predictions.Add(ops.Keep(ops.Copy(prediction)));
        }
    }

    public void RecordDamped(TTensor damped)
    {
        if (numbers)
        {
            _damped.Add(ops.Keep(ops.Copy(damped)));
        }
    }

    public void RecordNoise(int step, TTensor? noise)
    {
        if (numbers && !replays && noise is not null)
        {
            _noise[step] = ops.Keep(ops.Copy(noise));
        }
    }
}
