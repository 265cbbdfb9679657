using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ItoSharp.Gpu;

/// <summary>What is built of kernel texts, each text once, whoever asks first; what failed is tried again.</summary>
internal sealed class BuiltOnce<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>
    where T : class
{
    private readonly ConcurrentDictionary<string, Lazy<T>> _built = new(StringComparer.Ordinal);

    /// <summary>What is built of a text.</summary>
    /// <exception cref="DeviceException">It could not be built.</exception>
    public T Get(string source, Func<string, T> build)
    {
        Lazy<T> built = _built.GetOrAdd(source, text => new(() => build(text)));
        try
        {
            return built.Value;
        }
        catch (DeviceException)
        {
            _built.TryRemove(source, out _);
            throw;
        }
    }
}
