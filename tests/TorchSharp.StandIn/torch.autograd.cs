namespace TorchSharp;

public static partial class torch
{
    public static class autograd
    {
        /// <summary>As TorchSharp's; what would end the process there is an exception here.</summary>
        public static IList<Tensor> grad(
            IList<Tensor> outputs,
            IList<Tensor> inputs,
            IList<Tensor>? grad_outputs = null,
            bool retain_graph = false,
            bool create_graph = false,
            bool allow_unused = false
        )
        {
            if (outputs.Any(output => !output.requires_grad) || inputs.Any(input => !input.requires_grad))
            {
                throw new InvalidOperationException("libtorch ends the process: an output or input requires no gradient");
            }

            var gradients = new Dictionary<Node, double[]>();
            var order = new List<Node>();
            foreach (Tensor output in outputs)
            {
                Visit(output.Leaf(), order);
            }

            for (int i = 0; i < outputs.Count; i++)
            {
                if (grad_outputs is not null && !grad_outputs[i].shape.AsSpan().SequenceEqual(outputs[i].shape))
                {
                    throw new InvalidOperationException("libtorch ends the process: a cotangent has another shape than its output");
                }

                Accumulate(gradients, outputs[i].Leaf(), grad_outputs is null ? [1] : grad_outputs[i].Values);
            }

            for (int i = order.Count - 1; i >= 0; i--)
            {
                if (gradients.TryGetValue(order[i], out double[]? own))
                {
                    double[]?[] parts = order[i].Backward(own);
                    for (int p = 0; p < parts.Length; p++)
                    {
                        Accumulate(gradients, order[i].Parents[p], parts[p]!);
                    }
                }
            }

            return
            [
                .. inputs.Select(input =>
                    gradients.TryGetValue(input.Leaf(), out double[]? found)
                        ? new Tensor([.. found], input.shape, input.dtype, input.device)
                    : allow_unused ? new Tensor(null, [], input.dtype, input.device)
                    : throw new InvalidOperationException("libtorch ends the process: an input is unused")
                ),
            ];
        }

        private static void Visit(Node node, List<Node> order)
        {
            if (!order.Contains(node))
            {
                foreach (Node parent in node.Parents)
                {
                    Visit(parent, order);
                }

                order.Add(node);
            }
        }

        private static void Accumulate(Dictionary<Node, double[]> gradients, Node node, double[] grad) =>
            gradients[node] = gradients.TryGetValue(node, out double[]? sum) ? [.. sum.Zip(grad, (a, b) => a + b)] : [.. grad];
    }
}
