using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// How many groups of lanes a loop over steps advances together. A step waits for the results of the one before it: the square root of
/// a vector takes 30 cycles, an exponential 100. Groups know nothing of each other, so a processor computes one while another waits.
/// </summary>
internal static class GroupsInFlight
{
    /// <summary>The most groups that advance together.</summary>
    public const int Most = 4;

    // Steps of several groups that processors, which hold 200 to 500 operations in flight, compute side by side.
    const int MostShortOperations = 120;

    // Two longer ones still overlap at their ends, where 32 registers hold both; with 16 it was measured to gain nothing. The JIT keeps
    // code in registers up to some 2,500 operations.
    const int MostLongOperations = 700;

    // Beside what a group keeps from step to step.
    const int MostTemporaries = 6;

    /// <summary>The number of groups, 1, 2 or <see cref="Most"/>, for a width.</summary>
    public static int Count(StepProgram program, EnsembleNaming naming, LaneTarget target)
    {
        if (target.Bits() == 0)
        {
            return 1;
        }

        IEnumerable<Expr> formulas = program.Local.Select(l => l.Item2).Concat(program.Next).Concat(program.After);
        int operations = formulas.Sum(LaneCount.Operations);
        int state = program.Components.Length + naming.Stops.Count;
        int constants = naming.Constants.Count;
        int held = constants <= StepLoop.MostHeldConstants ? constants : 0;
        bool wide = target.Bits() == 512;
        int registers = (wide ? 32 : 16) - held - MostTemporaries;
        return Most * operations <= MostShortOperations && Most * state <= registers ? Most
            : 2 * operations <= (wide ? MostLongOperations : MostShortOperations) && 2 * state <= registers ? 2
            : 1;
    }

    /// <summary>
    /// The code of one of the groups that a loop advances together: the first has the names of the step, the others those with their
    /// number behind; what does not depend on path and time has one name for all.
    /// </summary>
    public static LaneText Text(LaneText first, LaneFormat format, int group, StepProgram program, EnsembleNaming naming)
    {
        var shared = new HashSet<string>(naming.Constants, StringComparer.Ordinal);
        string suffix = "_" + EnsembleKernels.Text(group + 1);
        return group == 0 ? first : new(first.Target, format, name => shared.Contains(name) ? name : naming.Free(name + suffix));
    }
}
