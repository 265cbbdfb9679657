namespace ItoSharp;

/// <summary>
/// The tensors of past predictions, or of their cotangents: a ring with the newest somewhere in a multistep, in the order of the
/// stages in a Runge-Kutta step.
/// </summary>
internal readonly struct TensorSlots<TTensor>(TTensor[] slots, int? newest)
    where TTensor : class, IDisposable
{
    public TTensor At(int age) => newest is { } place ? slots[(place - age + slots.Length) % slots.Length] : slots[age];

    public static TTensor[] Zeros(TensorOps<TTensor> ops, TTensor like, int count)
    {
        var slots = new TTensor[count];
        for (int i = 0; i < count; i++)
        {
            slots[i] = ops.Zeros(like);
        }

        return slots;
    }
}
