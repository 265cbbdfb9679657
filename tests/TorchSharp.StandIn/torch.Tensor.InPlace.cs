namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor mul_(Scalar target) => Set((v, _) => v * target.Value, null);

        public Tensor add_(Scalar scalar) => Set((v, _) => v + scalar.Value, null);

        public Tensor add_(Tensor target) => Set((v, w) => v + w, target);

        public Tensor add_(Tensor target, Scalar alpha) => Set((v, w) => v + alpha.Value * w, target);

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Set((_, w) => w, source);

        public Tensor fill_(Scalar value) => Set((_, _) => value.Value, null);

        private Tensor Set(Func<double, double, double> value, Tensor? other)
        {
            if (is_grad_enabled() && (requires_grad || other?.requires_grad == true))
            {
                throw new InvalidOperationException("the stand-in records no operation in place; libtorch refuses it on a leaf");
            }

            if (other is not null && !other.shape_.AsSpan().SequenceEqual(shape_))
            {
                throw new ArgumentException($"[{string.Join(", ", other.shape_)}] into [{string.Join(", ", shape_)}]");
            }

            double[] own = Values;
            double[] others = other?.Values ?? own;
            for (int i = 0; i < own.Length; i++)
            {
                own[i] = Round(value(own[i], others[i]), dtype);
            }

            return this;
        }
    }
}
