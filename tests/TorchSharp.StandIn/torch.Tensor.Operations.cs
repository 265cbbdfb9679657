namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => Binary(left, right, (a, b) => a + b, (_, _) => 1, (_, _) => 1);

        public static Tensor operator -(Tensor left, Tensor right) => Binary(left, right, (a, b) => a - b, (_, _) => 1, (_, _) => -1);

        public static Tensor operator *(Tensor left, Tensor right) => Binary(left, right, (a, b) => a * b, (_, b) => b, (a, _) => a);

        public static Tensor operator +(Tensor left, Scalar right) => left.Unary(v => v + right.Value, (_, _) => 1);

        public static Tensor operator -(Tensor left, Scalar right) => left.Unary(v => v - right.Value, (_, _) => 1);

        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        public static Tensor operator /(Tensor left, Scalar right) => left.Unary(v => v / right.Value, (_, _) => 1 / right.Value);

        public Tensor add(Tensor target, Scalar alpha) =>
            Binary(this, target, (a, b) => a + alpha.Value * b, (_, _) => 1, (_, _) => alpha.Value);

        public Tensor mul(Scalar target) => Unary(v => v * target.Value, (_, _) => target.Value);

        public Tensor sin() => Unary(Math.Sin, (v, _) => Math.Cos(v));

        public Tensor exp() => Unary(Math.Exp, (_, e) => e);

        public Tensor silu() => Unary(v => v * Logistic(v), (v, _) => Logistic(v) * (1 + v * (1 - Logistic(v))));

        public Tensor pow(Scalar exponent) =>
            Unary(v => Math.Pow(v, exponent.Value), (v, _) => exponent.Value * Math.Pow(v, exponent.Value - 1));

        public Tensor isfinite() => new([.. Values.Select(v => double.IsFinite(v) ? 1.0 : 0.0)], shape_, ScalarType.Bool, device);

        /// <summary>Along the last axis of a matrix.</summary>
        public Tensor all(long dim, bool keepdim = false)
        {
            if (shape_.Length != 2 || dim != 1 || keepdim)
            {
                throw new NotSupportedException("the stand-in reduces the rows of a matrix only");
            }

            double[] rows = [.. Values.Chunk((int)shape_[1]).Select(row => row.All(v => v != 0) ? 1.0 : 0.0)];
            return new(rows, [shape_[0]], ScalarType.Bool, device);
        }

        public Tensor sum(ScalarType? type = null) =>
            Derived(
                [this],
                [Values.Sum()],
                [],
                type ?? dtype,
                grad =>
                    [
                        [.. Enumerable.Repeat(grad[0], Values.Length)],
                    ]
            );

        public Tensor mean() => sum() / Values.Length;

        public Tensor reshape(params long[] shape)
        {
            long known = shape.Where(length => length >= 0).Aggregate(1L, (a, b) => a * b);
            long[] full = [.. shape.Select(length => length >= 0 ? length : Values.Length / known)];
            return Size(full) == Values.Length
                ? Derived([this], Values, full, dtype, grad => [grad])
                : throw new ArgumentException($"{Values.Length} numbers have no shape [{string.Join(", ", shape)}]");
        }

        public Tensor expand(params long[] sizes)
        {
            int[] places = Places(shape_, sizes);
            return Derived([this], places.Select(i => Values[i]), sizes, dtype, grad => [Gathered(grad, places, Values.Length)]);
        }

        public Tensor matmul(Tensor target)
        {
            (int n, int k, int m) = ((int)shape_[0], (int)shape_[1], (int)target.shape_[1]);
            (double[] a, double[] b) = (Values, target.Values);
            double Product(double[] left, double[] right, int count, Func<int, (int Left, int Right)> at) =>
                Enumerable.Range(0, count).Sum(l => left[at(l).Left] * right[at(l).Right]);
            return Derived(
                [this, target],
                Grid(n, m).Select(p => Product(a, b, k, l => (p.Row * k + l, l * m + p.Column))),
                [n, m],
                dtype,
                grad =>
                    [
                        [.. Grid(n, k).Select(p => Product(grad, b, m, l => (p.Row * m + l, p.Column * m + l)))],
                        [.. Grid(k, m).Select(p => Product(a, grad, n, l => (l * k + p.Row, l * m + p.Column)))],
                    ]
            );
        }

        public Tensor t()
        {
            (int n, int m) = ((int)shape_[0], (int)shape_[1]);
            double[] values = Values;
            return Derived(
                [this],
                Grid(m, n).Select(p => values[p.Column * m + p.Row]),
                [m, n],
                dtype,
                grad =>
                    [
                        [.. Grid(n, m).Select(p => grad[p.Column * n + p.Row])],
                    ]
            );
        }

        private static IEnumerable<(int Row, int Column)> Grid(int rows, int columns) =>
            Enumerable.Range(0, rows * columns).Select(i => (i / columns, i % columns));

        private static double Logistic(double v) => 1 / (1 + Math.Exp(-v));

        private Tensor Unary(Func<double, double> value, Func<double, double, double> slope)
        {
            double[] input = Values;
            double[] output = [.. input.Select(value)];
            return Derived(
                [this],
                output,
                shape_,
                dtype,
                grad =>
                    [
                        [.. grad.Select((g, i) => g * slope(input[i], output[i]))],
                    ]
            );
        }

        private static Tensor Binary(
            Tensor left,
            Tensor right,
            Func<double, double, double> value,
            Func<double, double, double> byLeft,
            Func<double, double, double> byRight
        )
        {
            long[] shape = Broadcast(left.shape_, right.shape_);
            int[] l = Places(left.shape_, shape);
            int[] r = Places(right.shape_, shape);
            double[] a = [.. l.Select(i => left.Values[i])];
            double[] b = [.. r.Select(i => right.Values[i])];
            int leftCount = left.Values.Length;
            int rightCount = right.Values.Length;
            return Derived(
                [left, right],
                a.Zip(b, value),
                shape,
                left.dtype > right.dtype ? left.dtype : right.dtype,
                grad =>
                    [
                        Gathered([.. grad.Select((g, i) => g * byLeft(a[i], b[i]))], l, leftCount),
                        Gathered([.. grad.Select((g, i) => g * byRight(a[i], b[i]))], r, rightCount),
                    ]
            );
        }

        internal static long Size(long[] shape) => shape.Aggregate(1L, (a, b) => a * b);

        private static long[] Broadcast(long[] a, long[] b)
        {
            int rank = Math.Max(a.Length, b.Length);
            long At(long[] shape, int axis) => axis < rank - shape.Length ? 1 : shape[axis - rank + shape.Length];
            return [.. Enumerable.Range(0, rank).Select(axis => Math.Max(At(a, axis), At(b, axis)))];
        }

        /// <summary>Where each entry of a broadcast shape comes from.</summary>
        private static int[] Places(long[] from, long[] to)
        {
            var places = new int[Size(to)];
            for (int i = 0; i < places.Length; i++)
            {
                (long rest, long stride, long place) = (i, 1, 0);
                for (int axis = to.Length - 1; axis >= 0; axis--)
                {
                    long index = rest % to[axis];
                    rest /= to[axis];
                    int own = axis - to.Length + from.Length;
                    if (own >= 0)
                    {
                        if (from[own] != 1 && from[own] != to[axis])
                        {
                            throw new ArgumentException($"[{string.Join(", ", from)}] does not broadcast to [{string.Join(", ", to)}]");
                        }

                        place += from[own] == 1 ? 0 : index * stride;
                        stride *= from[own];
                    }
                }

                places[i] = (int)place;
            }

            return places;
        }

        private static double[] Gathered(double[] grad, int[] places, int count)
        {
            var sum = new double[count];
            for (int i = 0; i < grad.Length; i++)
            {
                sum[places[i]] += grad[i];
            }

            return sum;
        }
    }
}
