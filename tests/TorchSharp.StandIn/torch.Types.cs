namespace TorchSharp;

public static partial class torch
{
    public const ScalarType float32 = ScalarType.Float32;
    public const ScalarType float64 = ScalarType.Float64;

    public enum ScalarType : sbyte
    {
        Int64 = 4,
        Float32 = 6,
        Float64 = 7,
        Bool = 11,
    }

    public static Device CPU { get; } = new("cpu");

    /// <summary>As libtorch's default generator; <see cref="manual_seed"/> seeds it.</summary>
    internal static Random Default { get; set; } = new(0);

    public static Generator manual_seed(long seed)
    {
        Default = new Random((int)seed);
        return new Generator((ulong)seed);
    }

    public static void set_num_threads(int count) => ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);

    public static Device device(string description) => new(description);

    public sealed class Device(string name)
    {
        public override string ToString() => name;
    }

    public sealed class Generator(ulong seed, Device? device = null)
    {
        internal Random Random { get; } = new((int)seed);

        public Device Device { get; } = device ?? CPU;
    }

    public static class cuda
    {
        public static bool is_available() => false;
    }
}
