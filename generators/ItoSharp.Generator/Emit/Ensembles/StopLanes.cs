using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// What stops mean, in operations of lanes. The row of a stop has the number of the step at which it held, +infinity before.
/// </summary>
internal static class StopLanes
{
    static readonly Lane never = Lane.NewNumber(double.PositiveInfinity);

    /// <summary>Whether no stop of a path has held; there is at least one.</summary>
    public static LaneMask Running(EnsembleNaming naming) =>
        naming.Stops.Select(stop => LaneMask.NewEqual(Lane.NewValue(stop), never)).Aggregate((a, b) => LaneMask.NewBoth(a, b));

    /// <summary>Whether a stop holds in the state after the step.</summary>
    public static LaneMask Holds(StepProgram program, int stop) =>
        program.After[stop] is Expr.Choose choice
            ? LaneLowering.Mask(choice.Item1)
            : LaneMask.NewLess(Lane.NewNumber(0), LaneLowering.Lower(program.After[stop]));

    /// <summary>1 where a stop has held, else 0.</summary>
    public static Lane Flag(string row) =>
        Lane.NewSelect(LaneMask.NewLess(Lane.NewValue(row), never), Lane.NewNumber(1), Lane.NewNumber(0));

    /// <summary>The row of a stop at the start.</summary>
    public static Lane AtStart(StopModel stop) => Lane.NewSelect(LaneLowering.Mask(stop.Condition), Lane.NewNumber(0), never);
}
