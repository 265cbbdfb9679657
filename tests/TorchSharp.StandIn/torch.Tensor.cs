namespace TorchSharp;

public static partial class torch
{
    /// <summary>A contiguous tensor whose numbers are doubles, rounded to its element type after every operation.</summary>
    public partial class Tensor : IDisposable
    {
        private static long s_live;
        private double[]? _values;
        private DisposeScope? _scope;

        protected internal Tensor(double[]? values, long[] shape, ScalarType dtype, Device device)
        {
            _values = values;
            shape_ = shape;
            this.dtype = dtype;
            this.device = device;
            if (values is not null)
            {
                Interlocked.Increment(ref s_live);
                _scope = Scopes.TryPeek(out DisposeScope? scope) ? scope : null;
                _scope?.Tensors.Add(this);
            }
        }

        /// <summary>Tensors made and not yet disposed, of all threads: what a leak leaves behind.</summary>
        public static long Live => Interlocked.Read(ref s_live);

        private readonly long[] shape_;

        public long[] shape => (long[])shape_.Clone();

        public ScalarType dtype { get; }

        public Device device { get; }

        public bool requires_grad { get; private set; }

        public bool IsInvalid => _values is null;

        internal double[] Values => _values ?? throw new ObjectDisposedException(nameof(Tensor));

        internal Node? Graph { get; private set; }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor detach() => new(Values, shape_, dtype, device);

        public Tensor clone() => Unary(v => v, (_, _) => 1);

        public Tensor MoveToOuterDisposeScope()
        {
            if (_scope is { } scope)
            {
                DisposeScope? outer = Scopes.SkipWhile(s => s != scope).Skip(1).FirstOrDefault();
                scope.Tensors.Remove(this);
                outer?.Tensors.Add(this);
                _scope = outer;
            }

            return this;
        }

        public void Dispose()
        {
            if (_values is not null)
            {
                _values = null;
                _scope?.Tensors.Remove(this);
                Interlocked.Decrement(ref s_live);
            }
        }

        public Tensor to(ScalarType type) => Derived([this], Values, shape_, type, grad => [grad]);

        public Tensor to(Device device) => new(Values, shape_, dtype, device) { requires_grad = requires_grad, Graph = Graph ?? Leaf() };

        public Tensor cpu() => to(CPU);

        public Utils.TensorAccessor<T> data<T>()
            where T : unmanaged => new(this);

        /// <summary>A result of <paramref name="parents"/>, with its step of the graph where one is recorded.</summary>
        internal static Tensor Derived(
            Tensor[] parents,
            IEnumerable<double> values,
            long[] shape,
            ScalarType dtype,
            Func<double[], double[]?[]> backward
        )
        {
            double[] rounded = [.. values.Select(value => Round(value, dtype))];
            var tensor = new Tensor(rounded, shape, dtype, parents[0].device);
            if (is_grad_enabled() && parents.Any(parent => parent.requires_grad))
            {
                tensor.requires_grad = true;
                tensor.Graph = new Node([.. parents.Select(parent => parent.Graph ?? parent.Leaf())], backward);
            }

            return tensor;
        }

        /// <summary>The graph's end at this tensor: the same object each time, so that gradients find it.</summary>
        internal Node Leaf() => Graph ??= new Node([], _ => []) { IsWanted = requires_grad };

        private static double Round(double value, ScalarType dtype) => dtype == ScalarType.Float32 ? (float)value : value;
    }

    /// <summary>One step of a recorded graph.</summary>
    internal sealed class Node(Node[] parents, Func<double[], double[]?[]> backward)
    {
        public Node[] Parents => parents;

        public Func<double[], double[]?[]> Backward => backward;

        public bool IsWanted { get; init; }
    }
}
