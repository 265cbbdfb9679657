namespace ItoSharp;

/// <summary>
/// The arrays of past predictions (or of their cotangents): a ring with the newest somewhere in a multistep, in the order of the
/// stages in a Runge-Kutta step.
/// </summary>
internal readonly struct OutputSlots<T>(T[][] slots, int newest, int length)
    where T : unmanaged
{
    public Span<T> ByAge(int age) => slots[(newest - age + slots.Length) % slots.Length].AsSpan(0, length);

    public Span<T> OfStage(int stage) => slots[stage].AsSpan(0, length);
}
