namespace ItoSharp.Generator.Memory;

/// <summary>128 bits that stand for a text: two FNV-1a hashes of different offsets and primes.</summary>
internal readonly record struct Digest(ulong First, ulong Second)
{
    public static Digest Empty { get; } = new(14695981039346656037, 9650029242287828579);

    public Digest Add(string text)
    {
        (ulong first, ulong second) = this;
        foreach (char c in text)
        {
            first = unchecked((first ^ c) * 1099511628211);
            second = unchecked((second ^ c) * 11400714819323198485);
        }

        // A mark no character is, so that "ab" "c" differs from "a" "bc".
        return new Digest(unchecked((first ^ 0x10000) * 1099511628211), unchecked((second ^ 0x10000) * 11400714819323198485));
    }

    public Digest Add(ulong number) =>
        new(unchecked((First ^ number) * 1099511628211), unchecked((Second ^ (number >> 32) ^ (number << 32)) * 11400714819323198485));

    public Digest Add(Digest other) => Add(other.First).Add(other.Second);
}
