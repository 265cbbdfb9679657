namespace ItoSharp;

/// <summary>A loss of a whole batch of samples: returns its value and writes its gradient.</summary>
/// <param name="samples">Rows x dimension.</param>
/// <param name="gradient">d loss / d samples, rows x dimension; zero on entry.</param>
public delegate double Loss<T>(ReadOnlySpan<T> samples, Span<T> gradient)
    where T : unmanaged;
