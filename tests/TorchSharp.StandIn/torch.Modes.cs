namespace TorchSharp;

public static partial class torch
{
    [ThreadStatic]
    private static bool s_noGrad;

    [ThreadStatic]
    private static Stack<DisposeScope>? s_scopes;

    internal static Stack<DisposeScope> Scopes => s_scopes ??= new();

    public static bool is_grad_enabled() => !s_noGrad;

    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static DisposeScope NewDisposeScope()
    {
        var scope = new DisposeScope();
        Scopes.Push(scope);
        return scope;
    }

    private sealed class GradMode : IDisposable
    {
        private readonly bool _before = s_noGrad;

        public GradMode(bool enabled) => s_noGrad = !enabled;

        public void Dispose() => s_noGrad = _before;
    }
}

/// <summary>Disposes the tensors made in it that were not moved out.</summary>
public sealed class DisposeScope : IDisposable
{
    internal HashSet<torch.Tensor> Tensors { get; } = [];

    public void Dispose()
    {
        if (torch.Scopes.Pop() != this)
        {
            throw new InvalidOperationException("dispose scopes end in the reverse of the order in which they began");
        }

        foreach (torch.Tensor tensor in Tensors.ToArray())
        {
            tensor.Dispose();
        }
    }
}
