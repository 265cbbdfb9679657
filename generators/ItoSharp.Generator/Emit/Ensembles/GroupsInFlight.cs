using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// How many groups of lanes a loop over steps advances together. A step waits for the results of the one before it: the square root of
/// a vector takes 30 cycles, an exponential 100. Groups know nothing of each other, so a processor computes one while another waits.
/// </summary>
internal static class GroupsInFlight
{
    // So many steps are short enough for four: all of them fit into the 200 to 500 operations that processors hold in flight.
    const int MostOperationsOfFour = 120;

    // Two cost code, which the JIT keeps in registers up to some 2,500 operations.
    const int MostOperationsOfTwo = 700;

    // Beside what a group keeps from step to step.
    const int MostTemporaries = 6;

    /// <summary>The number of groups, 1, 2 or 4, for a width.</summary>
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
        int registers = (target.Bits() == 512 ? 32 : 16) - held - MostTemporaries;
        return 4 * operations <= MostOperationsOfFour && 4 * state <= registers ? 4
            : 2 * operations <= MostOperationsOfTwo && 2 * state <= registers ? 2
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
