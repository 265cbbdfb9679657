using System.Numerics;

namespace ItoSharp;

/// <summary>Goes one path again, one step at a time, to find where it stopped being finite.</summary>
internal static class PathReplay<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static NonFinitePathException Find(RunPlan<T> plan, long block, int path)
    {
        EnsembleShape shape = plan.Shape;
        BlockPaths paths = plan.In(block);
        bool mirrored = path >= paths.Leading;
        long number = (block * EnsembleBlock.Paths) + path;
        ulong noisePath = (ulong)(mirrored ? number - paths.Leading : number);
        T[] state = new T[Math.Max(1, shape.Rows) * EnsembleBlock.Paths];
        T[] observed = new T[Math.Max(1, shape.Observables.Count) * EnsembleBlock.Paths];
        T[] normals = new T[Math.Max(4 * shape.NormalsPerStep, shape.Components.Count + 4)];
        using StepNoise<T> noise = new(shape, LaneWidth.Scalar, plan.Run.Seed, plan.Run.Refinement);
        BlockStart<T>.Draw(plan, LaneWidth.Scalar, noisePath, mirrored, normals);
        state.AsSpan(shape.Components.Count * EnsembleBlock.Paths).Fill(T.PositiveInfinity);
        plan.Start.Fill<T>(state, 0, number, 1, 1, shape.Components.Count, normals);
        if (shape.Stops.Count > 0)
        {
            plan.Program.StopAtStart(LaneWidth.Scalar, ref state[0], in plan.Constants[0], T.CreateTruncating(plan.Run.Start));
        }

        int observation = 0;
        for (int step = 0; step <= plan.Run.Steps; step++)
        {
            if (FirstBad(state, shape.Components.Count) is var bad and >= 0)
            {
                return Report(plan, shape.Components[bad], false, state[bad * EnsembleBlock.Paths], number, step);
            }

            if (plan.Run.ObservationSteps[observation] == step)
            {
                observation++;
                T time = T.CreateTruncating(plan.Run.Time(step));
                plan.Program.Observe(LaneWidth.Scalar, in state[0], in plan.Constants[0], time, ref observed[0]);
                if (FirstBad(observed, shape.Observables.Count) is var wrong and >= 0)
                {
                    return Report(plan, shape.Observables[wrong], true, observed[wrong * EnsembleBlock.Paths], number, step);
                }
            }

            if (step == plan.Run.Steps)
            {
                break;
            }

            if (step % 4 == 0)
            {
                noise.Fill(noisePath, step, Math.Min(4, plan.Run.Steps - step), normals);
                if (mirrored)
                {
                    StepNoise<T>.Mirror(normals);
                }
            }

            plan.Program.Advance(
                LaneWidth.Scalar,
                ref state[0],
                in normals[step % 4 * shape.NormalsPerStep],
                in plan.Constants[0],
                in plan.Table[step * shape.TimedColumns],
                step,
                1
            );
        }

        throw new InvalidOperationException(
            $"path {number} was not finite in lanes of width {plan.Width} and is finite alone: the program {plan.Run.Program} gives other bits "
                + "at other widths"
        );
    }

    private static NonFinitePathException Report(RunPlan<T> plan, string quantity, bool isObservable, T value, long path, int step) =>
        new(quantity, isObservable, double.CreateTruncating(value), path, step, plan.Run.Steps, plan.Run.Time(step));

    private static int FirstBad(T[] rows, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (!T.IsFinite(rows[i * EnsembleBlock.Paths]))
            {
                return i;
            }
        }

        return -1;
    }
}
