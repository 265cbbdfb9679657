using System.Numerics;

namespace ItoSharp;

/// <summary>The states in which the paths of a block start.</summary>
internal static class BlockStart<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Sets the components of all paths of a block, in its rows; stops are left as they are.</summary>
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
            Draw(plan, plan.Width, (ulong)(first + slot), false, normals);
            plan.Start.Fill<T>(state, slot, first + slot, live, lanes, components, normals);
            if (paths.Antithetic)
            {
                StepNoise<T>.Mirror(normals);
                plan.Start.Fill<T>(state, slot + EnsembleBlock.Pairs, first + paths.Leading + slot, live, lanes, components, normals);
            }
        }
    }

    /// <summary>The normals with which a group of paths starts, where its start is random.</summary>
    public static void Draw(RunPlan<T> plan, LaneWidth width, ulong path, bool mirrored, Span<T> normals)
    {
        if (!plan.Start.IsNormal)
        {
            return;
        }

        NormalTiles.FillAny(width, plan.Run.Seed, path, EnsembleStart.FirstNormal, plan.Shape.Components.Count, normals);
        if (mirrored)
        {
            StepNoise<T>.Mirror(normals);
        }
    }
}
