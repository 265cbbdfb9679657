namespace ItoSharp;

/// <summary>The operands of one fused update of a batch in a device's memory; for generated code.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly ref struct DeviceFieldStep<T>
    where T : unmanaged
{
    private readonly Func<int, DeviceArray> _outputs;
    private readonly Action<string, bool, DeviceArgument[]> _launch;

    internal DeviceFieldStep(Func<int, DeviceArray> outputs, Action<string, bool, DeviceArgument[]> launch) =>
        (_outputs, _launch) = (outputs, launch);

    /// <summary>Whether this is a block of a Runge-Kutta step.</summary>
    public bool RungeKutta { get; init; }

    /// <summary>The number of predictions combined: the history of a multistep step, the stage number + 1 of a Runge-Kutta block.</summary>
    public int Terms { get; init; }

    /// <summary>Whether the step adds noise, which its kernel makes.</summary>
    public bool IsNoisy { get; init; }

    /// <summary>The state at the start of the step; updated by the step's last block.</summary>
    public required DeviceArray X { get; init; }

    /// <summary>The state of a Runge-Kutta stage.</summary>
    public required DeviceArray Stage { get; init; }

    /// <summary>The model's raw prediction; the kernel leaves NaN there, which a model that writes too little does not hide.</summary>
    public required DeviceArray Prediction { get; init; }

    /// <summary>The mean mu of a mean-reverting process; the state itself where no kernel reads a mean.</summary>
    public required DeviceArray Mean { get; init; }

    /// <summary>The step's row.</summary>
    public ReadOnlySpan<double> Row { get; init; }

    /// <summary>How the raw prediction becomes the solver's form.</summary>
    public Conversion Conversion { get; init; }

    /// <summary>What a heavy ball keeps of the damped prediction before; otherwise 0.</summary>
    public double Damping { get; init; }

    /// <summary>The coefficient of mu.</summary>
    public double MeanWeight { get; init; }

    /// <summary>The prediction made <paramref name="age"/> evaluations ago (multistep), or that of stage <paramref name="age"/> (Runge-Kutta).</summary>
    public DeviceArray Output(int age) => _outputs(age);

    /// <summary>Launches a kernel of the sampler's text without noise, the arguments of its batch before those given.</summary>
    public void Launch(string kernel, params DeviceArgument[] arguments) => _launch(kernel, false, arguments);

    /// <summary>The same with noise, whose arguments come after those of the batch.</summary>
    public void LaunchNoisy(string kernel, params DeviceArgument[] arguments) => _launch(kernel, true, arguments);
}
