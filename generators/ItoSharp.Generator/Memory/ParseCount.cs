namespace ItoSharp.Generator.Memory;

/// <summary>How many declarations have been parsed rather than remembered in this compiler process; tests look at it.</summary>
internal static class ParseCount
{
    static long parses;

    public static long Parses => Interlocked.Read(ref parses);

    public static void Add() => Interlocked.Increment(ref parses);
}
