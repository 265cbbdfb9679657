using System.Numerics;
using System.Reflection;

namespace ItoSharp.Tests.Models.Fields;

/// <summary>A declared sampler with a process, values of its plan, and a model that every state leaves finite.</summary>
public abstract class FieldTrial
{
    private static readonly Lazy<IReadOnlyList<FieldTrial>> Found = new(Find);

    /// <summary>Every sampler that the models declare, by name.</summary>
    public static IReadOnlyList<FieldTrial> All => Found.Value;

    /// <summary>The sampler's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether its states are floats.</summary>
    public abstract bool IsSingle { get; }

    /// <summary>The structure of its plan.</summary>
    public abstract SolverShape Shape { get; }

    /// <summary>The text of its kernels.</summary>
    public abstract string Kernels { get; }

    /// <summary>Samples a batch, on a device where one is given, and returns the bits; NaN has one.</summary>
    public abstract ulong[] Sample(EnsembleDevice? device, int rows, bool seedsBySample = false, int rowsPerCall = 0);

    /// <summary>The trial of one sampler.</summary>
    public static FieldTrial Of(string name) => All.Single(trial => trial.Name == name);

    private static IReadOnlyList<FieldTrial> Find() =>
        [
            .. typeof(FieldTrial)
                .Assembly.GetTypes()
                .Where(type => type is { IsAbstract: false, IsGenericType: false } && Base(type) is not null)
                // Declared to be refused at run time.
                .Where(type => type != typeof(VpShrinkingScale))
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
                .Select(type =>
                    (FieldTrial)Activator.CreateInstance(typeof(FieldTrial<,>).MakeGenericType(Base(type)!.GetGenericArguments()), type)!
                ),
        ];

    private static Type? Base(Type type) =>
        type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(FieldSampler<,>) ? parent : null;
}

/// <summary>A trial of one type of state.</summary>
public sealed class FieldTrial<TProcess, T> : FieldTrial
    where TProcess : class, IProcess<TProcess>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Odd: the last entry of a row has half a call of the generator.</summary>
    public const int Dimension = 5;

    private const int Steps = 7;
    private readonly FieldSampler<TProcess, T> _sampler;

    /// <summary>Makes the sampler of a type.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public FieldTrial(Type type)
    {
        Name = type.FullName!;
        _sampler = Make(type, new ModelOnHost<T>(Model));
    }

    /// <inheritdoc/>
    public override bool IsSingle => typeof(T) == typeof(float);

    /// <inheritdoc/>
    public override SolverShape Shape => Solver.Shape;

    /// <inheritdoc/>
    public override string Kernels => Solver.DeviceKernels;

    /// <summary>A bounded velocity that depends on time and condition.</summary>
    public static FunctionModel<T> Model { get; } =
        new(
            Dimension,
            Prediction.Velocity,
            static (in ModelInput<T> input, Span<T> prediction) =>
            {
                double shift = 0.1 * Math.Sin(input.Time);
                for (int i = 0; i < prediction.Length; i++)
                {
                    double x = double.CreateTruncating(input.X[i]);
                    double z = double.CreateTruncating(input.Condition[(i / Dimension * 2) + (i % Dimension % 2)]);
                    prediction[i] = T.CreateTruncating((x + (0.3 * z)) / Math.Sqrt(1 + (x * x)) + shift);
                }
            },
            conditionDimension: 2
        );

    /// <inheritdoc/>
    public override ulong[] Sample(EnsembleDevice? device, int rows, bool seedsBySample = false, int rowsPerCall = 0)
    {
        T[] start = Start(rows);
        T[] samples = new T[start.Length];
        _sampler.Sample(start, samples, Options(rows, seedsBySample) with { Device = device, RowsPerCall = rowsPerCall });
        return
        [
            .. samples.Select(value =>
                T.IsNaN(value) ? ulong.MaxValue
                : typeof(T) == typeof(float) ? BitConverter.SingleToUInt32Bits((float)(object)value)
                : BitConverter.DoubleToUInt64Bits((double)(object)value)
            ),
        ];
    }

    private SampleOptions<T> Options(int rows, bool seedsBySample) =>
        new()
        {
            Seed = 42,
            FirstSample = (1UL << 32) + 3,
            SampleSeeds = seedsBySample
                ? Enumerable.Range(0, rows).Select(row => 0x1234_5678_9ABCUL * (ulong)(row + 1)).ToArray()
                : default,
            Condition = Enumerable.Range(0, 2 * rows).Select(i => T.CreateTruncating(Math.Cos(i))).ToArray(),
            Mean = _sampler.Process.MeanReverting
                ? Enumerable.Range(0, Dimension).Select(i => T.CreateTruncating(0.2 * i - 0.3)).ToArray()
                : default,
        };

    private static T[] Start(int rows) =>
        [.. Enumerable.Range(0, rows * Dimension).Select(i => T.CreateTruncating(1.5 * Math.Sin(1 + (0.7 * i))))];

    private SolverKernels<T> Solver =>
        (SolverKernels<T>)
            Value(_sampler.GetType().GetNestedTypes(BindingFlags.NonPublic).Single(type => type.IsSubclassOf(typeof(SolverKernels<T>))));

    private static FieldSampler<TProcess, T> Make(Type type, IModel<T> model)
    {
        ConstructorInfo constructor = type.GetConstructors().Single();
        object?[] arguments =
        [
            .. constructor
                .GetParameters()
                .Select(parameter =>
                    parameter.ParameterType == typeof(IModel<T>) ? model
                    : parameter.ParameterType == typeof(TProcess) ? Value(typeof(TProcess))
                    : parameter.ParameterType == typeof(Schedule) ? UniformTime.Steps(Steps)
                    : parameter.ParameterType == typeof(double?) ? null
                    : Value(parameter.ParameterType)
                ),
        ];
        return (FieldSampler<TProcess, T>)constructor.Invoke(arguments);
    }

    private static object Value(Type type)
    {
        if (type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length) is not { } constructor)
        {
            // Tables are made by name.
            return type.GetProperty("Default")?.GetValue(null) ?? throw new InvalidOperationException($"{type} has no constructor");
        }

        return constructor.Invoke([.. constructor.GetParameters().Select(Argument)]);
    }

    // Noise levels so that noise is drawn; what has no default gets a middling number.
    private static object? Argument(ParameterInfo parameter) =>
        parameter.Name is "Eta" or "Tau" ? 0.7
        : parameter.Name is "SChurn" ? 3.0
        : parameter.Name is "Power" ? 1.5
        : parameter.HasDefaultValue ? parameter.DefaultValue
        : parameter.ParameterType == typeof(double) ? 0.4
        : parameter.ParameterType == typeof(Func<double, double>) ? (double time) => 0.5 + (0.3 * time)
        : parameter.ParameterType.IsClass ? Value(parameter.ParameterType)
        : throw new InvalidOperationException($"{parameter} of {parameter.Member.DeclaringType} has no value here");
}
