namespace TorchSharp;

/// <summary>A number of any element type.</summary>
public sealed class Scalar(double value)
{
    internal double Value { get; } = value;

    public static implicit operator Scalar(double value) => new(value);

    public static implicit operator Scalar(float value) => new(value);

    public static implicit operator Scalar(int value) => new(value);

    public static implicit operator Scalar(long value) => new(value);
}
