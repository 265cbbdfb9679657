using System.Globalization;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Parsing;

/// <summary>Reads the order of a splitting's parts, such as <c>B/2 A/2 O A/2 B/2</c>.</summary>
internal static class SplittingText
{
    /// <summary>The parts; null with what is wrong.</summary>
    public static IReadOnlyList<SplittingPart>? Read(string text, out string fault)
    {
        var parts = new List<SplittingPart>();
        var sums = new Dictionary<char, Rational>
        {
            ['A'] = Rational.Zero,
            ['B'] = Rational.Zero,
            ['O'] = Rational.Zero,
        };
        foreach (string word in text.Split(new[] { ' ', '\t', '\r', '\n' }, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!sums.ContainsKey(word[0]) || Fraction(word.Substring(1)) is not { } fraction)
            {
                fault = $"'{word}' is no part; parts are A, B and O, each with a fraction of the step such as A/2 or B*1/6";
                return null;
            }

            sums[word[0]] += fraction;
            parts.Add(
                word[0] switch
                {
                    'A' => SplittingPart.NewA(fraction),
                    'B' => SplittingPart.NewB(fraction),
                    _ => SplittingPart.NewO(fraction),
                }
            );
        }

        foreach (KeyValuePair<char, Rational> sum in sums)
        {
            if (!sum.Value.IsOne)
            {
                fault = $"the fractions of {sum.Key} add up to {sum.Value}; each of A, B and O must be given one whole step";
                return null;
            }
        }

        fault = "";
        return parts;
    }

    /// <summary>Nothing (1), /q, or *p/q, all above 0.</summary>
    static Rational? Fraction(string text)
    {
        if (text.Length == 0)
        {
            return Rational.One;
        }

        string[] ends = text.Substring(1).Split('/');
        return text[0] switch
        {
            '/' when ends.Length == 1 && Whole(ends[0]) is { } q => Rational.Of(1, q),
            '*' when ends.Length == 2 && Whole(ends[0]) is { } p && Whole(ends[1]) is { } q => Rational.Of(p, q),
            _ => null,
        };
    }

    static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n is > 0 and < 1000 ? n : null;
}
