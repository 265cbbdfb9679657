using System.Globalization;

namespace HestonPricing.Checks;

/// <summary>What must hold, printed as it is found; the program fails if one thing does not.</summary>
internal sealed class Checklist
{
    /// <summary>Whether everything held so far.</summary>
    public bool Holds { get; private set; } = true;

    /// <summary>Notes one.</summary>
    public void Require(bool holds, FormattableString claim)
    {
        Holds &= holds;
        Console.WriteLine($"  {(holds ? "ok  " : "FAIL")} {claim.ToString(CultureInfo.InvariantCulture)}");
    }
}
