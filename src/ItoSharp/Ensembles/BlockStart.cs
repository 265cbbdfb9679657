using System.Numerics;

namespace ItoSharp;

/// <summary>The states in which the paths of a block start.</summary>
internal static class BlockStart<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Sets the components and twins of all paths of a block, in its rows; stops are left as they are.</summary>
    public static void Fill(RunPlan<T> plan, long block, Span<T> state)
    {
        int lanes = Lanes.Of<T>(plan.Width);
        int components = plan.Shape.Components.Count;
        BlockPaths paths = plan.In(block);
        long first = block * EnsembleBlock.Paths;
        T[] normals = new T[(components + 4) * lanes];
        for (int slot = 0; slot < paths.Leading; slot += lanes)
        {
            int live = Math.Min(lanes, paths.Leading - slot);
            if (plan.Start.IsNormal)
            {
                ulong path = (ulong)(first + slot);
                StepNoise<T>.FillNormals(plan.Width, plan.Run.Seed, path, EnsembleStart.FirstNormal, components, normals);
            }

            plan.Start.Fill<T>(state, slot, first + slot, live, lanes, components, normals);
            if (paths.Antithetic)
            {
                for (int i = 0; i < normals.Length; i++)
                {
                    normals[i] = -normals[i];
                }

                plan.Start.Fill<T>(state, slot + EnsembleBlock.Pairs, first + paths.Leading + slot, live, lanes, components, normals);
            }
        }

        Twins(plan.Shape, state);
    }

    /// <summary>Twins start where their components do.</summary>
    public static void Twins(EnsembleShape shape, Span<T> state)
    {
        if (shape.HasTwins)
        {
            int rows = shape.Components.Count * EnsembleBlock.Paths;
            state[..rows].CopyTo(state[rows..]);
        }
    }
}
