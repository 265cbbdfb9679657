namespace ItoSharp.Generator.Emit;

/// <summary>The format of declaration texts that this version writes and reads.</summary>
internal static class CompiledFormat
{
    public const int Version = 1;
}
