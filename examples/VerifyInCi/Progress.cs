namespace VerifyInCi;

/// <summary>One line of the terminal that says what is being done; nothing where output goes to a file.</summary>
internal sealed class Progress : IProgress<string>
{
    private const int Width = 110;

    /// <inheritdoc/>
    public void Report(string value) => Write(value);

    /// <summary>Leaves the line empty.</summary>
    public void Clear() => Write("");

    private static void Write(string text)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write("\r" + (text.Length > Width ? text[..Width] : text.PadRight(Width)) + (text.Length == 0 ? "\r" : ""));
        }
    }
}
