namespace ItoSharp;

/// <summary>How a group goes back over all steps with so many checkpoints: worked out once, since every group does the same.</summary>
internal static class GradientSchedule
{
    /// <summary>The actions in order.</summary>
    public static GradientAction[] Of(int steps, int checkpoints)
    {
        List<GradientAction> actions = [];
        Add(actions, 0, steps, 0, checkpoints);
        return [.. actions];
    }

    /// <summary>Goes back from state <paramref name="end"/> to state <paramref name="first"/>, which is in a slot of the tape.</summary>
    private static void Add(List<GradientAction> actions, int first, int end, int slot, int checkpoints)
    {
        int room = checkpoints - slot;
        while (end - first > room + 1)
        {
            int middle = room == 1 ? end - 1 : first + BinomialSchedule.Split(end - first, room);
            actions.Add(new(first, middle, slot, IsBack: false));
            Add(actions, middle, end, slot + 1, checkpoints);
            end = middle;
        }

        actions.Add(new(first, end, slot, IsBack: true));
    }
}

/// <summary>
/// From the state in a slot of the tape, that of the first step: forward to the end, which is kept in the next slot; or, back, forward with all states
/// kept and back over them.
/// </summary>
internal readonly record struct GradientAction(int First, int End, int Slot, bool IsBack);
